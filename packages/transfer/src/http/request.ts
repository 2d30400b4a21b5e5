import type { Headers } from "./failures.ts";
import type { StreamedBody } from "./request-body.ts";

export type HttpMethod = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface HttpRequest {
  /** Redirects are followed for GET and HEAD; with others they are an answer like any other. */
  readonly method: HttpMethod;
  readonly url: URL;
  /** Beside those that every request has. Never credentials. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent with its length, and never held in memory as a whole when it is streamed. */
  readonly body?: Buffer | StreamedBody | undefined;
  /** How long the answer may be waited for once the request has been sent, in milliseconds, if not as usual. */
  readonly answerTimeoutMs?: number | undefined;
  /** The URL comes from a server: the rules of redirects hold, and no credential goes there. */
  readonly isFromServer?: boolean | undefined;
  /** The Authorization header of this request, in place of any other; it survives no redirect to another origin. */
  readonly authorization?: { readonly header: string | undefined } | undefined;
  /** What the authorizer should ask for, where the URL does not say it: scopes of a registry's token. */
  readonly scopes?: readonly string[] | undefined;
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

/** The Authorization header that a request has of its own. */
export interface OwnAuthorization {
  readonly header: string | undefined;
  /** Asked about an answer 401; when it says true, the sink does not get that answer. */
  readonly onRefused?: ((headers: Headers) => Promise<boolean>) | undefined;
}
