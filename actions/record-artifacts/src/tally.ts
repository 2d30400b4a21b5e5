import {
  type AnyMetadata,
  ARTIFACT_KINDS,
  type ArtifactKind,
  isDirectory,
  locations,
} from "@compose-actions/metadata";
import { locationOf, type Recorded } from "./documents.ts";
import type { RecordedArtifact } from "./result.ts";
import type { RpmFacts } from "./rpms.ts";

/** Every artifact that was recorded, in the order of kinds and paths. */
export function artifactsOf(recorded: Recorded, rpmFacts: readonly RpmFacts[]): readonly RecordedArtifact[] {
  const { images, rpms, extraFiles } = recorded.artifacts;
  return [
    ...images.map((file) => ({
      kind: file.kind,
      source: file.source,
      location: locationOf(file, recorded),
      image: file.content.facts,
    })),
    ...rpms.map((file, index) => ({
      kind: file.kind,
      source: file.source,
      location: locationOf(file, recorded),
      rpm: rpmFacts[index] as RpmFacts,
    })),
    ...extraFiles.map((file) => ({
      kind: file.kind,
      source: file.source,
      location: locationOf(file, recorded),
    })),
  ];
}

/** How many artifacts of each kind metadata names; directories are none. */
export function totalsOf(models: readonly AnyMetadata[]): ReadonlyMap<ArtifactKind, number> {
  const counts = new Map<ArtifactKind, number>(ARTIFACT_KINDS.map((kind) => [kind, 0]));
  for (const model of models) {
    for (const record of locations(model)) {
      if (!isDirectory(record)) {
        counts.set(record.kind, (counts.get(record.kind) ?? 0) + 1);
      }
    }
  }
  return new Map([...counts].filter(([, count]) => count > 0));
}
