/** Waiting times in milliseconds. */
export interface BackoffOptions {
  /** Longest wait before the first retry. */
  readonly base?: number;
  /** Longest wait before any retry. */
  readonly cap?: number;
}

export const BACKOFF_BASE_MS = 500;
export const BACKOFF_CAP_MS = 30_000;
/** A server that asks for a longer wait than this is not waited for. */
export const RETRY_AFTER_CAP_MS = 300_000;

/**
 * How long to wait before a retry, in milliseconds: anything from 0 to a bound that doubles with each attempt ("full
 * jitter"), so that clients which failed together do not come back together.
 *
 * @param attempt how many attempts have failed, from 1
 * @param random a number from 0 to below 1, like Math.random
 */
export function backoffMs(attempt: number, random: () => number, options: BackoffOptions = {}): number {
  const { base = BACKOFF_BASE_MS, cap = BACKOFF_CAP_MS } = options;
  // Beyond 2^30 every base is at its cap, and the power stays finite.
  return Math.round(random() * Math.min(cap, base * 2 ** Math.min(Math.max(attempt - 1, 0), 30)));
}

export interface NextDelayOptions extends BackoffOptions {
  /** How many attempts have failed, from 1. */
  readonly attempt: number;
  /** What the server asked for. */
  readonly retryAfterMs?: number | undefined;
  readonly random: () => number;
  /** The longest wish that is granted. */
  readonly retryAfterCap?: number;
}

export type NextDelay =
  | { readonly delayMs: number; readonly giveUp?: never }
  | { readonly giveUp: true; readonly delayMs?: never };

/**
 * How long to wait before the next attempt. What the server asked for is waited for in full and the backoff comes on
 * top of it: all who were told the same time would otherwise return at that same time. A wish over the cap means that
 * waiting is not worth it: give up, as rate-limited.
 */
export function nextDelay(options: NextDelayOptions): NextDelay {
  const { attempt, retryAfterMs = 0, random, retryAfterCap = RETRY_AFTER_CAP_MS } = options;
  if (retryAfterMs > retryAfterCap) return { giveUp: true };
  return { delayMs: Math.max(0, Math.ceil(retryAfterMs)) + backoffMs(attempt, random, options) };
}
