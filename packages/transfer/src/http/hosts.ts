import { type BlockList, isIP, isIPv6 } from "node:net";

/** A host as `URL.hostname` gives it, without what is only spelling: brackets, a zone, trailing dots, case. */
export function plainHost(hostname: string): string {
  const bare = hostname.startsWith("[") && hostname.endsWith("]") ? hostname.slice(1, -1) : hostname;
  // A zone ("fe80::1%eth0", RFC 4007) says which interface, not which address.
  const zone = bare.includes(":") ? bare.indexOf("%") : -1;
  return (zone === -1 ? bare : bare.slice(0, zone)).replace(/\.+$/, "").toLowerCase();
}

/**
 * A host that a person wrote, in the spelling that URLs have after parsing: `127.1` is `127.0.0.1`, `BÜCHER.example`
 * is `xn--bcher-kva.example`. Undefined for what is no host, such as a URL or a host with a port.
 */
export function canonicalHost(text: string): string | undefined {
  const plain = plainHost(text);
  if (isIPv6(plain)) return plainHost(new URL(`http://[${plain}]/`).hostname);
  if (plain === "" || /[\s/\\?#@:[\]*,]/.test(plain)) return undefined;
  const url = URL.parse(`http://${plain}/`);
  return url === null || url.hostname === "" ? undefined : plainHost(url.hostname);
}

/** The name of the machine itself (RFC 6761, RFC 1122, RFC 4291). */
export function isLoopbackHost(hostname: string): boolean {
  const host = plainHost(hostname);
  if (host === "localhost" || host.endsWith(".localhost")) return true;
  if (isIP(host) === 4) return host.startsWith("127.");
  // As URLs write them: a mapped 127.0.0.0/8 is ::ffff:7f00:0 to ::ffff:7fff:ffff.
  return host === "::1" || /^::ffff:(?:7f[0-9a-f]{2}:[0-9a-f]{1,4}|127\.[0-9.]+)$/.test(host);
}

/** Adds an address or a range in CIDR notation (RFC 4632, RFC 4291) to a list; false when the text is neither. */
export function addAddresses(list: BlockList, text: string): boolean {
  const [, network = text, prefix] = /^(.*)\/(\d{1,3})$/.exec(text) ?? [];
  const address = plainHost(network);
  const version = isIP(address);
  if (version === 0) return false;
  const bits = version === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : Number(prefix);
  if (length > bits) return false;
  list.addSubnet(address, length, version === 4 ? "ipv4" : "ipv6");
  return true;
}

/** Whether an address is in a list; a mapped address (RFC 4291) is found as the IPv4 address that it stands for. */
export function hasAddress(list: BlockList, address: string): boolean {
  const plain = plainHost(address);
  const version = isIP(plain);
  return version !== 0 && list.check(plain, version === 4 ? "ipv4" : "ipv6");
}
