import { setTimeout as sleep } from "node:timers/promises";
import { TransferFailure } from "../failure.ts";
import type { Flow, HttpClient, ResponseHead, ResponseSink } from "../http/client.ts";
import { parseContentRange } from "../http/content-range.ts";
import { statusFailure } from "../http/failures.ts";
import { nextDelay } from "../retry/backoff.ts";
import type { IncomingFile } from "./incoming-file.ts";
import type { FlowMeter, TransferMeter } from "./meter.ts";
import { RestartNeeded } from "./reception.ts";

/** Long enough that a request more is nothing, short enough that connections end together. */
const SEGMENT_BYTES = 32 * 1024 * 1024;

/** A part of the file, and how far it has come. */
interface Segment {
  readonly first: number;
  /** The byte after the last one. */
  readonly end: number;
  written: number;
}

export interface SegmentsOptions {
  readonly file: IncomingFile;
  readonly size: number;
  readonly url: URL;
  /** Strong, if there is one: parts of another file are not mixed in then. */
  readonly etag: string | undefined;
  readonly client: HttpClient;
  readonly meter: TransferMeter;
  /** Connections at most, the first one included. */
  readonly connections: number;
  /** Asks for leave to open one more connection. */
  readonly acquire: () => boolean;
  readonly release: () => void;
  readonly retries: number;
  readonly retryDelayMs: number;
  readonly random: () => number;
  /** So much of the file is whole: told now and then, so that a later run can go on from there. */
  readonly onFront: (front: number) => void;
}

/**
 * Receives the rest of a file over several connections, each asking for one part after the other. What is whole from
 * the beginning is hashed as it grows.
 *
 * @throws TransferFailure, RestartNeeded, `signal.reason`; the file then holds what is whole, and nothing behind it
 */
export async function receiveSegments(options: SegmentsOptions, signal: AbortSignal): Promise<void> {
  await new Segments(options, signal).receive();
}

class Segments {
  readonly #options: SegmentsOptions;
  readonly #signal: AbortSignal;
  readonly #stop = new AbortController();
  readonly #segments: Segment[] = [];
  #next = 0;
  /** The segment that the front lies in. */
  #frontIndex = 0;
  #failure: { readonly error: unknown } | undefined;
  #following: Promise<void> = Promise.resolve();

  constructor(options: SegmentsOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    for (let first = options.file.received; first < options.size; first += SEGMENT_BYTES) {
      const end = Math.min(first + SEGMENT_BYTES, options.size);
      this.#segments.push({ first, end, written: first });
    }
  }

  async receive(): Promise<void> {
    const { file, acquire, release, connections } = this.#options;
    const forward = () => this.#stop.abort(this.#signal.reason);
    this.#signal.addEventListener("abort", forward, { once: true });
    const workers: Promise<void>[] = [this.#work()];
    while (workers.length < Math.min(connections, this.#segments.length) && acquire()) {
      workers.push(this.#work().finally(release));
    }
    try {
      await Promise.all(workers);
      await this.#following;
    } finally {
      this.#signal.removeEventListener("abort", forward);
      if (file.received < this.#options.size) {
        file.cutOff();
      }
    }
    this.#signal.throwIfAborted();
    if (this.#failure !== undefined) {
      throw this.#failure.error;
    }
  }

  /** One connection: one segment after the other. Never rejects. */
  async #work(): Promise<void> {
    try {
      while (this.#next < this.#segments.length && !this.#stop.signal.aborted) {
        const segment = this.#segments[this.#next++] as Segment;
        await this.#fetch(segment);
        this.#follow();
      }
    } catch (error) {
      this.#end(error);
    }
  }

  async #fetch(segment: Segment): Promise<void> {
    const { client, url, etag, retries, retryDelayMs, random } = this.#options;
    for (let failures = 0; segment.written < segment.end; ) {
      const before = segment.written;
      const sink = new SegmentSink(segment, this.#options);
      try {
        await client.exchange(
          {
            method: "GET",
            url,
            headers: {
              range: `bytes=${segment.written}-${segment.end - 1}`,
              ...(etag === undefined ? {} : { "if-range": etag }),
            },
          },
          sink,
          this.#stop.signal,
        );
        if (segment.written < segment.end) {
          throw new TransferFailure("truncated", "a part came incomplete", { remedy: "again" });
        }
      } catch (error) {
        if (!(error instanceof TransferFailure) || error.remedy !== "again") {
          throw error;
        }
        failures = segment.written - before >= 1024 * 1024 ? 1 : failures + 1;
        const delay = nextDelay({
          attempt: failures,
          retryAfterMs: error.retryAfterMs,
          random,
          base: retryDelayMs,
        });
        if (failures > retries || delay.giveUp === true) {
          throw error;
        }
        await sleep(delay.delayMs, undefined, { signal: this.#stop.signal });
      } finally {
        sink.end();
      }
    }
  }

  /** Hashes what has become whole, one piece after the other. */
  #follow(): void {
    this.#following = this.#following.then(() => this.#advance()).catch((error: unknown) => this.#end(error));
  }

  #end(error: unknown): void {
    this.#failure ??= { error };
    this.#stop.abort(error);
  }

  async #advance(): Promise<void> {
    const { file, onFront } = this.#options;
    const before = file.received;
    let front = before;
    for (; this.#frontIndex < this.#segments.length; this.#frontIndex++) {
      const segment = this.#segments[this.#frontIndex] as Segment;
      if (segment.written < segment.end) {
        break;
      }
      front = segment.end;
    }
    await file.advance(front);
    if (file.received > before) {
      onFront(file.received);
    }
  }
}

/** Takes one part, and nothing but that part. */
class SegmentSink implements ResponseSink {
  readonly #segment: Segment;
  readonly #options: SegmentsOptions;
  readonly #asked: number;
  #flow: Flow | undefined;
  #meter: FlowMeter | undefined;
  #pause: NodeJS.Timeout | undefined;

  constructor(segment: Segment, options: SegmentsOptions) {
    this.#segment = segment;
    this.#options = options;
    this.#asked = options.meter.time;
  }

  head({ status, headers, url }: ResponseHead, flow: Flow): void {
    if (status >= 300) {
      throw status === 416
        ? new RestartNeeded("the server has no such part", true)
        : statusFailure(status, headers, Date.now());
    }
    const range = parseContentRange(headers["content-range"]);
    const { written, end } = this.#segment;
    if (
      status !== 206 ||
      range?.kind !== "range" ||
      range.first !== written ||
      range.last !== end - 1 ||
      (range.total !== null && range.total !== this.#options.size) ||
      headers["content-encoding"] !== undefined
    ) {
      throw new RestartNeeded("the server sends another part than the one that was asked for", true);
    }
    this.#flow = flow;
    this.#meter = this.#options.meter.start(flow, url.host, this.#asked);
  }

  data(chunk: Buffer): void {
    const { written, end } = this.#segment;
    if (written + chunk.length > end) {
      throw new TransferFailure("too-large", "the server sends more than the part that was asked for", {
        remedy: "elsewhere",
      });
    }
    this.#options.file.writeAt(chunk, written);
    this.#segment.written += chunk.length;
    const pause = this.#meter?.count(chunk.length) ?? 0;
    if (pause > 0) {
      const flow = this.#flow;
      flow?.pause();
      this.#pause = setTimeout(() => flow?.resume(), pause);
    }
  }

  end(): void {
    clearTimeout(this.#pause);
    this.#meter?.stop();
  }
}
