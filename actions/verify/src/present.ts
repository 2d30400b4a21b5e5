import {
  countOf,
  formatCount,
  formatDuration,
  lineOfPlan,
  linesOfJoined,
  outputShardRun,
  type Presentation,
  reportJoined,
  reportShardRun,
  summaryOfPlan,
} from "@compose-actions/step";
import { describeStates, failureOf, inconsistencies } from "./describe.ts";
import { checkedOf, errorsOf, findingsOf } from "./findings.ts";
import type { VerifyResult } from "./result.ts";
import { summaryOf } from "./summary.ts";

/** Unlisted files that the closing lines name. */
const SHOWN_UNLISTED = 5;

/** Outputs, report, findings, closing lines and job summary of a verification. */
export function present(result: VerifyResult): Presentation {
  const failure = failureOf(result);
  const verified = result.states.verified ?? 0;
  const skipped = result.artifacts - verified - result.failing;
  const { division } = result;
  const isPlan = division !== undefined && division.shard === undefined;
  return {
    outputs: {
      artifacts: String(result.artifacts),
      verified: String(verified),
      failed: String(result.failing),
      skipped: String(skipped),
      unlisted: String(result.unlisted.count ?? ""),
      inconsistencies: String(inconsistencies(result, "error") + inconsistencies(result, "warning")),
      ...outputShardRun(division),
    },
    report: reportOf(result, { verified, skipped }),
    findings: findingsOf(result),
    checked: checkedOf(result),
    ...(isPlan
      ? {
          lines: [lineOfPlan(division.plan)],
          summary: `${summaryOfPlan("Verification planned", division.plan)}\n`,
        }
      : {
          lines: [
            headline(result, verified),
            ...restLines(result),
            ...unlistedLines(result),
            ...linesOfJoined(result.joined),
          ],
          summary: summaryOf(result),
        }),
    ...(failure === undefined ? {} : { failure, failureClasses: classesOf(result) }),
  };
}

/** Of what could not be looked at; what was found bad has no class, but a state. */
function classesOf({ records }: VerifyResult): string[] {
  return records.flatMap(({ failing, failure }) => (failing && failure !== undefined ? [failure] : []));
}

function reportOf(
  result: VerifyResult,
  counts: { verified: number; skipped: number },
): Presentation["report"] {
  const { compose, mode, place, artifacts, directories, states, groups, unlisted, remote } = result;
  return {
    compose: compose.id,
    mode,
    ...reportShardRun(result.division),
    ...(result.division?.shard === undefined ? {} : { rules: result.division.rules }),
    ...reportJoined(result.joined),
    ...(place === undefined ? {} : { place }),
    verified: counts.verified,
    failed: result.failing,
    skipped: counts.skipped,
    errors: [...errorsOf(result)].map(({ path, message }) => ({ path, error: message })),
    artifacts: { total: artifacts, directories, states, failing: result.failingStates, groups },
    records: result.records.map(({ tolerated: _, ...record }) => record),
    omittedRecords: result.omittedRecords,
    consistency: result.consistency.map(({ kept, ...set }) => ({
      ...set,
      findings: kept,
    })),
    unlisted,
    warnings: result.warnings.map(({ text: _, ...warning }) => warning),
    unmatched: result.unmatched,
    ...(remote === undefined ? {} : { remote }),
    milliseconds: Math.round(result.milliseconds),
  };
}

function headline(
  { compose, artifacts, failing, place, mode, milliseconds }: VerifyResult,
  verified: number,
): string {
  if (mode === "quick") {
    return `${compose.id}: the metadata of ${countOf(artifacts, "artifact", "artifacts")} was read in ${formatDuration(milliseconds)}; no artifact was looked at`;
  }
  const where = place === undefined ? "" : ` ${mode === "local" ? "in" : "from"} ${place}`;
  return `${compose.id}: ${formatCount(verified)} of ${countOf(artifacts, "artifact", "artifacts")} verified${where} in ${formatDuration(milliseconds)}, ${formatCount(failing)} failed`;
}

function restLines({ states, mode, remote }: VerifyResult): string[] {
  const rest = mode === "quick" ? "" : describeStates(states, ["verified"]);
  return [
    ...(rest === "" ? [] : [`not verified: ${rest}`]),
    ...(remote === undefined
      ? []
      : [
          `${countOf(remote.requests, "request", "requests")} to ${countOf(remote.hosts.length, "host", "hosts")}; ${formatCount(remote.downloaded)} downloaded and hashed`,
        ]),
  ];
}

function unlistedLines({ unlisted }: VerifyResult): string[] {
  const { count = 0, files } = unlisted;
  if (count === 0) {
    return [];
  }
  const shown = files.slice(0, SHOWN_UNLISTED).join(", ");
  return [
    `${countOf(count, "file that nothing names", "files that nothing names")}: ${shown}${count > SHOWN_UNLISTED ? ", …" : ""}`,
  ];
}
