import { ARTIFACT_KINDS, type ArtifactContext, type ArtifactKind } from "../artifacts.ts";
import { isCommonPath } from "../grammar/local-path.ts";
import { locationUrlProblem } from "../grammar/location-url.ts";
import { show } from "../json/describe.ts";

/** Gives the URL of an artifact from its path and what it is. */
export type UrlBuilder = (localPath: string, context: ArtifactContext) => string;

/** A base URL or a URL map that cannot be used. The message says what is wrong; `remedy` what to do. */
export class UrlTemplateError extends Error {
  override readonly name = "UrlTemplateError";
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string) {
    super(message);
    this.remedy = remedy;
  }
}

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
  if (/[^\x21-\x7e]/.test(baseUrl)) {
    throw new UrlTemplateError(
      `base-url ${show(baseUrl)} has characters that no URL has`,
      "percent-encode them",
    );
  }
  checkUrl(baseUrl, "base-url");
  const base = baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`;
  return (localPath) => base + encodePath(localPath);
}

/**
 * URLs by templates per kind of artifact: `{"image": "https://images.example.com/{variant}/{arch}/{path}", "default":
 * …}` (productmd: upgrade). Without an entry for a kind and without `default` the fallback is used.
 *
 * @param map - the parsed JSON
 * @throws UrlTemplateError
 */
export function urlMapBuilder(map: unknown, fallback: UrlBuilder = encodePath): UrlBuilder {
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
  return (localPath, context) => (builders.get(context.kind) ?? otherwise)(localPath, context);
}

function templateBuilder(template: string, what: string): UrlBuilder {
  const parts = parseTemplate(template, what);
  const build: UrlBuilder = (localPath, context) =>
    parts
      .map((part) =>
        typeof part === "string" ? part : placeholderText(part.placeholder, localPath, context),
      )
      .join("");
  checkAddress(template, what);
  const sample = build("path/file", { kind: "image", variant: "Variant", arch: "arch" });
  if (sample.startsWith("oci://") && locationUrlProblem(sample) !== undefined) {
    throw withoutDigest(what);
  }
  checkUrl(sample, what);
  return build;
}

type TemplatePart = string | { readonly placeholder: Placeholder };

/** `{word}` is a placeholder, `{{` and `}}` are braces. */
function parseTemplate(template: string, what: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (const [token, name] of template.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[^{}]+|[{}]/g)) {
    if (name !== undefined) {
      if (!PLACEHOLDERS.includes(name as Placeholder)) {
        throw new UrlTemplateError(
          `${what}: unknown placeholder ${show(token)}`,
          `the placeholders are ${PLACEHOLDERS.map((placeholder) => `{${placeholder}}`).join(", ")}`,
        );
      }
      parts.push({ placeholder: name as Placeholder });
    } else if (token === "{" || token === "}") {
      throw new UrlTemplateError(
        `${what}: a single ${show(token)} in ${show(template)}`,
        "write {{ or }} for a brace",
      );
    } else {
      parts.push(token === "{{" ? "{" : token === "}}" ? "}" : token);
    }
  }
  return parts;
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
}

function checkUrl(url: string, what: string): void {
  const problem = locationUrlProblem(url);
  if (problem !== undefined) {
    throw new UrlTemplateError(`${what}: ${problem}`);
  }
}

function withoutDigest(what: string): UrlTemplateError {
  return new UrlTemplateError(
    `${what} gives oci:// URLs without a digest, which a Location must have`,
    "the digest is known only after a push: use url-map with oci://registry/repository:tag, which is looked up there, or push the artifacts with push-oci",
  );
}
