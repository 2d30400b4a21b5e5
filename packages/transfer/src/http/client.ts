import { TransferFailure } from "../failure.ts";
import type { Credentials } from "./credentials.ts";
import { type DispatcherOptions, Dispatchers, type Provenance } from "./dispatchers.ts";
import { type Answer, ExchangeHandler, type Hop, StaleConnection } from "./exchange-handler.ts";
import type { Flow, HttpRequest, OwnAuthorization, ResponseHead, ResponseSink } from "./request.ts";
import type { RequestAuthorizer } from "./request-authorizer.ts";
import { type OpenBody, openBody } from "./request-body.ts";
import { redirectTarget, refuseUrl } from "./url-rules.ts";

export type { Flow, HttpMethod, HttpRequest, ResponseHead, ResponseSink } from "./request.ts";

const MAX_REDIRECTS = 5;
/** Of an answer that is here already. */
const NO_FLOW: Flow = { pause() {}, resume() {}, abort() {} };

export interface HttpClientOptions extends DispatcherOptions {
  readonly userAgent: string;
  readonly credentials: Credentials;
  readonly authorizer?: RequestAuthorizer | undefined;
  /** Follow redirects from https to http. */
  readonly allowInsecureRedirect: boolean;
  readonly onWarning?: (line: string) => void;
}

/** An origin that may be asked. */
interface Place {
  readonly origin: string;
  /** Of every request without an authorization of its own, credentials included; made when there is one. */
  headers: Readonly<Record<string, string>> | undefined;
  /** There may be connections that have served before. */
  hasAnswered: boolean;
}

