import { localPathProblem, MetadataError, show } from "@compose-actions/metadata";

/** RFC 3986, 3.1. */
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
/** A part that URL parsers take for `.` or `..` (WHATWG URL, path state). */
const DOT_SEGMENT = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;
const HAS_SCHEME = "the href has a scheme; it must be relative to the repository";

/**
 * The place that a `location` of a repository names, below the repository's root. It is the same for a file system
 * and, encoded again, for a URL: nothing in it can be read as a query, a scheme or a way out.
 *
 * @param href - relative reference of a `location` element (RFC 3986, 4.2)
 * @returns the path, percent-decoded once; it passes `localPathProblem`
 * @throws MetadataError that names the href
 */
export function confineHref(href: string): string {
  const problem = hrefProblem(href);
  if (problem !== undefined) {
    throw new MetadataError([{ path: "", message: `${problem}: ${show(href)}` }]);
  }
  return decoded(href) ?? href;
}

/** What is wrong with an href, or undefined. @see confineHref */
export function hrefProblem(href: string): string | undefined {
  if (/[?#]/.test(href)) {
    return "the href has a query or a fragment";
  }
  if (!href.includes("%")) {
    // As it is written so it is when decoded.
    return SCHEME.test(href) ? HAS_SCHEME : localPathProblem(href);
  }
  // An encoded slash is a part's own character to some servers and a separator to others.
  if (/%2f/i.test(href)) {
    return "the href has an encoded slash";
  }
  const path = decoded(href);
  if (path === undefined) {
    return "the href has a % that is not followed by the hexadecimal digits of UTF-8 text";
  }
  if (SCHEME.test(href) || SCHEME.test(path)) {
    return HAS_SCHEME;
  }
  const problem = localPathProblem(href) ?? localPathProblem(path);
  if (problem !== undefined) {
    return problem;
  }
  return DOT_SEGMENT.test(path)
    ? 'the href has a part that reads as "." or ".." when it is decoded again'
    : undefined;
}

function decoded(href: string): string | undefined {
  if (!href.includes("%")) {
    return href;
  }
  try {
    return decodeURIComponent(href);
  } catch {
    return undefined;
  }
}
