import type { Measurement } from "@compose-actions/compose";
import { MAX_EXAMPLES } from "@compose-actions/metadata";
import type { Hashing } from "./hashing.ts";
import type { Settings } from "./settings.ts";
import type { Tally } from "./tally.ts";

/** Something to know of the result; each stands for all its occurrences. */
export interface Notice {
  readonly code: string;
  readonly message: string;
  readonly count: number;
  /** The first few occurrences. */
  readonly examples: readonly string[];
}

/** What was found with the files of the compose. */
export function fileNotices(measurement: Measurement | undefined): Notice[] {
  const { missing = [], outside = [] } = measurement ?? {};
  return [
    ...notice("missing-file", "no such file; its checksum was not computed", missing),
    ...notice("outside-link", "a symbolic link that leads out of the compose", outside),
  ];
}

/** What no checksum was computed of although that was asked for. */
export function setNotices(hashing: Hashing | undefined): Notice[] {
  const { count = 0, examples = [] } = hashing?.sets ?? {};
  return counted("unhashed-set", "a set of files in a registry; its files were not hashed", count, examples);
}

/** Whether such paths can lie beside each other depends on the file system that a tree is made on. */
export function collisionNotices({ collisions: { count, examples } }: Tally): Notice[] {
  return counted(
    "name-collision",
    "paths that differ only in case or in their Unicode form: one file on some file systems",
    count,
    examples,
  );
}

/** Names that select nothing are typing errors, or a compose that lacks what was expected. */
export function selectionNotices({ selector }: Settings): Notice[] {
  return notice("unmatched-selection", "selected, but there is nothing of that name", selector.unmatched());
}

function notice(code: string, message: string, occurrences: readonly string[]): Notice[] {
  return counted(code, message, occurrences.length, occurrences.slice(0, MAX_EXAMPLES));
}

function counted(code: string, message: string, count: number, examples: readonly string[]): Notice[] {
  return count === 0 ? [] : [{ code, message: `${message} (${count})`, count, examples }];
}
