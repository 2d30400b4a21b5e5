import type { Compose } from "@compose-actions/metadata";
import type { ShardRun, WrittenFile } from "@compose-actions/step";
import type { ChosenArtifact } from "./chosen-artifact.ts";
import type { PushFailure } from "./failures.ts";
import type { Parcels } from "./parcels.ts";
import type { Plan, PlannedManifest } from "./plan.ts";
import type { Publication } from "./publish.ts";
import type { ManifestOutcome } from "./push.ts";
import type { BlobCounts } from "./push-progress.ts";

/** What became of an artifact. `kept`: in a registry before, and left alone; `planned`: only in a dry run. */
export type ArtifactState = "pushed" | "existing" | "kept" | "failed" | "planned";

/** Artifacts by what became of them. */
export type Counts = Readonly<Record<ArtifactState | "skipped", number>>;

export interface ArtifactOutcome {
  readonly artifact: ChosenArtifact;
  readonly state: ArtifactState;
  /** Undefined for what was kept. */
  readonly manifest: PlannedManifest | undefined;
  readonly failure?: PushFailure;
}

/** What a run did, or a dry run would do. */
export interface PushOciResult {
  readonly compose: Compose;
  readonly output: string;
  readonly dryRun: boolean;
  /** Set when the work is divided. */
  readonly division: ShardRun | undefined;
  readonly artifacts: readonly ArtifactOutcome[];
  /** Artifacts that were not selected. */
  readonly skipped: number;
  readonly manifests: readonly PlannedManifest[];
  readonly outcomes: ReadonlyMap<PlannedManifest, ManifestOutcome>;
  /** The URL that a manifest has in Locations. */
  readonly referenceOf: (manifest: PlannedManifest) => string;
  readonly blobs: BlobCounts;
  readonly sentBytes: number;
  readonly milliseconds: number;
  /** Paths of the written metadata. */
  readonly files: readonly string[];
  /** What is in it; only of a part. */
  readonly written?: readonly WrittenFile[];
  /** Artifacts that it names; a set is one. */
  readonly described: number;
  /** Those of them that were not selected. */
  readonly carried: number;
  /** Undefined when the metadata was not to be published. */
  readonly publication: Publication | undefined;
  readonly notices: readonly string[];
}

/** The reference of the published metadata. */
export function composeRef({ publication }: PushOciResult): string | undefined {
  return typeof publication === "object" && "reference" in publication ? publication.reference : undefined;
}

export interface OutcomesOptions {
  readonly parcels: Parcels;
  readonly plan: Plan;
  readonly outcomes: ReadonlyMap<PlannedManifest, ManifestOutcome>;
}

/** What became of every artifact that was selected. */
export function outcomesOf(
  chosen: readonly ChosenArtifact[],
  placed: ReadonlySet<ChosenArtifact>,
  { parcels, plan, outcomes }: OutcomesOptions,
): readonly ArtifactOutcome[] {
  return chosen.map((artifact) => {
    const parcel = parcels.of.get(artifact);
    const [file] = artifact.files;
    if (placed.has(artifact) || parcel === undefined || file === undefined) {
      return { artifact, state: "kept", manifest: undefined };
    }
    const manifest = plan.manifestOf(parcel, file);
    const outcome = outcomes.get(manifest);
    if (outcome === undefined) {
      return { artifact, state: "planned", manifest };
    }
    return "failure" in outcome
      ? { artifact, state: "failed", manifest, failure: outcome.failure }
      : { artifact, state: outcome.state, manifest };
  });
}
