import { existsSync, mkdirSync, rmdirSync } from "node:fs";
import { dirname } from "node:path";

/** Less what the umask takes. */
export const DIRECTORY_MODE = 0o755;

/** Removes directories that were made for nothing, the deepest first. */
export function removeEmpty(directories: readonly string[]): void {
  for (const directory of directories) {
    try {
      rmdirSync(directory);
    } catch {
      // Somebody else put something into it.
      return;
    }
  }
}

/** Directories that have to be made for this one, the deepest first. */
export function missingDirectories(directory: string): string[] {
  const missing: string[] = [];
  for (let path = directory; !existsSync(path); path = dirname(path)) {
    missing.push(path);
  }
  return missing;
}

/**
 * Makes directories, given the deepest first. One by one: a recursive mkdir never returns in file systems that refuse
 * a directory by saying that its parent is not there, as /proc does.
 */
export function makeDirectories(missing: readonly string[]): void {
  for (const directory of missing.toReversed()) {
    try {
      mkdirSync(directory, { mode: DIRECTORY_MODE });
    } catch (error) {
      // Somebody else may have made it in the meantime.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error;
      }
    }
  }
}
