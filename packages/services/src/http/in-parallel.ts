/**
 * Does something for each item, so many at a time.
 *
 * @returns what came of each, in their order
 * @throws what the first that fails throws, once none is under way any more
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !hasFailed) {
      const index = next++;
      try {
        results[index] = await work(items[index] as Item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
  const broken = settled.find((result) => result.status === "rejected");
  if (broken !== undefined) {
    throw broken.reason;
  }
  return results;
}
