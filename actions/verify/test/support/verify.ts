import { type Presentation, parseInputs, type Reporter, silentReporter } from "@compose-actions/step";
import { step, type VerifyResult } from "@compose-actions/verify";
import type { Json } from "../../../../test/support/files.ts";

/** What a run gave. */
export interface Run extends Presentation {
  readonly result: VerifyResult;
  readonly report: Json;
  /** `state path`, or `state/cause path`, of everything that is listed. */
  readonly listed: readonly string[];
  readonly warnings: readonly string[];
}

export type RawInputs = Readonly<Record<string, string>>;

/** Runs the step as a host does, with its inputs as text. */
export async function verify(compose: string, raw: RawInputs = {}): Promise<Run> {
  const warnings: string[] = [];
  const reporter: Reporter = { ...silentReporter, warn: (line) => warnings.push(line) };
  const inputs = parseInputs(step.inputs, { compose, ...raw });
  const result = await step.run(inputs, { signal: new AbortController().signal, reporter });
  const presentation = step.present(result);
  step.report.parse(presentation.report);
  const listed = result.records.map(
    ({ state, cause, failure, path }) => `${[state, cause ?? failure].filter(Boolean).join("/")} ${path}`,
  );
  checkCounts(presentation.report, result);
  return { ...presentation, result, listed, warnings };
}

/** The counts of a report add up, whatever was found. */
function checkCounts(report: Json, result: VerifyResult): void {
  const sum = (counts: Record<string, number>) =>
    Object.values(counts).reduce((all, count) => all + count, 0);
  const { total, states, groups } = report.artifacts;
  const grouped = groups.reduce((all: number, group: Json) => all + sum(group.states), 0);
  const failing = groups.reduce((all: number, group: Json) => all + group.failing, 0);
  const three = report.verified + report.failed + report.skipped;
  const found = { states: sum(states), grouped, three, failing };
  const wanted = { states: total, grouped: total, three: total, failing: report.failed };
  if (JSON.stringify(found) !== JSON.stringify(wanted)) {
    throw new Error(`the counts do not add up: ${JSON.stringify({ found, wanted })}`);
  }
  if (sum(result.failingStates) !== report.failed) throw new Error("the failing states do not add up");
}
