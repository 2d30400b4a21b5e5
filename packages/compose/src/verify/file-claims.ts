import {
  type ChecksumAlgorithm,
  checksumAlgorithm,
  checksumsConflict,
  directoryOf,
} from "@compose-actions/metadata";

/** What is said of a file by all that name it. */
export interface FileClaims {
  /** Bytes; several only when they contradict each other. */
  readonly sizes: readonly number[];
  /** `algorithm:digest`, without repetition. */
  readonly checksums: readonly string[];
}

const NOTHING: FileClaims = { sizes: [], checksums: [] };
const UNKNOWN = -1;
const NO_CHECKSUMS: readonly string[] = [];

/**
 * The files that metadata names, each once, with everything that is said of them. Files are known by their number, in
 * the order in which they came. Made for half a million: what one source says of a file takes no object of its own.
 */
export class ClaimTable {
  readonly #numbers = new Map<string, number>();
  readonly #paths: string[] = [];
  readonly #sizes: number[] = [];
  readonly #checksums: (string | readonly string[])[] = [];
  /** How often something new was said of a file. */
  readonly #revisions: number[] = [];
  /** Only files of which sizes are said that differ. */
  readonly #otherSizes = new Map<number, number[]>();
  #directories: Set<string> | undefined;

  get count(): number {
    return this.#paths.length;
  }

  /** The number of a file, which is new when it was not named before. */
  add(path: string): number {
    const known = this.#numbers.get(path);
    if (known !== undefined) {
      return known;
    }
    const number = this.#paths.length;
    this.#numbers.set(path, number);
    this.#paths.push(path);
    this.#sizes.push(UNKNOWN);
    this.#checksums.push(NO_CHECKSUMS);
    this.#revisions.push(0);
    this.#directories = undefined;
    return number;
  }

  find(path: string): number | undefined {
    return this.#numbers.get(path);
  }

  path(file: number): string {
    return this.#paths[file] as string;
  }

  /** Grows whenever something new is said of the file. */
  revision(file: number): number {
    return this.#revisions[file] as number;
  }

  /** The first size that was said; undefined while none was. */
  size(file: number): number | undefined {
    const size = this.#sizes[file] as number;
    return size === UNKNOWN ? undefined : size;
  }

  checksums(file: number): readonly string[] {
    const checksums = this.#checksums[file] as string | readonly string[];
    return typeof checksums === "string" ? [checksums] : checksums;
  }

  claims(file: number): FileClaims {
    const size = this.size(file);
    const checksums = this.checksums(file);
    if (size === undefined) {
      return checksums.length === 0 ? NOTHING : { sizes: [], checksums };
    }
    return { sizes: [size, ...(this.#otherSizes.get(file) ?? [])], checksums };
  }

  /**
   * Adds to what is said of a file: a known size or checksum fills an absent one.
   *
   * @returns what contradicts what was said before
   */
  claim(file: number, size: number | null, checksums: readonly string[]): string | undefined {
    const grewSize = size !== null && this.#addSize(file, size);
    const before = this.checksums(file);
    const fresh = before.length === 0 ? checksums : checksums.filter((one) => !before.includes(one));
    if (fresh.length > 0) {
      const [only] = fresh;
      this.#checksums[file] =
        before.length === 0 && fresh.length === 1 ? (only as string) : [...new Set([...before, ...fresh])];
    }
    if (!grewSize && fresh.length === 0) {
      return undefined;
    }
    this.#revisions[file] = this.revision(file) + 1;
    return this.#contradiction(file, before, fresh, size);
  }

  /** Files that lie where another file needs a directory: one line each. */
  *misplaced(): Iterable<{ readonly path: string; readonly problem: string }> {
    for (const directory of this.directories()) {
      if (this.#numbers.has(directory)) {
        yield { path: directory, problem: "is a file, but other files are named below it" };
      }
    }
  }

  /** All directories that files are named below. */
  directories(): ReadonlySet<string> {
    if (this.#directories === undefined) {
      const directories = new Set<string>();
      let last = "";
      for (const path of this.#paths) {
        let directory = directoryOf(path);
        if (directory === last) {
          continue;
        }
        last = directory;
        for (; directory !== "" && !directories.has(directory); directory = directoryOf(directory)) {
          directories.add(directory);
        }
      }
      this.#directories = directories;
    }
    return this.#directories;
  }

  #addSize(file: number, size: number): boolean {
    const known = this.#sizes[file];
    if (known === size) {
      return false;
    }
    if (known === UNKNOWN) {
      this.#sizes[file] = size;
      return true;
    }
    const others = this.#otherSizes.get(file) ?? [];
    if (others.includes(size)) {
      return false;
    }
    this.#otherSizes.set(file, [...others, size]);
    return true;
  }

  #contradiction(
    file: number,
    before: readonly string[],
    fresh: readonly string[],
    size: number | null,
  ): string | undefined {
    if (checksumsConflict(before, fresh)) {
      return `is named with different checksums: ${before.join(" ")} and ${fresh.join(" ")}`;
    }
    const known = this.#sizes[file];
    return size !== null && known !== size
      ? `is named with different sizes: ${known} and ${size} bytes`
      : undefined;
  }
}

/** Nearly every file has one checksum. */
const SINGLE: Readonly<Record<ChecksumAlgorithm, readonly string[]>> = {
  sha512: ["sha512"],
  sha256: ["sha256"],
  sha1: ["sha1"],
  md5: ["md5"],
};
const NO_ALGORITHMS: readonly string[] = [];

/** The algorithms of checksums, each once. */
export function algorithmsOf(checksums: readonly string[]): readonly string[] {
  const [only] = checksums;
  if (only === undefined) {
    return NO_ALGORITHMS;
  }
  return checksums.length === 1
    ? SINGLE[checksumAlgorithm(only)]
    : [...new Set(checksums.map(checksumAlgorithm))];
}
