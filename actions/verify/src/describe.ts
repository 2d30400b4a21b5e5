import { countOf, formatCount } from "@compose-actions/step";
import type { StateCounts } from "./artifact-rows.ts";
import { type ArtifactState, STATES } from "./artifact-states.ts";
import type { ArtifactRecord, VerifyResult } from "./result.ts";

/** What is wrong with an artifact, in one line, without its path. */
export function describeRecord(record: Omit<ArtifactRecord, "path" | "group">): string {
  const { state, cause, failure, expected, actual, reason } = record;
  switch (state) {
    case "corrupt": {
      const unit = cause === "size" ? " bytes" : "";
      const where = reason === undefined ? "" : ` (${reason})`;
      return `${cause} mismatch: expected ${expected}${unit}, found ${actual}${unit}${where}`;
    }
    case "failed":
      return `${failure}: ${reason}`;
    case "missing":
      return reason === undefined ? "missing" : `missing: ${reason}`;
    default:
      return reason === undefined ? state : `${state}: ${reason}`;
  }
}

/** `3 missing, 1 corrupt`, the worst first. */
export function describeStates(states: StateCounts, without: readonly ArtifactState[] = []): string {
  return STATES.toReversed()
    .filter((state) => (states[state] ?? 0) > 0 && !without.includes(state))
    .map((state) => `${formatCount(states[state] ?? 0)} ${state}`)
    .join(", ");
}

/** How many contradictions are errors. */
export function inconsistencies(
  { consistency }: Pick<VerifyResult, "consistency">,
  severity: "error" | "warning",
): number {
  return consistency.filter((set) => set.severity === severity).reduce((sum, { count }) => sum + count, 0);
}

/** Why the step fails; undefined when all is well. */
export function failureOf(result: VerifyResult): string | undefined {
  const { failing, artifacts, unlisted } = result;
  const contradictions = inconsistencies(result, "error");
  const parts = [
    ...(failing === 0
      ? []
      : [
          `${formatCount(failing)} of ${countOf(artifacts, "artifact", "artifacts")} failed: ${describeStates(result.failingStates)}`,
        ]),
    ...(contradictions === 0 ? [] : [countOf(contradictions, "contradiction", "contradictions")]),
    ...(unlisted.policy === "fail" && (unlisted.count ?? 0) > 0
      ? [`${countOf(unlisted.count ?? 0, "file", "files")} that nothing names`]
      : []),
  ];
  return parts.length === 0 ? undefined : `The compose is not as its metadata says: ${parts.join("; ")}`;
}

/** The first issue of a file that cannot be read, and how many more there are. */
export function describeMetadataError(error: {
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  readonly issueCount: number;
  readonly message: string;
}): string {
  const [issue] = error.issues;
  if (issue === undefined) {
    return error.message;
  }
  const more = error.issueCount > 1 ? ` (and ${error.issueCount - 1} more)` : "";
  return `${issue.path === "" ? "" : `${issue.path}: `}${issue.message}${more}`;
}
