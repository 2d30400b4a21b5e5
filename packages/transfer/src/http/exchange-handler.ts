import type { Dispatcher } from "undici";
import { TransferFailure } from "../failure.ts";
import { offAbort, onAbort } from "./abort-listeners.ts";
import type { Provenance } from "./dispatchers.ts";
import { connectionFailure, type Headers } from "./failures.ts";
import type { HttpRequest, OwnAuthorization, ResponseHead, ResponseSink } from "./request.ts";
import type { OpenBody } from "./request-body.ts";

/** The text of a redirect or a refusal is read to keep the connection, if it is no longer than this. */
const MAX_PASSING_BODY = 64 * 1024;
/** Interim answers (1xx) before the real one. */
const MAX_INTERIM = 20;

/** One request on the way through redirects. */
export interface Hop {
  readonly request: HttpRequest;
  readonly url: URL;
  readonly provenance: Provenance;
  readonly redirects: number;
  /** The origin has answered before. */
  readonly hasAnswered: boolean;
  /** How long the server may take nothing of what is sent. */
  readonly idleTimeoutMs: number;
  readonly authorization: OwnAuthorization | undefined;
}

export interface Answer {
  readonly head: ResponseHead;
  /** Where a redirect leads. */
  readonly location: string | undefined;
  /** The body of an answer 401 about which something may be done; the sink does not know of it. */
  readonly refusal: Buffer[] | undefined;
}

/** The connection had served before and was closed before the answer began. */
export class StaleConnection extends Error {
  readonly failure: TransferFailure;

  constructor(failure: TransferFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Follows one request through undici's events. */
export class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly #hop: Hop;
  readonly #sink: ResponseSink;
  readonly #signal: AbortSignal;
  readonly #resolve: (answer: Answer) => void;
  readonly #reject: (error: unknown) => void;
  readonly #body: OpenBody | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #answer: Answer | undefined;
  #interim = 0;
  #passingBody = 0;
  /** What ended the exchange from our side. */
  #thrown: { readonly error: unknown } | undefined;
  readonly #onAbort = () => this.#end(this.#signal.reason);

  constructor(
    hop: Hop,
    sink: ResponseSink,
    signal: AbortSignal,
    resolve: (answer: Answer) => void,
    reject: (error: unknown) => void,
    body: OpenBody | undefined,
  ) {
    this.#hop = hop;
    this.#sink = sink;
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#body = body;
    onAbort(signal, this.#onAbort);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#signal.aborted) {
      this.#end(this.#signal.reason);
      return;
    }
    this.#body?.watch(this.#hop.idleTimeoutMs, () =>
      this.#end(
        new TransferFailure("timeout", "the server stopped taking what is sent", { remedy: "again" }),
      ),
    );
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    if (status < 200) {
      this.#interim += 1;
      if (this.#interim > MAX_INTERIM) {
        this.#end(new TransferFailure("protocol", "a flood of interim answers", { remedy: "again" }));
      }
      return;
    }
    const { url, redirects, request, authorization } = this.#hop;
    const head = { status, headers, url, redirects };
    if (status === 401 && authorization?.onRefused !== undefined) {
      this.#answer = { head, location: undefined, refusal: [] };
      return;
    }
    if (REDIRECTS.has(status) && (request.method === "GET" || request.method === "HEAD")) {
      const { location } = headers;
      if (typeof location !== "string" || location === "") {
        this.#end(
          new TransferFailure(
            "redirect",
            `an answer ${status} that does not say where to go, or says it twice`,
            {
              remedy: "elsewhere",
              status,
            },
          ),
        );
        return;
      }
      this.#answer = { head, location, refusal: undefined };
      return;
    }
    this.#answer = { head, location: undefined, refusal: undefined };
    try {
      this.#sink.head(head, {
        pause: () => controller.pause(),
        resume: () => controller.resume(),
        abort: (error) => this.#end(error),
      });
    } catch (error) {
      this.#end(error);
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#thrown !== undefined) {
      return;
    }
    const answer = this.#answer;
    if (answer?.location !== undefined || answer?.refusal !== undefined) {
      this.#pass(answer, chunk);
      return;
    }
    try {
      this.#sink.data(chunk);
    } catch (error) {
      this.#end(error);
    }
  }

  #pass(answer: Answer, chunk: Buffer): void {
    this.#passingBody += chunk.length;
    if (this.#passingBody > MAX_PASSING_BODY) {
      // Nobody needs the rest; where to go is known.
      this.#settle(() => this.#resolve(answer));
      this.#end(undefined);
      return;
    }
    answer.refusal?.push(Buffer.from(chunk));
  }

  onResponseEnd(): void {
    const answer = this.#answer;
    if (answer !== undefined && this.#thrown === undefined) {
      this.#settle(() => this.#resolve(answer));
    }
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    this.#settle(() => {
      if (this.#thrown !== undefined) {
        this.#reject(this.#thrown.error);
        return;
      }
      if (this.#body?.failure !== undefined) {
        this.#reject(this.#body.failure.error);
        return;
      }
      const answer = this.#answer;
      if (this.#body !== undefined && answer !== undefined && answer.head.status >= 400) {
        // The server has said no while it was being sent to, and hung up: what it said counts.
        this.#resolve(answer);
        return;
      }
      const failure = connectionFailure(error, this.#answer !== undefined);
      const stale =
        this.#answer === undefined &&
        failure.failure === "connection" &&
        isStale(error, this.#hop.hasAnswered);
      this.#reject(stale ? new StaleConnection(failure) : failure);
    });
  }

  #end(error: unknown): void {
    this.#thrown ??= { error };
    if (this.#controller === undefined) {
      this.#settle(() => this.#reject(error));
      return;
    }
    this.#controller.abort(error instanceof Error ? error : new Error("ended"));
  }

  #settle(finish: () => void): void {
    offAbort(this.#signal, this.#onAbort);
    finish();
  }
}

/** Not every error tells of its socket: then it counts that the origin has kept connections open before. */
function isStale(error: unknown, hasAnswered: boolean): boolean {
  const { socket, code } = error as { socket?: { bytesRead?: number }; code?: string };
  return (socket?.bytesRead ?? 0) > 0 || (hasAnswered && (code === "ECONNRESET" || code === "EPIPE"));
}
