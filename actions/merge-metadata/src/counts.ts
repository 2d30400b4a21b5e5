import {
  type AnyMetadata,
  type ArtifactKind,
  isDirectory,
  locations,
  treeFiles,
} from "@compose-actions/metadata";

/** Artifacts of one kind. */
export interface KindCount {
  readonly artifacts: number;
  /** Known sizes of their files, each path once. */
  readonly bytes: number;
}

/** What metadata names. */
export interface Counts {
  readonly kinds: ReadonlyMap<ArtifactKind, KindCount>;
  readonly all: KindCount;
  /** Variant paths that are no artifacts. */
  readonly directories: number;
}

/** Counts what the files of one job, or the merged ones, name. */
export function countArtifacts(models: readonly AnyMetadata[]): Counts {
  const kinds = new Map<ArtifactKind, { artifacts: number; bytes: number }>();
  const all = { artifacts: 0, bytes: 0 };
  const paths = new Set<string>();
  let directories = 0;
  for (const record of models.flatMap(locations)) {
    if (isDirectory(record)) {
      directories += 1;
      continue;
    }
    const count = kinds.get(record.kind) ?? { artifacts: 0, bytes: 0 };
    kinds.set(record.kind, count);
    let bytes = 0;
    for (const { localPath, size } of treeFiles(record.artifact, record)) {
      if (size !== null && !paths.has(localPath)) {
        paths.add(localPath);
        bytes += size;
      }
    }
    for (const sum of [count, all]) {
      sum.artifacts += 1;
      sum.bytes += bytes;
    }
  }
  return { kinds, all, directories };
}
