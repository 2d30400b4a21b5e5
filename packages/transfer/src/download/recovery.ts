import type { FailureClass, TransferFailure } from "../failure.ts";
import { nextDelay } from "../retry/backoff.ts";
import type { Sources } from "./sources.ts";

/** So much new makes up for earlier failures. */
const PROGRESS_BYTES = 1024 * 1024;
const DESCRIPTOR_WAIT_MS = 300;
/** How often a file may be begun anew because its continuation did not work out. */
const MAX_RESTARTS = 2;
/** How often one place may send wrong bytes. */
const MAX_WRONG = 2;

/** Failures of a place that say nothing of the file. */
const SILENT: ReadonlySet<FailureClass> = new Set([
  "auth",
  "client-error",
  "connection",
  "forbidden-address",
  "not-found",
  "protocol",
  "rate-limited",
  "redirect",
  "server-error",
  "timeout",
  "tls",
  "truncated",
]);

export interface RecoveryOptions {
  /** Attempts after the first without progress between them. */
  readonly retries: number;
  /** Base of the pauses between attempts, in milliseconds. */
  readonly retryDelayMs: number;
  readonly random: () => number;
}

/** What follows a failure: nothing, or one more attempt, not before so many milliseconds have passed. */
export type Next =
  | { readonly kind: "give-up" }
  | { readonly kind: "again"; readonly waitMs: number }
  | { readonly kind: "elsewhere"; readonly waitMs: number };

const GIVE_UP: Next = { kind: "give-up" };
const AT_ONCE: Next = { kind: "again", waitMs: 0 };
const ELSEWHERE: Next = { kind: "elsewhere", waitMs: 0 };

/** Decides what follows a failure, by what failed before and which places are left. */
export class Recovery {
  readonly #options: RecoveryOptions;
  readonly #sources: Sources;
  /** Failures since the last progress. */
  #failures = 0;
  /** Bytes that were there when failures were last counted anew. */
  #progress = 0;
  #restarts = 0;
  /** The answer of the metadata's own place, when that does not have the file. */
  #notFound: TransferFailure | undefined;

  /** @param sources - goes on to another place when that is what follows */
  constructor(options: RecoveryOptions, sources: Sources) {
    this.#options = options;
    this.#sources = sources;
  }

  /** What was received once before is no progress: a server may begin anew each time. */
  countProgress(received: number): void {
    if (received >= this.#progress + PROGRESS_BYTES) {
      this.#failures = 0;
      this.#progress = received;
    }
  }

  /** Counts that the server did not continue where we stopped. @returns whether the file may be begun anew here */
  mayRestart(): boolean {
    this.#restarts += 1;
    return this.#restarts <= MAX_RESTARTS;
  }

  /** @param joined - the file had parts from several answers */
  after(error: TransferFailure, joined: boolean): Next {
    if (error.failure === "not-found" && this.#sources.isAtHome) {
      this.#notFound = error;
    }
    if (error.failure === "checksum") {
      return this.#afterWrongBytes(error, joined);
    }
    switch (error.remedy) {
      case "never":
        return GIVE_UP;
      case "elsewhere":
        return this.elsewhere();
      case "again":
        return this.#again(error);
    }
  }

  /**
   * What is to be told when the last failure ends it: that the file is not where the metadata says, if that is known,
   * rather than that a mirror is down.
   */
  toTell(last: TransferFailure): TransferFailure {
    return this.#notFound !== undefined && SILENT.has(last.failure) ? this.#notFound : last;
  }

  /** The place is of no use any more. */
  elsewhere(): Next {
    return this.#sources.drop() ? ELSEWHERE : GIVE_UP;
  }

  #again(error: TransferFailure): Next {
    this.#failures += 1;
    const { retries, retryDelayMs, random } = this.#options;
    if (this.#failures > retries && !this.#sources.hasUntried) {
      return GIVE_UP;
    }
    const { retryAfterMs } = error;
    const delay = nextDelay({ attempt: this.#failures, retryAfterMs, random, base: retryDelayMs });
    // A place that was not asked yet is asked at once; going round again needs a pause like asking one again.
    const isNew = this.#sources.hasUntried;
    if (this.#sources.next() && (isNew || delay.giveUp !== true)) {
      return isNew ? ELSEWHERE : { kind: "elsewhere", waitMs: delay.delayMs ?? 0 };
    }
    if (delay.giveUp === true) {
      return GIVE_UP;
    }
    // Other transfers have to end before there are descriptors again.
    const least = error.failure === "disk" ? DESCRIPTOR_WAIT_MS : 0;
    return { kind: "again", waitMs: Math.max(delay.delayMs, least) };
  }

  /** Joined bytes may be at fault, or a cache on the way; a place that keeps sending wrong bytes is given up. */
  #afterWrongBytes(error: TransferFailure, joined: boolean): Next {
    if (joined) {
      return AT_ONCE;
    }
    if (this.#sources.countWrong() < MAX_WRONG && this.#options.retries > 0) {
      return this.#again(error);
    }
    return this.elsewhere();
  }
}
