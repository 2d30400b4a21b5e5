/** How much may come at once after silence, as a share of a second's bytes. */
const BURST_MS = 250;
/** Timers are no finer than this; a shorter pause is put off until the next one. */
const SHORTEST_PAUSE_MS = 10;

/**
 * A limit on the bytes per second of all transfers together. Whoever received bytes takes them here and then pauses
 * as told, before it reads on. Takers get their turn in the order in which they came, so none of them starves.
 *
 * A pause is no silence of the server: it must not count towards timeouts.
 */
export class BandwidthLimit {
  readonly #msPerByte: number;
  readonly #now: () => number;
  /** When all bytes taken so far would have come at exactly the permitted rate. */
  #due = Number.NEGATIVE_INFINITY;

  /**
   * @param bytesPerSecond more than 0
   * @param now a clock that never goes back, in milliseconds
   */
  constructor(bytesPerSecond: number, now: () => number) {
    if (!(bytesPerSecond > 0)) throw new RangeError("a bandwidth must be more than 0 bytes per second");
    this.#msPerByte = 1000 / bytesPerSecond;
    this.#now = now;
  }

  /** Counts bytes that were received; returns how many milliseconds to pause before receiving more, mostly 0. */
  take(bytes: number): number {
    const now = this.#now();
    this.#due = Math.max(this.#due, now - BURST_MS) + bytes * this.#msPerByte;
    const pause = this.#due - now;
    return pause < SHORTEST_PAUSE_MS ? 0 : Math.ceil(pause);
  }
}
