import type { ArtifactKind, Location, Warning } from "@compose-actions/metadata";
import type { ImageFacts } from "./images.ts";
import type { RecordedKind } from "./places.ts";
import type { RpmFacts } from "./rpms.ts";

/** One artifact that was recorded. */
export interface RecordedArtifact {
  readonly kind: RecordedKind;
  /** Path of its file below root. */
  readonly source: string;
  readonly location: Location;
  readonly image?: ImageFacts;
  readonly rpm?: RpmFacts;
}

/** Something to know of the result; each stands for all its occurrences. */
export interface Notice extends Omit<Warning, "code"> {
  readonly code: string;
}

/** What a run of record-artifacts did. */
export interface RecordArtifactsResult {
  readonly composeId: string;
  readonly variant: string;
  readonly arch: string;
  readonly output: string;
  /** Paths of the files that were written. */
  readonly files: readonly string[];
  readonly artifacts: readonly RecordedArtifact[];
  /** Whether the URLs are paths below root, since nobody said where the artifacts lie. */
  readonly areLocal: boolean;
  /** How many artifacts of each kind the metadata in the output names now. */
  readonly totals: ReadonlyMap<ArtifactKind, number>;
  readonly notices: readonly Notice[];
}
