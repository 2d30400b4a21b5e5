import { reportJoined, reportShardRun } from "@compose-actions/step";
import { hostOf, type PlanFile } from "./plan-file.ts";
import {
  type ArtifactOutcome,
  type Counts,
  countArrivals,
  firstOfTheirContent,
  type LocalizeResult,
} from "./result.ts";
import { isOwn } from "./shard.ts";

interface Amount {
  files: number;
  bytes: number;
}

/** The report's own fields. */
export function reportOf(result: LocalizeResult, counts: Counts): Record<string, unknown> {
  const { compose, output, dryRun, division, joined, totals, files, planned, outcomes } = result;
  const ofArtifacts = new Set(outcomes.flatMap(({ artifact }) => artifact.files));
  const { plan, ...ofShard } = reportShardRun(division);
  return {
    compose: compose.id,
    output,
    dryRun,
    ...ofShard,
    ...reportJoined(joined),
    metadataFiles: result.metadata,
    counts,
    plan: {
      ...totals,
      ...(result.remaining === undefined ? {} : { remaining: result.remaining }),
      ...plan,
      byHost: amountsByHost(planned),
      byVariant: amountsByVariant(planned),
    },
    transfer: transferOf(result),
    ...(joined === undefined ? {} : { joinedTransfer: transferOf(joined) }),
    files: Object.fromEntries(countArrivals(files)),
    artifacts: outcomes.map((outcome) => {
      const isPlanned = dryRun && isOwn(outcome.artifact.files[0] ?? {}, division?.shard);
      return artifactRecord(outcome, isPlanned);
    }),
    otherFailures: files
      .filter((file) => file.state === "failed" && !ofArtifacts.has(file))
      .map((file) => ({ ...nameOf(file), state: "failed", size: file.size, ...failureOf(file) })),
    pruned: result.pruned,
    warnings: result.notices,
    stopped: result.stopped,
  };
}

function artifactRecord({ artifact, state, failed }: ArtifactOutcome, isPlanned: boolean): object {
  const [first] = artifact.files;
  const { localPath: path, kind, variant, arch } = artifact;
  return {
    path,
    kind,
    variant,
    arch,
    state: isPlanned && state === "open" ? "planned" : state,
    size: first?.state === "done" ? first.bytes : (first?.size ?? null),
    ...(first?.arrival === undefined ? {} : { arrival: first.arrival }),
    ...(failed === undefined ? {} : failureOf(failed)),
    ...(failed === undefined || failed.localPath === path ? {} : { failed: failed.localPath }),
  };
}

function nameOf({ localPath: path, kind, variant, arch }: PlanFile): object {
  return { path, kind, variant, arch };
}

function failureOf({ failure }: PlanFile): object {
  return failure === undefined ? {} : { ...failure };
}

/** Where files are asked for first. */
export function amountsByHost(files: readonly PlanFile[]): Record<string, Amount> {
  return Object.fromEntries(
    amounts(files, firstOfTheirContent(files), ({ urls }) => hostOf(urls[0]) ?? "none"),
  );
}

function amountsByVariant(files: readonly PlanFile[]): Record<string, Record<string, Amount>> {
  const first = firstOfTheirContent(files);
  const variants = new Map<string, PlanFile[]>();
  for (const file of files) {
    const known = variants.get(file.variant);
    if (known === undefined) {
      variants.set(file.variant, [file]);
    } else {
      known.push(file);
    }
  }
  return Object.fromEntries(
    [...variants].map(([variant, own]) => [
      variant,
      Object.fromEntries(amounts(own, first, ({ arch }) => arch)),
    ]),
  );
}

/** Every content counts once, where it is named first: amounts add up to the plan's bytes. */
function amounts(
  files: readonly PlanFile[],
  first: ReadonlySet<PlanFile>,
  key: (file: PlanFile) => string,
): Map<string, Amount> {
  const found = new Map<string, Amount>();
  for (const file of files) {
    const name = key(file);
    const amount = found.get(name) ?? { files: 0, bytes: 0 };
    amount.files += 1;
    amount.bytes += first.has(file) ? (file.size ?? 0) : 0;
    found.set(name, amount);
  }
  return found;
}

type Received = Pick<LocalizeResult, "receivedBytes" | "milliseconds" | "hosts">;

function transferOf(received: Received): object {
  return {
    bytes: received.receivedBytes,
    milliseconds: Math.round(received.milliseconds),
    hosts: hostsOf(received),
  };
}

/** The slowest first. */
export function hostsOf({ hosts }: Pick<Received, "hosts">) {
  return [...hosts]
    .map(([host, { files, bytes, failures, milliseconds }]) => ({
      host,
      files,
      bytes,
      failures,
      bytesPerSecond: milliseconds > 0 ? Math.round((bytes * 1000) / milliseconds) : 0,
    }))
    .sort((a, b) => a.bytesPerSecond - b.bytesPerSecond || (a.host < b.host ? -1 : 1));
}
