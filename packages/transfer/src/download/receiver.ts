import { TransferFailure } from "../failure.ts";
import type { Journal } from "../files/journal.ts";
import type { PrivateDirectory } from "../files/private-directory.ts";
import type { HttpClient } from "../http/client.ts";
import type { Followers } from "./followers.ts";
import { type Digests, IncomingFile } from "./incoming-file.ts";
import { partialKey, type TransferJob } from "./job.ts";
import type { TransferMeter } from "./meter.ts";
import { AlreadyComplete, Reception, RestartNeeded, type Splitting, TooSlowAlone } from "./reception.ts";
import type { RecoveryOptions } from "./recovery.ts";
import { receiveSegments } from "./segments.ts";

/** With less left of a file a second connection does not pay. */
const SPLIT_BYTES = 128 * 1024 * 1024;
/** Everything in a partial file that was received in order is part of the file. */
const UNKNOWN_FRONT = null;

export interface ReceiverOptions extends RecoveryOptions {
  readonly client: HttpClient;
  readonly directory: PrivateDirectory;
  readonly journal: Journal;
  readonly meter: TransferMeter;
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
}

export interface Received {
  /** Where it came from; empty when all of it was there already. */
  readonly host: string;
  readonly digests: Digests;
}

/** Receives one file, going on from what earlier attempts and runs received. */
export class Receiver {
  readonly #job: TransferJob;
  readonly #options: ReceiverOptions;
  #file: IncomingFile | undefined;
  /** The validator of what was received. */
  #etag: string | undefined;
  /** Some part was asked for by its range. */
  #continued = false;
  #ranges = true;
  #neverSplit = false;
  #reception: Reception | undefined;

  constructor(job: TransferJob, options: ReceiverOptions) {
    this.#job = job;
    this.#options = options;
  }

  /** Bytes of the file that are there. */
  get received(): number {
    return this.#file?.received ?? 0;
  }

  /** Whether the file has parts from several answers. */
  get continued(): boolean {
    return this.#continued;
  }

  /** Whether a later attempt can tell that what it gets fits to what is there. */
  get isContinuable(): boolean {
    return this.#job.checksums.length > 0 || this.#etag !== undefined;
  }

  /**
   * One attempt: returns when all of the file is there and right.
   *
   * @throws TransferFailure, RestartNeeded, `signal.reason`; what was received is still there then
   */
  async receive(url: URL, signal: AbortSignal): Promise<Received> {
    this.#file ??= await this.#newFile(signal);
    const file = this.#file;
    const { size } = this.#job;
    // Without a checksum only a validator tells that the bytes fit together.
    if (file.received > 0 && (!this.#ranges || !this.isContinuable)) {
      file.restart();
    }
    const reception = new Reception(
      this.#job,
      file,
      this.#options.meter,
      this.#splitting(url),
      this.#etag,
      // A later run must not continue with the validator of another version.
      () => file.isPartial && this.#recordPartial(partialKey(this.#job), UNKNOWN_FRONT),
    );
    if (size === null || file.received < size || size === 0) {
      await this.#exchange(url, file, reception, signal);
    }
    // Otherwise all of it came before something went wrong.
    return { host: reception.host, digests: await reception.check(file) };
  }

  /** Hands the received file over. */
  take(): IncomingFile {
    const file = this.#file as IncomingFile;
    this.#file = undefined;
    return file;
  }

  /** Forgets what was received: the next attempt begins anew. */
  begin(): void {
    this.#file?.restart();
    this.#etag = undefined;
    this.#continued = false;
  }

  /** From now on asks for the whole file only. */
  avoidRanges(): void {
    this.#ranges = false;
  }

  /** A validator is good at the place that gave it. Bytes are the same everywhere, or the checksum will tell. */
  forgetValidator(): void {
    this.#etag = undefined;
  }

  /** Ends the work for now, but keeps what was received, as far as the disk takes it. */
  keep(): void {
    try {
      this.#file?.keep();
      this.#file = undefined;
    } catch {
      this.discard();
    }
  }

  discard(): void {
    try {
      this.#file?.discard();
    } catch {
      // What is left of it is no file of the tree, and the next run begins it anew.
    }
    this.#file = undefined;
  }

  async #exchange(url: URL, file: IncomingFile, reception: Reception, signal: AbortSignal): Promise<void> {
    const from = file.received;
    const { size } = this.#job;
    this.#reception = reception;
    try {
      const headers = from === 0 ? {} : { headers: rangeHeaders(from, this.#etag) };
      await this.#options.client.exchange({ method: "GET", url, ...headers }, reception, signal);
    } catch (error) {
      if (error instanceof TooSlowAlone) {
        reception.end();
        await this.#receiveSegments(url, file, reception, signal);
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
  #splitting({ origin }: URL): Splitting | undefined {
    const { connectionsPerFile, mayOpenMore } = this.#options;
    const { size, checksums } = this.#job;
    const isWorthIt = size !== null && size >= SPLIT_BYTES && connectionsPerFile > 1 && checksums.length > 0;
    return isWorthIt && this.#ranges && !this.#neverSplit
      ? { remaining: SPLIT_BYTES, mayOpenMore: () => mayOpenMore(origin) }
      : undefined;
  }

  async #receiveSegments(
    url: URL,
    file: IncomingFile,
    reception: Reception,
    signal: AbortSignal,
  ): Promise<void> {
    const { client, meter, connectionsPerFile, retries, retryDelayMs, random, acquire, release } =
      this.#options;
    // A partial file that comes into being later would be taken for one without gaps.
    file.toDisk();
    this.#recordFront(file.received);
    try {
      await receiveSegments(
        {
          file,
          size: this.#job.size as number,
          url,
          etag: reception.etag ?? this.#etag,
          client,
          meter,
          connections: connectionsPerFile,
          acquire: () => acquire(url.origin),
          release: () => release(url.origin),
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
    this.#recordPartial(partialKey(this.#job), front);
  }

  #recordPartial(key: string, size: number | null): void {
    const { journal, directory } = this.#options;
    const reception = this.#reception;
    const etag = reception?.etag ?? (reception?.isWhole === true ? undefined : this.#etag) ?? null;
    const name = directory.partialName(key);
    const known = journal.partialOf(key);
    if (known === undefined || known.etag !== etag || known.size !== size) {
      journal.recordPartial({ key, name, etag, size });
      journal.flush();
    }
  }

  async #newFile(signal: AbortSignal): Promise<IncomingFile> {
    const { directory, journal, followers, hasPartials } = this.#options;
    const { size, checksums } = this.#job;
    const file = new IncomingFile(directory, {
      checksums,
      size,
      followers,
      key: () => partialKey(this.#job),
      onPartial: (key) => this.#recordPartial(key, UNKNOWN_FRONT),
    });
    const known = hasPartials ? journal.partialOf(partialKey(this.#job)) : undefined;
    if (known !== undefined && (checksums.length > 0 || known.etag !== null)) {
      this.#etag = known.etag ?? undefined;
      try {
        await file.takeOver(size ?? Number.MAX_SAFE_INTEGER, known.size ?? Number.MAX_SAFE_INTEGER, signal);
      } catch (error) {
        this.#file = file;
        signal.aborted ? this.keep() : this.discard();
        throw error;
      }
      this.#continued = file.received > 0;
    }
    return file;
  }
}

function rangeHeaders(from: number, etag: string | undefined): Record<string, string> {
  const range = { range: `bytes=${from}-` };
  return etag === undefined ? range : { ...range, "if-range": etag };
}
