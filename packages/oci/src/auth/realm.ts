import { isLoopbackHost, isPrivateAddress, literalAddress, plainHost } from "@compose-actions/transfer";

/**
 * Where a registry says that tokens are to be had. It is a stranger's word, and credentials go there: so it must be
 * http or https, not less safe than the registry itself, and no address of this machine or its networks unless the
 * registry is that very host.
 *
 * @param registry - the origin of the registry
 * @returns the URL, or a sentence that says why it is not asked
 */
export function readRealm(realm: string | undefined, registry: URL): URL | string {
  const url = realm === undefined ? null : URL.parse(realm);
  if (url === null) {
    return "the registry does not say where tokens are to be had";
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return `the registry names a token server of the kind ${url.protocol}`;
  }
  if (url.username !== "" || url.password !== "") {
    return "the registry names a token server with a user name or a password";
  }
  if (url.protocol === "http:" && registry.protocol === "https:") {
    return "the registry is asked over https and names a token server over http";
  }
  if (isInward(url) && !isSameHost(url, registry)) {
    return `the registry names a token server at a private address, ${url.hostname}`;
  }
  url.hash = "";
  return url;
}

function isInward(url: URL): boolean {
  const address = literalAddress(url);
  return isLoopbackHost(url.hostname) || (address !== undefined && isPrivateAddress(address));
}

function isSameHost(a: URL, b: URL): boolean {
  // All names of this machine are one.
  return (
    plainHost(a.hostname) === plainHost(b.hostname) ||
    (isLoopbackHost(a.hostname) && isLoopbackHost(b.hostname))
  );
}
