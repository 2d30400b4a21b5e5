import type { HashJob } from "./hash-block.ts";
import { HashPool, type HashPoolOptions } from "./hash-pool.ts";
import type { HashOutcome } from "./hash-protocol.ts";

export type HashResult<J extends HashJob> = HashOutcome & { readonly job: J };

/**
 * Hashes files that are all known from the start, see {@link HashPool}.
 *
 * @returns the outcome of every job, in the order of the jobs
 * @throws `signal.reason` when aborted
 */
export async function hashFiles<J extends HashJob>(
  root: string,
  jobs: readonly J[],
  options: HashPoolOptions = {},
): Promise<HashResult<J>[]> {
  options.signal?.throwIfAborted();
  if (jobs.length === 0) {
    return [];
  }
  const pool = new HashPool(root, options);
  try {
    const batch = pool.add(jobs);
    const results: HashResult<J>[] = [];
    await pool.until(() => {
      for (let job = jobs[results.length]; job !== undefined; job = jobs[results.length]) {
        const outcome = batch.outcome(results.length);
        if (outcome === undefined) {
          return false;
        }
        results.push({ ...outcome, job });
      }
      return true;
    });
    options.onProgress?.(pool.filesDone, pool.bytesDone);
    return results;
  } finally {
    await pool.close();
  }
}
