import { createHash, type Hash } from "node:crypto";
import {
  type Flow,
  headerOf,
  nextDelay,
  parseContentRange,
  type ResponseHead,
  type ResponseSink,
  type StoredFile,
  statusFailure,
  TransferFailure,
  type TransferMeter,
} from "@compose-actions/transfer";
import type { Clock } from "../clock.ts";
import type { Answer, Exchanger } from "../http/ask.ts";
import type { RetryOptions } from "../http/patiently.ts";
import { attachmentName } from "./attachment-name.ts";

/** Where an image comes from. */
export interface ImageSource {
  readonly url: URL;
  /** The service names it: no login goes there, and it must not be in this network. */
  readonly isFromServer: boolean;
  /** Who may have it: gives the header that is good now, and another one after one was refused. */
  readonly login?: ImageLogin | undefined;
  /** What an answer means that is no success, of which the beginning is given; by default what any store would mean. */
  readonly failureOf?: ((answer: Answer) => TransferFailure) | undefined;
}

export interface ImageLogin {
  header(signal: AbortSignal): Promise<string>;
  /** @returns whether there is another one now */
  refused(header: string, signal: AbortSignal): Promise<boolean>;
}

export interface ReceiveOptions {
  readonly exchanger: Exchanger;
  readonly retry: RetryOptions;
  readonly clock: Clock;
  /** Ends what hardly moves. */
  readonly meter?: TransferMeter | undefined;
  /** Takes the bytes; without it they are only counted and hashed. */
  readonly file?: StoredFile | undefined;
}

export interface ReceivedImage {
  readonly size: number;
  /** `sha256:…` */
  readonly checksum: string;
  /** When the server says that it was made, in milliseconds since 1970. */
  readonly modified: number | undefined;
  /** What the server calls it: a plain name. */
  readonly fileName: string | undefined;
}

/** A failure after this much of progress is the first one again. */
const PROGRESS = 1024 ** 2;
/** However much there is between them. */
const MAX_ATTEMPTS = 1000;
/** An error's text is for people. */
const MAX_REFUSAL = 64 * 1024;
/** No image comes near this. */
const MAX_BYTES = 1024 ** 4;

/**
 * Receives an image once, and hashes it as it comes. A connection that breaks is continued where the server can: it must
 * have said by a strong validator that it is still the same file.
 *
 * @throws TransferFailure; the file then holds what came so far
 */
export async function receiveImage(
  source: ImageSource,
  options: ReceiveOptions,
  signal: AbortSignal,
): Promise<ReceivedImage> {
  const reception = new Reception(options.file, options.meter);
  let failures = 0;
  for (let attempt = 1; ; attempt++) {
    const before = reception.size;
    try {
      await receiveOnce(source, options.exchanger, reception, signal);
      return await reception.finish();
    } catch (error) {
      if (!(error instanceof TransferFailure) || error.remedy !== "again" || attempt === MAX_ATTEMPTS) {
        throw error;
      }
      failures = reception.size - before >= PROGRESS ? 1 : failures + 1;
      const { retries, retryDelayMs, random = Math.random } = options.retry;
      const { retryAfterMs } = error;
      const { delayMs } = nextDelay({ attempt: failures, retryAfterMs, random, base: retryDelayMs });
      if (failures > retries || delayMs === undefined) {
        throw error;
      }
      await options.clock.sleep(delayMs, signal);
    }
  }
}

async function receiveOnce(
  { url, isFromServer, login, failureOf = storeFailure }: ImageSource,
  exchanger: Exchanger,
  reception: Reception,
  signal: AbortSignal,
): Promise<void> {
  for (let isSecond = false; ; isSecond = true) {
    const header = await login?.header(signal);
    const headers = reception.resumption();
    const authorization = header === undefined ? undefined : { header };
    try {
      const request = { method: "GET", url, headers, isFromServer, authorization } as const;
      await exchanger.exchange(request, reception, signal);
      const refusal = reception.takeRefusal();
      if (refusal !== undefined) {
        throw failureOf(refusal);
      }
      return;
    } catch (error) {
      const isRefused = error instanceof TransferFailure && error.status === 401 && header !== undefined;
      if (isSecond || !isRefused || (await login?.refused(header, signal)) !== true) {
        throw error;
      }
    } finally {
      reception.pause();
    }
  }
}

interface Refusal {
  readonly head: ResponseHead;
  readonly chunks: Buffer[];
  length: number;
}

