import { Worker } from "node:worker_threads";
import type { HashThreadData } from "./hash-protocol.ts";

/** Starts a thread that hashes the blocks that it is sent. In a file of its own, for bundlers to find the worker. */
export function startHashThread(data: HashThreadData): Worker {
  return new Worker(new URL("./hash-worker.js", import.meta.url), { workerData: data });
}
