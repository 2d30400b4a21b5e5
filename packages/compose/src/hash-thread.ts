import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { HashThreadData } from "./hash-protocol.ts";

/** A thread that has no work yet. */
let prepared: Worker | undefined;

/**
 * Starts a thread before it is known what there is to hash: it takes as long as the rest of a step does to be loaded.
 *
 * @param threads - how many will hash at most, this one included; by default one per core
 */
export function prepareHashThread(threads: number = availableParallelism()): void {
  if (threads > 1 && prepared === undefined) {
    const worker = newThread();
    // Whoever needs a thread starts another one, and hears from that what is wrong.
    worker.once("error", () => undefined);
    worker.once("exit", () => {
      prepared = prepared === worker ? undefined : prepared;
    });
    worker.unref();
    prepared = worker;
  }
}

/** A thread that hashes the blocks that it is sent. */
export function startHashThread(data: HashThreadData): Worker {
  const worker = prepared ?? newThread();
  prepared = undefined;
  worker.ref();
  worker.postMessage(data);
  return worker;
}

/** In a file of its own, for bundlers to find the worker. */
function newThread(): Worker {
  return new Worker(new URL("./hash-worker.js", import.meta.url), { workerData: "hash-thread" });
}
