import { ARTIFACT_KINDS, type ArtifactKind, describeWarning } from "@compose-actions/metadata";
import {
  code,
  countOf,
  details,
  escapeText,
  formatBytes,
  formatCount,
  heading,
  lineOfPlan,
  outputShardRun,
  type Presentation,
  reportShardRun,
  type ShardPlan,
  summaryOfPlan,
  table,
} from "@compose-actions/step";
import type { KindCount } from "./tally.ts";
import type { UpgradeMetadataResult } from "./upgrade-metadata.ts";

/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 200;

/** Outputs, report, closing lines and job summary of a conversion. */
export function present(result: UpgradeMetadataResult): Presentation {
  const { compose, files, output, toVersion, notices, measurement, tally, division, written } = result;
  const isPlan = division !== undefined && division.shard === undefined;
  const total = sum([...tally.variants.values()].flatMap((kinds) => [...kinds.values()]));
  return {
    outputs: {
      "metadata-dir": isPlan ? "" : output,
      files: files.join("\n"),
      artifacts: String(total.artifacts),
      bytes: String(total.bytes),
      warnings: String(notices.length),
      ...outputShardRun(division),
    },
    report: {
      compose: compose.id,
      toVersion,
      metadataDir: output,
      files,
      artifacts: total.artifacts,
      directories: tally.directories,
      bytes: total.bytes,
      variants: variantsOf(result),
      warnings: notices,
      ...(measurement === undefined
        ? {}
        : {
            hashed: {
              files: measurement.files,
              bytes: measurement.bytes,
              missing: measurement.missing,
              outside: measurement.outside,
            },
          }),
      ...reportShardRun(division),
      ...(written === undefined ? {} : { written }),
    },
    ...(isPlan ? shownPlan(division.plan) : shown(result, total)),
  };
}

function shownPlan(plan: ShardPlan): Pick<Presentation, "lines" | "summary"> {
  return { lines: [lineOfPlan(plan)], summary: `${summaryOfPlan("Upgrade planned", plan)}\n` };
}

function shown(result: UpgradeMetadataResult, total: KindCount): Pick<Presentation, "lines" | "summary"> {
  const { compose, files, output, toVersion, tally } = result;
  return {
    lines: [
      `${compose.id}: ${countOf(files.length, "file", "files")} in version ${toVersion} written to ${output}`,
      `${countOf(total.artifacts, "artifact", "artifacts")}, ${formatBytes(total.bytes)} known; ${countOf(tally.directories, "directory", "directories")}`,
    ],
    summary: summaryOf(result, total),
  };
}

function variantsOf({
  tally,
}: UpgradeMetadataResult): Record<string, Partial<Record<ArtifactKind, KindCount>>> {
  return Object.fromEntries(
    [...tally.variants].map(([variant, kinds]) => [variant, Object.fromEntries(kinds)]),
  );
}

function sum(counts: readonly KindCount[]): KindCount {
  return {
    artifacts: counts.reduce((all, { artifacts }) => all + artifacts, 0),
    bytes: counts.reduce((all, { bytes }) => all + bytes, 0),
  };
}

function summaryOf(result: UpgradeMetadataResult, total: KindCount): string {
  const { compose, toVersion, output, files, notices, measurement, tally } = result;
  const parts = [
    heading(2, toVersion === "2.0" ? "Metadata upgraded to 2.0" : "Metadata downgraded to 1.2"),
    `Compose ${code(compose.id)}: ${countOf(total.artifacts, "artifact", "artifacts")}, ${formatBytes(total.bytes)} known, in ${countOf(files.length, "file", "files")} in ${code(output)}.`,
    countsTable(result, total),
    `Named besides: ${countOf(tally.directories, "directory", "directories")}, which are no artifacts.`,
  ];
  if (measurement !== undefined) {
    parts.push(`Hashed ${countOf(measurement.files, "file", "files")}, ${formatBytes(measurement.bytes)}.`);
    parts.push(...listed("files missing", measurement.missing));
    parts.push(...listed("links out of the compose", measurement.outside));
  }
  if (notices.length > 0) {
    parts.push(heading(3, "What to know"));
    parts.push(notices.map((notice) => `- ${escapeText(describeWarning(notice))}`).join("\n"));
  }
  return `${parts.join("\n\n")}\n`;
}

function countsTable({ tally }: UpgradeMetadataResult, total: KindCount): string {
  const kinds = ARTIFACT_KINDS.filter((kind) =>
    [...tally.variants.values()].some((counts) => counts.has(kind)),
  );
  const rows = [...tally.variants].map(([variant, counts]) => [
    code(variant),
    ...kinds.map((kind) => cell(counts.get(kind))),
    cell(sum([...counts.values()])),
  ]);
  const totals = kinds.map((kind) =>
    cell(sum([...tally.variants.values()].flatMap((counts) => counts.get(kind) ?? []))),
  );
  return table(["Variant", ...kinds.map(titleOf), "All"], [...rows, ["All", ...totals, cell(total)]]);
}

const TITLES: Readonly<Record<ArtifactKind, string>> = {
  image: "Images",
  rpm: "RPMs",
  extra_file: "Extra files",
  module: "Modules",
  variant_path: "Repositories",
};

function titleOf(kind: ArtifactKind): string {
  return TITLES[kind];
}

function cell(count: KindCount | undefined): string {
  if (count === undefined || count.artifacts === 0) {
    return "–";
  }
  return count.bytes === 0
    ? formatCount(count.artifacts)
    : `${formatCount(count.artifacts)} (${formatBytes(count.bytes)})`;
}

function listed(what: string, files: readonly string[]): string[] {
  if (files.length === 0) {
    return [];
  }
  const shown = files.slice(0, MAX_LISTED).map((file) => `- ${code(file)}`);
  const more = files.length - shown.length;
  const rest = more > 0 ? [`- and ${formatCount(more)} more; the report names them all`] : [];
  return [details(`${formatCount(files.length)} ${what}`, [...shown, ...rest].join("\n"))];
}
