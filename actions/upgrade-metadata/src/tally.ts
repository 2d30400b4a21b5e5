import {
  type Artifact,
  type ArtifactContext,
  type ArtifactKind,
  type Collision,
  type FoldedPaths,
  isDirectory,
  MAX_EXAMPLES,
  type PathFinding,
  type TreeFile,
  treeFiles,
} from "@compose-actions/metadata";

/** Counts of one variant and kind. */
export interface KindCount {
  readonly artifacts: number;
  /** Known bytes of its files, each path once in the whole compose. */
  readonly bytes: number;
}

const MAX_CONFLICTS = 50;

/** Remembers paths and finds those that cannot lie in one tree. */
export interface PathRegister {
  add(file: TreeFile): PathFinding;
}

type Count = { -readonly [Field in keyof KindCount]: KindCount[Field] };

/** Counts what is written and finds artifacts that cannot lie in one tree. */
export class Tally {
  readonly #counts = new Map<string, Map<ArtifactKind, Count>>();
  /** Artifacts come by variant and kind. */
  #last: { readonly variant: string; readonly kind: ArtifactKind; readonly count: Count } | undefined;
  readonly #paths: PathRegister;
  readonly #folded: FoldedPaths | undefined;
  readonly #conflicts: string[] = [];
  readonly #collisions = { count: 0, examples: [] as string[] };
  #conflictCount = 0;
  #directories = 0;
  #artifacts = 0;

  /** @param folded - where paths are looked at that are one file on some file systems */
  constructor(paths: PathRegister, folded?: FoldedPaths) {
    this.#paths = paths;
    this.#folded = folded;
  }

  /** Artifacts seen so far; directories are none. */
  get artifacts(): number {
    return this.#artifacts;
  }

  /**
   * @param written - what is counted
   * @param read - what it was made from: conversions leave out facts that may contradict each other
   */
  add(written: Artifact, context: ArtifactContext, read: Artifact): void {
    if (isDirectory(context)) {
      this.#directories += 1;
      return;
    }
    this.#artifacts += 1;
    const count = this.#count(context.variant, context.kind);
    count.artifacts += 1;
    let added = false;
    for (const file of treeFiles(read, context)) {
      added = this.#register(file) || added;
    }
    if (added) {
      count.bytes += written.size ?? 0;
    }
  }

  #register(file: TreeFile): boolean {
    const { added, problem } = this.#paths.add(file);
    if (problem !== undefined) {
      this.#conflictCount += 1;
      if (this.#conflicts.length < MAX_CONFLICTS) {
        this.#conflicts.push(problem);
      }
    }
    if (added && this.#folded !== undefined) {
      this.#note(this.#folded.add(file.localPath));
    }
    return added;
  }

  #note(collisions: readonly Collision[]): void {
    for (const { a, b } of collisions) {
      this.#collisions.count += 1;
      if (this.#collisions.examples.length < MAX_EXAMPLES) {
        this.#collisions.examples.push(`${a} and ${b}`);
      }
    }
  }

  /** Paths that are one file where case, or the encoding of accents, makes no difference. */
  get collisions(): { readonly count: number; readonly examples: readonly string[] } {
    return this.#collisions;
  }

  get conflicts(): { readonly count: number; readonly examples: readonly string[] } {
    return { count: this.#conflictCount, examples: this.#conflicts };
  }

  /** Directories among the variant paths: no artifacts, counted apart. */
  get directories(): number {
    return this.#directories;
  }

  /** Variant → kind → counts, in the order of the files. */
  get variants(): ReadonlyMap<string, ReadonlyMap<ArtifactKind, KindCount>> {
    return this.#counts;
  }

  #count(variant: string, kind: ArtifactKind): Count {
    const last = this.#last;
    if (last !== undefined && last.variant === variant && last.kind === kind) {
      return last.count;
    }
    const kinds = this.#counts.get(variant) ?? new Map<ArtifactKind, Count>();
    const count = kinds.get(kind) ?? { artifacts: 0, bytes: 0 };
    this.#counts.set(variant, kinds.set(kind, count));
    this.#last = { variant, kind, count };
    return count;
  }
}
