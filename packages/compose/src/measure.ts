import {
  type Artifact,
  type ArtifactContext,
  checksumAlgorithm,
  checksumDigest,
  type FileFacts,
  isLocation,
  type TreeFile,
  treeFiles,
} from "@compose-actions/metadata";
import { systemCodeText } from "@compose-actions/step";
import type { HashJob } from "./hash-block.ts";
import type { HashBatch, HashPool } from "./hash-pool.ts";
import type { HashOutcome } from "./hash-protocol.ts";

/** A file of a compose that metadata speaks of, with all that it says. */
interface ExpectedFile extends HashJob {
  algorithms: readonly string[];
  expectedSize?: number | undefined;
  readonly checksums: string[];
  readonly sizes: number[];
  /** Where the outcome will be. */
  hashed?: { readonly batch: HashBatch; readonly index: number } | undefined;
  facts?: FileFacts;
}

/** What was found on disk. */
export interface Measurement {
  /** Files that are there and are what the metadata says. */
  readonly files: number;
  /** Of all files that could be read. */
  readonly bytes: number;
  /** Paths without a regular file, sorted by first mention. */
  readonly missing: readonly string[];
  /** What contradicts the metadata, a line per file and fact. */
  readonly mismatches: readonly string[];
  /** Files that could not be read, with the reason. */
  readonly unreadable: readonly string[];
  /** Files that symbolic links put outside the compose. */
  readonly outside: readonly string[];
}

type Findings = {
  -readonly [Field in keyof Measurement]: Measurement[Field] extends readonly string[] ? string[] : number;
};

/**
 * The file whose bytes an artifact's checksum covers: itself, or a repository's repomd.xml. Directories have none, and
 * neither have sets in a registry, whose checksum is that of a manifest.
 */
export function checkedFile(artifact: Artifact, context: ArtifactContext): TreeFile | undefined {
  return isLocation(artifact) && artifact.contents.length > 0 ? undefined : treeFiles(artifact, context)[0];
}

/**
 * The files that artifacts name, each once, with everything that any of them says of it. They are hashed while more of
 * them are added.
 */
export class ExpectedFiles {
  readonly #byPath = new Map<string, ExpectedFile>();
  /** In the order of their first mention. */
  readonly #files: ExpectedFile[] = [];
  /** Files that are not hashed yet, or not with all their algorithms. */
  #pending = new Set<ExpectedFile>();
  /** How many files have been compared with what is known of them; from the first one on. */
  #compared = 0;
  readonly #found = {
    files: 0,
    bytes: 0,
    missing: [],
    mismatches: [],
    unreadable: [],
    outside: [],
  } as Findings;

  get count(): number {
    return this.#files.length;
  }

  /** Sum of the sizes that the metadata knows. */
  get knownBytes(): number {
    return this.#files.reduce((bytes, { expectedSize }) => bytes + (expectedSize ?? 0), 0);
  }

  /** Whether the metadata knows the size of every file. */
  get allSizesKnown(): boolean {
    return this.#files.every(({ expectedSize }) => expectedSize !== undefined);
  }

  add(artifact: Artifact, context: ArtifactContext): void {
    const file = checkedFile(artifact, context);
    if (file === undefined) {
      return;
    }
    let expected = this.#byPath.get(file.localPath);
    if (expected === undefined) {
      expected = { file: file.localPath, algorithms: ["sha256"], checksums: [], sizes: [] };
      this.#byPath.set(file.localPath, expected);
      this.#files.push(expected);
      this.#pending.add(expected);
    }
    for (const checksum of file.checksums) {
      const algorithm = checksumAlgorithm(checksum);
      if (!expected.algorithms.includes(algorithm)) {
        // The list is part of a job already.
        expected.algorithms = [...expected.algorithms, algorithm];
        this.#pending.add(expected);
      }
      if (!expected.checksums.includes(checksum)) {
        expected.checksums.push(checksum);
      }
    }
    if (file.size !== null && !expected.sizes.includes(file.size)) {
      expected.sizes.push(file.size);
      expected.expectedSize ??= file.size;
    }
  }

  /** Begins to hash what was added since the last time. A file of which more was said meanwhile is hashed again. */
  hash(pool: HashPool): void {
    if (this.#pending.size > 0) {
      const jobs = [...this.#pending];
      this.#pending = new Set();
      const batch = pool.add(jobs);
      for (const [index, expected] of jobs.entries()) {
        expected.hashed = { batch, index };
      }
    }
  }

  /**
   * Compares files with what is known of them as far as they are hashed; to be called when everything was added.
   *
   * @param count - of the files in the order of their first mention
   * @returns whether so many were compared
   */
  compare(count: number): boolean {
    for (; this.#compared < count; this.#compared++) {
      const expected = this.#files[this.#compared];
      const outcome = expected?.hashed?.batch.outcome(expected.hashed.index);
      if (expected === undefined || outcome === undefined) {
        return expected === undefined;
      }
      // Gives back the memory that the threads shared.
      expected.hashed = undefined;
      this.#note(expected, outcome);
    }
    return true;
  }

  /** What was found so far. */
  get measurement(): Measurement {
    return this.#found;
  }

  /** What the disk says of a file; undefined unless it is there and is what the metadata says. */
  facts(path: string): FileFacts | undefined {
    return this.#byPath.get(path)?.facts;
  }

  #note(expected: ExpectedFile, outcome: HashOutcome): void {
    const { file } = expected;
    const found = this.#found;
    if (outcome.state === "missing") {
      found.missing.push(file);
    } else if (outcome.state === "unreadable") {
      found.unreadable.push(`${file}: ${systemCodeText(outcome.reason)}`);
    } else {
      found.bytes += outcome.size;
      if (outcome.outside) {
        found.outside.push(file);
      }
      const problems = contradictions(expected, outcome.size, outcome.digests);
      found.mismatches.push(...problems);
      if (problems.length === 0) {
        found.files += 1;
        expected.facts = { size: outcome.size, checksum: `sha256:${outcome.digests[0]}` };
      }
    }
  }
}

function contradictions(expected: ExpectedFile, size: number, digests: readonly string[]): string[] {
  const problems = expected.sizes
    .filter((known) => known !== size)
    .map((known) => `${expected.file}: the metadata says ${known} bytes, the file has ${size}`);
  for (const checksum of expected.checksums) {
    const actual = digests[expected.algorithms.indexOf(checksumAlgorithm(checksum))];
    if (actual !== checksumDigest(checksum)) {
      problems.push(
        `${expected.file}: the metadata says ${checksum}, the file has ${checksumAlgorithm(checksum)}:${actual}`,
      );
    }
  }
  return problems;
}
