import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FoundFile } from "@compose-actions/compose";
import { TransferFailure } from "@compose-actions/transfer";

const CHUNK_BYTES = 1024 * 1024;

/**
 * Looks at a blob of a layout directory.
 *
 * @param algorithms - that it is hashed with; undefined: only its size is wanted
 * @throws TransferFailure; `signal.reason` when aborted
 */
export async function readBlob(
  url: URL,
  algorithms: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<FoundFile & { readonly state: "measured" }> {
  const descriptor = open(fileURLToPath(url));
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) {
      throw new TransferFailure("manifest", "the layout's blob is no regular file", { remedy: "never" });
    }
    if (algorithms === undefined) {
      return { state: "measured", size: stats.size, digests: {}, outside: false };
    }
    const hashes = algorithms.map((name) => [name, createHash(name)] as const);
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    let size = 0;
    for (;;) {
      const length = readSync(descriptor, buffer, 0, CHUNK_BYTES, null);
      if (length === 0) {
        break;
      }
      size += length;
      for (const [, hash] of hashes) {
        hash.update(buffer.subarray(0, length));
      }
      // Others have their turn in between.
      await new Promise(setImmediate);
      signal.throwIfAborted();
    }
    const digests = Object.fromEntries(hashes.map(([name, hash]) => [name, hash.digest("hex")]));
    return { state: "measured", size, digests, outside: false };
  } finally {
    closeSync(descriptor);
  }
}

function open(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === "ENOENT"
      ? new TransferFailure("not-found", "the layout directory lacks the blob", { remedy: "never" })
      : new TransferFailure("disk", `the layout's blob cannot be read: ${code}`, { remedy: "never" });
  }
}
