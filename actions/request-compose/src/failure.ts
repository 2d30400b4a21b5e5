import { countOf } from "@compose-actions/step";
import type { ComposeOutcome } from "./result.ts";

/** Why the run failed; undefined when no compose is bad. */
export function failureOf(composes: readonly ComposeOutcome[]): string | undefined {
  const bad = composes.filter(({ verdict }) => verdict === "bad");
  const [first] = bad;
  if (first === undefined) {
    return undefined;
  }
  const reason = `Compose ${first.id}: ${first.reasons[0] ?? "it is of no use"}`;
  return composes.length === 1
    ? reason
    : `${bad.length} of ${countOf(composes.length, "compose", "composes")} are of no use. ${reason}`;
}
