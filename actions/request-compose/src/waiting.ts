import {
  Bell,
  type Compose,
  systemClock,
  type WaitOutcome,
  waitForComposes,
} from "@compose-actions/services";
import { shorten } from "@compose-actions/step";
import { BusListener } from "./bus.ts";
import { busPlace } from "./bus-place.ts";
import { cancelAll } from "./cancel.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import { remembering } from "./longer-life.ts";
import type { CommonService, Maker } from "./maker.ts";
import { Narrator } from "./narrator.ts";
import { get } from "./operations.ts";
import type { RememberOptions } from "./remembered-request.ts";
import { type ComposeOutcome, isAskedFor, mayCancel, type Tracked } from "./result.ts";
import { quietly } from "./try-each.ts";

export interface Waited {
  readonly outcomes: readonly ComposeOutcome[];
  /** One line each. */
  readonly notes: readonly string[];
}

export interface WaitingOptions extends RememberOptions {
  /**
   * Told at once when the service has made composes anew that would not have been kept for long enough.
   *
   * @param id - the old one
   * @param by - the new one
   * @param now - all that are waited for, new ones in the place of old ones
   */
  readonly onReplaced: (id: string, by: string, now: readonly Tracked[]) => Promise<void>;
}

/** Waits for composes, and says of each what it has come to. What is finished is not looked at yet. */
export async function waitFor(
  tracked: readonly Tracked[],
  { service }: Maker,
  waiting: WaitingOptions,
): Promise<Waited> {
  const { inputs, context, onReplaced } = waiting;
  let now = tracked;
  const replaced = async (id: string, by: string): Promise<void> => {
    // It is nobody else's, whatever the old one was.
    const anew: Pick<Tracked, "id" | "how" | "requestedAt"> = {
      id: by,
      how: "created",
      requestedAt: Date.now(),
    };
    now = now.map((one) => (one.id === id ? { ...one, ...anew } : one));
    await onReplaced(id, by, now);
  };
  const narrator = new Narrator(context, {
    onReplaced: replaced,
    askedAt: (id) => now.find((one) => one.id === id && isAskedFor(one))?.requestedAt,
  });
  const policy = {
    timeoutMs: inputs.timeout,
    outageMs: inputs["outage-timeout"],
    minLifeMs: inputs["min-lifetime"],
    pollMs: inputs["poll-interval"],
    pollMaxMs: inputs["poll-max"],
  };
  const place = busPlace(inputs);
  const bell = new Bell();
  await using _ = place === undefined ? undefined : new BusListener(place, bell, context.reporter);
  const options = {
    service: remembering(service, waiting),
    policy,
    observer: narrator,
    withLogs: true,
    clock: systemClock,
    random: Math.random,
    bell,
  };
  const ended = await waitForComposes(
    tracked.map(({ id }) => id),
    options,
    context.signal,
  );
  await narrator.flushed();
  const late = now
    .filter((one, index) => ended[index]?.kind === "timeout" && mayCancel(one, inputs.operation))
    .map(({ id }) => id);
  const over =
    late.length > 0 && inputs["on-timeout"] === "cancel"
      ? await cancelAll(service, late, context.reporter)
      : [];
  const seen = await seeAgain(service, over, inputs, context.signal);
  const outcomes = ended.flatMap((outcome, index) => {
    const one = now[index];
    const last = { ...outcome, compose: seen.get(outcome.id) ?? outcome.compose } as WaitOutcome;
    return one === undefined ? [] : [judge(one, last, inputs, narrator)];
  });
  return { outcomes, notes: narrator.notes };
}

/** What composes are once they were cancelled; of those that cannot be asked for now, what is known stands. */
async function seeAgain(
  service: CommonService,
  ids: readonly string[],
  inputs: RequestComposeInputs,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Compose>> {
  const seen = new Map<string, Compose>();
  for (const id of ids) {
    const compose = await quietly(get(service, id, inputs, signal), signal);
    if (compose !== undefined) {
      seen.set(id, compose);
    }
  }
  return seen;
}

function judge(
  { how, index, requestedAt }: Tracked,
  outcome: WaitOutcome,
  inputs: RequestComposeInputs,
  narrator: Narrator,
): ComposeOutcome {
  const { id, compose } = outcome;
  const common = { id, how, index, requestedAt, compose, results: undefined };
  const bad = (reasons: readonly string[]): ComposeOutcome => ({
    ...common,
    verdict: "bad",
    reasons,
    log: narrator.logOf(id),
  });
  switch (outcome.kind) {
    case "ended":
      return outcome.compose.state === "finished"
        ? { ...common, verdict: "good", reasons: [], log: [] }
        : bad(reasonsOf(outcome.compose));
    case "timeout":
      // One that was just asked for may still come to light, and one that the user has named never.
      if (outcome.isMissing && how === "given") {
        return bad([missing(compose)]);
      }
      return inputs["on-timeout"] === "leave"
        ? { ...common, verdict: "open", reasons: [], log: [] }
        : bad([
            compose?.state === "cancelled"
              ? "it was not finished in time, and was cancelled"
              : `it was not finished in time, but ${compose?.reported ?? "never seen"}`,
          ]);
    case "lost":
      return bad([`the service cannot be asked any more: ${outcome.failure.message}`]);
    case "missing":
      return bad([missing(compose)]);
  }
}

/** @param seen - as it was last seen */
function missing(seen: Compose | undefined): string {
  return seen === undefined ? "the service knows no such compose" : "the service knows it no more";
}

/** Of what is not waited for nothing is expected, but that it has not come to nothing already. */
export function judgeUnwaited(outcome: ComposeOutcome): ComposeOutcome {
  const { compose, verdict } = outcome;
  return verdict === "shown" && compose !== undefined && compose.state in WORDS
    ? { ...outcome, verdict: "bad", reasons: reasonsOf(compose) }
    : outcome;
}

const WORDS = { failed: "it failed", expired: "it was removed", cancelled: "it was cancelled" } as const;

const MAX_REASON = 500;

/** What happened, and why in the service's words. */
function reasonsOf({ state, reported, reason = "" }: Compose): readonly string[] {
  const what = state in WORDS ? WORDS[state as keyof typeof WORDS] : `it is ${reported}`;
  const [first, ...more] = reason
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (first === undefined) {
    return [what];
  }
  // A line that only announces the others says nothing by itself.
  return first.endsWith(":")
    ? [shorten(`${what}: ${first} ${more.join("; ")}`, MAX_REASON), ...more]
    : [`${what}: ${first}`, ...more];
}
