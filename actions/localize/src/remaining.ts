import { existsSync } from "node:fs";
import { fault, formatBytes } from "@compose-actions/step";
import { freeBytes, TransferFailure, TreeRoot } from "@compose-actions/transfer";
import type { PlanFile } from "./plan-file.ts";
import { contentKey } from "./trust.ts";

/** What an output lacks, as far as names and sizes tell. */
export interface Remaining {
  readonly files: number;
  /** Known bytes, each content once. */
  readonly bytes: number;
}

/** Looks at what an output holds, and changes nothing. Whether files are right is found out by a run. */
export function remainingOf(files: readonly PlanFile[], output: string): Remaining {
  const tree = existsSync(output) ? TreeRoot.open(output, { create: false }) : undefined;
  try {
    return countMissing(files, tree);
  } finally {
    tree?.close();
  }
}

function countMissing(files: readonly PlanFile[], tree: TreeRoot | undefined): Remaining {
  const contents = new Set<string>();
  let [count, bytes] = [0, 0];
  for (const file of files) {
    if (tree !== undefined && isThere(file, tree)) {
      continue;
    }
    count += 1;
    const key = contentKey(file);
    if (key === undefined || !contents.has(key)) {
      bytes += file.size ?? 0;
    }
    if (key !== undefined) {
      contents.add(key);
    }
  }
  return { files: count, bytes };
}

function isThere({ localPath, size }: PlanFile, tree: TreeRoot): boolean {
  try {
    const stats = tree.stat(localPath);
    return stats?.isFile() === true && (size === null || BigInt(size) === stats.size);
  } catch (error) {
    if (error instanceof TransferFailure) {
      return false;
    }
    throw error;
  }
}

/** What is known to be too much is not begun. @throws UserError */
export function checkSpace(neededBytes: number, output: string): void {
  const free = freeBytes(output);
  if (neededBytes > free) {
    throw fault(
      `The disk is too small: ${formatBytes(neededBytes)} are to be downloaded, ${formatBytes(free)} are free`,
      "make room, select less, or choose another output",
    );
  }
}
