/** How the signs of life of locks are timed, in milliseconds. */
export interface LockTiming {
  /** Between two signs of life. */
  readonly beatMs: number;
  /** An owner that is seen to give none for so long is taken for dead. */
  readonly silenceMs: number;
}

/** Several signs may be missed, on a file system that hangs for a while. */
export const LOCK_TIMING: LockTiming = { beatMs: 10_000, silenceMs: 110_000 };

/** What to wait for a lock, at least, to take it over from an owner that gives no sign of life. */
export const TAKEOVER_TEXT = "2m";

/**
 * Tells which locks did not change for long, by this process's own clock: clocks of machines differ. Only what was
 * seen counts, so that it takes that long to find out.
 */
export class LockWatch {
  readonly #silenceMs: number;
  readonly #seen = new Map<string, { readonly text: string; readonly since: number }>();

  constructor({ silenceMs }: LockTiming = LOCK_TIMING) {
    this.#silenceMs = silenceMs;
  }

  /** Whether the lock at a path has had this very text for so long; begins to watch it. */
  isSilent(path: string, text: string): boolean {
    const now = performance.now();
    const seen = this.#seen.get(path);
    if (seen?.text !== text) {
      this.#seen.set(path, { text, since: now });
      return false;
    }
    return now - seen.since >= this.#silenceMs;
  }
}
