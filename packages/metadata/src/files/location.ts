import { CHECKSUM_RULE, checksumProblem, isChecksum } from "../grammar/checksum.ts";
import { isCommonPath, localPathProblem } from "../grammar/local-path.ts";
import { isOciUrl, locationUrlProblem } from "../grammar/location-url.ts";
import { show } from "../json/describe.ts";
import { arrayText, indent, objectText, quote, quoteOrNull } from "../json/text.ts";
import type { FileEntry, Location } from "../model.ts";
import { type Checker, isObject, isSize, type JsonObject } from "../read/checker.ts";

const LOCATION_FIELDS = new Set(["url", "size", "checksum", "local_path", "contents"]);
const FILE_ENTRY_FIELDS = new Set(["file", "size", "checksum", "layer_digest"]);
const NO_CONTENTS: readonly FileEntry[] = [];

/**
 * Reads a Location (productmd: Location). Written so that a good one allocates nothing but itself: rpms.json has hundreds of
 * thousands.
 *
 * @param below - steps from the checker's path to the Location
 */
export function readLocation(
  checker: Checker,
  value: unknown,
  ...below: readonly (string | number)[]
): Location | undefined {
  if (!isObject(value)) {
    return checker.expected(
      'a Location (an object with "url", "size", "checksum", "local_path")',
      value,
      ...below,
    );
  }
  for (const name in value) {
    if (!LOCATION_FIELDS.has(name)) {
      checker.warnings.add("unknown-field", () => checker.where(...below, name));
    }
  }
  const url = readUrl(checker, value["url"], below);
  const localPath = readLocalPath(checker, value["local_path"], ...below, "local_path");
  const size = readSize(checker, value["size"], ...below, "size");
  const checksum = readChecksum(checker, value["checksum"], ...below, "checksum");
  const contents = readContents(checker, value, below);
  if (
    url === undefined ||
    localPath === undefined ||
    size === undefined ||
    checksum === undefined ||
    contents === undefined
  ) {
    return undefined;
  }
  return { url, size, checksum, localPath, contents };
}

function readUrl(checker: Checker, value: unknown, below: readonly (string | number)[]): string | undefined {
  if (typeof value !== "string") {
    return checker.expected("a URL", value, ...below, "url");
  }
  const problem = locationUrlProblem(value);
  return problem === undefined ? value : checker.issue(`${problem}: ${show(value)}`, ...below, "url");
}

/** A path below the compose directory. */
export function readLocalPath(
  checker: Checker,
  value: unknown,
  ...below: readonly (string | number)[]
): string | undefined {
  if (typeof value !== "string") {
    return checker.expected("a path relative to the compose directory", value, ...below);
  }
  const problem = localPathProblem(value);
  return problem === undefined
    ? value
    : checker.issue(value === "" ? problem : `${problem}: ${show(value)}`, ...below);
}

function readSize(
  checker: Checker,
  value: unknown,
  ...below: readonly (string | number)[]
): number | null | undefined {
  if (value === null || value === undefined) {
    return null;
  }
  return isSize(value)
    ? value
    : checker.expected("a size in bytes (a whole number from 0 to 2^53-1) or null", value, ...below);
}

function readChecksum(
  checker: Checker,
  value: unknown,
  ...below: readonly (string | number)[]
): string | null | undefined {
  if (value === null || value === undefined || isChecksum(value)) {
    return value ?? null;
  }
  return checkChecksum(checker, value, ...below);
}

/** A checksum, in lower case; upper case is put right with a warning. */
export function checkChecksum(
  checker: Checker,
  value: unknown,
  ...below: readonly (string | number)[]
): string | undefined {
  if (isChecksum(value)) {
    return value;
  }
  if (typeof value === "string" && isChecksum(value.toLowerCase())) {
    checker.warnings.add("upper-case-checksum", () => checker.where(...below));
    return value.toLowerCase();
  }
  const problem = typeof value === "string" ? checksumProblem(value) : undefined;
  return problem === undefined
    ? checker.expected(CHECKSUM_RULE, value, ...below)
    : checker.issue(`${problem}: ${show(value as string)}`, ...below);
}

function readContents(
  checker: Checker,
  location: JsonObject,
  below: readonly (string | number)[],
): readonly FileEntry[] | undefined {
  const value = location["contents"];
  if (value === undefined || (Array.isArray(value) && value.length === 0)) {
    return NO_CONTENTS;
  }
  if (!Array.isArray(value)) {
    return checker.expected("a list of files", value, ...below, "contents");
  }
  if (typeof location["url"] !== "string" || !isOciUrl(location["url"])) {
    return checker.issue("contents are only possible with an oci:// URL", ...below, "contents");
  }
  const seen = new Set<string>();
  const entries: FileEntry[] = [];
  for (const [index, element] of value.entries()) {
    const entry = readFileEntry(checker, element, [...below, "contents", index]);
    if (entry !== undefined && seen.has(entry.file)) {
      checker.issue(`the file ${show(entry.file)} is listed twice`, ...below, "contents", index, "file");
    } else if (entry !== undefined) {
      seen.add(entry.file);
      entries.push(entry);
    }
  }
  return entries;
}

function readFileEntry(
  checker: Checker,
  value: unknown,
  below: readonly (string | number)[],
): FileEntry | undefined {
  if (!isObject(value)) {
    return checker.expected('an object with "file", "size", "checksum", "layer_digest"', value, ...below);
  }
  for (const name in value) {
    if (!FILE_ENTRY_FIELDS.has(name)) {
      checker.warnings.add("unknown-field", () => checker.where(...below, name));
    }
  }
  const file = readLocalPath(checker, value["file"], ...below, "file");
  const size = isSize(value["size"])
    ? value["size"]
    : checker.expected("a size in bytes (a whole number from 0 to 2^53-1)", value["size"], ...below, "size");
  const checksum = checkChecksum(checker, value["checksum"], ...below, "checksum");
  const layerDigest = readLayerDigest(checker, value["layer_digest"], [...below, "layer_digest"]);
  if (file === undefined || size === undefined || checksum === undefined || layerDigest === undefined) {
    return undefined;
  }
  return { file, size, checksum, layerDigest };
}

function readLayerDigest(
  checker: Checker,
  value: unknown,
  below: readonly (string | number)[],
): string | undefined {
  if (typeof value === "string" && value.startsWith("sha256:")) {
    return checkChecksum(checker, value, ...below);
  }
  return checker.expected("sha256: and 64 hexadecimal digits in lower case", value, ...below);
}

/** A Location as JSON text; `level` is the depth of the line that it starts on. */
export function locationText(location: Location, level: number): string {
  const margin = indent(level + 1);
  return `{
${margin}"checksum": ${quoteOrNull(location.checksum)},
${margin}"contents": ${location.contents.length === 0 ? "[]" : contentsText(location.contents, level + 1)},
${margin}"local_path": ${quotePath(location.localPath)},
${margin}"size": ${location.size},
${margin}"url": ${quote(location.url)}
${indent(level)}}`;
}

/** A path as JSON. */
export function quotePath(path: string): string {
  return isCommonPath(path) ? `"${path}"` : quote(path);
}

function contentsText(contents: readonly FileEntry[], level: number): string {
  return arrayText(
    contents.map((entry) =>
      objectText(
        [
          ["file", quote(entry.file)],
          ["size", String(entry.size)],
          ["checksum", quote(entry.checksum)],
          ["layer_digest", quote(entry.layerDigest)],
        ],
        level + 1,
      ),
    ),
    level,
  );
}
