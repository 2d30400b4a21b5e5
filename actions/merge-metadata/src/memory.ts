import { statSync } from "node:fs";
import { getHeapStatistics } from "node:v8";
import type { Fragment } from "@compose-actions/compose";
import { formatBytes, refuse } from "@compose-actions/step";

/** Bytes of memory that a byte of metadata takes while it is merged; measured, and rounded up. */
const MEMORY_PER_BYTE = 4;

/**
 * Refuses metadata that the process cannot hold: conflicts may lie between any two entries, so that all of them are in
 * memory at once.
 *
 * @param limit - bytes that the process may use; by default what Node has been given
 * @returns the bytes of all files
 * @throws UserError
 */
export function refuseTooMuch(
  fragments: readonly Fragment[],
  limit: number = getHeapStatistics().heap_size_limit,
): number {
  let bytes = 0;
  for (const { sources } of fragments) {
    for (const { path } of sources) {
      bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    }
  }
  if (bytes * MEMORY_PER_BYTE > limit) {
    throw refuse(
      `The metadata has ${formatBytes(bytes)}, more than can be merged in ${formatBytes(limit)} of memory`,
      "merge it in steps, some directories at a time, or give Node more: NODE_OPTIONS=--max-old-space-size=<MB>",
    );
  }
  return bytes;
}
