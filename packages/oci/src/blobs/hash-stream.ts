import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { addAbortSignal } from "node:stream";
import type { Digest } from "../repository.ts";

/**
 * Reads a stream to its end.
 *
 * @param onChunk - is told its bytes as they come; what it throws ends the reading
 * @returns what the bytes are
 * @throws what the stream fails with, `signal.reason`
 */
export async function hashStream(
  stream: Readable,
  signal: AbortSignal,
  onChunk?: (chunk: Buffer) => void,
): Promise<{ readonly digest: Digest; readonly size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  try {
    for await (const chunk of addAbortSignal(signal, stream) as AsyncIterable<Buffer>) {
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
