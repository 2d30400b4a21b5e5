/**
 * Works on several items at once.
 *
 * @template T, R
 * @param {readonly T[]} items
 * @param {number} jobs
 * @param {(item: T) => Promise<R>} work
 * @returns {Promise<R[]>} in the order of the items
 */
export async function inParallel(items, jobs, work) {
  const results = /** @type {R[]} */ (new Array(items.length));
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      results[index] = await work(/** @type {T} */ (items[index]));
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, worker));
  return results;
}
