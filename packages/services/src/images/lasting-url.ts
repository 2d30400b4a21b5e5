import { locationUrlProblem } from "@compose-actions/metadata";
import { authorizedToken } from "../secrets-in.ts";

/**
 * A URL that may stand in metadata: it opens nothing by itself and does not run out. Those with a query are signed for
 * hours or days, and those of Oracle's object storage may hold a token in their path.
 */
export function lastingUrl(text: string): URL | undefined {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
    return undefined;
  }
  const opensNothing =
    url.search === "" && url.hash === "" && url.username === "" && authorizedToken(url) === undefined;
  return opensNothing && locationUrlProblem(url.href) === undefined ? url : undefined;
}

/** Everything in a URL that opens a place, if it does: then the URL itself is one of it. */
export function secretsOfResult(text: string): readonly string[] {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || lastingUrl(text) !== undefined) {
    return [];
  }
  const values = [...url.searchParams.values()].filter((value) => value.length >= 16);
  return [text, url.search.slice(1), authorizedToken(url) ?? "", url.password, ...values];
}
