import type { Dispatcher } from "undici";
import { Pool, ProxyAgent } from "undici";
import { type AddressRules, lookupGuard } from "./address.ts";
import { type ProxySettings, proxyFor } from "./no-proxy.ts";

/** A certificate with which we prove who we are to one host. */
export interface ClientCertificate {
  readonly host: string;
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
}

/** How a URL came to be requested: the metadata (or the user) names it, or a server sent us there. */
export type Provenance = "metadata" | "redirect";

export interface DispatcherOptions {
  /** Connections to one origin at a time. */
  readonly connections: number;
  readonly connectTimeoutMs: number;
  /** How long an answer may be waited for. */
  readonly headersTimeoutMs: number;
  /** How long a server may be silent while it sends. */
  readonly idleTimeoutMs: number;
  readonly addresses: AddressRules;
  readonly proxies?: ProxySettings | undefined;
  /** PEM: these authorities are trusted besides the usual ones. */
  readonly ca?: readonly string[] | undefined;
  readonly clientCertificates?: readonly ClientCertificate[] | undefined;
  /**
   * By origin, the path of the unix socket that its connections are made to, in place of its host. Where a server sends
   * us is never such a socket.
   */
  readonly sockets?: ReadonlyMap<string, string> | undefined;
}

/** Headers of an answer, all together. */
const MAX_HEADER_BYTES = 64 * 1024;
/** Failures that come together shrink the number of connections once. */
const SHRINK_MS = 100;

/** Keep-alive connections by origin. A redirect never meets a connection that has a client certificate. */
export class Dispatchers {
  readonly #options: DispatcherOptions;
  readonly #dispatchers = new Map<string, Dispatcher>();
  #connections: number;
  #shrunkAt = Number.NEGATIVE_INFINITY;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#connections = options.connections;
  }

  of(url: URL, origin: string, provenance: Provenance): Dispatcher {
    const key = provenance === "metadata" ? origin : `redirect ${origin}`;
    let dispatcher = this.#dispatchers.get(key);
    if (dispatcher === undefined) {
      dispatcher = this.#make(url, provenance);
      this.#dispatchers.set(key, dispatcher);
    }
    return dispatcher;
  }

  /**
   * The system has no descriptors left: idle connections are closed, and from now on there are half as many. Transfers
   * under way are not disturbed.
   */
  shrink(): void {
    const now = performance.now();
    if (now - this.#shrunkAt < SHRINK_MS) {
      return;
    }
    this.#shrunkAt = now;
    this.#connections = Math.max(1, Math.floor(this.#connections / 2));
    const old = [...this.#dispatchers.values()];
    this.#dispatchers.clear();
    for (const dispatcher of old) {
      dispatcher.close().catch(() => undefined);
    }
  }

  /** Ends all connections at once, whatever they are at. */
  async close(): Promise<void> {
    await Promise.all([...this.#dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
    this.#dispatchers.clear();
  }

  #make(url: URL, provenance: Provenance): Dispatcher {
    const { connectTimeoutMs, headersTimeoutMs, idleTimeoutMs, proxies, addresses } = this.#options;
    const common = {
      connections: this.#connections,
      pipelining: 1,
      allowH2: false,
      headersTimeout: headersTimeoutMs,
      bodyTimeout: idleTimeoutMs,
      maxHeaderSize: MAX_HEADER_BYTES,
    };
    const socketPath = provenance === "redirect" ? undefined : this.#options.sockets?.get(url.origin);
    if (socketPath !== undefined) {
      return new Pool(url.origin, { ...common, connect: { socketPath, timeout: connectTimeoutMs } });
    }
    const tls = this.#tls(url, provenance);
    const proxy = proxies === undefined ? undefined : proxyFor(url, proxies);
    if (proxy !== undefined) {
      return new ProxyAgent({
        ...common,
        uri: proxy,
        connectTimeout: connectTimeoutMs,
        requestTls: tls,
        proxyTls: this.#trust(),
      });
    }
    return new Pool(url.origin, {
      ...common,
      connect: {
        ...tls,
        timeout: connectTimeoutMs,
        lookup: lookupGuard(addresses, provenance),
      },
    });
  }

  #trust() {
    const { ca } = this.#options;
    return {
      // Said here, NODE_TLS_REJECT_UNAUTHORIZED is of no effect.
      rejectUnauthorized: true,
      minVersion: "TLSv1.2" as const,
      ...(ca === undefined ? {} : { ca: [...ca] }),
    };
  }

  #tls(url: URL, provenance: Provenance) {
    const own = this.#options.clientCertificates?.find(
      ({ host }) => host === url.host || host === url.hostname,
    );
    return own === undefined || provenance === "redirect"
      ? this.#trust()
      : { ...this.#trust(), cert: own.certificate, key: own.key };
  }
}
