import { rmSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** Where uploads are remembered that a run has begun, so that the next one can go on with them: beside its output. */
export function journalDirectory(output: string): string {
  const path = resolve(output);
  return join(dirname(path), `.${basename(path)}.uploads`);
}

/**
 * Removes the journal when there is nothing in it to go on with.
 *
 * @param isDone - everything was pushed
 */
export function tidyJournal(directory: string, isDone: boolean): void {
  const isEmpty = (statSync(join(directory, "uploads"), { throwIfNoEntry: false })?.size ?? 0) === 0;
  if (isDone || isEmpty) {
    rmSync(directory, { recursive: true, force: true });
  }
}
