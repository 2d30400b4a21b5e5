import { type LookupAddress, type LookupOptions, lookup as systemLookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import { addAddresses, canonicalHost, hasAddress, plainHost } from "./hosts.ts";

/**
 * IPv4 ranges that do not lead to a host on the public internet, after IANA's special-purpose registry (RFC 6890, RFC
 * 8190).
 */
const PRIVATE_V4 = blockList([
  "0.0.0.0/8", // this network; most systems connect 0.0.0.0 to the machine itself (RFC 791, RFC 1122)
  "10.0.0.0/8", // private (RFC 1918)
  "100.64.0.0/10", // behind carriers' address translation (RFC 6598)
  "127.0.0.0/8", // the machine itself (RFC 1122)
  "168.63.129.16/32", // the machine's host in Azure, public only by its number
  "169.254.0.0/16", // link-local, among them the metadata services of clouds (RFC 3927)
  "172.16.0.0/12", // private (RFC 1918)
  "192.0.0.0/24", // protocol assignments (RFC 6890)
  "192.0.2.0/24", // documentation (RFC 5737)
  "192.88.99.0/24", // relays of 6to4 (RFC 7526)
  "192.168.0.0/16", // private (RFC 1918)
  "198.18.0.0/15", // benchmarks (RFC 2544)
  "198.51.100.0/24", // documentation (RFC 5737)
  "203.0.113.0/24", // documentation (RFC 5737)
  "224.0.0.0/4", // multicast (RFC 1112)
  "240.0.0.0/4", // reserved, and the broadcast address (RFC 1112, RFC 919)
]);

/**
 * Such ranges of IPv6 within 2000::/3. All that is public lies in there (RFC 4291, RFC 3587), and so outside of it
 * there is nothing to list: ::, ::1, fc00::/7 (RFC 4193), fe80::/10, fec0::/10 (RFC 3879), ff00::/8, 100::/64 (RFC
 * 6666), 5f00::/16 (RFC 9602), 64:ff9b:1::/48 (RFC 8215).
 */
const PRIVATE_V6 = blockList([
  "2001::/23", // protocol assignments, without what is handled below (RFC 2928)
  "2001:db8::/32", // documentation (RFC 3849)
  "3fff::/20", // documentation (RFC 9637)
]);

/**
 * Whether an address leads elsewhere than to the public internet: to this machine, its network, its cloud, many hosts
 * at once, or nowhere. IPv6 addresses that stand for IPv4 ones count as those: mapped (RFC 4291), NAT64 (RFC 6052),
 * 6to4 (RFC 3056), Teredo (RFC 4380), ISATAP (RFC 5214). What is no address is private: it is not to be connected to.
 */
export function isPrivateAddress(ip: string): boolean {
  const address = plainHost(ip);
  switch (isIP(address)) {
    case 4:
      return hasAddress(PRIVATE_V4, address);
    case 6:
      return isPrivateV6(address);
    default:
      return true;
  }
}

function isPrivateV6(address: string): boolean {
  const groups = groupsOf(address);
  const embedded = (at: number, mask = 0): boolean => {
    const [high = 0, low = 0] = groups.slice(at, at + 2).map((group) => group ^ mask);
    return hasAddress(PRIVATE_V4, `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`);
  };
  const [first = 0, second = 0, , , fifth = 0, sixth = 0] = groups;
  const prefix = groups
    .slice(0, 6)
    .map((group) => group.toString(16))
    .join(":");
  if (prefix === "0:0:0:0:0:ffff" || prefix === "64:ff9b:0:0:0:0") return embedded(6);
  if ((first & 0xe000) !== 0x2000) return true;
  if (first === 0x2002) return embedded(1);
  // Teredo: its server, and the client with all bits turned over.
  if (first === 0x2001 && second === 0) return embedded(2) || embedded(6, 0xffff);
  if ((fifth & ~0x0200) === 0 && sixth === 0x5efe && embedded(6)) return true;
  return hasAddress(PRIVATE_V6, address);
}

/** The eight groups of an IPv6 address that is known to be one. */
function groupsOf(address: string): readonly number[] {
  const [head = "", tail] = address.split("::").map((half) => half.replace(/\d+\.\d+\.\d+\.\d+$/, asGroups));
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = new Array<string>(8 - before.length - after.length).fill("0");
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}

function asGroups(dotted: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = dotted.split(".").map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    if (!addAddresses(list, range)) throw new TypeError(`not a range: ${range}`);
  }
  return list;
}