/** Asks servers for files. Follows redirects itself, so that no credential and no rule gets lost on the way. */
export class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #dispatchers: Dispatchers;
  readonly #plainHeaders: Readonly<Record<string, string>>;
  readonly #warned = new Set<string>();
  /** By origin; those that a server sent us to apart, since other rules are for them. */
  readonly #places: Readonly<Record<Provenance, Map<string, Place>>> = {
    metadata: new Map(),
    redirect: new Map(),
  };

  constructor(options: HttpClientOptions) {
    this.#options = options;
    this.#dispatchers = new Dispatchers(options);
    this.#plainHeaders = {
      "user-agent": options.userAgent,
      accept: "*/*",
      "accept-encoding": "identity",
    };
  }

  /**
   * One exchange, redirects included.
   *
   * @returns the head of the answer, once its body has come to its end
   * @throws TransferFailure, what the sink throws, what reading the body throws, `signal.reason`
   */
  exchange(request: HttpRequest, sink: ResponseSink, signal: AbortSignal): Promise<ResponseHead> {
    const { authorizer } = this.#options;
    if (request.authorization !== undefined) {
      return this.#follow(request, sink, signal, request.authorization);
    }
    if (authorizer === undefined || request.isFromServer === true || !authorizer.covers(request)) {
      return this.#follow(request, sink, signal, undefined);
    }
    return this.#authorized(request, sink, signal, authorizer);
  }

  /** To be called when the system has no descriptors left. */
  shrink(): void {
    this.#dispatchers.shrink();
  }

  async close(): Promise<void> {
    await this.#dispatchers.close();
  }

  async #authorized(
    request: HttpRequest,
    sink: ResponseSink,
    signal: AbortSignal,
    authorizer: RequestAuthorizer,
  ): Promise<ResponseHead> {
    const header = await authorizer.header(request);
    let isRefused = false;
    const head = await this.#follow(request, sink, signal, {
      header,
      onRefused: async (headers) => {
        isRefused = await authorizer.refused(request, header, headers);
        return isRefused;
      },
    });
    return isRefused
      ? this.#follow(request, sink, signal, { header: await authorizer.header(request) })
      : head;
  }

  async #follow(
    request: HttpRequest,
    sink: ResponseSink,
    signal: AbortSignal,
    own: OwnAuthorization | undefined,
  ): Promise<ResponseHead> {
    const { idleTimeoutMs, allowInsecureRedirect } = this.#options;
    let { url } = request;
    let provenance: Provenance = request.isFromServer === true ? "redirect" : "metadata";
    let authorization = own;
    for (let redirects = 0; ; redirects++) {
      const place = this.#place(url, provenance);
      signal.throwIfAborted();
      const { hasAnswered } = place;
      const hop = { request, url, provenance, redirects, hasAnswered, idleTimeoutMs, authorization };
      const answer = await this.#withFreshConnection(hop, place, sink, signal);
      place.hasAnswered = true;
      if (answer.refusal !== undefined) {
        await conveyRefusal(answer, answer.refusal, sink, authorization);
        return answer.head;
      }
      if (answer.location === undefined) {
        return answer.head;
      }
      if (redirects === MAX_REDIRECTS) {
        throw new TransferFailure("redirect", `more than ${MAX_REDIRECTS} redirects`, {
          remedy: "elsewhere",
        });
      }
      const target = redirectTarget(url, answer.location, allowInsecureRedirect);
      if (target.origin !== place.origin) {
        provenance = "redirect";
        // Where a server sends us is not where the user meant a credential to go, even if it is back.
        authorization = undefined;
      }
      url = target;
    }
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
      // What did arrive would be appended twice, or gigabytes are sent again that need not be: whoever sends knows.
      const { method, body } = hop.request;
      if (method === "PATCH" || (body !== undefined && !Buffer.isBuffer(body))) {
        throw error.failure;
      }
    }
    try {
      return await this.#ask(hop, place, sink, signal);
    } catch (error) {
      throw error instanceof StaleConnection ? error.failure : error;
    }
  }

  #ask(hop: Hop, place: Place, sink: ResponseSink, signal: AbortSignal): Promise<Answer> {
    const { body } = hop.request;
    if (body === undefined) {
      return this.#send(hop, place, sink, signal, undefined);
    }
    const opened = openBody(body);
    return this.#send(hop, place, sink, signal, opened).finally(() => opened.close());
  }

  #send(
    hop: Hop,
    place: Place,
    sink: ResponseSink,
    signal: AbortSignal,
    body: OpenBody | undefined,
  ): Promise<Answer> {
    const { request, url, provenance, authorization } = hop;
    const { method, answerTimeoutMs } = request;
    return new Promise((resolve, reject) => {
      const handler = new ExchangeHandler(hop, sink, signal, resolve, reject, body);
      this.#dispatchers.of(url, place.origin, provenance).dispatch(
        {
          origin: place.origin,
          path: url.pathname + url.search,
          method,
          headers: this.#headers(hop, place, body),
          ...(body === undefined ? undefined : { body: body.content }),
          ...(answerTimeoutMs === undefined ? undefined : { headersTimeout: answerTimeoutMs }),
          // Registries answer HEAD as they should; a new connection after each would cost more than the question.
          ...(method === "HEAD" && authorization !== undefined ? { reset: false } : undefined),
        },
        handler,
      );
    });
  }

  #headers(
    { request, url, provenance, authorization }: Hop,
    place: Place,
    body: OpenBody | undefined,
  ): Readonly<Record<string, string>> {
    let headers: Readonly<Record<string, string>>;
    if (authorization === undefined) {
      place.headers ??= this.#headersWithCredentials(url, provenance);
      headers = place.headers;
    } else {
      headers = withAuthorization(this.#plainHeaders, authorization.header);
    }
    if (request.headers === undefined && body === undefined) {
      return headers;
    }
    const length = body === undefined ? undefined : { "content-length": String(body.size) };
    return { ...headers, ...request.headers, ...length };
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
    refuseUrl(url, provenance, this.#options.addresses);
    const place = { origin, headers: undefined, hasAnswered: false };
    places.set(origin, place);
    return place;
  }

  #headersWithCredentials(url: URL, provenance: Provenance): Readonly<Record<string, string>> {
    const { credentials } = this.#options;
    // Where a server sends us is not where the user meant a credential to go.
    if (provenance === "redirect") {
      return this.#plainHeaders;
    }
    const authorization = credentials.headerFor(url);
    if (authorization === undefined) {
      this.#warnOnce(credentials.warningFor(url));
    }
    return withAuthorization(this.#plainHeaders, authorization);
  }

  #warnOnce(line: string | undefined): void {
    if (line !== undefined && !this.#warned.has(line)) {
      this.#warned.add(line);
      this.#options.onWarning?.(line);
    }
  }
}

function withAuthorization(
  headers: Readonly<Record<string, string>>,
  authorization: string | undefined,
): Readonly<Record<string, string>> {
  return authorization === undefined ? headers : { ...headers, authorization };
}

/** An answer 401 is the answer, unless there is something to be done about it: the sink has not seen it yet. */
async function conveyRefusal(
  { head }: Answer,
  body: readonly Buffer[],
  sink: ResponseSink,
  authorization: OwnAuthorization | undefined,
): Promise<void> {
  if ((await authorization?.onRefused?.(head.headers)) === true) {
    return;
  }
  sink.head(head, NO_FLOW);
  for (const chunk of body) {
    sink.data(chunk);
  }
}
