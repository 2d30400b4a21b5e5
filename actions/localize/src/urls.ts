import { encodePath, isOciUrl, redactUrl, show } from "@compose-actions/metadata";
import { pinnedReference } from "@compose-actions/oci/inputs";
import { type MirrorRule, TransferFailure, withMirrors } from "@compose-actions/transfer";

export interface UrlOptions {
  /** What relative URLs are relative to, with a slash at the end. */
  readonly rootUrl: string | undefined;
  readonly mirrors: readonly MirrorRule[];
}

/**
 * The places at which an artifact can be had, the best first.
 *
 * Metadata is also made by joining a base and a path as they are. Where a path that a URL cannot hold stands at the
 * end of one, the encoded form is what was meant.
 *
 * @throws TransferFailure when there is none
 */
export function placesOf(
  url: string,
  localPath: string,
  { rootUrl, mirrors }: UrlOptions,
): readonly string[] {
  if (isOciUrl(url)) {
    // Where the bytes are is found out when they are wanted.
    pinnedReference(url);
    return [url];
  }
  const absolute = absoluteUrl(url, rootUrl);
  const encoded = encodePath(localPath);
  const meant =
    encoded !== localPath && absolute.endsWith(`/${localPath}`)
      ? [absolute.slice(0, -localPath.length) + encoded, absolute]
      : [absolute];
  return withMirrors(meant.map(normal), mirrors);
}

/**
 * A file below a place: a repository's metadata, a boot image. A query stays at the end. An artifact has nothing below
 * it but layers: which of them is meant stands behind a `#`.
 */
export function below(place: string, path: string): string {
  if (isOciUrl(place)) {
    return `${place}#${encodePath(path)}`;
  }
  const url = new URL(place);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/${encodePath(path)}`;
  return url.href;
}

function absoluteUrl(url: string, rootUrl: string | undefined): string {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === "http" || scheme === "https") {
    return url;
  }
  if (scheme !== undefined && url.startsWith(`${scheme}://`)) {
    throw new TransferFailure("scheme", `URLs of the kind ${scheme}: are not fetched`, { remedy: "never" });
  }
  if (rootUrl === undefined) {
    throw new TransferFailure(
      "scheme",
      `the URL ${show(url)} is relative; root-url must say what it is relative to`,
      { remedy: "never" },
    );
  }
  return rootUrl + url;
}

/** Nearly every real URL is in its normal form. */
const NORMAL = /^https?:\/\/[a-z0-9.-]+(?::[0-9]+)?\/[A-Za-z0-9_~+/.-]*$/;
const DOTS = /\/\.{1,2}(?:\/|$)|\/\//;

function normal(url: string): string {
  if (NORMAL.test(url) && !DOTS.test(url.slice(8))) {
    return url;
  }
  if (!URL.canParse(url)) {
    throw new TransferFailure("scheme", `${show(redactUrl(url))} is no URL`, { remedy: "never" });
  }
  const parsed = new URL(url);
  if (parsed.username !== "" || parsed.password !== "") {
    throw new TransferFailure("scheme", "the URL holds a user name or a password", { remedy: "never" });
  }
  parsed.hash = "";
  return parsed.href;
}