/**
 * Who named a host: `metadata` – the metadata or the user, or a redirect that stayed on the same origin; `redirect` –
 * another server.
 */
export type AddressOrigin = "metadata" | "redirect";

export interface AddressRuleOptions {
  /** What may be connected to although it is private: host names, `*.suffix`, IP addresses, ranges in CIDR notation. */
  readonly allowHosts: readonly string[];
  /** Whether metadata may name private hosts. Redirects from elsewhere may never. */
  readonly privateByMetadata: "allowed" | "refused";
  /** Hosts that the user has named: as if metadata might name private ones. */
  readonly ownHosts?: readonly string[] | undefined;
}

/** Which addresses may be connected to. */
export class AddressRules {
  readonly #names = new Set<string>();
  readonly #suffixes: string[] = [];
  readonly #addresses = new BlockList();
  readonly #privateByMetadata: "allowed" | "refused";
  readonly #own: ReadonlySet<string>;

  /** @throws UserError for an entry of `allowHosts` that is none of what it may be */
  constructor({ allowHosts, privateByMetadata, ownHosts = [] }: AddressRuleOptions) {
    this.#privateByMetadata = privateByMetadata;
    this.#own = new Set(ownHosts.map(plainHost));
    for (const entry of allowHosts) this.#allow(entry.trim());
  }

  #allow(entry: string): void {
    if (addAddresses(this.#addresses, entry)) return;
    const suffix = entry.startsWith("*.");
    const host = canonicalHost(suffix ? entry.slice(2) : entry);
    if (host === undefined || (suffix && isIP(host) !== 0)) {
      throw refuse(
        `allow-hosts: ${show(entry)} is not a host that could be allowed`,
        "Name hosts (mirror.example.com), all below one (*.example.com), addresses (10.1.2.3) or ranges (10.0.0.0/8), without scheme and port.",
      );
    }
    if (suffix) this.#suffixes.push(`.${host}`);
    else if (!addAddresses(this.#addresses, host)) this.#names.add(host);
  }

  /** Whether the host may be connected to at this address, in whatever spelling the two are. */
  permits(target: {
    readonly hostname: string;
    readonly address: string;
    readonly origin: AddressOrigin;
  }): boolean {
    if (isIP(plainHost(target.address)) === 0) return false;
    if (!isPrivateAddress(target.address)) return true;
    const host = plainHost(target.hostname);
    if (target.origin === "metadata" && (this.#privateByMetadata === "allowed" || this.#own.has(host))) {
      return true;
    }
    return (
      this.#names.has(host) ||
      this.#suffixes.some((suffix) => host.endsWith(suffix)) ||
      hasAddress(this.#addresses, target.address)
    );
  }
}

/** The address in a URL that names no host but an address; undefined for a name, which has to be looked up. */
export function literalAddress(url: URL): string | undefined {
  const host = plainHost(url.hostname);
  return isIP(host) === 0 ? undefined : host;
}

/** None of a host's addresses may be connected to. */
export class ForbiddenAddressError extends Error {
  override readonly name = "ForbiddenAddressError";
  readonly code = "EADDRFORBIDDEN";
  /** How reports name it. */
  readonly failure = "forbidden-address";
}

type SystemLookup = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A look-up for `net.connect` that resolves a name once and gives only the addresses that the rules permit. As the
 * connection goes to one of just these, the name cannot mean another address by then.
 *
 * Whoever keeps connections alive must keep them apart by `origin`: a connection that is open is not looked up again.
 * Literal addresses are not looked up at all; see {@link literalAddress}.
 */
export function lookupGuard(
  rules: AddressRules,
  origin: AddressOrigin,
  lookup: SystemLookup = systemLookup,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, "");
        return;
      }
      const permitted = addresses.filter(({ address }) => rules.permits({ hostname, address, origin }));
      const [first] = permitted;
      if (first === undefined) {
        const text = `${show(hostname)} has only addresses that are not public`;
        callback(new ForbiddenAddressError(text), "");
      } else if (options.all === true) {
        callback(null, permitted);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}
