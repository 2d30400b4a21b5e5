import type { Compose } from "@compose-actions/metadata";
import type { ShardRun } from "@compose-actions/step";
import type { JoinedParts } from "./join-parts.ts";
import type { PlannedArtifact } from "./plan.ts";
import type { Arrival, FileKind, PlanFile } from "./plan-file.ts";
import type { Remaining } from "./remaining.ts";
import type { HostTotals } from "./run-progress.ts";
import type { Settings } from "./settings.ts";
import { isOwn } from "./shard.ts";
import { contentKey, type Proof, proofOf } from "./trust.ts";

/** What became of an artifact. `open`: nothing, since it belongs to another shard or the work was stopped. */
export type ArtifactState = Proof | "failed" | "open";

/** Artifacts by what became of them. */
export type Counts = Readonly<Record<ArtifactState | "skipped", number>>;

export interface ArtifactOutcome {
  readonly artifact: PlannedArtifact;
  readonly state: ArtifactState;
  /** The file that failed, when one did. */
  readonly failed: PlanFile | undefined;
}

/** What a plan holds, before and after. */
export interface Totals {
  readonly files: number;
  /** Known bytes; each content once. */
  readonly bytes: number;
  readonly duplicates: number;
  readonly unknownSizes: number;
}

export interface LocalizeResult {
  readonly compose: Compose;
  readonly output: string;
  readonly dryRun: boolean;
  /** Set when the work is divided. */
  readonly division: ShardRun | undefined;
  /** Parts that other jobs have done; undefined when nothing was said of any. */
  readonly joined: JoinedParts | undefined;
  readonly outcomes: readonly ArtifactOutcome[];
  readonly skipped: number;
  /** Those of the part, when the work is divided. */
  readonly files: readonly PlanFile[];
  /** All that the metadata, and what was read of repositories and trees, names. */
  readonly planned: readonly PlanFile[];
  readonly totals: Totals;
  /** Only of a dry run: what the output lacks. */
  readonly remaining?: Remaining;
  readonly hosts: ReadonlyMap<string, HostTotals>;
  readonly receivedBytes: number;
  readonly milliseconds: number;
  readonly metadata: readonly string[];
  readonly pruned: readonly string[];
  readonly pruneRefusal: string | undefined;
  readonly notices: readonly string[];
  readonly stopped: boolean;
}

/**
 * The files that make the run fail. One of another part does when it ended the work: what is this part's was not come
 * to then.
 */
export function failedFiles({ files, planned, stopped }: LocalizeResult): readonly PlanFile[] {
  return (stopped ? planned : files).filter(({ state }) => state === "failed");
}

/**
 * The worst of an artifact's files decides. One of another part is that part's to judge: another artifact, which this
 * one's repository happens to name as well.
 */
export function outcomeOf(artifact: PlannedArtifact, settings: Settings): ArtifactOutcome {
  if (!isOwn(artifact.files[0] ?? {}, settings.shard)) {
    return { artifact, state: "open", failed: undefined };
  }
  const own = artifact.files.filter((file) => isOwn(file, settings.shard));
  const failed = own.find(({ state }) => state === "failed");
  if (failed !== undefined) {
    return { artifact, state: "failed", failed };
  }
  if (own.some(({ state }) => state === "open")) {
    return { artifact, state: "open", failed: undefined };
  }
  const [first] = own;
  return {
    artifact,
    state: first === undefined ? "open" : proofOf(first, settings.trust),
    failed: undefined,
  };
}

/** Files by what they are and how they came. */
export function countArrivals(
  files: readonly PlanFile[],
): ReadonlyMap<FileKind, Partial<Record<Arrival | "failed", number>>> {
  const counts = new Map<FileKind, Partial<Record<Arrival | "failed", number>>>();
  for (const { kind, state, arrival } of files) {
    const what = state === "done" ? arrival : state === "failed" ? "failed" : undefined;
    if (what === undefined) {
      continue;
    }
    const count = counts.get(kind) ?? {};
    count[what] = (count[what] ?? 0) + 1;
    counts.set(kind, count);
  }
  return counts;
}

/** Of the files of one content the first. */
export function firstOfTheirContent(files: readonly PlanFile[]): ReadonlySet<PlanFile> {
  const contents = new Set<string>();
  return new Set(
    files.filter((file) => {
      const key = contentKey(file);
      const isFirst = key === undefined || !contents.has(key);
      if (key !== undefined) {
        contents.add(key);
      }
      return isFirst;
    }),
  );
}

/** What there is to have, each content once. */
export function totalsOf(files: readonly PlanFile[]): Totals {
  const first = [...firstOfTheirContent(files)];
  return {
    files: files.length,
    bytes: first.reduce((sum, { size }) => sum + (size ?? 0), 0),
    duplicates: files.length - first.length,
    unknownSizes: first.filter(({ size }) => size === null).length,
  };
}
