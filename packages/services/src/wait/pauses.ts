/** When a service is looked at. All times in milliseconds. */
export interface PollPolicy {
  /** The first pause; each one after it is half as long again. */
  readonly pollMs: number;
  /** No pause is longer: what happens is noticed within it. */
  readonly pollMaxMs: number;
}

const GROWTH = 1.5;
/** How much of a pause is left to chance, so that jobs which began together do not ask together. */
const JITTER = 0.25;
/** Beyond this every pause is at its cap, and the power stays finite. */
const MAX_POWER = 100;

/**
 * How long to wait before the next look.
 *
 * @param looks - how many there have been since the last change, from 1
 * @param random - a number from 0 to below 1, like Math.random
 */
export function pauseBefore(looks: number, { pollMs, pollMaxMs }: PollPolicy, random: () => number): number {
  const gap = Math.min(pollMaxMs, pollMs * GROWTH ** Math.min(Math.max(looks - 1, 0), MAX_POWER));
  return gap * (1 - JITTER * random());
}

/**
 * How long to wait before the next look at a service that is in trouble: as it wishes itself, but no longer than there
 * is patience left, so that the last look comes at its end.
 */
export function pauseInTrouble(
  failures: number,
  retryAfterMs: number | undefined,
  patienceLeftMs: number,
  policy: PollPolicy,
  random: () => number,
): number {
  const pause = Math.max(pauseBefore(failures, policy, random), retryAfterMs ?? 0);
  return Math.max(0, Math.min(pause, patienceLeftMs));
}
