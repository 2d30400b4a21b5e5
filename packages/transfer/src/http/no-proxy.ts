import { BlockList } from "node:net";
import { refuse } from "@compose-actions/step";
import { addAddresses, canonicalHost, hasAddress, isLoopbackHost, plainHost } from "./hosts.ts";

/** Proxies as the usual variables give them: `http_proxy`, `https_proxy`, `no_proxy`. */
export interface ProxySettings {
  /** Proxy for http URLs: a URL, or host and port. Empty is none. */
  readonly http?: string | undefined;
  /** Proxy for https URLs. */
  readonly https?: string | undefined;
  /**
   * Hosts to reach without one, separated by commas or white space: `*` for all, `host` and `.host` for it and the
   * hosts below it, `*.host` only for those below, an IP address, a range in CIDR notation. All but ranges may end
   * in `:port`.
   */
  readonly no?: string | undefined;
}

/**
 * The proxy for a URL, as a URL that may hold a password; undefined for a direct connection. The machine itself is
 * never reached through a proxy: that would be another machine.
 *
 * @throws UserError for a proxy that is no http or https URL, whether or not this URL would need it
 */
export function proxyFor(url: URL, proxies: ProxySettings): string | undefined {
  const rules = compiled(proxies);
  const proxy = url.protocol === "https:" ? rules.https : url.protocol === "http:" ? rules.http : undefined;
  if (proxy === undefined || isLoopbackHost(url.hostname)) return undefined;
  const host = plainHost(url.hostname);
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  return rules.direct.some((exception) => exception(host, port)) ? undefined : proxy;
}

type Exception = (host: string, port: number) => boolean;

interface ProxyRules {
  readonly http: string | undefined;
  readonly https: string | undefined;
  readonly direct: readonly Exception[];
}

/** The question comes once per request; settings are read once. */
const known = new WeakMap<ProxySettings, ProxyRules>();

function compiled(settings: ProxySettings): ProxyRules {
  let rules = known.get(settings);
  if (rules === undefined) {
    rules = {
      http: proxyUrl(settings.http, "http"),
      https: proxyUrl(settings.https, "https"),
      direct: (settings.no ?? "").split(/[\s,]+/).flatMap((entry) => exceptionOf(entry) ?? []),
    };
    known.set(settings, rules);
  }
  return rules;
}

function proxyUrl(value: string | undefined, scheme: string): string | undefined {
  const text = value?.trim() ?? "";
  if (text === "") return undefined;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  // The value is not shown: it may hold a password in any place.
  if (url === null) throw refuse(`the proxy for ${scheme} URLs is not a URL`);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw refuse(`the proxy for ${scheme} URLs is neither an http nor an https URL`);
  }
  return url.href;
}

/** What an entry excepts; undefined for one that cannot be read, which then excepts nothing. */
function exceptionOf(entry: string): Exception | undefined {
  if (entry === "*") return () => true;
  const [, name = entry, digits] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(entry) ?? [];
  const onPort = (port: number): boolean => digits === undefined || Number(digits) === port;
  const addresses = new BlockList();
  if (addAddresses(addresses, name)) return (host, port) => onPort(port) && hasAddress(addresses, host);
  const below = name.startsWith("*.");
  const canonical = canonicalHost(name.replace(/^\*?\./, ""));
  if (canonical === undefined) return undefined;
  return (host, port) => onPort(port) && ((host === canonical && !below) || host.endsWith(`.${canonical}`));
}
