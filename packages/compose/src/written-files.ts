import { basename } from "node:path";
import type { WrittenFile } from "@compose-actions/step";
import { hashMetadataFile } from "./metadata-digest.ts";

/** Says what lies in files that were written, so that other jobs can tell whether they have these very ones. */
export async function describeWritten(
  paths: readonly string[],
  signal: AbortSignal,
): Promise<readonly WrittenFile[]> {
  const written: WrittenFile[] = [];
  for (const path of paths) {
    written.push({ file: basename(path), ...(await hashMetadataFile(path, signal)) });
  }
  return written;
}
