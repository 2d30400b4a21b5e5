import { describeConflict, describeUndeclared } from "@compose-actions/metadata";
import { countOf, formatBytes, formatCount, linesOfJoined, type Presentation } from "@compose-actions/step";
import { reportOf } from "./present-report.ts";
import { summaryOf } from "./present-summary.ts";
import {
  composeRef,
  type MergedResult,
  type MergeMetadataResult,
  problemCount,
  type RefusedResult,
} from "./result.ts";

/** Conflicts that the closing lines name. */
const SHOWN_CONFLICTS = 200;

/** Outputs, report, closing lines and job summary of a merge. */
export function present(result: MergeMetadataResult): Presentation {
  const failure = failureOf(result);
  const merged = result.state === "merged" ? result : undefined;
  const conflicts = result.state === "refused" ? problemCount(result) : 0;
  const reference = composeRef(result);
  return {
    outputs: {
      "metadata-dir": merged?.output ?? "",
      files: merged?.files.join("\n") ?? "",
      artifacts: String(merged?.counts.all.artifacts ?? 0),
      bytes: String(merged?.counts.all.bytes ?? 0),
      fragments: String(result.contributions.length),
      conflicts: String(conflicts),
      "compose-ref": reference ?? "",
    },
    // It may name thousands of conflicts: made when it is wanted.
    get report() {
      return reportOf(result);
    },
    lines: merged === undefined ? linesOfRefused(result as RefusedResult) : linesOfMerged(merged, reference),
    summary: summaryOf(result, failure),
    ...(reference === undefined ? {} : { subjects: subjectsOf(reference) }),
    ...(failure === undefined ? {} : { failure, failureClasses: classesOf(result) }),
  };
}

function classesOf(result: MergeMetadataResult): string[] {
  if (result.state !== "merged" || result.publication === undefined || !("failure" in result.publication)) {
    return [];
  }
  const known = result.publication.failure.class;
  return known === undefined ? [] : [known];
}

/** One line for each problem that is kept in words. */
export function* problemLines({ conflicts, undeclared }: RefusedResult): Iterable<string> {
  for (const conflict of conflicts) {
    yield describeConflict(conflict);
  }
  for (const missing of undeclared) {
    yield describeUndeclared(missing);
  }
}

function failureOf(result: MergeMetadataResult): string | undefined {
  if (result.state === "refused") {
    const [first = ""] = problemLines(result);
    const count = problemCount(result);
    const more = count > 1 ? ` (and ${formatCount(count - 1)} more)` : "";
    return `The metadata cannot be merged: ${first}${more}`;
  }
  const { publication } = result;
  return publication !== undefined && "failure" in publication
    ? `The metadata could not be published: ${publication.failure.message}`
    : undefined;
}

function linesOfMerged(
  { compose, contributions, files, output, counts, parts }: MergedResult,
  reference: string | undefined,
): string[] {
  return [
    `${compose.id}: ${countOf(contributions.length, "fragment", "fragments")} merged into ${countOf(files.length, "file", "files")} in ${output}`,
    `${countOf(counts.all.artifacts, "artifact", "artifacts")}, ${formatBytes(counts.all.bytes)} known; ${countOf(counts.directories, "directory", "directories")}`,
    ...linesOfJoined(parts),
    ...(reference === undefined ? [] : [`The compose is ${reference}`]),
  ];
}

function linesOfRefused(result: RefusedResult): string[] {
  const shown: string[] = [];
  for (const line of problemLines(result)) {
    if (shown.length === SHOWN_CONFLICTS) {
      break;
    }
    shown.push(line);
  }
  const more = problemCount(result) - shown.length;
  return [
    `${result.compose.id}: ${countOf(problemCount(result), "conflict", "conflicts")} between ${countOf(result.contributions.length, "fragment", "fragments")}; nothing was written`,
    ...shown.map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${formatCount(more)} more; the report has them`] : []),
  ];
}

/** Only what is in a registry: an attestation is kept beside it. Without the tag, which may be moved. */
function subjectsOf(reference: string): readonly string[] {
  return /^oci:\/\/(?!oci-layout\.localhost\/)/.test(reference)
    ? [reference.replace(/:[^:/@]+(?=@)/, "")]
    : [];
}
