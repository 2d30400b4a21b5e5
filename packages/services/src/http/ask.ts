import { Readable } from "node:stream";
import {
  type Headers,
  type HttpClient,
  type HttpMethod,
  type ResponseHead,
  type ResponseSink,
  type StreamedBody,
  TransferFailure,
} from "@compose-actions/transfer";

/** What sends a request and follows its redirects: an HTTP client, or what stands in for it on another kind of socket. */
export type Exchanger = Pick<HttpClient, "exchange">;

/** A request to a service. */
export interface Question {
  readonly method: HttpMethod;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: Buffer | undefined;
  /** Longest answer that is taken when it is a success; by default 64 KiB. */
  readonly maxBytes?: number | undefined;
  /** How long the answer may be waited for once the request has been sent, in milliseconds, if not as usual. */
  readonly answerTimeoutMs?: number | undefined;
  /** The Authorization header, in place of any that the client has for the origin. */
  readonly authorization?: { readonly header: string | undefined } | undefined;
}

/** A whole answer, whatever its status is. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Where it came from, after all redirects. */
  readonly url: URL;
  readonly body: Buffer;
}

const DEFAULT_MAX_BYTES = 64 * 1024;
/** An error's text is for people. */
const MAX_ERROR_BYTES = 64 * 1024;

/**
 * One exchange. What changes something is sent once at most: a service may have taken it although its answer was lost.
 *
 * @throws TransferFailure
 */
export async function ask(exchanger: Exchanger, question: Question, signal: AbortSignal): Promise<Answer> {
  const {
    method,
    url,
    headers,
    body,
    maxBytes = DEFAULT_MAX_BYTES,
    answerTimeoutMs,
    authorization,
  } = question;
  const sink = new AnswerSink(method === "HEAD" ? 0 : maxBytes);
  const head = await exchanger.exchange(
    {
      method,
      url,
      headers,
      body: onceOnly(method, body),
      answerTimeoutMs,
      authorization,
    },
    sink,
    signal,
  );
  return { status: head.status, headers: head.headers, url: head.url, body: sink.body };
}

/** The client repeats what it has in hand when a connection turns out to be closed, and a stream not. */
function onceOnly(method: HttpMethod, body: Buffer | undefined): StreamedBody | undefined {
  if (body === undefined && (method === "GET" || method === "HEAD")) {
    return undefined;
  }
  const content = body ?? Buffer.alloc(0);
  return { size: content.length, open: () => Readable.from([content]) };
}

class AnswerSink implements ResponseSink {
  readonly #maxBytes: number;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #isSuccess = true;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get body(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  head({ status, headers }: ResponseHead): void {
    this.#isSuccess = status >= 200 && status < 300;
    const encoding = headers["content-encoding"];
    if (this.#isSuccess && encoding !== undefined && encoding !== "identity") {
      throw new TransferFailure(
        "encoding",
        "the service sends its answer encoded although that was not asked for",
        { remedy: "never" },
      );
    }
  }

  data(chunk: Buffer): void {
    const limit = this.#isSuccess ? this.#maxBytes : MAX_ERROR_BYTES;
    this.#bytes += chunk.length;
    if (this.#bytes <= limit) {
      // The memory of the chunk is the connection's.
      this.#chunks.push(Buffer.from(chunk));
    } else if (this.#isSuccess || this.#bytes > 16 * MAX_ERROR_BYTES) {
      throw new TransferFailure("too-large", `the answer has more than ${limit} bytes`, { remedy: "never" });
    }
  }
}
