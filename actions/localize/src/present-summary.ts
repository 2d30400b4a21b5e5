import {
  code,
  countOf,
  details,
  escapeText,
  formatBytes,
  formatCount,
  formatDuration,
  heading,
  summaryOfJoined,
  table,
} from "@compose-actions/step";
import { describeFailure, type FileKind, KIND_TITLES } from "./plan-file.ts";
import { amountsByHost, hostsOf } from "./present-report.ts";
import { type Counts, countArrivals, failedFiles, type LocalizeResult } from "./result.ts";

/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 100;
/** A longer list is folded. */
const MAX_UNFOLDED = 5;

/** The job summary. */
export function summaryOf(result: LocalizeResult, counts: Counts, failure: string | undefined): string {
  const { compose, output, dryRun, totals } = result;
  const parts = [
    heading(
      2,
      dryRun
        ? "What would be mirrored"
        : failure === undefined
          ? "Compose mirrored"
          : "Compose mirrored in part",
    ),
    dryRun
      ? `Compose ${code(compose.id)}: ${countOf(totals.files, "file", "files")}, ${formatBytes(totals.bytes)} known, ${formatCount(totals.duplicates)} duplicates, ${formatCount(totals.unknownSizes)} of unknown size. What repositories hold besides packages is known when they are read.`
      : `Compose ${code(compose.id)} in ${code(`${output}/compose`)}: ${formatBytes(result.receivedBytes)} downloaded in ${formatDuration(result.milliseconds)}.`,
    table(
      ["Artifacts", "Number"],
      Object.entries(counts)
        .filter(([, number]) => number > 0)
        .map(([state, number]) => [dryRun && state === "open" ? "planned" : state, formatCount(number)]),
    ),
    dryRun ? hostPlan(result) : arrivalTable(result),
  ];
  if (!dryRun && result.hosts.size > 0) {
    parts.push(heading(3, "Hosts, the slowest first"), hostTable(result));
  }
  parts.push(...partsOf(result));
  parts.push(...failures(result), ...notices(result), ...pruned(result));
  return `${parts.join("\n\n")}\n`;
}

function arrivalTable({ files }: LocalizeResult): string {
  const columns = ["downloaded", "present", "linked", "cached", "copied", "generated", "failed"] as const;
  const counts = countArrivals(files);
  const used = columns.filter((column) => [...counts.values()].some((count) => count[column] !== undefined));
  return table(
    ["Files", ...used],
    [...counts].map(([kind, count]) => [
      KIND_TITLES[kind as FileKind],
      ...used.map((column) => (count[column] === undefined ? "–" : formatCount(count[column] ?? 0))),
    ]),
  );
}

function hostPlan({ planned }: LocalizeResult): string {
  return table(
    ["Host", "Files", "Known bytes"],
    Object.entries(amountsByHost(planned)).map(([host, { files: number, bytes }]) => [
      code(host),
      formatCount(number),
      formatBytes(bytes),
    ]),
  );
}

/** What other jobs have done. */
function partsOf({ joined }: LocalizeResult): string[] {
  return joined === undefined
    ? []
    : [
        heading(3, "Parts"),
        `The jobs of the parts downloaded ${formatBytes(joined.receivedBytes)}; the longest took ${escapeText(formatDuration(joined.milliseconds))}.`,
        ...(joined.hosts.size > 0 ? [hostTable(joined)] : []),
        ...summaryOfJoined(joined),
      ];
}

function hostTable(result: Pick<LocalizeResult, "hosts">): string {
  return table(
    ["Host", "Files", "Bytes", "Speed of one transfer", "Failures"],
    hostsOf(result)
      .slice(0, MAX_LISTED)
      .map(({ host, files, bytes, bytesPerSecond, failures: failed }) => [
        code(host),
        formatCount(files),
        formatBytes(bytes),
        `${formatBytes(bytesPerSecond)}/s`,
        formatCount(failed),
      ]),
  );
}

function failures(result: LocalizeResult): string[] {
  const failed = failedFiles(result);
  if (failed.length === 0) {
    return [];
  }
  const byClass = new Map<string, number>();
  for (const { failure } of failed) {
    const name = failure?.class ?? "unknown";
    byClass.set(name, (byClass.get(name) ?? 0) + 1);
  }
  const lines = failed
    .slice(0, MAX_LISTED)
    .map(
      ({ localPath, failure }) =>
        `- ${code(localPath)}: ${escapeText(failure === undefined ? "" : describeFailure(failure))}`,
    );
  const more = failed.length - lines.length;
  return [
    heading(3, "What failed"),
    table(
      ["Cause", "Files"],
      [...byClass].map(([name, number]) => [escapeText(name), formatCount(number)]),
    ),
    failed.length > MAX_UNFOLDED
      ? details(
          countOf(failed.length, "file", "files"),
          [
            ...lines,
            ...(more > 0 ? [`- and ${formatCount(more)} more; the report names them all`] : []),
          ].join("\n"),
        )
      : lines.join("\n"),
    "Run the step again to go on: what is there and verified is kept.",
  ];
}

function notices({ notices: lines }: LocalizeResult): string[] {
  return lines.length === 0
    ? []
    : [heading(3, "What to know"), lines.map((line) => `- ${escapeText(line)}`).join("\n")];
}

function pruned({ pruned: paths }: LocalizeResult): string[] {
  return paths.length === 0
    ? []
    : [
        details(
          `${formatCount(paths.length)} files removed`,
          paths
            .slice(0, MAX_LISTED)
            .map((path) => `- ${code(path)}`)
            .join("\n"),
        ),
      ];
}
