/**
 * Works through items, so many at a time. The first error ends it, after what was begun has ended.
 *
 * @throws what the work throws first
 */
export async function inParallel<T>(
  items: Iterable<T>,
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  let failed = false;
  const worker = async () => {
    for (let next = iterator.next(); next.done !== true && !failed; next = iterator.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: width }, worker));
  const rejected = settled.find(({ status }) => status === "rejected");
  if (rejected?.status === "rejected") {
    throw rejected.reason;
  }
}
