import { createHash } from "node:crypto";
import { addAbortSignal, Readable } from "node:stream";
import type { Digest } from "../repository.ts";

/**
 * Reads bytes to their end.
 *
 * @param onChunk - is told the bytes as they come; what it throws ends the reading
 * @returns what the bytes are
 * @throws what reading fails with, `signal.reason`
 */
export async function hashBytes(
  bytes: AsyncIterable<Buffer>,
  signal: AbortSignal,
  onChunk?: (chunk: Buffer) => void,
): Promise<{ readonly digest: Digest; readonly size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  try {
    // Waiting for a stream can be ended; waiting for a disk cannot.
    const source = bytes instanceof Readable ? addAbortSignal(signal, bytes) : bytes;
    for await (const chunk of source as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      hash.update(chunk);
      size += chunk.length;
      onChunk?.(chunk);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  return { digest: `sha256:${hash.digest("hex")}`, size };
}
