import {
  describeUndeclared,
  MAX_EXAMPLES,
  type Selector,
  show,
  type Undeclared,
  type WarningLog,
} from "@compose-actions/metadata";
import type { NamedLayouts } from "./layouts.ts";
import type { Notice } from "./result.ts";

export interface NoticesOptions {
  readonly log: WarningLog;
  readonly selector: Selector;
  readonly completed: readonly Undeclared[];
  readonly layouts: NamedLayouts;
}

/** What a person should know of a merge. */
export function noticesOf({ log, selector, completed, layouts }: NoticesOptions): readonly Notice[] {
  return [
    ...log.warnings(),
    ...notice(
      "completed-composeinfo",
      "added to composeinfo.json, since other files name it",
      completed.map(describeUndeclared),
    ),
    ...notice(
      "unmatched-selection",
      "selected, but there is nothing of that name",
      selector.unmatched().map(show),
    ),
    ...notice(
      "unknown-layout",
      "image layout that no oci-layouts.json beside the metadata says the place of",
      layouts.unknown.map(show),
    ),
    ...notice(
      "outside-layout",
      "image layout that does not lie below the directory of the metadata; who reads it has to allow that with layout-root",
      layouts.outside.map(show),
    ),
  ];
}

function notice(code: string, message: string, occurrences: readonly string[]): Notice[] {
  const count = occurrences.length;
  return count === 0
    ? []
    : [{ code, message: `${message} (${count})`, count, examples: occurrences.slice(0, MAX_EXAMPLES) }];
}
