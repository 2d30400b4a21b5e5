/** Longest path, and longest part of one between slashes, in bytes of UTF-8: what Linux file systems hold. */
const MAX_PATH_BYTES = 4096;
const MAX_SEGMENT_BYTES = 255;

/** Nearly every real path: ASCII, no segment that starts with a dot, short enough not to be measured. */
const COMMON = /^(?!~)(?:[A-Za-z0-9_+^~-][A-Za-z0-9._+^~-]*\/)*[A-Za-z0-9_+^~-][A-Za-z0-9._+^~-]*$/;

/** The last path found to be common: the same one is asked for several times in a row, once for each use. */
let lastCommon: string | undefined;

/** Whether a path is of the kind that nearly all are. Such a path needs no escaping in JSON or in a URL. */
export function isCommonPath(path: string): boolean {
  if (path === lastCommon) {
    return true;
  }
  if (path.length > MAX_SEGMENT_BYTES || !COMMON.test(path)) {
    return false;
  }
  lastCommon = path;
  return true;
}

/** Control characters (C0, DEL, C1), line and paragraph separators. */
const CONTROL = /[\0-\x1f\x7f-\x9f\u2028\u2029]/;
/** Characters that reorder the text around them, so that a name reads as another. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/**
 * Checks a path that will be a place below an output directory: `local_path`, a path of 1.x, `contents[].file`.
 *
 * @returns what is wrong with it, or undefined when it is a plain relative path
 */
export function localPathProblem(path: string): string | undefined {
  if (isCommonPath(path)) {
    return undefined;
  }
  if (path === "") {
    return "the path is blank";
  }
  if (path.startsWith("/")) {
    return "the path is absolute; it must be relative to the compose directory";
  }
  if (path.startsWith("~")) {
    return 'the path starts with "~", which shells expand';
  }
  if (/^[A-Za-z]:/.test(path)) {
    return "the path starts with a drive letter";
  }
  if (path.includes("\\")) {
    return "the path has a backslash";
  }
  if (CONTROL.test(path)) {
    return "the path has a control character";
  }
  if (BIDI.test(path)) {
    return "the path has a character that changes the direction of text";
  }
  if (!path.isWellFormed()) {
    return "the path has half of a surrogate pair, which is no character";
  }
  return segmentProblem(path);
}

function segmentProblem(path: string): string | undefined {
  for (const segment of path.split("/")) {
    if (segment === "") {
      return path.endsWith("/") ? "the path ends with a slash" : "the path has an empty part (two slashes)";
    }
    if (segment === "." || segment === "..") {
      return `the path has a "${segment}" part${segment === ".." ? ", which may lead out of the compose directory" : ""}`;
    }
    if (segment.length * 3 > MAX_SEGMENT_BYTES && Buffer.byteLength(segment) > MAX_SEGMENT_BYTES) {
      return `a part of the path is longer than ${MAX_SEGMENT_BYTES} bytes`;
    }
  }
  return Buffer.byteLength(path) > MAX_PATH_BYTES
    ? `the path is longer than ${MAX_PATH_BYTES} bytes`
    : undefined;
}

/** All but the last part of a path; empty for a path of one part. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

/** The text behind the last slash. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
