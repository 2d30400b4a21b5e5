import { checksumAlgorithm, checksumDigest, show } from "@compose-actions/metadata";
import { TransferFailure } from "../failure.ts";
import type { Flow, ResponseHead, ResponseSink } from "../http/client.ts";
import { parseContentRange } from "../http/content-range.ts";
import { headerOf, statusFailure } from "../http/failures.ts";
import type { Digests, IncomingFile } from "./incoming-file.ts";
import type { TransferJob } from "./job.ts";
import type { FlowMeter, TransferMeter } from "./meter.ts";

/** Of an answer that turns out to be a text, so much is shown. */
const SNIPPET_BYTES = 200;
/** A connection that brings so much a second needs no help. */
const FAST_BYTES = 150_000_000;
/** How long its speed is measured. */
const SPEED_MS = 1000;
/** Without a size in the metadata and in the answer no file may be longer. */
export const MAX_UNKNOWN_BYTES = 256 * 1024 ** 3;

/** The server sends the file from the beginning, or something that cannot be joined to what is there. */
export class RestartNeeded extends Error {
  /** Whether the range itself was at fault, so that it must not be asked for again. */
  readonly broken: boolean;
  readonly reason: string;

  constructor(reason: string, broken: boolean) {
    super(reason);
    this.reason = reason;
    this.broken = broken;
  }
}

/** When to go on with several connections instead of one. */
export interface Splitting {
  /** So many bytes must be left. */
  readonly remaining: number;
  readonly mayOpenMore: () => boolean;
}

/** One connection is slow, and there may be more of them. */
export class TooSlowAlone extends Error {}

/** Receives one answer into a file, and refuses at the earliest moment what cannot become the file that is wanted. */
export class Reception implements ResponseSink {
  readonly #job: TransferJob;
  readonly #file: IncomingFile;
  readonly #meter: TransferMeter;
  /** What the request asked for; 0: the whole file. */
  readonly #from: number;
  readonly #splitting: Splitting | undefined;
  readonly #validator: string | undefined;
  readonly #asked: number;
  #watch: NodeJS.Timeout | undefined;
  #pause: NodeJS.Timeout | undefined;
  #limit = MAX_UNKNOWN_BYTES;
  #flow: Flow | undefined;
  #flowMeter: FlowMeter | undefined;
  #snippet: Buffer | undefined;
  /** The answer is not the file as it is, or so it says. */
  isEncoded = false;
  /** A validator that makes a later continuation safe. */
  etag: string | undefined;
  /** Where the answer comes from. */
  host = "";
  /** The answer is the whole file. */
  isWhole = false;

  readonly #onHead: (() => void) | undefined;

  /**
   * @param validator - of what is there already
   * @param onHead - the answer may become the file: its validator is known, and nothing of it is there yet
   */
  constructor(
    job: TransferJob,
    file: IncomingFile,
    meter: TransferMeter,
    splitting?: Splitting,
    validator?: string,
    onHead?: () => void,
  ) {
    this.#onHead = onHead;
    this.#validator = validator;
    this.#job = job;
    this.#file = file;
    this.#meter = meter;
    this.#asked = meter.time;
    this.#splitting = splitting;
    this.#from = file.received;
  }

  head(head: ResponseHead, flow: Flow): void {
    this.#flow = flow;
    this.host = head.url.host;
    const { status } = head;
    if (status === 206 && this.#from > 0) {
      this.#checkRange(head);
    } else if (status === 200) {
      // Only an answer that can be the file is worth what is there already.
      this.#checkLength(head);
      if (this.#from > 0) {
        this.#file.restart();
      }
      this.isWhole = true;
    } else if (status === 416 && this.#from > 0) {
      throw this.#unsatisfied(head);
    } else if (status === 206) {
      throw new TransferFailure("protocol", "the server sends a part where the whole was asked for", {
        remedy: "elsewhere",
        status,
      });
    } else if (status < 300) {
      throw new TransferFailure("protocol", `the server answers ${status}, which brings no file`, {
        remedy: "elsewhere",
        status,
      });
    } else {
      throw statusFailure(status, head.headers, Date.now());
    }
    this.isEncoded = isEncoded(headerOf(head.headers, "content-encoding"));
    if (!this.isEncoded) {
      this.etag = strongEtag(headerOf(head.headers, "etag"));
    }
    if (this.isWhole && /^text\//i.test(headerOf(head.headers, "content-type") ?? "")) {
      this.#snippet = Buffer.alloc(0);
    }
    this.#onHead?.();
    this.#flowMeter = this.#meter.start(flow, this.host, this.#asked);
    const sendsParts = status === 206 || headerOf(head.headers, "accept-ranges")?.trim() === "bytes";
    // Under a bandwidth cap slowness is ours.
    if (this.#splitting !== undefined && sendsParts && !this.#meter.isCapped) {
      this.#watchSpeed(flow, this.#splitting);
    }
  }

