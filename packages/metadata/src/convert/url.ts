import { ARTIFACT_KINDS, type ArtifactContext, type ArtifactKind, isDirectory } from "../artifacts.ts";
import { isCommonPath } from "../grammar/local-path.ts";
import { isOciUrl, locationUrlProblem } from "../grammar/location-url.ts";
import { show } from "../json/describe.ts";
import type { WarningLog } from "../warnings.ts";
import { fillTemplate, MissingDigestError, parseTemplate, UrlTemplateError } from "./template.ts";

/**
 * Gives the URL of an artifact from its path and what it is.
 *
 * @param own - the URL that it has already
 * @param log - of the conversion: takes warnings, and tells one conversion from another
 * @throws UrlTemplateError for an artifact that cannot have the URL
 */
export type UrlBuilder = (
  localPath: string,
  context: ArtifactContext,
  own?: string,
  log?: WarningLog,
) => string;

/** What may be said in a template; the values come from the artifact. */
const PLACEHOLDERS = ["path", "variant", "arch", "metadata_type"] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

const UNSAFE_IN_PATH = /[^\x21\x22\x24\x26-\x3e\x40-\x7e]/;

/**
 * A path as part of a URL: what would end or change the URL (space, `#`, `?`, `%`, controls, anything beyond ASCII) is
 * percent-encoded, the rest stays, as the reference joins it.
 */
export function encodePath(path: string): string {
  return !isCommonPath(path) && UNSAFE_IN_PATH.test(path)
    ? path.replace(/[^\x21\x22\x24\x26-\x3e\x40-\x7e]/gu, (char) => encodeURIComponent(char))
    : path;
}

/**
 * URLs below one base: base, one slash, path.
 *
 * @throws UrlTemplateError
 */
