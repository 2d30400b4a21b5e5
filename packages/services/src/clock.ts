import { setTimeout as sleep } from "node:timers/promises";

/** Time as waiting sees it; tests give their own. */
export interface Clock {
  /** Milliseconds that only grow, from any beginning. */
  now(): number;
  /** @throws `signal.reason` when aborted */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  async sleep(milliseconds, signal) {
    try {
      await sleep(milliseconds, undefined, { signal });
    } catch {
      // It says that it was aborted, and not why.
      throw signal.reason;
    }
  },
};
