import type { Stats } from "node:fs";
import { io } from "./io.ts";

export type EntryKind = "file" | "symlink" | "directory" | "other";

/** Something in a directory of the tree. */
export interface ListedEntry {
  readonly name: string;
  readonly kind: EntryKind;
  /** Bytes; 0 for what is no file. */
  readonly size: number;
}

/** What is in a directory, unsorted. @throws the system error */
export function entriesOf(prefix: string): ListedEntry[] {
  return io.readdirSync(`${prefix}/.`).flatMap((name) => listed(prefix, name));
}

function listed(prefix: string, name: string): ListedEntry[] {
  const stats = io.lstatSync(`${prefix}/${name}`, { throwIfNoEntry: false });
  if (stats === undefined) {
    // Removed meanwhile; or a name that is no UTF-8 and cannot be asked for.
    return name.includes("\ufffd") ? [{ name, kind: "other", size: 0 }] : [];
  }
  return [{ name, kind: kindOf(stats), size: stats.isFile() ? stats.size : 0 }];
}

function kindOf(stats: Stats): EntryKind {
  if (stats.isFile()) {
    return "file";
  }
  if (stats.isDirectory()) {
    return "directory";
  }
  return stats.isSymbolicLink() ? "symlink" : "other";
}