/** Stores have a word for what is wrong; the rest of what they say repeats the request, signature included. */
function storeFailure({ status, headers, body }: Answer): TransferFailure {
  const plain = statusFailure(status, headers, Date.now());
  const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(body.toString("latin1"))?.[1];
  return code === undefined
    ? plain
    : new TransferFailure(plain.failure, `${plain.message} (${code})`, {
        remedy: plain.remedy,
        status,
        retryAfterMs: plain.retryAfterMs,
      });
}

/** Takes an image over several exchanges. */
class Reception implements ResponseSink {
  readonly #file: StoredFile | undefined;
  readonly #meter: TransferMeter | undefined;
  #watch: ReturnType<TransferMeter["start"]> | undefined;
  /** Of what comes, unless the file knows it. */
  #hash: Hash | undefined;
  #validator: string | undefined;
  #modified: number | undefined;
  #fileName: string | undefined;
  #refusal: Refusal | undefined;
  size = 0;

  constructor(file: StoredFile | undefined, meter: TransferMeter | undefined) {
    this.#file = file;
    this.#meter = meter;
  }

  /** Headers that ask for the rest alone, if it is the rest of the same file. */
  resumption(): Readonly<Record<string, string>> {
    if (this.size === 0 || this.#validator === undefined) {
      return {};
    }
    return { range: `bytes=${this.size}-`, "if-range": this.#validator };
  }

  head(head: ResponseHead, flow: Flow): void {
    const { status, headers } = head;
    this.#refusal = undefined;
    if (status === 416) {
      throw this.#changed();
    }
    if (status !== 200 && status !== 206) {
      this.#refusal = { head, chunks: [], length: 0 };
      return;
    }
    const encoding = headers["content-encoding"];
    if (encoding !== undefined && encoding !== "identity") {
      throw new TransferFailure(
        "encoding",
        "the server sends the image encoded although that was not asked for",
        {
          remedy: "never",
        },
      );
    }
    if (status === 206) {
      this.#continue(headers);
    } else {
      this.#begin(headers);
    }
    this.#watch = this.#meter?.start(flow, head.url.host, this.#meter.time);
  }

  #begin(headers: ResponseHead["headers"]): void {
    this.size = 0;
    this.#hash = this.#file === undefined ? createHash("sha256") : undefined;
    this.#file?.restart();
    const etag = headerOf(headers, "etag");
    const modified = headerOf(headers, "last-modified");
    const time = modified === undefined ? Number.NaN : Date.parse(modified);
    const isWeak = etag === undefined || etag.startsWith("W/");
    this.#validator = headerOf(headers, "accept-ranges") === "bytes" && !isWeak ? etag : undefined;
    this.#modified = Number.isNaN(time) ? undefined : time;
    this.#fileName = attachmentName(headerOf(headers, "content-disposition"));
  }

  #continue(headers: ResponseHead["headers"]): void {
    const range = parseContentRange(headers["content-range"]);
    if (this.size === 0 || range?.kind !== "range" || range.first !== this.size) {
      throw this.#changed();
    }
  }

  /** What is there now is not what has begun to come: the next attempt begins anew. */
  #changed(): TransferFailure {
    this.#validator = undefined;
    return new TransferFailure("changed", "the image was changed while it was received", { remedy: "again" });
  }

  /** An answer that is no success, as far as it was kept. */
  takeRefusal(): Answer | undefined {
    const refusal = this.#refusal;
    this.#refusal = undefined;
    if (refusal === undefined) {
      return undefined;
    }
    const { status, headers, url } = refusal.head;
    return { status, headers, url, body: Buffer.concat(refusal.chunks) };
  }

  data(chunk: Buffer): void {
    if (this.#refusal !== undefined) {
      this.#keepRefusal(this.#refusal, chunk);
      return;
    }
    if (this.size + chunk.length > MAX_BYTES) {
      throw new TransferFailure("too-large", "the image is longer than any should be", { remedy: "never" });
    }
    this.#hash?.update(chunk);
    // The memory of the chunk is the connection's.
    this.#file?.append(Buffer.from(chunk));
    this.size += chunk.length;
    this.#watch?.count(chunk.length);
  }

  #keepRefusal(refusal: Refusal, chunk: Buffer): void {
    refusal.length += chunk.length;
    if (refusal.length > MAX_REFUSAL) {
      const { status, headers } = refusal.head;
      throw statusFailure(status, headers, Date.now());
    }
    // The memory of the chunk is the connection's.
    refusal.chunks.push(Buffer.from(chunk));
  }

  pause(): void {
    this.#watch?.stop();
    this.#watch = undefined;
  }

  async finish(): Promise<ReceivedImage> {
    const digest = this.#hash?.digest("hex") ?? (await this.#file?.sha256());
    return {
      size: this.size,
      checksum: `sha256:${digest}`,
      modified: this.#modified,
      fileName: this.#fileName,
    };
  }
}
