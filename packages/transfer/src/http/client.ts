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

/** Asks servers for files. Follows redirects itself, so that no credential and no rule gets lost on the way. */
export class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #dispatchers: Dispatchers;
  readonly #warned = new Set<string>();
  /** Origins, with how they came to be asked, whose scheme and address are in order. */
  readonly #permitted = new Set<string>();
  /** Origins to which there may be connections that have served before. */
  readonly #answered = new Set<string>();
  /** Origin → the value of Authorization. */
  readonly #authorizations = new Map<string, string | undefined>();

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
      this.#refuseUrl(url, provenance);
      signal.throwIfAborted();
      const hop = { request, url, provenance, redirects, hasAnswered: this.#answered.has(url.origin) };
      const answer = await this.#withFreshConnection(hop, sink, signal);
      this.#answered.add(url.origin);
      if (answer.location === undefined) {
        return answer.head;
      }
      if (redirects === MAX_REDIRECTS) {
        throw new TransferFailure("redirect", `more than ${MAX_REDIRECTS} redirects`, {
          remedy: "elsewhere",
        });
      }
      const target = this.#redirectTarget(url, answer.location);
      if (target.origin !== url.origin) {
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
  async #withFreshConnection(hop: Hop, sink: ResponseSink, signal: AbortSignal): Promise<Answer> {
    try {
      return await this.#ask(hop, sink, signal);
    } catch (error) {
      if (!(error instanceof StaleConnection)) {
        throw error;
      }
    }
    try {
      return await this.#ask(hop, sink, signal);
    } catch (error) {
      throw error instanceof StaleConnection ? error.failure : error;
    }
  }

  #ask(hop: Hop, sink: ResponseSink, signal: AbortSignal): Promise<Answer> {
    const { request, url, provenance } = hop;
    return new Promise((resolve, reject) => {
      const handler = new ExchangeHandler(hop, sink, signal, resolve, reject);
      this.#dispatchers.of(url, provenance).dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: request.method,
          headers: this.#headers(request, url, provenance),
        },
        handler,
      );
    });
  }

  #headers({ headers }: HttpRequest, url: URL, provenance: Provenance): Record<string, string> {
    const { userAgent } = this.#options;
    const sent: Record<string, string> = {
      "user-agent": userAgent,
      accept: "*/*",
      "accept-encoding": "identity",
      ...headers,
    };
    // Where a server sends us is not where the user meant a credential to go.
    if (provenance === "metadata") {
      const authorization = this.#authorization(url);
      if (authorization !== undefined) {
        sent["authorization"] = authorization;
      }
    }
    return sent;
  }

  #authorization(url: URL): string | undefined {
    const { origin } = url;
    if (!this.#authorizations.has(origin)) {
      const { credentials } = this.#options;
      const authorization = credentials.headerFor(url);
      this.#authorizations.set(origin, authorization);
      if (authorization === undefined) {
        this.#warnOnce(credentials.warningFor(url));
      }
    }
    return this.#authorizations.get(origin);
  }

  #warnOnce(line: string | undefined): void {
    if (line !== undefined && !this.#warned.has(line)) {
      this.#warned.add(line);
      this.#options.onWarning?.(line);
    }
  }

  #refuseUrl(url: URL, provenance: Provenance): void {
    const key = `${provenance} ${url.origin}`;
    if (this.#permitted.has(key) && url.username === "" && url.password === "") {
      return;
    }
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
    this.#permitted.add(key);
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
