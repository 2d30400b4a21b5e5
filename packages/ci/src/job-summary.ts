import { relative } from "node:path";
import { code, type Presentation } from "@compose-actions/step";
import type { Failure } from "./failure.ts";
import { failureBody, failureSummary } from "./failure-summary.ts";

export interface SummaryParts {
  /** Of the step. */
  readonly title: string;
  readonly presentation: Presentation | undefined;
  readonly failure: Failure | undefined;
  /** Where the report is; undefined when none was asked for. */
  readonly report: string | undefined;
  readonly cwd: string;
}

/** The job summary of a step: how it went, why and what to do, what was done, and where there is more. */
export function jobSummary({ title, presentation, failure, report, cwd }: SummaryParts): string {
  const more = report === undefined ? [] : [`Everything is in the report, ${code(nameFrom(cwd, report))}.`];
  const done = presentation === undefined ? [] : [presentation.summary.trimEnd()];
  if (failure === undefined) return [...done, ...more].join("\n\n");
  // The step's own heading says how its work ended; what befell it afterwards needs one of its own.
  const [heading, ...rest] = (done[0] ?? "").split("\n\n");
  return presentation !== undefined && presentation.failure === failure.message && heading?.startsWith("#")
    ? [heading, ...failureBody(failure), ...rest, ...more].join("\n\n")
    : [failureSummary(title, failure), ...done, ...more].join("\n\n");
}

function nameFrom(cwd: string, path: string): string {
  const name = relative(cwd, path);
  return name.startsWith("..") ? path : name;
}
