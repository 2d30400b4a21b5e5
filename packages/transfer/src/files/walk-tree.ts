import { compareCodePoints } from "@compose-actions/metadata";
import type { EntryKind, ListedEntry } from "./tree-entries.ts";
import type { TreeRoot } from "./tree-root.ts";

/** Something in the tree. Its name may hold any character. */
export interface TreeEntry {
  readonly localPath: string;
  readonly kind: EntryKind;
  /** Bytes; 0 for what is no file. */
  readonly size: number;
}

/** Longer paths are none of ours, and the way to them takes ever longer. */
const MAX_PATH_CHARS = 4096;

/**
 * Tells all that is in the tree: a directory, then what is in it, sorted by code points. Links are told, not
 * followed. Holds the lists of the directories above the current one, no more.
 *
 * @throws TransferFailure
 */
export function walkTree(tree: TreeRoot, onEntry: (entry: TreeEntry) => void): void {
  const pending = [{ directory: "", entries: sorted(tree, ""), next: 0 }];
  for (let level = pending.at(-1); level !== undefined; level = pending.at(-1)) {
    const entry = level.entries[level.next];
    if (entry === undefined) {
      pending.pop();
      continue;
    }
    level.next += 1;
    const localPath = level.directory === "" ? entry.name : `${level.directory}/${entry.name}`;
    const isDirectory = entry.kind === "directory" && localPath.length <= MAX_PATH_CHARS;
    onEntry({
      localPath,
      kind: isDirectory || entry.kind !== "directory" ? entry.kind : "other",
      size: entry.size,
    });
    if (isDirectory) {
      pending.push({ directory: localPath, entries: sorted(tree, localPath), next: 0 });
    }
  }
}

/** Nothing for a directory that was removed meanwhile. */
function sorted(tree: TreeRoot, directory: string): ListedEntry[] {
  return (tree.list(directory) ?? []).sort((a, b) => compareCodePoints(a.name, b.name));
}

/**
 * Removes directories that hold nothing but empty directories; not the tree itself.
 *
 * @returns their local paths, the deepest first
 * @throws TransferFailure
 */
export function removeEmptyDirectories(tree: TreeRoot): string[] {
  const directories: string[] = [];
  walkTree(tree, ({ localPath, kind }) => {
    if (kind === "directory") {
      directories.push(localPath);
    }
  });
  return directories.reverse().filter((directory) => tree.removeDirectory(directory));
}
