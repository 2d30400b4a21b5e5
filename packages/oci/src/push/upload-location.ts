import { type Headers, TransferFailure } from "@compose-actions/transfer";
import type { Digest } from "../repository.ts";

/**
 * Where an upload goes on, as an answer says. Its path and query are the registry's own, and never put together from
 * anything else. It may be relative, and lead to another host, which gets no credentials.
 *
 * @param from - what was asked
 * @param registry - its origin
 * @returns undefined when the answer does not say
 * @throws TransferFailure `redirect` when it must not be followed
 */
export function uploadLocation(headers: Headers, from: URL, registry: URL): URL | undefined {
  const { location } = headers;
  if (location === undefined || location === "") {
    return undefined;
  }
  const url = typeof location === "string" ? URL.parse(location, from.href) : null;
  if (url === null) {
    throw refused("names a place for the upload that is no URL, or two");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw refused(`names a place for the upload of the kind ${url.protocol}`);
  }
  if (url.username !== "" || url.password !== "") {
    throw refused("names a place for the upload with a user name or a password");
  }
  url.hash = "";
  if (from.protocol === "https:" && url.protocol === "http:") {
    // What the registry is asked by is the proxy's before it: it says http of itself.
    if (url.host !== registry.host) {
      throw refused("is asked over https, and sends the upload to another host over http");
    }
    url.protocol = "https:";
  }
  return url;
}

/** The URL that ends an upload. What the Location has in its query stays as it is. */
export function closingUrl(location: URL, digest: Digest): URL {
  const url = new URL(location);
  url.search = `${url.search}${url.search === "" ? "?" : "&"}digest=${encodeURIComponent(digest)}`;
  return url;
}

function refused(what: string): TransferFailure {
  return new TransferFailure("redirect", `the registry ${what}`, { remedy: "elsewhere" });
}
