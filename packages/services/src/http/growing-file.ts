import {
  parseContentRange,
  type ResponseHead,
  type ResponseSink,
  statusFailure,
  TransferFailure,
} from "@compose-actions/transfer";
import type { Exchanger } from "./ask.ts";

/** The bytes that have been added to a file on a server. */
export interface Addition {
  readonly bytes: Buffer;
  /** How many bytes before them are left out. */
  readonly skipped: number;
}

/** A server without ranges sends all of a log each time. */
const MAX_READ = 512 * 1024 ** 2;
const NOTHING: Addition = { bytes: Buffer.alloc(0), skipped: 0 };

/**
 * A file on a server that something still writes to, read piece by piece with ranges. Servers without ranges are read
 * from the start, and what is known already is thrown away.
 */
export class GrowingFile {
  readonly #exchanger: Exchanger;
  readonly #url: URL;
  readonly #maxBytes: number;
  /** Where the next piece begins; undefined before the first. */
  #offset: number | undefined;

  /** @param maxBytes - longest piece; of more the end is taken */
  constructor(exchanger: Exchanger, url: URL, maxBytes: number) {
    this.#exchanger = exchanger;
    this.#url = url;
    this.#maxBytes = maxBytes;
  }

  /**
   * What has been added since the last call; at the first call, the end of what is there.
   *
   * @throws TransferFailure
   */
  async next(signal: AbortSignal): Promise<Addition> {
    const from = this.#offset ?? 0;
    const range = this.#offset === undefined ? `bytes=-${this.#maxBytes}` : `bytes=${from}-`;
    const sink = new TailSink(from, this.#maxBytes, this.#offset === undefined);
    const headers = { range, accept: "*/*" };
    const head = await this.#exchanger.exchange({ method: "GET", url: this.#url, headers }, sink, signal);
    switch (head.status) {
      case 200:
      case 206:
        this.#offset = sink.end;
        return { bytes: sink.bytes, skipped: sink.skipped };
      case 416:
        this.#offset = isShorter(head, from) ? 0 : from;
        return NOTHING;
      case 404:
        return NOTHING;
      default:
        throw statusFailure(head.status, head.headers, Date.now());
    }
  }
}

/** Nothing new is no news; less than there was before means that the file has begun anew. */
function isShorter({ headers }: ResponseHead, offset: number): boolean {
  const range = parseContentRange(headers["content-range"]);
  return range?.kind === "unsatisfied" && range.total < offset;
}

/** Keeps the end of what comes, from an offset of the file on. */
class TailSink implements ResponseSink {
  readonly #from: number;
  readonly #max: number;
  readonly #isFirst: boolean;
  readonly #chunks: Buffer[] = [];
  #held = 0;
  #position = 0;
  #received = 0;
  #isContent = false;

  constructor(from: number, max: number, isFirst: boolean) {
    this.#from = from;
    this.#max = max;
    this.#isFirst = isFirst;
  }

  get bytes(): Buffer {
    const all = Buffer.concat(this.#chunks);
    return all.subarray(Math.max(0, all.length - this.#max));
  }

  /** Where the file ended. */
  get end(): number {
    return Math.max(this.#position, this.#from);
  }

  /** Bytes that were wanted and are not there. */
  get skipped(): number {
    return this.end - this.#from - this.bytes.length;
  }

  head({ status, headers }: ResponseHead): void {
    this.#isContent = status === 200 || status === 206;
    if (status !== 206) {
      return;
    }
    const range = parseContentRange(headers["content-range"]);
    if (range?.kind !== "range" || (!this.#isFirst && range.first !== this.#from)) {
      throw new TransferFailure("range", "the server sends another part of the log than was asked for", {
        remedy: "again",
      });
    }
    this.#position = range.first;
  }

  data(chunk: Buffer): void {
    this.#received += chunk.length;
    if (this.#received > MAX_READ) {
      throw new TransferFailure("too-large", "the log is longer than any should be", { remedy: "never" });
    }
    if (!this.#isContent) {
      return;
    }
    const known = Math.max(0, this.#from - this.#position);
    this.#position += chunk.length;
    if (known >= chunk.length) {
      return;
    }
    // The memory of the chunk is the connection's.
    this.#chunks.push(Buffer.from(chunk.subarray(known)));
    this.#held += chunk.length - known;
    while (this.#held - (this.#chunks[0]?.length ?? 0) >= this.#max) {
      this.#held -= this.#chunks.shift()?.length ?? 0;
    }
  }
}
