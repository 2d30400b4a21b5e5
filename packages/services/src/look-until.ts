import type { Clock } from "./clock.ts";

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 10_000;

/**
 * Looks again and again, in growing pauses, until there is something to see.
 *
 * @param until - by the clock: there is one look at least, and the last one is not before
 * @returns undefined when nothing came to be seen
 */
export async function lookUntil<Seen>(
  until: number,
  clock: Clock,
  look: () => Promise<Seen | undefined>,
  signal: AbortSignal,
): Promise<Seen | undefined> {
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    const left = until - clock.now();
    const seen = await look();
    if (seen !== undefined || left <= 0) {
      return seen;
    }
    await clock.sleep(Math.min(pauseMs, left), signal);
    pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
  }
}
