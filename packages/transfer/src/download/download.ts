import { redactUrl } from "@compose-actions/metadata";
import { TransferFailure } from "../failure.ts";
import type { Journal } from "../files/journal.ts";
import type { PrivateDirectory } from "../files/private-directory.ts";
import type { HttpClient } from "../http/client.ts";
import { nextDelay } from "../retry/backoff.ts";
import type { HostOutcome } from "../retry/host-limits.ts";
import { type Digests, IncomingFile } from "./incoming-file.ts";
import { type JobOutcome, partialKey, type TransferJob } from "./job.ts";
import type { TransferMeter } from "./meter.ts";
import { AlreadyComplete, Reception, RestartNeeded } from "./reception.ts";
import { Sources } from "./sources.ts";

/** So much new makes up for earlier failures. */
const PROGRESS_BYTES = 1024 * 1024;
/** How often a file may be begun anew because its continuation did not work out. */
const MAX_RESTARTS = 2;
/** How often one place may send wrong bytes. */
const MAX_WRONG = 2;

export interface DownloadOptions {
  readonly client: HttpClient;
  readonly directory: PrivateDirectory;
  readonly journal: Journal;
  readonly meter: TransferMeter;
  /** Attempts after the first without progress between them. */
  readonly retries: number;
  /** Base of the pauses between attempts, in milliseconds. */
  readonly retryDelayMs: number;
  readonly random: () => number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** Whether an earlier run left files unfinished. */
  readonly hasPartials: boolean;
  /** Takes a finished and verified file; it is in its place when this has returned or its batch is done. */
  readonly place: (file: IncomingFile, job: TransferJob, checksums: readonly string[]) => void;
}

/** What an attempt came to. */
export type AttemptResult<J extends TransferJob> =
  | { readonly done: JobOutcome<J>; readonly host: HostOutcome }
  /** To be tried again, not before so many milliseconds have passed. */
  | { readonly done?: never; readonly waitMs: number; readonly host: HostOutcome };

interface Received {
  readonly host: string;
  readonly digests: Digests;
}

/** One file on its way: its places, what has come of it, what has gone wrong so far. */
export class Download<J extends TransferJob> {
  readonly job: J;
  readonly #options: DownloadOptions;
  readonly #sources: Sources;
  #file: IncomingFile | undefined;
  readonly #started: number;
  #attempts = 0;
  /** Failures since the last progress. */
  #failures = 0;
  #restarts = 0;
  /** The validator of what was received. */
  #etag: string | undefined;
  /** Some part was asked for by its range. */
  #continued = false;
  #ranges = true;

  constructor(job: J, options: DownloadOptions) {
    this.job = job;
    this.#options = options;
    this.#sources = new Sources(job.urls);
    this.#started = options.now();
  }

  /** Origin that the next attempt goes to. */
  get origin(): string {
    return this.#sources.current.origin;
  }

