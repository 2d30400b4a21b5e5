import { type Dirent, readdirSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { compareCodePoints } from "@compose-actions/metadata";

export interface UnlistedOptions {
  /** Whether metadata names this file. */
  readonly names: (localPath: string) => boolean;
  /** Whether anything is named below this directory: asked for symbolic links, which are not followed. */
  readonly namesBelow: (localPath: string) => boolean;
  /** Directories that are not looked into. */
  readonly ignores: (localPath: string) => boolean;
  readonly onUnlisted: (localPath: string) => void;
  readonly signal?: AbortSignal;
}

/** Longer paths are none of ours, and the way to them takes ever longer. */
const MAX_PATH_CHARS = 4096;
/** Other work gets its turn after so many entries. */
const PAUSE_ENTRIES = 20_000;

/**
 * Tells all files below a directory that metadata does not name, by directory, each sorted. Holds the lists of the
 * directories above the current one, no more; links are told, not followed.
 *
 * @param root - absolute
 * @returns directories that could not be read
 */
export async function findUnlisted(root: string, options: UnlistedOptions): Promise<readonly string[]> {
  const { names, namesBelow, ignores, onUnlisted, signal } = options;
  const unreadable: string[] = [];
  const list = (directory: string): Iterator<Dirent> => {
    const entries = entriesOf(directory === "" ? root : `${root}/${directory}`);
    if (entries === undefined) {
      unreadable.push(directory);
    }
    return (entries ?? []).values();
  };
  const pending = [{ directory: "", entries: list("") }];
  let seen = 0;
  for (let level = pending.at(-1); level !== undefined; level = pending.at(-1)) {
    const next = level.entries.next();
    if (next.done === true) {
      pending.pop();
      continue;
    }
    const entry = next.value;
    const localPath = level.directory === "" ? entry.name : `${level.directory}/${entry.name}`;
    seen += 1;
    if (seen % PAUSE_ENTRIES === 0) {
      await setImmediate();
      signal?.throwIfAborted();
    }
    if (entry.isDirectory() && localPath.length <= MAX_PATH_CHARS) {
      if (!ignores(localPath)) {
        pending.push({ directory: localPath, entries: list(localPath) });
      }
    } else if (!names(localPath) && !(entry.isSymbolicLink() && namesBelow(localPath))) {
      onUnlisted(localPath);
    }
  }
  return unreadable;
}

/** Undefined for a directory that cannot be read; one that is gone is empty. */
function entriesOf(directory: string): Dirent[] | undefined {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => compareCodePoints(a.name, b.name));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? [] : undefined;
  }
}
