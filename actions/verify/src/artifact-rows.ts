import type { ArtifactState, RowKind } from "./artifact-states.ts";

/** Artifacts of one variant, arch and kind. */
export interface RowGroup {
  readonly kind: RowKind;
  readonly variant: string;
  readonly arch: string;
}

/** How findings name what belongs together. */
export function groupName({ variant, arch, kind }: RowGroup): string {
  return `${variant} ${arch} ${kind}`;
}

/** One artifact of the compose: its place in the metadata and its files. */
export interface Row {
  readonly group: RowGroup;
  /** Numbers of its files; most artifacts have one. */
  readonly files: readonly number[];
  /** Path of the artifact, where that is not its file's. */
  readonly path?: string;
  /** Not selected: only counted. */
  readonly skipped: boolean;
  /** Nothing above it may say what its checksum is. */
  readonly mayBeUnrooted: boolean;
}

const SKIPPED = 1;
const MAY_BE_UNROOTED = 2;

/**
 * The artifacts of a compose, in the order in which they were found. An artifact takes three numbers, not an object:
 * there may be a million.
 */
export class ArtifactRows {
  readonly #groups: RowGroup[] = [];
  readonly #groupNumbers = new Map<string, number>();
  /** The group of the last row: rows come by group. */
  #last: RowGroup | undefined;
  #lastNumber = 0;
  readonly #rowGroups: number[] = [];
  readonly #flags: number[] = [];
  /** The number of the file, or -1 - i for the i-th of the artifacts that have other than one. */
  readonly #files: number[] = [];
  readonly #several: { readonly files: readonly number[]; readonly path: string }[] = [];

  get count(): number {
    return this.#files.length;
  }

  get groups(): readonly RowGroup[] {
    return this.#groups;
  }

  add(
    group: RowGroup,
    file: number,
    { skipped = false, mayBeUnrooted = false }: { skipped?: boolean; mayBeUnrooted?: boolean } = {},
  ): void {
    this.#rowGroups.push(this.#groupNumber(group));
    this.#flags.push((skipped ? SKIPPED : 0) | (mayBeUnrooted ? MAY_BE_UNROOTED : 0));
    this.#files.push(file);
  }

  /** An artifact that has several files, or none. */
  addSeveral(group: RowGroup, path: string, files: readonly number[], skipped: boolean): void {
    this.add(group, -1 - this.#several.length, { skipped });
    this.#several.push({ files, path });
  }

  *[Symbol.iterator](): Iterator<Row> {
    for (let i = 0; i < this.#files.length; i++) {
      const file = this.#files[i] as number;
      const several = file < 0 ? this.#several[-1 - file] : undefined;
      const flags = this.#flags[i] as number;
      yield {
        group: this.#groups[this.#rowGroups[i] as number] as RowGroup,
        files: several?.files ?? [file],
        ...(several === undefined ? {} : { path: several.path }),
        skipped: (flags & SKIPPED) !== 0,
        mayBeUnrooted: (flags & MAY_BE_UNROOTED) !== 0,
      };
    }
  }

  #groupNumber({ kind, variant, arch }: RowGroup): number {
    const last = this.#last;
    if (last !== undefined && last.kind === kind && last.variant === variant && last.arch === arch) {
      return this.#lastNumber;
    }
    const key = `${kind}\0${variant}\0${arch}`;
    let number = this.#groupNumbers.get(key);
    if (number === undefined) {
      number = this.#groups.length;
      this.#groups.push({ kind, variant, arch });
      this.#groupNumbers.set(key, number);
    }
    this.#last = this.#groups[number];
    this.#lastNumber = number;
    return number;
  }
}

/** Counts of artifacts by state; states that do not occur are absent. */
export type StateCounts = Partial<Record<ArtifactState, number>>;