  /** The place is known to be out of reach: goes on to another one, or gives up. */
  skipHost(): JobOutcome<J> | undefined {
    if (this.#sources.drop()) {
      return undefined;
    }
    return this.#fail(
      new TransferFailure("connection", "the host cannot be reached; it is not asked any more", {
        remedy: "elsewhere",
      }),
    );
  }

  /** Ends the work for now, but keeps what was received. */
  suspend(): void {
    this.#file?.keep();
    this.#file = undefined;
  }

  /** @throws `signal.reason` when aborted; what is not a failure of the transfer */
  async attempt(signal: AbortSignal): Promise<AttemptResult<J>> {
    this.#attempts += 1;
    const before = this.#file?.received ?? 0;
    try {
      const { host, digests } = await this.#receive(signal);
      return { done: this.#succeed(host, digests), host: { kind: "ok" } };
    } catch (error) {
      if (signal.aborted) {
        this.suspend();
        throw signal.reason;
      }
      if ((this.#file?.received ?? 0) >= before + PROGRESS_BYTES) {
        this.#failures = 0;
      }
      return error instanceof RestartNeeded ? this.#restart(error) : this.#recover(error);
    }
  }

  async #receive(signal: AbortSignal): Promise<Received> {
    this.#file ??= await this.#newFile(signal);
    const file = this.#file;
    const { size, checksums } = this.job;
    const { client, meter } = this.#options;
    if (size !== null && file.received === size && size > 0) {
      // All of it came before something went wrong.
      return this.#verified(new Reception(this.job, file, meter), file);
    }
    // Without a checksum only a validator tells that the bytes fit together.
    if (file.received > 0 && (!this.#ranges || (checksums.length === 0 && this.#etag === undefined))) {
      file.restart();
    }
    const reception = new Reception(this.job, file, meter);
    const from = file.received;
    try {
      await client.exchange(
        {
          method: "GET",
          url: this.#sources.current,
          ...(from === 0 ? {} : { headers: rangeHeaders(from, this.#etag) }),
        },
        reception,
        signal,
      );
    } catch (error) {
      if (!(error instanceof AlreadyComplete)) {
        throw error;
      }
    } finally {
      reception.end();
      this.#etag = reception.etag ?? this.#etag;
      this.#continued ||= from > 0 && file.received > from;
    }
    return this.#verified(reception, file);
  }

  #verified(reception: Reception, file: IncomingFile): Received {
    return { host: reception.host, digests: reception.check(file) };
  }

  async #newFile(signal: AbortSignal): Promise<IncomingFile> {
    const { directory, journal } = this.#options;
    const file = new IncomingFile(directory, this.job.checksums, {
      key: () => partialKey(this.job),
      onPartial: (key, name) => {
        journal.recordPartial({ key, name, etag: this.#etag ?? null, size: this.job.size });
        journal.flush();
      },
    });
    if (this.#options.hasPartials) {
      const known = journal.partialOf(partialKey(this.job));
      const { size, checksums } = this.job;
      if (known !== undefined && (checksums.length > 0 || known.etag !== null)) {
        this.#etag = known.etag ?? undefined;
        this.#continued = await file.takeOver(size ?? Number.MAX_SAFE_INTEGER, signal);
      }
    }
    return file;
  }

  #succeed(host: string, digests: Digests): JobOutcome<J> {
    const file = this.#file as IncomingFile;
    this.#file = undefined;
    const bytes = file.received;
    if (file.isPartial) {
      this.#options.journal.forgetPartial(partialKey(this.job));
    }
    const checksums = [...digests].map(([algorithm, digest]) => `${algorithm}:${digest}`);
    this.#options.place(file, this.job, checksums);
    return {
      job: this.job,
      state: "downloaded",
      bytes,
      attempts: this.#attempts,
      host: host === "" ? this.#sources.current.host : host,
      milliseconds: this.#options.now() - this.#started,
      checksums,
    };
  }

  /** The server does not continue where we stopped. */
  #restart({ reason, broken }: RestartNeeded): AttemptResult<J> {
    this.#begin();
    this.#restarts += 1;
    this.#ranges &&= !broken;
    if (this.#restarts > MAX_RESTARTS) {
      const failure = new TransferFailure("range", reason, { remedy: "elsewhere" });
      return this.#recover(failure);
    }
    return { waitMs: 0, host: { kind: "other" } };
  }

  #recover(error: unknown): AttemptResult<J> {
    if (!(error instanceof TransferFailure)) {
      this.#file?.discard();
      this.#file = undefined;
      throw error;
    }
    const host = hostOutcome(error);
    if (error.failure === "checksum") {
      return this.#afterWrongBytes(error, host);
    }
    switch (error.remedy) {
      case "never":
        return { done: this.#fail(error), host };
      case "elsewhere":
        if (this.#sources.drop()) {
          this.#forgetValidator();
          return { waitMs: 0, host };
        }
        return { done: this.#fail(error), host };
      case "again":
        return this.#again(error, host);
    }
  }

  #again(error: TransferFailure, host: HostOutcome): AttemptResult<J> {
    this.#failures += 1;
    const { retries, retryDelayMs, random } = this.#options;
    if (this.#failures > retries) {
      return { done: this.#fail(error), host };
    }
    const { retryAfterMs } = error;
    const delay = nextDelay({ attempt: this.#failures, retryAfterMs, random, base: retryDelayMs });
    if (this.#sources.next()) {
      this.#forgetValidator();
      return { waitMs: 0, host };
    }
    if (delay.giveUp === true) {
      return { done: this.#fail(error), host };
    }
    return { waitMs: delay.delayMs, host };
  }

  /** Joined bytes may be at fault, or a cache on the way; a place that keeps sending wrong bytes is given up. */
  #afterWrongBytes(error: TransferFailure, host: HostOutcome): AttemptResult<J> {
    const joined = this.#continued;
    this.#begin();
    if (joined) {
      this.#ranges = false;
      return { waitMs: 0, host };
    }
    if (this.#sources.countWrong() < MAX_WRONG && this.#options.retries > 0) {
      return this.#again(error, host);
    }
    if (this.#sources.drop()) {
      return { waitMs: 0, host };
    }
    return { done: this.#fail(error), host };
  }

  #begin(): void {
    this.#file?.restart();
    this.#etag = undefined;
    this.#continued = false;
  }

  /** A validator is good at the place that gave it. Bytes are the same everywhere, or the checksum will tell. */
  #forgetValidator(): void {
    this.#etag = undefined;
  }

  #fail(error: TransferFailure): JobOutcome<J> {
    const { checksums } = this.job;
    if (error.failure !== "too-large" && (checksums.length > 0 || this.#etag !== undefined)) {
      this.suspend();
    } else {
      this.#file?.discard();
      this.#file = undefined;
    }
    return {
      job: this.job,
      state: "failed",
      host: this.#sources.current.host,
      failure: {
        class: error.failure,
        message: error.message,
        attempts: this.#attempts,
        url: redactUrl(this.#sources.current.href),
      },
    };
  }
}

function rangeHeaders(from: number, etag: string | undefined): Record<string, string> {
  const range = { range: `bytes=${from}-` };
  return etag === undefined ? range : { ...range, "if-range": etag };
}

function hostOutcome({ failure, retryAfterMs }: TransferFailure): HostOutcome {
  switch (failure) {
    case "rate-limited":
      return { kind: "busy", retryAfterMs };
    case "connection":
      return { kind: "connection" };
    case "disk":
    case "path":
    case "conflict":
      return { kind: "none" };
    default:
      return { kind: "other", retryAfterMs };
  }
}
