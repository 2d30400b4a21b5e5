import {
  type AnyMetadata,
  type ArtifactKind,
  type ArtifactVisitor,
  isDirectory,
  treeFiles,
  visitArtifacts,
} from "@compose-actions/metadata";

/** Artifacts of one kind. */
export interface KindCount {
  readonly artifacts: number;
  /** Known sizes of their files, each path once. */
  readonly bytes: number;
}

type Count = { -readonly [Field in keyof KindCount]: KindCount[Field] };

/** What metadata names. */
export interface Counts {
  readonly kinds: ReadonlyMap<ArtifactKind, KindCount>;
  readonly all: KindCount;
  /** Variant paths that are no artifacts. */
  readonly directories: number;
}

/** Counts what the files of one job, or the merged ones, name. */
export function countArtifacts(models: readonly AnyMetadata[]): Counts {
  const kinds = new Map<ArtifactKind, Count>();
  const all: Count = { artifacts: 0, bytes: 0 };
  const paths = new Set<string>();
  let directories = 0;
  const count: ArtifactVisitor = (artifact, context) => {
    if (isDirectory(context)) {
      directories += 1;
      return;
    }
    let own = kinds.get(context.kind);
    if (own === undefined) {
      own = { artifacts: 0, bytes: 0 };
      kinds.set(context.kind, own);
    }
    own.artifacts += 1;
    all.artifacts += 1;
    for (const { localPath, size } of treeFiles(artifact, context)) {
      if (size !== null && !paths.has(localPath)) {
        paths.add(localPath);
        own.bytes += size;
        all.bytes += size;
      }
    }
  };
  for (const model of models) {
    visitArtifacts(model, count);
  }
  return { kinds, all, directories };
}
