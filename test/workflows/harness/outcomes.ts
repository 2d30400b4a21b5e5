import type { Status } from "./expressions.ts";
import type { Outcome, Result } from "./records.ts";
import type { Instance } from "./session.ts";
import type { Value } from "./values.ts";
import type { JobDefinition, WorkflowFile } from "./workflow-file.ts";

/** A job that is over. */
export interface JobEnd extends Outcome {
  /** Something of it ran in this attempt. */
  readonly fresh: boolean;
}

export interface LegOutcome extends JobEnd {
  readonly forgiven: boolean;
}

/** The functions of a job's condition ask all jobs before it, not only those that it names. */
export function jobStatus(instance: Instance, job: JobDefinition, over: ReadonlyMap<string, JobEnd>): Status {
  const before = ancestors(instance.file, job);
  const results = (names: readonly string[]) =>
    (names.length > 0 ? names : before).map((id) => over.get(id)?.result);
  return {
    success: (names) => !instance.cancel.aborted && results(names).every((result) => result === "success"),
    failure: (names) => !instance.cancel.aborted && results(names).includes("failure"),
    cancelled: () => instance.cancel.aborted,
  };
}

/** Of legs the one that ended last decides, if it says anything. */
export function lastOutputs(ended: readonly LegOutcome[]): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const end of ended) {
    for (const [name, value] of Object.entries(end.outputs)) {
      if (value !== "" || !(name in outputs)) outputs[name] = value;
    }
  }
  return outputs;
}

/** The result of several. */
export function together(results: readonly Result[]): Result {
  if (results.includes("failure")) return "failure";
  if (results.includes("cancelled")) return "cancelled";
  return results.length > 0 && results.every((result) => result === "skipped") ? "skipped" : "success";
}

/** What other jobs see. */
export function publicEnd(end: Outcome | undefined): Value {
  return { result: end?.result ?? "skipped", outputs: { ...end?.outputs } };
}

function ancestors(file: WorkflowFile, job: JobDefinition): string[] {
  const found = new Set<string>();
  const visit = (one: JobDefinition | undefined) => {
    for (const id of one?.needs ?? []) {
      if (found.has(id)) continue;
      found.add(id);
      visit(file.jobs.find((other) => other.id === id));
    }
  };
  visit(job);
  return [...found];
}
