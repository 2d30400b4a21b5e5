import type { Compose } from "../compose.ts";
import { KeepAlive } from "./keep-alive.ts";
import type { WaitOptions, WaitOutcome } from "./options.ts";
import { Watch } from "./watch.ts";

/**
 * Waits for several composes at once, each at its own pace, until all have come to an end. One that fails stops no other.
 *
 * The time is for all together. What ended early is renewed once more at the end if the others took so long that it
 * would not be kept for long enough any more.
 *
 * @returns an outcome for each id, in their order
 * @throws `signal.reason` when aborted
 */
export async function waitForComposes<Details>(
  ids: readonly string[],
  options: WaitOptions<Details>,
  signal: AbortSignal,
): Promise<readonly WaitOutcome<Details>[]> {
  const { clock, policy } = options;
  const deadline = clock.now() + policy.timeoutMs;
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const endedAt = new Map<string, number>();
  const watching = [...new Set(ids)].map(async (id) => {
    try {
      const outcome = await new Watch(id, deadline, options).run(either);
      endedAt.set(id, clock.now());
      return outcome;
    } catch (error) {
      // It is no failure of a service: the others need not go on.
      stop.abort(error);
      throw error;
    }
  });
  const settled = await Promise.allSettled(watching);
  const broken = settled.find((result) => result.status === "rejected");
  if (broken !== undefined) {
    signal.throwIfAborted();
    throw broken.reason;
  }
  const outcomes = settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const kept = await Promise.all(
    outcomes.map((outcome) =>
      keepUntilNow(outcome, clock.now() - (endedAt.get(outcome.asked) ?? 0), deadline, options, signal),
    ),
  );
  const byId = new Map(kept.map((outcome) => [outcome.asked, outcome]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Time has passed since a compose was looked at last: so much less will it be kept. */
async function keepUntilNow<Details>(
  outcome: WaitOutcome<Details>,
  elapsedMs: number,
  deadline: number,
  options: WaitOptions<Details>,
  signal: AbortSignal,
): Promise<WaitOutcome<Details>> {
  if (outcome.kind !== "ended" || elapsedMs < AGED_MS || options.policy.minLifeMs === 0) {
    return outcome;
  }
  const aged: Compose<Details> = { ...outcome.compose, asOf: outcome.compose.asOf + elapsedMs };
  const compose = await new KeepAlive(options).keep(aged, signal);
  if (compose.id === outcome.compose.id) {
    return { ...outcome, compose };
  }
  await options.observer.onReplaced?.(outcome.id, compose);
  return { ...(await new Watch(compose.id, deadline, options).run(signal)), asked: outcome.asked };
}

const AGED_MS = 1_000;
