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
import { type HashJob, type HashOptions, hashFiles } from "./hash-files.ts";

/** A file of a compose that metadata speaks of, with all that it says. */
interface ExpectedFile extends HashJob {
  readonly algorithms: string[];
  checksums: string[];
  sizes: number[];
}

/** What was found on disk. */
export interface Measurement {
  /** Facts of every file that is there and is what the metadata says, by path. */
  readonly facts: ReadonlyMap<string, FileFacts>;
  readonly files: number;
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

/**
 * The file whose bytes an artifact's checksum covers: itself, or a repository's repomd.xml. Directories have none, and
 * neither have sets in a registry, whose checksum is that of a manifest.
 */
export function checkedFile(artifact: Artifact, context: ArtifactContext): TreeFile | undefined {
  return isLocation(artifact) && artifact.contents.length > 0 ? undefined : treeFiles(artifact, context)[0];
}

/** The files that artifacts name, each once, with everything that any of them says of it. */
export class ExpectedFiles {
  readonly #files = new Map<string, ExpectedFile & { expectedSize?: number | undefined }>();

  get count(): number {
    return this.#files.size;
  }

  /** Sum of the sizes that the metadata knows. */
  get knownBytes(): number {
    let bytes = 0;
    for (const { expectedSize } of this.#files.values()) {
      bytes += expectedSize ?? 0;
    }
    return bytes;
  }

  /** Whether the metadata knows the size of every file. */
  get allSizesKnown(): boolean {
    return [...this.#files.values()].every(({ expectedSize }) => expectedSize !== undefined);
  }

  add(artifact: Artifact, context: ArtifactContext): void {
    const file = checkedFile(artifact, context);
    if (file === undefined) {
      return;
    }
    let expected = this.#files.get(file.localPath);
    if (expected === undefined) {
      expected = { file: file.localPath, algorithms: ["sha256"], checksums: [], sizes: [] };
      this.#files.set(file.localPath, expected);
    }
    for (const checksum of file.checksums) {
      const algorithm = checksumAlgorithm(checksum);
      if (!expected.algorithms.includes(algorithm)) {
        expected.algorithms.push(algorithm);
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

  /** Hashes every file below `root` and compares it with what is known. */
  async measure(root: string, options: HashOptions): Promise<Measurement> {
    const facts = new Map<string, FileFacts>();
    const missing: string[] = [];
    const mismatches: string[] = [];
    const unreadable: string[] = [];
    const outside: string[] = [];
    let bytes = 0;
    for (const result of await hashFiles(root, [...this.#files.values()], options)) {
      const { file } = result.job;
      if (result.state === "missing") {
        missing.push(file);
      } else if (result.state === "unreadable") {
        unreadable.push(`${file}: ${result.reason}`);
      } else {
        bytes += result.size;
        if (result.outside) {
          outside.push(file);
        }
        const found = compare(result.job, result.size, result.digests);
        mismatches.push(...found);
        if (found.length === 0) {
          facts.set(file, { size: result.size, checksum: `sha256:${result.digests[0]}` });
        }
      }
    }
    return { facts, files: facts.size, bytes, missing, mismatches, unreadable, outside };
  }
}

function compare(expected: ExpectedFile, size: number, digests: readonly string[]): string[] {
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
