import type { ComposeResults } from "@compose-actions/services";
import type { StepContext } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import type { Maker } from "./maker.ts";
import type { ComposeOutcome } from "./result.ts";

/** Looks at finished composes, one after the other: that the service calls them good is not enough. */
export async function lookAtAll(
  outcomes: readonly ComposeOutcome[],
  maker: Maker,
  { signal, reporter }: StepContext,
): Promise<readonly ComposeOutcome[]> {
  const looked: ComposeOutcome[] = [];
  for (const outcome of outcomes) {
    if (outcome.verdict !== "good" || outcome.compose === undefined) {
      looked.push(outcome);
      continue;
    }
    reporter.info(`compose ${outcome.id}: looking at what it holds`);
    try {
      const results = await maker.results(outcome.compose, outcome, signal);
      const reasons = reasonsOf(results);
      looked.push({ ...outcome, results, ...(reasons.length > 0 && { verdict: "bad", reasons }) });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof TransferFailure)) {
        throw error;
      }
      const reasons = [`it is finished, but what it holds could not be had: ${error.message}`];
      looked.push({ ...outcome, verdict: "bad", reasons });
    }
  }
  return looked;
}

function reasonsOf({ problems, unlisted = [] }: ComposeResults): readonly string[] {
  const what =
    problems.length > 0
      ? "it is called finished, but cannot be used"
      : "it is finished, but cannot be listed";
  const [first, ...more] = [...problems, ...unlisted];
  return first === undefined ? [] : [`${what}: ${first}`, ...more];
}
