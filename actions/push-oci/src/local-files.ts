import { lstatSync, realpathSync, statSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { ExpectedFiles, HashPool } from "@compose-actions/compose";
import { type ArtifactContext, directoryOf, PathIndex, show, type TreeFile } from "@compose-actions/metadata";
import type { Digest } from "@compose-actions/oci";
import { countOf, fault, type StepContext } from "@compose-actions/step";
import { LocalFile } from "./local-file.ts";

/** So many files are looked at before other work gets its turn. */
const TURN_FILES = 1000;

/** To the hashing all of them are files and nothing else. */
const ANY_FILE: ArtifactContext = { kind: "extra_file", variant: "", arch: "" };

export interface HashOptions {
  /** Also those of which metadata has the sha256. */
  readonly all: boolean;
  readonly threads: number | undefined;
}

/** The files that are to be pushed, each once, and everything that is wrong with them. */
export class LocalFiles {
  readonly #root: string;
  readonly #byPath = new Map<string, LocalFile>();
  readonly #paths = new PathIndex();
  readonly #conflicts: string[] = [];
  readonly #problems: string[] = [];
  /** Directory → where it really is, or why nothing can be there. */
  readonly #directories = new Map<string, { readonly path: string } | { readonly problem: string }>();

  /** @param root - directory of the compose */
  constructor(root: string) {
    this.#root = realpathSync(root);
  }

  /** Without symbolic links. */
  get root(): string {
    return this.#root;
  }

  get all(): readonly LocalFile[] {
    return [...this.#byPath.values()];
  }

  /** The file at a path, of which something more is said. */
  want(file: TreeFile): LocalFile {
    const { problem } = this.#paths.add(file);
    if (problem !== undefined) {
      this.#conflicts.push(problem);
    }
    let known = this.#byPath.get(file.localPath);
    if (known === undefined) {
      known = new LocalFile(file.localPath);
      this.#byPath.set(file.localPath, known);
    }
    known.learn(file);
    return known;
  }

  /** @throws UserError when what is wanted cannot lie in one tree */
  refuseConflicts(): void {
    if (this.#conflicts.length > 0) {
      throw fault(
        `The artifacts cannot lie in one tree: ${countOf(this.#conflicts.length, "conflict", "conflicts")}`,
        "mend the metadata: every path must stand for one file",
        this.#conflicts,
      );
    }
  }

  /** Looks at the files that were not looked at yet, without reading them. */
  async look(signal: AbortSignal): Promise<void> {
    let count = 0;
    for (const file of this.#byPath.values()) {
      if (file.wasLookedAt) {
        continue;
      }
      file.wasLookedAt = true;
      const problem = this.#find(file);
      if (problem !== undefined) {
        this.blame(file.localPath, problem);
      }
      count += 1;
      if (count % TURN_FILES === 0) {
        await setImmediate();
        signal.throwIfAborted();
      }
    }
  }

  /** Something else is wrong with a file. */
  blame(localPath: string, problem: string): void {
    this.#problems.push(`${localPath}: ${problem}`);
  }

  /** @throws UserError that names every file with which something is wrong */
  refuseProblems(): void {
    if (this.#problems.length > 0) {
      throw fault(
        `The files below ${this.#root} are not what the metadata says: ${countOf(this.#problems.length, "problem", "problems")}`,
        "complete or restore the compose, name another root, or select what is there; nothing was pushed",
        this.#problems,
      );
    }
  }

  /**
   * Gives every file its digest: the one that metadata knows, or the one that its bytes have. What is hashed is compared
   * with everything that is said of it.
   *
   * @throws UserError when files are not what metadata says
   */
  async hash({ all, threads }: HashOptions, { signal, reporter }: StepContext): Promise<void> {
    const expected = new ExpectedFiles();
    const unknown: LocalFile[] = [];
    for (const file of this.#byPath.values()) {
      const claimed = file.claimedDigest;
      if (file.isSettled) {
        continue;
      }
      if (claimed !== undefined && !all) {
        file.settle(claimed);
        continue;
      }
      const { localPath, size, checksums } = file;
      expected.add({ localPath, size, checksums }, ANY_FILE);
      unknown.push(file);
    }
    if (unknown.length === 0) {
      return;
    }
    const total = expected.count;
    const totalBytes = expected.knownBytes;
    const progress = (done: number, bytes: number) =>
      reporter.progress({ activity: "hashing", done, total, unit: "files", bytes, totalBytes });
    const pool = new HashPool(this.#root, { workers: threads, signal, onProgress: progress });
    try {
      expected.hash(pool);
      await pool.until(() => expected.compare(total));
      progress(pool.filesDone, pool.bytesDone);
    } finally {
      await pool.close();
    }
    const { missing, mismatches, unreadable } = expected.measurement;
    this.#problems.push(...mismatches, ...unreadable, ...missing.map((path) => `${path}: missing`));
    this.refuseProblems();
    for (const file of unknown) {
      const facts = expected.facts(file.localPath);
      if (facts !== undefined) {
        file.settle(facts.checksum as Digest);
      }
    }
  }

  /** @returns what is wrong */
  #find(file: LocalFile): string | undefined {
    const { localPath } = file;
    const directory = this.#directory(directoryOf(localPath));
    if ("problem" in directory) {
      return directory.problem;
    }
    try {
      const name = localPath.slice(localPath.lastIndexOf("/") + 1);
      let path = `${directory.path}/${name}`;
      let stats = lstatSync(path, { bigint: true });
      if (stats.isSymbolicLink()) {
        path = realpathSync.native(path);
        stats = statSync(path, { bigint: true });
      }
      if (!stats.isFile()) {
        return "no regular file";
      }
      if (!this.#isBelow(path)) {
        // What lies elsewhere is nobody's to publish.
        return "a symbolic link leads out of the compose";
      }
      const { dev, ino, size, mtimeNs } = stats;
      const said = file.sizes.find((known) => BigInt(known) !== size);
      if (said !== undefined) {
        return `the metadata says ${said} bytes, the file has ${size}`;
      }
      file.seen = { path, inode: { dev, ino, size, mtimeNs } };
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  }

  #directory(directory: string): { readonly path: string } | { readonly problem: string } {
    let known = this.#directories.get(directory);
    if (known === undefined) {
      known = this.#realDirectory(directory);
      this.#directories.set(directory, known);
    }
    return known;
  }

  #realDirectory(directory: string): { readonly path: string } | { readonly problem: string } {
    try {
      return { path: realpathSync.native(`${this.#root}/${directory}`) };
    } catch (error) {
      return { problem: reasonOf(error) };
    }
  }

  #isBelow(path: string): boolean {
    return path.startsWith(this.#root.endsWith("/") ? this.#root : `${this.#root}/`);
  }
}

function reasonOf(error: unknown): string {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  return code === "ENOENT" || code === "ENOTDIR" ? "missing" : `it cannot be read: ${show(code)}`;
}