export function baseUrlBuilder(baseUrl: string): UrlBuilder {
  if (baseUrl.startsWith("oci://")) {
    throw withoutDigest("base-url");
  }
  if (!/^https?:\/\/[^/?#]/i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new UrlTemplateError(
      `base-url ${show(baseUrl)} is not a web address`,
      'give an absolute URL, such as "https://cdn.example.com/compose/"',
    );
  }
  if (/[?#]/.test(baseUrl)) {
    throw new UrlTemplateError(
      `base-url ${show(baseUrl)} has a query or a fragment, behind which no path can be appended`,
      'use url-map, for instance {"default": "https://cdn.example.com/{path}?query"}',
    );
  }
  if (/[^\x21-\x7e]|["<>\\^`{|}]/.test(baseUrl)) {
    throw new UrlTemplateError(
      `base-url ${show(baseUrl)} has characters that no URL has`,
      /\{\w+\}/.test(baseUrl) ? "use url-map for placeholders" : "percent-encode them",
    );
  }
  checkEscapes(baseUrl, "base-url");
  checkUrl(baseUrl, "base-url");
  const base = baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`;
  return (localPath) => base + encodePath(localPath);
}

/**
 * URLs by templates per kind of artifact: `{"image": "https://images.example.com/{variant}/{arch}/{path}", "default":
 * …}` (productmd: upgrade). Without an entry for a kind and without `default` the fallback is used: without one of its
 * own an artifact keeps the URL that it has, and one without a URL gets its bare path.
 *
 * @param map - the parsed JSON
 * @throws UrlTemplateError
 */
export function urlMapBuilder(map: unknown, fallback: UrlBuilder = ownOrPath): UrlBuilder {
  if (typeof map !== "object" || map === null || Array.isArray(map)) {
    throw new UrlTemplateError(
      "url-map is not an object",
      'give a JSON object, such as {"default": "https://cdn.example.com/{path}"}',
    );
  }
  const builders = new Map<string, UrlBuilder>();
  for (const [key, template] of Object.entries(map)) {
    if (key !== "default" && !ARTIFACT_KINDS.includes(key as ArtifactKind)) {
      throw new UrlTemplateError(
        `url-map has the unknown key ${show(key)}`,
        `the keys are ${ARTIFACT_KINDS.join(", ")} and default`,
      );
    }
    if (typeof template !== "string") {
      throw new UrlTemplateError(`url-map: the template of ${show(key)} is not a string`);
    }
    builders.set(key, templateBuilder(template, `url-map, ${key}`));
  }
  const otherwise = builders.get("default") ?? fallback;
  return (localPath, context, own, log) =>
    (builders.get(context.kind) ?? otherwise)(localPath, context, own, log);
}

function ownOrPath(localPath: string, _context: ArtifactContext, own?: string): string {
  return own ?? encodePath(localPath);
}

function templateBuilder(template: string, what: string): UrlBuilder {
  const build = urlTemplate(template, what, PLACEHOLDERS, (placeholder) =>
    placeholderText(placeholder, "path/file", { kind: "image", variant: "Variant", arch: "arch" }),
  );
  const plain: UrlBuilder = (localPath, context) =>
    build((placeholder) => placeholderText(placeholder, localPath, context));
  if (isOciUrl(template)) {
    return forOnePath(plain, what);
  }
  const namesPath = parseTemplate(template, what, PLACEHOLDERS).some(
    (part) => typeof part !== "string" && part.word === "path",
  );
  return namesPath ? plain : withSharedUrls(plain);
}

/** A digest is that of one manifest, and a template has no other: no second artifact can have it. */
function forOnePath(build: UrlBuilder, what: string): UrlBuilder {
  const paths = new WeakMap<WarningLog, string>();
  return (localPath, context, own, log) => {
    const first = log === undefined ? localPath : (paths.get(log) ?? localPath);
    if (first !== localPath) {
      throw new UrlTemplateError(
        `${what} gives the digest of one manifest to several artifacts, ${show(first)} and ${show(localPath)}`,
        "push the artifacts to the registry with a tool that writes their Locations, and use http(s) URLs here",
      );
    }
    if (log !== undefined) {
      paths.set(log, localPath);
    }
    return build(localPath, context, own, log);
  };
}

/** Without the path in it a template may give different artifacts one URL. */
function withSharedUrls(build: UrlBuilder): UrlBuilder {
  const conversions = new WeakMap<WarningLog, Map<string, string>>();
  return (localPath, context, own, log) => {
    const url = build(localPath, context, own, log);
    if (log === undefined || isDirectory(context)) {
      return url;
    }
    const paths = conversions.get(log) ?? new Map<string, string>();
    conversions.set(log, paths);
    const first = paths.get(url);
    if (first === undefined) {
      paths.set(url, localPath);
    } else if (first !== localPath) {
      log.add("shared-url", () => `${first} and ${localPath}`);
    }
    return url;
  };
}

/**
 * The template of a URL under a host that it names in full, or of a path.
 *
 * @param what - how messages name the template
 * @param words - the placeholders that there are
 * @param sample - an example of each of them, as it stands in a URL
 * @returns makes a URL of the texts of the placeholders, which must be percent-encoded
 * @throws UrlTemplateError
 */
export function urlTemplate<const Word extends string>(
  template: string,
  what: string,
  words: readonly Word[],
  sample: (word: Word) => string,
): (textOf: (word: Word) => string) => string {
  const parts = parseTemplate(template, what, words);
  checkAddress(template, what);
  const url = fillTemplate(parts, sample);
  if (url.startsWith("oci://") && locationUrlProblem(url) !== undefined) {
    throw withoutDigest(what);
  }
  checkUrl(url, what);
  return (textOf) => fillTemplate(parts, textOf);
}

function placeholderText(placeholder: Placeholder, localPath: string, context: ArtifactContext): string {
  switch (placeholder) {
    case "path":
      return encodePath(localPath);
    case "variant":
      return encodeURIComponent(context.variant);
    case "arch":
      return encodeURIComponent(context.arch);
    case "metadata_type":
      return context.kind;
  }
}

/** What a template gives is an address under a host that it names itself, or a path. */
function checkAddress(template: string, what: string): void {
  const scheme = /^([^{]*?):\/\//.exec(template)?.[1];
  if (scheme === undefined || scheme === "oci") {
    return;
  }
  if (scheme !== "http" && scheme !== "https") {
    throw new UrlTemplateError(`${what}: ${show(template)} is not a web address`, "use http:// or https://");
  }
  const start = /^https?:\/\/[^/{}]+\//.exec(template)?.[0];
  if (start === undefined || !URL.canParse(start) || /[^\x21-\x7e]/.test(template)) {
    throw new UrlTemplateError(
      `${what}: ${show(template)} is not the template of a URL`,
      "name the host in full, followed by a slash, and percent-encode what no URL has",
    );
  }
  checkEscapes(template, what);
  if (/["<>\\^`|]/.test(template)) {
    throw new UrlTemplateError(
      `${what}: ${show(template)} has characters that no URL has`,
      "percent-encode them",
    );
  }
}

function checkEscapes(url: string, what: string): void {
  const broken = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(url)?.[0];
  if (broken !== undefined) {
    throw new UrlTemplateError(
      `${what}: ${show(url)} has ${show(broken)}, where a percent sign and two hexadecimal digits must stand`,
      "write %25 for a percent sign",
    );
  }
}

function checkUrl(url: string, what: string): void {
  const problem = locationUrlProblem(url);
  if (problem !== undefined) {
    throw new UrlTemplateError(`${what}: ${problem}`);
  }
}

function withoutDigest(what: string): UrlTemplateError {
  return new MissingDigestError(
    `${what} gives oci:// URLs without a digest, which a Location must have`,
    "the digest is known only after a push: use url-map with oci://registry/repository:tag, which is looked up there, or push the artifacts with push-oci",
  );
}
