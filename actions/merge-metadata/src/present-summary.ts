import {
  ARTIFACT_KINDS,
  type ArtifactKind,
  describeUndeclared,
  describeWarning,
} from "@compose-actions/metadata";
import {
  code,
  countOf,
  details,
  escapeText,
  formatBytes,
  formatCount,
  heading,
  summaryOfJoined,
  table,
} from "@compose-actions/step";
import type { Counts, KindCount } from "./counts.ts";
import {
  composeRef,
  type MergedResult,
  type MergeMetadataResult,
  problemCount,
  type RefusedResult,
} from "./result.ts";

/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 200;

const TITLES: Readonly<Record<ArtifactKind, string>> = {
  image: "Images",
  rpm: "RPMs",
  extra_file: "Extra files",
  module: "Modules",
  variant_path: "Repositories",
};

/** The job summary. */
export function summaryOf(result: MergeMetadataResult, failure: string | undefined): string {
  const parts = result.state === "refused" ? refusedParts(result) : mergedParts(result, failure);
  return `${[...parts, ...notices(result)].join("\n\n")}\n`;
}

function mergedParts(result: MergedResult, failure: string | undefined): string[] {
  const { compose, contributions, counts, files, output } = result;
  const reference = composeRef(result);
  return [
    heading(2, failure === undefined ? "Metadata merged" : "Metadata merged, but not published"),
    `Compose ${code(compose.id)}: ${countOf(contributions.length, "fragment", "fragments")}, ${countOf(counts.all.artifacts, "artifact", "artifacts")}, ${formatBytes(counts.all.bytes)} known, in ${countOf(files.length, "file", "files")} in ${code(output)}.`,
    ...(reference === undefined ? [] : [`The compose has an address: ${code(reference)}`]),
    ...summaryOfJoined(result.parts),
    heading(3, "Who contributed what"),
    contributionTable(result, counts),
    "What several fragments name counts for each of them, and once in the merged metadata.",
  ];
}

function refusedParts(result: RefusedResult): string[] {
  return [
    heading(2, "Metadata not merged"),
    `${countOf(problemCount(result), "conflict", "conflicts")}: nothing was written. Make the metadata of the jobs agree, or leave out what does not belong to the compose.`,
    ...conflictTable(result),
    ...undeclaredList(result),
    heading(3, "Who contributed what"),
    contributionTable(result, undefined),
  ];
}

/** A row for each fragment and, when they could be merged, for all of them together. */
function contributionTable({ contributions }: MergeMetadataResult, merged: Counts | undefined): string {
  const shown = contributions.slice(0, MAX_LISTED);
  const kinds = ARTIFACT_KINDS.filter((kind) => contributions.some(({ counts }) => counts.kinds.has(kind)));
  const row = (name: string, counts: Counts) => [
    name,
    ...kinds.map((kind) => cell(counts.kinds.get(kind))),
    cell(counts.all),
  ];
  const more = contributions.length - shown.length;
  return table(
    ["Fragment", ...kinds.map((kind) => TITLES[kind]), "All"],
    [
      ...shown.map(({ name, counts }) => row(code(name), counts)),
      ...(more > 0 ? [[escapeText(`and ${formatCount(more)} more; the report names them all`)]] : []),
      ...(merged === undefined ? [] : [row("Merged", merged)]),
    ],
  );
}

function cell(count: KindCount | undefined): string {
  if (count === undefined || count.artifacts === 0) {
    return "–";
  }
  return count.bytes === 0
    ? formatCount(count.artifacts)
    : `${formatCount(count.artifacts)} (${formatBytes(count.bytes)})`;
}

function conflictTable({ conflicts, conflictCount }: RefusedResult): string[] {
  if (conflicts.length === 0) {
    return [];
  }
  const rows = conflicts.slice(0, MAX_LISTED).flatMap(({ message, sides: [a, b] }) => [
    [escapeText(message), code(a.file), code(a.path), code(a.value)],
    ["", code(b.file), code(b.path), code(b.value)],
  ]);
  const more = conflictCount - Math.min(conflicts.length, MAX_LISTED);
  return [
    heading(3, "Conflicts"),
    table(["Rule", "File", "Place", "Value"], rows),
    ...(more > 0 ? [escapeText(`And ${formatCount(more)} more; the report names them.`)] : []),
  ];
}

function undeclaredList({ undeclared }: RefusedResult): string[] {
  if (undeclared.length === 0) {
    return [];
  }
  const lines = undeclared
    .slice(0, MAX_LISTED)
    .map((missing) => `- ${escapeText(describeUndeclared(missing))}`);
  const more = undeclared.length - lines.length;
  const rest = more > 0 ? [`- and ${formatCount(more)} more; the report names them all`] : [];
  return [
    details(
      countOf(undeclared.length, "variant or arch is not declared", "variants and arches are not declared"),
      [...lines, ...rest].join("\n"),
    ),
  ];
}

function notices({ notices: all }: MergeMetadataResult): string[] {
  return all.length === 0
    ? []
    : [
        heading(3, "What to know"),
        all.map((notice) => `- ${escapeText(describeWarning(notice))}`).join("\n"),
      ];
}
