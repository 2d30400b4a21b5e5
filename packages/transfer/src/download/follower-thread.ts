import { Worker } from "node:worker_threads";

/** In MB: it reads into one buffer and makes hardly anything else. */
const LIMITS = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 };

/** Starts a thread of `follow-worker`. In a file of its own: bundlers recognise this very expression. */
export function startFollowerThread(): Worker {
  return new Worker(new URL("./follow-worker.js", import.meta.url), { resourceLimits: LIMITS });
}
