import { join } from "node:path";
import {
  countOf,
  formatBytes,
  formatDuration,
  formatShard,
  lineOfPlan,
  linesOfJoined,
  outputShardRun,
  type Presentation,
  type ShardRun,
  summaryOfPlan,
} from "@compose-actions/step";
import type { Arrival } from "./plan-file.ts";
import { reportOf } from "./present-report.ts";
import { summaryOf } from "./present-summary.ts";
import { type Counts, countArrivals, failedFiles, type LocalizeResult } from "./result.ts";

/** Outputs, report, closing lines and job summary of a run. */
export function present(result: LocalizeResult): Presentation {
  const counts = countStates(result);
  const { division } = result;
  if (division !== undefined && division.shard === undefined) {
    return presentPlan(result, division, counts);
  }
  const failure = failureOf(result, counts);
  return {
    outputs: {
      "compose-dir": join(result.output, "compose"),
      "metadata-dir": join(result.output, "compose", "metadata"),
      verified: String(counts.verified),
      failed: String(counts.failed),
      downloaded: String(result.receivedBytes),
      files: String(result.files.filter(({ state }) => state === "done").length),
      ...outputShardRun(division),
    },
    // Made when it is wanted: it names every artifact.
    get report() {
      return reportOf(result, counts);
    },
    lines: linesOf(result, counts),
    summary: summaryOf(result, counts, failure),
    ...(failure === undefined ? {} : { failure, failureClasses: classesOf(result) }),
  };
}

function classesOf(result: LocalizeResult): string[] {
  return failedFiles(result).flatMap(({ failure }) => (failure === undefined ? [] : [failure.class]));
}

/** Nothing was made, and what cannot be fetched is found by the part that it belongs to. */
function presentPlan(result: LocalizeResult, division: ShardRun, counts: Counts): Presentation {
  return {
    outputs: {
      "compose-dir": "",
      "metadata-dir": "",
      verified: "0",
      failed: "0",
      downloaded: "0",
      files: "0",
      ...outputShardRun(division),
    },
    get report() {
      return reportOf(result, counts);
    },
    lines: [lineOfPlan(division.plan)],
    summary: `${summaryOfPlan("Mirroring planned", division.plan)}\n`,
  };
}

function countStates({ outcomes, skipped }: LocalizeResult): Counts {
  const counts = { verified: 0, weak: 0, unverifiable: 0, unrooted: 0, failed: 0, open: 0, skipped };
  for (const { state } of outcomes) {
    counts[state] += 1;
  }
  return counts;
}

function failureOf(result: LocalizeResult, counts: Counts): string | undefined {
  const { dryRun, stopped, pruneRefusal } = result;
  const failed = failedFiles(result).length;
  if (failed === 0) {
    return pruneRefusal;
  }
  if (dryRun) {
    return `${countOf(failed, "file", "files")} cannot be fetched`;
  }
  const rest = stopped
    ? `; stopped at the first failure, ${countOf(notTried(result, counts), "artifact", "artifacts")} not tried`
    : "";
  return `${countOf(failed, "file", "files")} failed${rest}`;
}

/** Artifacts of other parts are all open, and nothing that this one has not come to. */
function notTried({ division, outcomes }: LocalizeResult, { open }: Counts): number {
  const { plan, shard } = division ?? {};
  const own = plan?.parts[(shard?.index ?? 0) - 1]?.artifacts ?? outcomes.length;
  return own - (outcomes.length - open);
}

function linesOf(result: LocalizeResult, counts: Counts): string[] {
  const { compose, dryRun, totals, output, receivedBytes, milliseconds, metadata, pruned } = result;
  const shard = result.division?.shard;
  if (dryRun) {
    return [
      `${compose.id}: ${countOf(result.outcomes.length, "artifact", "artifacts")}, ${countOf(totals.files, "file", "files")}, ${formatBytes(totals.bytes)} known, ${countOf(totals.duplicates, "duplicate", "duplicates")}; nothing was downloaded`,
      ...(result.remaining === undefined
        ? []
        : [
            `The output lacks ${countOf(result.remaining.files, "file", "files")} of them, ${formatBytes(result.remaining.bytes)} known`,
          ]),
    ];
  }
  const arrivals = [...countArrivals(result.files).values()];
  const sum = (arrival: Arrival) => arrivals.reduce((all, kinds) => all + (kinds[arrival] ?? 0), 0);
  const some = (arrival: Arrival, how: string) => (sum(arrival) > 0 ? `, ${sum(arrival)} ${how}` : "");
  const speed = milliseconds > 0 ? `, ${formatBytes((receivedBytes * 1000) / milliseconds)}/s` : "";
  return [
    `${compose.id}: ${countOf(counts.verified, "artifact", "artifacts")} verified in ${join(output, "compose")}${others(counts)}`,
    `${countOf(sum("downloaded"), "file", "files")} downloaded${receivedBytes > 0 ? ` (${formatBytes(receivedBytes)} in ${formatDuration(milliseconds)}${speed})` : ""}, ${sum("present")} there already, ${sum("linked")} linked${some("cached", "from the cache")}${some("copied", "from layout directories")}${some("generated", "generated")}`,
    ...joinedLines(result),
    ...(pruned.length > 0 ? [`${countOf(pruned.length, "file", "files")} removed`] : []),
    shard === undefined
      ? `${countOf(metadata.length, "metadata file", "metadata files")} written`
      : `Shard ${formatShard(shard)}: a run without shard over the joined output writes the metadata`,
  ];
}

function joinedLines({ joined }: LocalizeResult): string[] {
  return joined === undefined
    ? []
    : linesOfJoined(joined).map(
        (line) =>
          `${line}; ${formatBytes(joined.receivedBytes)} downloaded for them in ${formatDuration(joined.milliseconds)}`,
      );
}

function others(counts: Counts): string {
  const parts = (["weak", "unverifiable", "unrooted", "failed", "open", "skipped"] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${state}`);
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}
