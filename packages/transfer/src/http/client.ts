import { TransferFailure } from "../failure.ts";
import { literalAddress } from "./address.ts";
import type { Credentials } from "./credentials.ts";
import { type DispatcherOptions, Dispatchers, type Provenance } from "./dispatchers.ts";
import { type Answer, ExchangeHandler, type Hop, StaleConnection } from "./exchange-handler.ts";
import type { Headers } from "./failures.ts";

const MAX_REDIRECTS = 5;

export interface HttpRequest {
  readonly method: "GET" | "HEAD";
  readonly url: URL;
  /** Beside those that every request has. Never credentials. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer that a request came to, after all redirects. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: Headers;
  /** Where it came from. */
  readonly url: URL;
  readonly redirects: number;
}

/** Power over the flow of data. */
export interface Flow {
  pause(): void;
  resume(): void;
  /** Ends the exchange, which then throws the error. */
  abort(error: Error): void;
}

/** Takes an answer while it comes. Whatever it throws ends the exchange and is what the exchange throws. */
export interface ResponseSink {
  /** Called once, before any data. */
  head(head: ResponseHead, flow: Flow): void;
  data(chunk: Buffer): void;
}

export interface HttpClientOptions extends DispatcherOptions {
  readonly userAgent: string;
  readonly credentials: Credentials;
  /** Follow redirects from https to http. */
  readonly allowInsecureRedirect: boolean;
  readonly onWarning?: (line: string) => void;
}

/** An origin that may be asked. */
interface Place {
  readonly origin: string;
  /** Of every request, credentials included. */
  readonly headers: Readonly<Record<string, string>>;
  /** There may be connections that have served before. */
  hasAnswered: boolean;
}

/** Asks servers for files. Follows redirects itself, so that no credential and no rule gets lost on the way. */
export class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #dispatchers: Dispatchers;
  readonly #warned = new Set<string>();
  /** By origin; those that a server sent us to apart, since other rules are for them. */
  readonly #places: Readonly<Record<Provenance, Map<string, Place>>> = {
    metadata: new Map(),
    redirect: new Map(),
  };

  constructor(options: HttpClientOptions) {
    this.#options = options;
    this.#dispatchers = new Dispatchers(options);
  }

  /**
   * One exchange, redirects included.
   *
   * @returns the head of the answer, once its body has come to its end
   * @throws TransferFailure, what the sink throws, `signal.reason`
   */
  async exchange(request: HttpRequest, sink: ResponseSink, signal: AbortSignal): Promise<ResponseHead> {
    let { url } = request;
    let provenance: Provenance = "metadata";
    for (let redirects = 0; ; redirects++) {
      const place = this.#place(url, provenance);
      signal.throwIfAborted();
      const hop = { request, url, provenance, redirects, hasAnswered: place.hasAnswered };
      const answer = await this.#withFreshConnection(hop, place, sink, signal);
      place.hasAnswered = true;
      if (answer.location === undefined) {
        return answer.head;
      }
      if (redirects === MAX_REDIRECTS) {
        throw new TransferFailure("redirect", `more than ${MAX_REDIRECTS} redirects`, {
          remedy: "elsewhere",
        });
      }
      const target = this.#redirectTarget(url, answer.location);
      if (target.origin !== place.origin) {
        provenance = "redirect";
      }
      url = target;
    }
  }

  /** To be called when the system has no descriptors left. */
  shrink(): void {
    this.#dispatchers.shrink();
  }

  async close(): Promise<void> {
    await this.#dispatchers.close();
  }

  /** A server may close a connection just when it is used again: that is no failure of the request. */
  async #withFreshConnection(
    hop: Hop,
    place: Place,
    sink: ResponseSink,
    signal: AbortSignal,
  ): Promise<Answer> {
    try {
      return await this.#ask(hop, place, sink, signal);
    } catch (error) {
      if (!(error instanceof StaleConnection)) {
        throw error;
      }
    }
    try {
      return await this.#ask(hop, place, sink, signal);
    } catch (error) {
      throw error instanceof StaleConnection ? error.failure : error;
    }
  }

  #ask(hop: Hop, { origin, headers }: Place, sink: ResponseSink, signal: AbortSignal): Promise<Answer> {
    const { request, url, provenance } = hop;
    return new Promise((resolve, reject) => {
      const handler = new ExchangeHandler(hop, sink, signal, resolve, reject);
      this.#dispatchers.of(url, origin, provenance).dispatch(
        {
          origin,
          path: url.pathname + url.search,
          method: request.method,
          headers: request.headers === undefined ? headers : { ...headers, ...request.headers },
        },
        handler,
      );
    });
  }

  /**
   * What is known of the origin of a URL.
   *
   * @throws TransferFailure when it must not be asked
   */
  #place(url: URL, provenance: Provenance): Place {
    const { origin } = url;
    const places = this.#places[provenance];
    const known = places.get(origin);
    if (known !== undefined && url.username === "" && url.password === "") {
      return known;
    }
    this.#refuseUrl(url, provenance);
    const place = { origin, headers: this.#headers(url, provenance), hasAnswered: false };
    places.set(origin, place);
    return place;
  }

  #headers(url: URL, provenance: Provenance): Place["headers"] {
    const { userAgent, credentials } = this.#options;
    const headers = { "user-agent": userAgent, accept: "*/*", "accept-encoding": "identity" };
    // Where a server sends us is not where the user meant a credential to go.
    if (provenance === "redirect") {
      return headers;
    }
    const authorization = credentials.headerFor(url);
    if (authorization !== undefined) {
      return { ...headers, authorization };
    }
    this.#warnOnce(credentials.warningFor(url));
    return headers;
  }

  #warnOnce(line: string | undefined): void {
    if (line !== undefined && !this.#warned.has(line)) {
      this.#warned.add(line);
      this.#options.onWarning?.(line);
    }
  }

  #refuseUrl(url: URL, provenance: Provenance): void {
    if (url.protocol !== "http:" && url.protocol !== "https:") {
      throw new TransferFailure("scheme", `URLs of the kind ${url.protocol} are not fetched`, {
        remedy: "elsewhere",
      });
    }
    if (url.username !== "" || url.password !== "") {
      throw new TransferFailure("scheme", "the URL holds a user name or a password", { remedy: "elsewhere" });
    }
    const address = literalAddress(url);
    if (
      address !== undefined &&
      !this.#options.addresses.permits({ hostname: url.hostname, address, origin: provenance })
    ) {
      throw new TransferFailure(
        "forbidden-address",
        `the address ${address} is private, which is not allowed`,
        { remedy: "elsewhere" },
      );
    }
  }

  #redirectTarget(from: URL, location: string): URL {
    let target: URL;
    try {
      target = new URL(location, from);
    } catch {
      throw new TransferFailure("redirect", "a redirect leads to something that is no URL", {
        remedy: "elsewhere",
      });
    }
    target.hash = "";
    if (from.protocol === "https:" && target.protocol === "http:" && !this.#options.allowInsecureRedirect) {
      throw new TransferFailure("redirect", "a redirect leads from https to http", { remedy: "elsewhere" });
    }
    if (target.href === from.href) {
      throw new TransferFailure("redirect", "a redirect leads to where it comes from", {
        remedy: "elsewhere",
      });
    }
    return target;
  }
}
