import { realpathSync } from "node:fs";
import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { createBlock, type HashJob, outcomeOf } from "./hash-block.ts";
import type { HashBlock, HashOutcome, HashThreadData } from "./hash-protocol.ts";
import { startHashThread } from "./hash-thread.ts";
import { Hasher } from "./hash-worker.ts";

export interface HashPoolOptions {
  /** Number of threads that hash, this one included; by default one per core. */
  readonly workers?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called now and then while {@link HashPool.until} waits; files and bytes that are hashed. */
  readonly onProgress?: (filesDone: number, bytesDone: number) => void;
}

/** Jobs that were added together. */
export interface HashBatch {
  /** What became of the job of this index; undefined when it is not done yet. */
  outcome(index: number): HashOutcome | undefined;
}

const PROGRESS_MS = 250;
/** How long this thread hashes before it lets other work run. */
const TURN_MS = 10;
/** It takes as long to start a thread as to hash this much. */
const THREAD_BYTES = 64 * 1024 * 1024;
/** The size of a file of which nothing is known, and what a file costs besides its bytes. */
const UNKNOWN_BYTES = 1024 * 1024;
const FILE_BYTES = 16 * 1024;

/**
 * Hashes files with every core, while jobs are still being added. All threads take jobs from one list in shared memory:
 * large files first, the others in the order in which they were added. They read with synchronous calls into one buffer
 * each, which costs a third of the CPU time of streams. This thread hashes as well when it would only wait, so that
 * there is one thread fewer to start, and none for a few small files.
 */
export class HashPool {
  readonly #root: string;
  readonly #options: HashPoolOptions;
  readonly #maxThreads: number;
  /** Int32: not 0 when everybody has to stop. */
  readonly #stopped = new Int32Array(new SharedArrayBuffer(4));
  readonly #threads: HashThreadData[] = [];
  readonly #workers: Worker[] = [];
  readonly #hasher: Hasher;
  /** Those with jobs left to take. */
  #blocks: HashBlock[] = [];
  readonly #stop = () => this.#end();
  #addedBytes = 0;
  #failure: Error | undefined;
  /** Wakes whoever waits for the other threads, or wants to report. */
  #wake = Promise.withResolvers<void>();
  #reported = performance.now();

  /**
   * @param root - directory of the files
   * @throws `signal.reason` when aborted
   */
  constructor(root: string, options: HashPoolOptions = {}) {
    options.signal?.throwIfAborted();
    this.#root = realpathSync(root);
    this.#options = options;
    this.#maxThreads = options.workers ?? availableParallelism();
    this.#hasher = new Hasher(this.#newThread());
    options.signal?.addEventListener("abort", this.#stop, { once: true });
  }

  get filesDone(): number {
    return this.#threads.reduce((sum, { progress }) => sum + (progress[0] as number), 0);
  }

  /** Parts of files that are not done yet are counted, too. */
  get bytesDone(): number {
    return this.#threads.reduce((sum, { progress }) => sum + (progress[1] as number), 0);
  }

  /** Adds jobs. Other threads begin with them at once, this one in {@link until}. */
  add(jobs: readonly HashJob[]): HashBatch {
    const block = createBlock(jobs);
    this.#blocks = this.#blocks.filter(({ taken, order }) => (taken[0] as number) < order.length);
    this.#blocks.push(block);
    this.#hasher.add(block);
    for (const worker of this.#workers) {
      worker.postMessage(block);
    }
    for (const { expectedSize = UNKNOWN_BYTES } of jobs) {
      this.#addedBytes += expectedSize + FILE_BYTES;
    }
    const worthwhile = Math.min(this.#maxThreads, 1 + Math.floor(this.#addedBytes / THREAD_BYTES));
    while (this.#threads.length < worthwhile && this.#stopped[0] === 0) {
      this.#startWorker();
    }
    return { outcome: (index) => outcomeOf(block, index) };
  }

  /**
   * Hashes until the condition holds, which is asked for whenever more files may be done. Other work of this thread goes
   * on in between.
   *
   * @throws `signal.reason` when aborted
   */
  async until(condition: () => boolean): Promise<void> {
    const timer = setInterval(() => this.#notify(), PROGRESS_MS);
    try {
      for (;;) {
        this.#options.signal?.throwIfAborted();
        if (this.#failure !== undefined) {
          throw this.#failure;
        }
        const { promise } = this.#wake;
        if (condition()) {
          return;
        }
        await (this.#work() ? setImmediate() : promise);
        this.#report();
      }
    } finally {
      clearInterval(timer);
    }
  }

  /** Ends the threads, whatever is left to do. */
  async close(): Promise<void> {
    this.#options.signal?.removeEventListener("abort", this.#stop);
    this.#end();
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  /** Hashes for a moment. @returns false when there was nothing left to take */
  #work(): boolean {
    const end = performance.now() + TURN_MS;
    let worked = false;
    while (this.#hasher.step()) {
      worked = true;
      if (performance.now() >= end) {
        break;
      }
    }
    return worked;
  }

  #newThread(): HashThreadData {
    const thread: HashThreadData = {
      root: this.#root,
      stopped: this.#stopped,
      progress: new Float64Array(new SharedArrayBuffer(16)),
    };
    this.#threads.push(thread);
    return thread;
  }

  #startWorker(): void {
    const worker = startHashThread(this.#newThread());
    this.#workers.push(worker);
    for (const block of this.#blocks) {
      worker.postMessage(block);
    }
    worker.on("message", () => this.#notify());
    worker.on("error", (error) => this.#fail(error as Error));
    worker.on("exit", () => this.#fail(new Error("a hashing thread ended")));
  }

  #notify(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#end();
  }

  #end(): void {
    Atomics.store(this.#stopped, 0, 1);
    // Gives back the file that this thread had open.
    this.#hasher.step();
    this.#notify();
  }

  #report(): void {
    const now = performance.now();
    if (now - this.#reported >= PROGRESS_MS) {
      this.#reported = now;
      this.#options.onProgress?.(this.filesDone, this.bytesDone);
    }
  }
}
