import {
  code,
  countOf,
  details,
  escapeText,
  formatBytes,
  formatCount,
  formatDuration,
  heading,
  table,
} from "@compose-actions/step";
import { type Counts, composeRef, type PushOciResult } from "./result.ts";

/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 100;
/** A longer list is folded. */
const MAX_UNFOLDED = 5;

/** The job summary. */
export function summaryOf(result: PushOciResult, counts: Counts, failure: string | undefined): string {
  const { compose, dryRun, output, sentBytes, milliseconds, manifests } = result;
  const published = composeRef(result);
  const parts = [
    heading(
      2,
      dryRun ? "What would be pushed" : failure === undefined ? "Compose pushed" : "Compose pushed in part",
    ),
    dryRun
      ? `Compose ${code(compose.id)}: ${countOf(manifests.length, "manifest", "manifests")}.`
      : `Compose ${code(compose.id)}, metadata in ${code(output)}: ${formatBytes(sentBytes)} sent in ${formatDuration(milliseconds)}.`,
    ...(published === undefined ? [] : [`The compose has an address: ${code(published)}`]),
    table(
      ["Artifacts", "Number"],
      Object.entries(counts)
        .filter(([, number]) => number > 0)
        .map(([state, number]) => [state, formatCount(number)]),
    ),
    targetTable(result),
    ...(dryRun ? [] : [blobTable(result)]),
    ...failures(result),
    ...notices(result),
  ];
  return `${parts.join("\n\n")}\n`;
}

interface Amount {
  readonly layouts: Set<string>;
  manifests: number;
  files: number;
  bytes: number;
}

/** What goes where. */
function targetTable({ manifests }: PushOciResult): string {
  const amounts = new Map<string, Amount>();
  for (const { target, parcel, files } of manifests) {
    const amount = amounts.get(target) ?? { layouts: new Set(), manifests: 0, files: 0, bytes: 0 };
    amounts.set(target, amount);
    amount.layouts.add(parcel.layout);
    amount.manifests += 1;
    amount.files += files.length;
    amount.bytes += files.reduce((sum, { size }) => sum + size, 0);
  }
  const rows = [...amounts]
    .slice(0, MAX_LISTED)
    .map(([target, amount]) => [
      code(target),
      [...amount.layouts].sort().join(", "),
      formatCount(amount.manifests),
      formatCount(amount.files),
      formatBytes(amount.bytes),
    ]);
  const more = amounts.size - rows.length;
  return table(
    ["Repository", "Layouts", "Manifests", "Files", "Bytes"],
    more > 0 ? [...rows, [escapeText(`and ${formatCount(more)} more`)]] : rows,
  );
}

function blobTable({ blobs }: PushOciResult): string {
  return table(
    ["Contents", "Number"],
    [
      ["pushed", `${formatCount(blobs.pushed)} (${formatBytes(blobs.pushedBytes)})`],
      ["there already", formatCount(blobs.existing)],
      ["mounted", formatCount(blobs.mounted)],
    ],
  );
}

function failures({ artifacts }: PushOciResult): string[] {
  const failed = artifacts.flatMap(({ artifact, failure }) =>
    failure === undefined ? [] : [{ artifact, failure }],
  );
  if (failed.length === 0) {
    return [];
  }
  const byClass = new Map<string, number>();
  for (const { failure } of failed) {
    byClass.set(failure.class, (byClass.get(failure.class) ?? 0) + 1);
  }
  const lines = failed
    .slice(0, MAX_LISTED)
    .map(
      ({ artifact, failure }) =>
        `- ${code(artifact.localPath)}: ${escapeText(`${failure.class}: ${failure.message}`)}`,
    );
  const more = failed.length - lines.length;
  const rest = more > 0 ? [`- and ${formatCount(more)} more; the report names them all`] : [];
  return [
    heading(3, "What failed"),
    table(
      ["Cause", "Artifacts"],
      [...byClass].map(([name, number]) => [escapeText(name), formatCount(number)]),
    ),
    failed.length > MAX_UNFOLDED
      ? details(countOf(failed.length, "artifact", "artifacts"), [...lines, ...rest].join("\n"))
      : lines.join("\n"),
    "The metadata names what is there, and nothing of this. Run the step again to go on: what was pushed need not be pushed again.",
  ];
}

function notices({ notices: lines }: PushOciResult): string[] {
  return lines.length === 0
    ? []
    : [heading(3, "What to know"), lines.map((line) => `- ${escapeText(line)}`).join("\n")];
}
