/** Compressed data that is not what it should be. */
export class DataError extends Error {
  override readonly name = "DataError";
}

/** The decompressor has one memory for all: whoever wants it waits until the one before is done. */
let last: Promise<void> = Promise.resolve();

/**
 * Decompresses xz data, several streams after one another included. Only one at a time runs in a process; it needs up
 * to 64 MiB beside the data.
 *
 * @throws DataError that says what is wrong with the data; what the source throws
 */
export async function* unxz(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const before = last;
  const { promise, resolve } = Promise.withResolvers<void>();
  last = promise;
  await before;
  try {
    // Loaded when it is wanted, which is seldom.
    const { default: xz } = await import("xz-decompress");
    const reader = new xz.XzReadableStream(ReadableStream.from(source)).getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) {
          return;
        }
        yield value;
      }
    } catch (error) {
      throw described(error);
    } finally {
      // Fails when reading has failed; it is the way to free the decompressor otherwise.
      await reader.cancel().catch(() => undefined);
    }
  } finally {
    resolve();
  }
}

/** Result codes of the decompressor. */
const PROBLEMS: Readonly<Record<string, string>> = {
  3: "there is not enough memory",
  4: "it needs more than 64 MiB of memory",
  5: "it is not xz",
  6: "it uses a filter or a check that is not supported",
  7: "it is damaged",
  8: "it ends too early",
};

function described(error: unknown): unknown {
  const code = error instanceof Error ? / error code ([0-9]+)$/.exec(error.message)?.[1] : undefined;
  return code === undefined ? error : new DataError(PROBLEMS[code] ?? `the decompressor gave up (${code})`);
}
