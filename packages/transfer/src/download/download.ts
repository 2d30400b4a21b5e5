import { redactUrl } from "@compose-actions/metadata";
import { TransferFailure } from "../failure.ts";
import type { Journal } from "../files/journal.ts";
import type { PrivateDirectory } from "../files/private-directory.ts";
import type { HttpClient } from "../http/client.ts";
import { nextDelay } from "../retry/backoff.ts";
import type { HostOutcome } from "../retry/host-limits.ts";
import type { Followers } from "./followers.ts";
import { type Digests, IncomingFile } from "./incoming-file.ts";
import { type JobOutcome, partialKey, type TransferJob } from "./job.ts";
import type { TransferMeter } from "./meter.ts";
import { AlreadyComplete, Reception, RestartNeeded, type Splitting, TooSlowAlone } from "./reception.ts";
import { receiveSegments } from "./segments.ts";
import { Sources } from "./sources.ts";

/** So much new makes up for earlier failures. */
const PROGRESS_BYTES = 1024 * 1024;
/** With less left of a file a second connection does not pay. */
const SPLIT_BYTES = 128 * 1024 * 1024;
/** Everything in a partial file that was received in order is part of the file. */
const UNKNOWN_FRONT = null;
const DESCRIPTOR_WAIT_MS = 300;
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
  readonly followers: Followers;
  /** Connections for one file, at most. */
  readonly connectionsPerFile: number;
  /** Whether one more connection to an origin would be in nobody's way. */
  readonly mayOpenMore: (origin: string) => boolean;
  /** Takes a place at an origin, if there is one. */
  readonly acquire: (origin: string) => boolean;
  readonly release: (origin: string) => void;
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
  /** Bytes that were there when failures were last counted anew. */
  #progress = 0;
  #restarts = 0;
  /** The validator of what was received. */
  #etag: string | undefined;
  /** Some part was asked for by its range. */
  #continued = false;
  #ranges = true;
  #neverSplit = false;
  #reception: Reception | undefined;

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

  /** The place is known to be of no use: goes on to another one, or gives up. */
  skipHost(reason: TransferFailure): JobOutcome<J> | undefined {
    if (this.#sources.drop()) {
      this.#forgetValidator();
      return undefined;
    }
    return this.#fail(reason);
  }

  /** Ends the work for now, but keeps what was received, as far as the disk takes it. */
  suspend(): void {
    try {
      this.#file?.keep();
      this.#file = undefined;
    } catch {
      this.#discard();
    }
  }

  #discard(): void {
    try {
      this.#file?.discard();
    } catch {
      // What is left of it is no file of the tree, and the next run begins it anew.
    }
    this.#file = undefined;
  }

  /** @throws `signal.reason` when aborted; what is not a failure of the transfer */
  async attempt(signal: AbortSignal): Promise<AttemptResult<J>> {
    this.#attempts += 1;
    try {
      const { host, digests } = await this.#receive(signal);
      return { done: this.#succeed(host, digests), host: { kind: "ok" } };
    } catch (error) {
      if (signal.aborted) {
        this.suspend();
        throw signal.reason;
      }
      this.#countProgress();
      try {
        return error instanceof RestartNeeded ? this.#restart(error) : this.#recover(error);
      } catch (second) {
        if (!(second instanceof TransferFailure)) {
          throw second;
        }
        return { done: this.#fail(second), host: { kind: "none" } };
      }
    }
  }

  /** What was received once before is no progress: a server may begin anew each time. */
  #countProgress(): void {
    const received = this.#file?.received ?? 0;
    if (received >= this.#progress + PROGRESS_BYTES) {
      this.#failures = 0;
      this.#progress = received;
    }
  }

  async #receive(signal: AbortSignal): Promise<Received> {
    this.#file ??= await this.#newFile(signal);
    const file = this.#file;
    const { size, checksums } = this.job;
    // Without a checksum only a validator tells that the bytes fit together.
    if (file.received > 0 && (!this.#ranges || (checksums.length === 0 && this.#etag === undefined))) {
      file.restart();
    }
    const reception = new Reception(this.job, file, this.#options.meter, this.#splitting(), this.#etag);
    if (size === null || file.received < size || size === 0) {
      await this.#exchange(file, reception, signal);
    }
    // Otherwise all of it came before something went wrong.
    return { host: reception.host, digests: await reception.check(file) };
  }

  async #exchange(file: IncomingFile, reception: Reception, signal: AbortSignal): Promise<void> {
    const from = file.received;
    const { size } = this.job;
    this.#reception = reception;
    try {
      await this.#options.client.exchange(
        {
          method: "GET",
          url: this.#sources.current,
          ...(from === 0 ? {} : { headers: rangeHeaders(from, this.#etag) }),
        },
        reception,
        signal,
      );
    } catch (error) {
      if (error instanceof TooSlowAlone) {
        reception.end();
        await this.#receiveSegments(file, reception, signal);
      } else if (!(error instanceof AlreadyComplete)) {
        throw error;
      }
    } finally {
      reception.end();
      if (reception.isEncoded && (size === null || file.received < size)) {
        // Parts of an encoded answer are parts of nothing.
        file.restart();
      }
      this.#etag = reception.etag ?? (reception.isWhole ? undefined : this.#etag);
      this.#continued ||= from > 0 && file.received > from;
    }
  }

  /** When several connections may be tried, and how they are had. */
  #splitting(): Splitting | undefined {
    const { connectionsPerFile, mayOpenMore } = this.#options;
    const { size, checksums } = this.job;
    const isWorthIt = size !== null && size >= SPLIT_BYTES && connectionsPerFile > 1 && checksums.length > 0;
    return isWorthIt && this.#ranges && !this.#neverSplit
      ? { remaining: SPLIT_BYTES, mayOpenMore: () => mayOpenMore(this.origin) }
      : undefined;
  }

  async #receiveSegments(file: IncomingFile, reception: Reception, signal: AbortSignal): Promise<void> {
    const { client, meter, connectionsPerFile, retries, retryDelayMs, random, acquire, release } =
      this.#options;
    const { origin } = this;
    this.#recordFront(file.received);
    try {
      await receiveSegments(
        {
          file,
          size: this.job.size as number,
          url: this.#sources.current,
          etag: reception.etag ?? this.#etag,
          client,
          meter,
          connections: connectionsPerFile,
          acquire: () => acquire(origin),
          release: () => release(origin),
          retries,
          retryDelayMs,
          random,
          onFront: (front) => this.#recordFront(front),
        },
        signal,
      );
      this.#continued = true;
    } catch (error) {
      // Some servers do not like it. What is whole is kept, and one connection goes on from there.
      this.#neverSplit = true;
      if (error instanceof RestartNeeded) {
        throw new TransferFailure("range", error.reason, { remedy: "again" });
      }
      throw error;
    }
  }

  /** What lies behind the front may have gaps: a later run must not take it for a part of the file. */
  #recordFront(front: number): void {
    const { journal, directory } = this.#options;
    const key = partialKey(this.job);
    const etag = this.#reception?.etag ?? this.#etag ?? null;
    journal.recordPartial({ key, name: directory.partialName(key), etag, size: front });
    journal.flush();
  }

  async #newFile(signal: AbortSignal): Promise<IncomingFile> {
    const { directory, journal, followers } = this.#options;
    const { size, checksums } = this.job;
    const file = new IncomingFile(directory, {
      checksums,
      size,
      followers,
      key: () => partialKey(this.job),
      onPartial: (key, name) => {
        const etag = this.#reception?.etag ?? this.#etag ?? null;
        journal.recordPartial({ key, name, etag, size: UNKNOWN_FRONT });
        journal.flush();
      },
    });
    const known = this.#options.hasPartials ? journal.partialOf(partialKey(this.job)) : undefined;
    if (known !== undefined && (checksums.length > 0 || known.etag !== null)) {
      this.#etag = known.etag ?? undefined;
      try {
        await file.takeOver(size ?? Number.MAX_SAFE_INTEGER, known.size ?? Number.MAX_SAFE_INTEGER, signal);
      } catch (error) {
        this.#file = file;
        signal.aborted ? this.suspend() : this.#discard();
        throw error;
      }
      this.#continued = file.received > 0;
    }
    return file;
  }

  #succeed(host: string, digests: Digests): JobOutcome<J> {
    const file = this.#file as IncomingFile;
    this.#file = undefined;
    const { received: bytes, isPartial } = file;
    const checksums = [...digests].map(([algorithm, digest]) => `${algorithm}:${digest}`);
    this.#options.place(file, this.job, checksums);
    if (isPartial) {
      this.#options.journal.forgetPartial(partialKey(this.job));
    }
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
      this.#discard();
      throw error;
    }
    const host = hostOutcome(error);
    if (error.failure === "disk" && error.remedy === "again") {
      this.#options.client.shrink();
    }
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
    if (this.#failures > retries && !this.#sources.hasUntried) {
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
    // Other transfers have to end before there are descriptors again.
    const least = error.failure === "disk" ? DESCRIPTOR_WAIT_MS : 0;
    return { waitMs: Math.max(delay.delayMs, least), host };
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
      this.#discard();
    }
    return {
      job: this.job,
      state: "failed",
      isFatal: error.failure === "disk" && error.remedy === "never",
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

/** A host that swallows what is sent to it is out of reach as well. */
function isConnectTimeout(cause: unknown): boolean {
  return ["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"].includes(
    (cause as { code?: string } | undefined)?.code ?? "",
  );
}

function hostOutcome({ failure, remedy, retryAfterMs, cause }: TransferFailure): HostOutcome {
  switch (failure) {
    case "rate-limited":
      return { kind: "busy", retryAfterMs };
    case "connection":
      return { kind: "connection" };
    case "timeout":
      return { kind: isConnectTimeout(cause) ? "connection" : "other", retryAfterMs };
    case "disk":
      // Too many open files: fewer transfers at a time may do.
      return { kind: remedy === "again" ? "busy" : "none" };
    case "path":
    case "conflict":
      return { kind: "none" };
    default:
      return { kind: "other", retryAfterMs };
  }
}
