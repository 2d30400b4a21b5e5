import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { WrittenFile } from "@compose-actions/step";
import { readMetadataFile } from "./read-file.ts";

/** Says what lies in files that were written, so that other jobs can tell whether they have these very ones. */
export async function describeWritten(
  paths: readonly string[],
  signal: AbortSignal,
): Promise<readonly WrittenFile[]> {
  const written: WrittenFile[] = [];
  for (const path of paths) {
    const hash = createHash("sha256");
    let size = 0;
    await readMetadataFile(
      path,
      (chunk) => {
        hash.update(chunk);
        size += chunk.length;
        return true;
      },
      signal,
    );
    written.push({ file: basename(path), sha256: hash.digest("hex"), size });
  }
  return written;
}
