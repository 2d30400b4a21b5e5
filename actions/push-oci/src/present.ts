import {
  countOf,
  formatBytes,
  formatDuration,
  lineOfPlan,
  outputShardRun,
  type Presentation,
  summaryOfPlan,
} from "@compose-actions/step";
import { reportOf } from "./present-report.ts";
import { summaryOf } from "./present-summary.ts";
import { type Counts, composeRef, type PushOciResult } from "./result.ts";

/** Hosts cut or drop outputs that are longer. */
const MAX_DIGESTS_CHARACTERS = 256 * 1024;
/** More than a job can attest; the compose's own artifact then stands for all. */
const MAX_SUBJECTS = 500;

/** Outputs, report, closing lines and job summary of a run. */
export function present(result: PushOciResult): Presentation {
  const counts = countStates(result);
  const failure = failureOf(result, counts);
  const { division } = result;
  const isPlan = division !== undefined && division.shard === undefined;
  return {
    outputs: {
      "metadata-dir": result.files.length === 0 ? "" : result.output,
      "compose-ref": composeRef(result) ?? "",
      digests: digestsOf(result),
      pushed: String(counts.pushed),
      existing: String(counts.existing),
      bytes: String(result.sentBytes),
      ...outputShardRun(division),
    },
    // Made when it is wanted: it names every artifact.
    get report() {
      return reportOf(result, counts);
    },
    lines: isPlan ? [lineOfPlan(division.plan)] : linesOf(result, counts),
    summary: isPlan
      ? `${summaryOfPlan("Push planned", division.plan)}\n`
      : summaryOf(result, counts, failure),
    subjects: subjectsOf(result),
    ...(failure === undefined ? {} : { failure, failureClasses: classesOf(result) }),
  };
}

/** Of artifacts; of the metadata only when they are all there, since without them it is not published. */
function classesOf({ artifacts, publication }: PushOciResult): string[] {
  const classes = artifacts.flatMap(({ failure }) => (failure === undefined ? [] : [failure.class]));
  if (classes.length > 0) {
    return classes;
  }
  return typeof publication === "object" && "failure" in publication ? [publication.failure.class] : [];
}

function countStates({ artifacts, skipped }: PushOciResult): Counts {
  const counts = { pushed: 0, existing: 0, kept: 0, failed: 0, planned: 0, skipped };
  for (const { state } of artifacts) {
    counts[state] += 1;
  }
  return counts;
}

function failureOf({ publication }: PushOciResult, { failed }: Counts): string | undefined {
  if (failed > 0) {
    return `${countOf(failed, "artifact", "artifacts")} could not be pushed`;
  }
  return typeof publication === "object" && "failure" in publication
    ? `The metadata could not be published: ${publication.failure.message}`
    : undefined;
}

/** Digests of the manifests that are there; references in full could be taken for secrets by hosts, and dropped. */
function digestsOf({ manifests, outcomes }: PushOciResult): string {
  const there = manifests.filter((manifest) => {
    const outcome = outcomes.get(manifest);
    return outcome !== undefined && "state" in outcome;
  });
  const text = JSON.stringify([...new Set(there.map(({ digest }) => digest))]);
  return text.length <= MAX_DIGESTS_CHARACTERS ? text : "";
}

/** Only what is in a registry: an attestation is kept beside it. */
function subjectsOf(result: PushOciResult): readonly string[] {
  const { manifests, outcomes, referenceOf } = result;
  const published = composeRef(result);
  const all = manifests.flatMap((manifest) => {
    const outcome = outcomes.get(manifest);
    return outcome !== undefined && "state" in outcome ? [referenceOf(manifest)] : [];
  });
  const own = published === undefined ? [] : [published];
  const named = own.length > 0 && all.length >= MAX_SUBJECTS ? own : [...own, ...all];
  return named.filter((reference) => /^oci:\/\/(?!oci-layout\.localhost\/)/.test(reference)).map(withoutTag);
}

function withoutTag(reference: string): string {
  return reference.replace(/:[^:/@]+(?=@)/, "");
}

function linesOf(result: PushOciResult, counts: Counts): string[] {
  const { compose, dryRun, manifests, blobs, sentBytes, milliseconds, files, output } = result;
  if (dryRun) {
    return [
      `${compose.id}: ${countOf(counts.planned, "artifact", "artifacts")} in ${countOf(manifests.length, "manifest", "manifests")}; nothing was pushed`,
    ];
  }
  const speed = milliseconds > 0 ? `, ${formatBytes((sentBytes * 1000) / milliseconds)}/s` : "";
  const sent = sentBytes > 0 ? ` (${formatBytes(sentBytes)} in ${formatDuration(milliseconds)}${speed})` : "";
  const published = composeRef(result);
  return [
    `${compose.id}: ${countOf(counts.pushed, "artifact", "artifacts")} pushed, ${counts.existing} there already${others(counts)}`,
    `${countOf(blobs.pushed, "blob", "blobs")} sent${sent}, ${blobs.existing} there already, ${blobs.mounted} mounted`,
    ...(files.length === 0
      ? ["No metadata was written, since nothing is there"]
      : [`${countOf(files.length, "metadata file", "metadata files")} written to ${output}`]),
    ...(published === undefined ? [] : [`The compose is ${published}`]),
  ];
}

function others(counts: Counts): string {
  const parts = (["kept", "failed", "skipped"] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${state}`);
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}
