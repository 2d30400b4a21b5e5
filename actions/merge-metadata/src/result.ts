import type { Compose, MergeConflict, Undeclared } from "@compose-actions/metadata";
import type { ComposeArtifact } from "@compose-actions/oci";
import type { FailureClass } from "@compose-actions/transfer";
import type { Counts } from "./counts.ts";
import type { Contribution } from "./load.ts";
import type { Parts } from "./parts.ts";

/** Something to know of the result; each stands for all its occurrences. */
export interface Notice {
  readonly code: string;
  readonly message: string;
  readonly count: number;
  /** The first few occurrences. */
  readonly examples: readonly string[];
}

/** Why the merged metadata is not where it should be published. */
export interface PublicationFailure {
  /** Absent when nothing went wrong with bytes. */
  readonly class?: FailureClass;
  readonly message: string;
}

/** What is the same whether or not the metadata could be merged. */
export interface Common {
  readonly compose: Pick<Compose, "id">;
  readonly contributions: readonly Pick<Contribution, "name" | "counts">[];
  readonly notices: readonly Notice[];
  /** The parts that made the metadata; undefined when nothing was said of any. */
  readonly parts: Parts | undefined;
}

/** Metadata that was merged and written. */
export interface MergedResult extends Common {
  readonly state: "merged";
  readonly output: string;
  /** Paths of the metadata that was written. */
  readonly files: readonly string[];
  readonly counts: Counts;
  /** What was added to composeinfo.json. */
  readonly completed: readonly Undeclared[];
  /** Undefined when the metadata was not to be published. */
  readonly publication: ComposeArtifact | { readonly failure: PublicationFailure } | undefined;
}

/** Metadata that contradicts itself; nothing was written. */
export interface RefusedResult extends Common {
  readonly state: "refused";
  readonly conflicts: readonly MergeConflict[];
  readonly conflictCount: number;
  /** What composeinfo.json lacks and must have. */
  readonly undeclared: readonly Undeclared[];
}

export type MergeMetadataResult = MergedResult | RefusedResult;

/** The reference of the published metadata. */
export function composeRef(result: MergeMetadataResult): string | undefined {
  return result.state === "merged" && result.publication !== undefined && "reference" in result.publication
    ? result.publication.reference
    : undefined;
}

/** Conflicts, and what composeinfo.json lacks. */
export function problemCount({ conflictCount, undeclared }: RefusedResult): number {
  return conflictCount + undeclared.length;
}
