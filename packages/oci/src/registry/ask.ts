import { setTimeout as sleep } from "node:timers/promises";
import {
  type Headers,
  type HttpClient,
  type HttpRequest,
  nextDelay,
  type ResponseHead,
  type ResponseSink,
  statusFailure,
  TransferFailure,
} from "@compose-actions/transfer";

/** A whole answer; only for what is known to be small. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Where it came from. */
  readonly url: URL;
  readonly body: Buffer;
}

export interface RetryOptions {
  readonly retries: number;
  /** Base of the growing pauses, in milliseconds. */
  readonly retryDelayMs: number;
}

/**
 * One exchange. Of an answer that means no success only as much is kept as is there for a person to read.
 *
 * @param maxBytes - longest body of a success
 * @throws TransferFailure `too-large`, or what the exchange throws
 */
export async function ask(
  client: HttpClient,
  request: HttpRequest,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Answer> {
  const sink = new BodySink(request.method === "HEAD" ? 0 : maxBytes);
  const { status, headers, url } = await client.exchange(request, sink, signal);
  return { status, headers, url, body: sink.body };
}

/**
 * The same, tried again while the failure or the status may pass.
 *
 * @returns the last answer, whatever its status is
 */
export async function askPatiently(
  client: HttpClient,
  request: HttpRequest,
  maxBytes: number,
  retry: RetryOptions,
  signal: AbortSignal,
): Promise<Answer> {
  let last: Answer | undefined;
  const attempt = async () => {
    last = undefined;
    last = await ask(client, request, maxBytes, signal);
    const { status, headers } = last;
    if (status >= 400) {
      throw statusFailure(status, headers, Date.now());
    }
    return last;
  };
  try {
    return await retryFailures(attempt, retry, signal);
  } catch (error) {
    if (last !== undefined && error instanceof TransferFailure) {
      return last;
    }
    throw error;
  }
}

/**
 * Does something again while it fails with what may pass.
 *
 * @throws the last failure, `signal.reason`
 */
export async function retryFailures<Value>(
  attempt: () => Promise<Value>,
  { retries, retryDelayMs }: RetryOptions,
  signal: AbortSignal,
): Promise<Value> {
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TransferFailure) || error.remedy !== "again" || count > retries) {
        throw error;
      }
      const { retryAfterMs } = error;
      const delay = nextDelay({ attempt: count, retryAfterMs, random: Math.random, base: retryDelayMs });
      if (delay.giveUp === true) {
        throw error;
      }
      await pause(delay.delayMs, signal);
    }
  }
}

/** @throws `signal.reason` when aborted */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch {
    // It says that it was aborted, and not why.
    throw signal.reason;
  }
}

/** What is known to be small has come by then. */
const LONGEST_ANSWER_MS = 120_000;
/** An error's text is for people. */
const MAX_ERROR_BYTES = 64 * 1024;

class BodySink implements ResponseSink {
  readonly #maxBytes: number;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #isSuccess = true;
  #since = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get body(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  head({ status, headers }: ResponseHead): void {
    this.#isSuccess = status < 300;
    this.#since = performance.now();
    const encoding = headers["content-encoding"];
    if (this.#isSuccess && encoding !== undefined && encoding !== "identity") {
      throw new TransferFailure(
        "encoding",
        "the registry sends its answer encoded although that was not asked for",
        { remedy: "elsewhere" },
      );
    }
  }

  data(chunk: Buffer): void {
    if (performance.now() - this.#since > LONGEST_ANSWER_MS) {
      // Silence ends an exchange earlier; a byte now and then must not hold it for ever.
      throw new TransferFailure("timeout", "the registry's answer takes too long", { remedy: "again" });
    }
    const limit = this.#isSuccess ? this.#maxBytes : MAX_ERROR_BYTES;
    this.#bytes += chunk.length;
    if (this.#bytes <= limit) {
      // The memory of the chunk is the connection's.
      this.#chunks.push(Buffer.from(chunk));
    } else if (this.#isSuccess || this.#bytes > 16 * MAX_ERROR_BYTES) {
      throw new TransferFailure("too-large", `the registry's answer has more than ${limit} bytes`, {
        remedy: "elsewhere",
      });
    }
  }
}
