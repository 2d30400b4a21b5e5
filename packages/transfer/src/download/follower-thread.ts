import { Worker } from "node:worker_threads";

/** Starts a thread of `follow-worker`. In a file of its own: bundlers recognise this very expression. */
export function startFollowerThread(): Worker {
  return new Worker(new URL("./follow-worker.js", import.meta.url));
}
