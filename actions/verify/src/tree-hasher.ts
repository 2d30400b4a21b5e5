import { lstatSync } from "node:fs";
import {
  algorithmsOf,
  type ClaimTable,
  type FoundFile,
  type HashBatch,
  type HashJob,
  type HashOutcome,
  HashPool,
  judge,
  readTreeFile,
  type TreeFileContent,
} from "@compose-actions/compose";
import type { ChecksumAlgorithm } from "@compose-actions/metadata";
import type { StepContext } from "@compose-actions/step";
import { setAt } from "./set-at.ts";
import { Verdicts } from "./verdicts.ts";

export interface TreeHasherOptions {
  /** Directory of the compose, without symbolic links in its path. */
  readonly root: string;
  readonly table: ClaimTable;
  readonly minChecksum: ChecksumAlgorithm;
  readonly workers: number | undefined;
  readonly context: StepContext;
}

/** Files that the threads were given together. */
interface Batch {
  readonly outcomes: HashBatch;
  readonly files: readonly number[];
  /** What was said of each file then. */
  readonly revisions: readonly number[];
}

/** The first files are given to the threads soon, later ones in ever larger batches. */
const FIRST_BATCH = 64;
const LARGEST_BATCH = 8192;
/** No revision. */
const NEVER = -1;

/** Compares the files of a tree with what is said of them, while more is still being said. */
export class TreeHasher implements AsyncDisposable {
  readonly verdicts = new Verdicts();
  readonly #options: TreeHasherOptions;
  readonly #pool: HashPool;
  /** What was said of a file when it was handed in. */
  readonly #revisions: number[] = [];
  /** What was said of a file when it was read here; its verdict stands while nothing new is said. */
  readonly #readAt: number[] = [];
  #batches: Batch[] = [];
  #batchSize = FIRST_BATCH;
  #jobs: HashJob[] = [];
  #files: number[] = [];
  #given = 0;
  #knownBytes = 0;
  #allSizesKnown = true;
  /** Files of which nothing but the size is known. */
  #bare: number[] = [];

  constructor(options: TreeHasherOptions) {
    const { signal, reporter } = options.context;
    this.#options = options;
    this.#pool = new HashPool(options.root, {
      workers: options.workers,
      signal,
      onProgress: (done, bytes) =>
        reporter.progress({
          activity: "hashing",
          done,
          total: this.#given,
          unit: "files",
          bytes,
          ...(this.#allSizesKnown ? { totalBytes: this.#knownBytes } : {}),
        }),
    });
  }

  /** Has a file compared, unless that is done or under way and nothing new is said of it. */
  submit(file: number): void {
    const { table } = this.#options;
    const revision = table.revision(file);
    if (this.#revisions[file] === revision) {
      return;
    }
    setAt(this.#revisions, file, revision, NEVER);
    const algorithms = algorithmsOf(table.checksums(file));
    if (algorithms.length === 0) {
      this.#bare.push(file);
      return;
    }
    const size = table.size(file);
    this.#knownBytes += size ?? 0;
    this.#allSizesKnown &&= size !== undefined;
    this.#files.push(file);
    this.#jobs.push({ file: table.path(file), algorithms, expectedSize: size });
    if (this.#jobs.length >= this.#batchSize) {
      this.flush();
      this.#batchSize = Math.min(2 * this.#batchSize, LARGEST_BATCH);
    }
  }

  /** Lets the threads begin with all that was handed in so far. */
  flush(): void {
    if (this.#jobs.length === 0) {
      return;
    }
    const files = this.#files;
    const revisions = files.map((file) => this.#revisions[file] as number);
    this.#batches.push({ outcomes: this.#pool.add(this.#jobs), files, revisions });
    this.#given += files.length;
    this.#jobs = [];
    this.#files = [];
  }

  /** Whether anything lies at a path, be it a link that leads nowhere. */
  exists(path: string): boolean {
    try {
      return lstatSync(`${this.#options.root}/${path}`, { throwIfNoEntry: false }) !== undefined;
    } catch {
      // Below something that is no directory, or that may not be looked into: reading would tell.
      return false;
    }
  }

  /** Compares a file at once and gives its content. */
  async read(file: number, options: { readonly keep?: number } = {}): Promise<TreeFileContent> {
    const { table } = this.#options;
    setAt(this.#revisions, file, table.revision(file), NEVER);
    setAt(this.#readAt, file, table.revision(file), NEVER);
    const read = await this.#read(file, algorithmsOf(table.checksums(file)), options);
    this.#settle(file, read.found);
    return read;
  }

  /** Waits for all files that were handed in. */
  async finish(): Promise<void> {
    this.flush();
    while (this.#batches.length > 0 || this.#bare.length > 0) {
      await this.#pool.until(() => this.#pool.filesDone >= this.#given);
      const batches = this.#batches;
      this.#batches = [];
      for (const batch of batches) {
        await this.#collect(batch);
      }
      const bare = this.#bare;
      this.#bare = [];
      for (const file of bare) {
        await this.#look(file);
      }
      this.flush();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.close();
  }

  async #collect({ outcomes, files, revisions }: Batch): Promise<void> {
    const { table } = this.#options;
    for (const [index, file] of files.entries()) {
      if (revisions[index] !== table.revision(file)) {
        // More is said of it now than when it was handed in.
        this.submit(file);
        continue;
      }
      if (this.#readAt[file] === revisions[index]) {
        continue;
      }
      const outcome = outcomes.outcome(index);
      if (outcome === undefined) {
        throw new Error(`${table.path(file)} was not hashed`);
      }
      const algorithms = algorithmsOf(table.checksums(file));
      this.#settle(file, foundOf(outcome, algorithms) ?? (await this.#read(file, algorithms)).found);
    }
  }

  async #look(file: number): Promise<void> {
    const { table } = this.#options;
    const revision = table.revision(file);
    if (this.#revisions[file] !== revision) {
      this.submit(file);
    } else if (this.#readAt[file] !== revision && table.checksums(file).length === 0) {
      this.#settle(file, (await this.#read(file, [])).found);
    }
  }

  #read(
    file: number,
    algorithms: readonly string[],
    options: { readonly keep?: number } = {},
  ): Promise<TreeFileContent> {
    const { root, table, context } = this.#options;
    return readTreeFile(root, table.path(file), { ...options, algorithms, signal: context.signal });
  }

  #settle(file: number, found: FoundFile): void {
    const { table, minChecksum } = this.#options;
    this.verdicts.set(file, judge(table.claims(file), found, minChecksum));
  }
}

/** Undefined for what the threads do not tell exactly. */
function foundOf(outcome: HashOutcome, algorithms: readonly string[]): FoundFile | undefined {
  if (outcome.state !== "measured") {
    return undefined;
  }
  const digests: Record<string, string> = {};
  for (let i = 0; i < algorithms.length; i++) {
    digests[algorithms[i] as string] = outcome.digests[i] as string;
  }
  return { state: "measured", size: outcome.size, digests, outside: outcome.outside };
}