  /** Ends the exchange when this connection alone is slow and others would be in nobody's way. */
  #watchSpeed(flow: Flow, { remaining, mayOpenMore }: Splitting): void {
    const file = this.#file;
    let before = file.received;
    this.#watch = setInterval(() => {
      const speed = (file.received - before) * (1000 / SPEED_MS);
      before = file.received;
      if (speed < FAST_BYTES && this.#limit - file.received >= remaining && mayOpenMore()) {
        flow.abort(new TooSlowAlone());
      }
    }, SPEED_MS);
  }

  data(chunk: Buffer): void {
    const total = this.#file.received + chunk.length;
    if (total > this.#limit) {
      throw new TransferFailure(
        "too-large",
        `the server sends more than the ${this.#limit} bytes that are expected`,
        { remedy: "elsewhere" },
      );
    }
    this.#file.append(chunk);
    if (this.#snippet !== undefined && this.#snippet.length < SNIPPET_BYTES) {
      this.#snippet = Buffer.concat([this.#snippet, chunk.subarray(0, SNIPPET_BYTES - this.#snippet.length)]);
    }
    const pause = this.#flowMeter?.count(chunk.length) ?? 0;
    if (pause > 0) {
      const flow = this.#flow;
      flow?.pause();
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => flow?.resume(), pause);
    }
  }

  /** To be called when the exchange has ended, however. */
  end(): void {
    clearInterval(this.#watch);
    clearTimeout(this.#pause);
    this.#flowMeter?.stop();
  }

  /** @returns the digests @throws TransferFailure unless size and digests are those that are wanted */
  async check(file: IncomingFile): Promise<Digests> {
    const { size, checksums } = this.#job;
    const { received } = file;
    if (size !== null && received < size) {
      throw new TransferFailure("truncated", `only ${received} of ${size} bytes came`, { remedy: "again" });
    }
    const digests = await file.digests();
    for (const checksum of checksums) {
      const algorithm = checksumAlgorithm(checksum);
      const actual = digests.get(algorithm);
      if (actual !== checksumDigest(checksum)) {
        // Many servers call everything text that they do not know.
        const text = this.#snippet === undefined ? undefined : textOf(this.#snippet);
        const looks = text === undefined ? "" : `; it begins ${show(text)}`;
        throw new TransferFailure(
          "checksum",
          `the metadata says ${checksum}, the server sent ${algorithm}:${actual}${looks}`,
          { remedy: "again" },
        );
      }
    }
    return digests;
  }

  #checkLength({ headers, status }: ResponseHead): void {
    const { size, checksums } = this.#job;
    const text = headerOf(headers, "content-length");
    const length = text === undefined ? undefined : Number(text);
    const encoding = headerOf(headers, "content-encoding");
    if (
      encoding !== undefined &&
      isEncoded(encoding) &&
      ((size !== null && length !== undefined && length !== size) ||
        (size === null && checksums.length === 0))
    ) {
      throw new TransferFailure(
        "encoding",
        `the server sends the file encoded as ${show(encoding)} although that was not asked for`,
        { remedy: "elsewhere", status },
      );
    }
    if (size !== null && length !== undefined && length !== size) {
      throw new TransferFailure(
        "size-mismatch",
        `the metadata says ${size} bytes, the server has ${length}`,
        {
          remedy: "elsewhere",
          status,
        },
      );
    }
    this.#bound(size ?? length);
  }

  #checkRange({ headers }: ResponseHead): void {
    const etag = strongEtag(headerOf(headers, "etag"));
    if (this.#validator !== undefined && etag !== undefined && etag !== this.#validator) {
      throw new RestartNeeded("the file on the server is another one by now", false);
    }
    const range = parseContentRange(headers["content-range"]);
    const { size } = this.#job;
    const encoding = headerOf(headers, "content-encoding");
    if (
      range === undefined ||
      range.kind !== "range" ||
      range.first !== this.#from ||
      (range.total !== null && range.last + 1 !== range.total) ||
      (size !== null && (range.last + 1 !== size || (range.total !== null && range.total !== size))) ||
      isEncoded(encoding)
    ) {
      throw new RestartNeeded("the server sends another part than the one that was asked for", true);
    }
    this.#bound(size ?? range.last + 1);
  }

  /** Sets how much is taken: what is expected, if that is not too much. */
  #bound(expected: number | undefined): void {
    const most = this.#job.maxBytes ?? MAX_UNKNOWN_BYTES;
    if (this.#job.maxBytes !== undefined && expected !== undefined && expected > most) {
      throw new TransferFailure(
        "too-large",
        `the file has ${expected} bytes, and no more than ${most} are taken`,
        { remedy: "elsewhere" },
      );
    }
    this.#limit = expected ?? most;
  }

  /** 416: either everything is there already, or what is there is of no use. */
  #unsatisfied({ headers }: ResponseHead): Error {
    const range = parseContentRange(headers["content-range"]);
    const { size } = this.#job;
    const complete =
      range?.kind === "unsatisfied" && range.total === this.#from && (size === null || size === this.#from);
    return complete ? new AlreadyComplete() : new RestartNeeded("the server has no such part", false);
  }
}

/** The server has no more than what is there. */
export class AlreadyComplete extends Error {}

/** RFC 9110: only a strong validator tells that bytes are the same. */
export function strongEtag(value: string | undefined): string | undefined {
  return value !== undefined && /^"[\x21\x23-\x7e\x80-\xff]*"$/.test(value) ? value : undefined;
}

function isEncoded(encoding: string | undefined): boolean {
  return encoding !== undefined && !/^identity$/i.test(encoding.trim());
}

/** The text that bytes are the beginning of; undefined when they are none. */
function textOf(bytes: Buffer): string | undefined {
  // The last character may be cut off.
  const text = new TextDecoder().decode(bytes, { stream: true });
  return text === "" || /[^\P{C}\s]|\ufffd/u.test(text) ? undefined : text.replace(/\s+/g, " ");
}
