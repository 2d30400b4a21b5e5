import { nextDelay, TransferFailure } from "@compose-actions/transfer";
import { type Clock, systemClock } from "../clock.ts";

export interface RetryOptions {
  readonly retries: number;
  /** Base of the growing, random pauses, in milliseconds. */
  readonly retryDelayMs: number;
  readonly clock?: Clock | undefined;
  readonly random?: (() => number) | undefined;
}

/**
 * Does something that is safe to do twice, and again while what it fails with may pass.
 *
 * @throws what it fails with in the end
 */
export async function patiently<Result>(
  work: () => Promise<Result>,
  { retries, retryDelayMs, clock = systemClock, random = Math.random }: RetryOptions,
  signal: AbortSignal,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TransferFailure) || error.remedy !== "again" || attempt > retries) {
        throw error;
      }
      const { retryAfterMs } = error;
      const { delayMs } = nextDelay({ attempt, retryAfterMs, random, base: retryDelayMs });
      if (delayMs === undefined) {
        throw error;
      }
      await clock.sleep(delayMs, signal);
    }
  }
}
