import {
  type AnyMetadata,
  type Artifact,
  type ArtifactContext,
  type DistributedMetadata,
  encodePath,
  isDirectory,
  isDistributed,
  isLocation,
  type Location,
  type Metadata,
  mapArtifacts,
  type Selector,
  select,
} from "@compose-actions/metadata";

const NO_CONTENTS: Location["contents"] = [];

/**
 * Where an artifact lies now, or what else its metadata is to say; undefined when it is in no place that was proved, or
 * in a set that is named already.
 */
export type NewPlace = (artifact: Artifact, context: ArtifactContext) => Location | undefined;

/** Everything that is still there: leaves out variants, arches and source packages without anything in them. */
const WHAT_IS_LEFT: Selector = {
  restricts: true,
  selects: () => true,
  selectsPathless: () => true,
  selectsVariant: () => true,
  selectsArch: () => true,
  unmatched: () => [],
};

export interface NewMetadataOptions {
  readonly selector: Selector;
  readonly placeOf: NewPlace;
  /** What other parts of the work write. */
  readonly ofOthers: ReadonlySet<Artifact>;
  /** Whether something that was selected is nowhere, or elsewhere. */
  readonly isIncomplete: boolean;
}

/**
 * The metadata of what was pushed. On 2.0 input everything else keeps its Location; on 1.2 input it is left out, since
 * nobody knows where it lies. Directories are no artifacts and stay, by their paths.
 */
export function newMetadata(
  model: AnyMetadata,
  { selector, placeOf, ofOthers, isIncomplete }: NewMetadataOptions,
): DistributedMetadata {
  const given = (isDistributed(model) ? model : select(model, selector)) as Metadata<Artifact>;
  const placed = mapArtifacts<Artifact, Location>(given, 2, (artifact, context) => {
    if (!isDirectory(context)) {
      return ofOthers.has(artifact) ? undefined : placeOf(artifact, context);
    }
    return isLocation(artifact) ? artifact : relative(artifact.localPath);
  });
  return isIncomplete ? select(placed, WHAT_IS_LEFT) : placed;
}

function relative(localPath: string): Location {
  return { url: encodePath(localPath), size: null, checksum: null, localPath, contents: NO_CONTENTS };
}
