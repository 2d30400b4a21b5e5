import { randomBytes } from "node:crypto";
import { lstatSync, readdirSync, rmdirSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { METADATA_TYPES } from "@compose-actions/metadata";

/** Ending of a file that is kept until the new one is in its place. */
export const BACKUP = ".old";

const RANDOM_BYTES = 6;
/** What runs write; what has the ending of a backup may be the only one of its kind, and is nobody's to remove. */
const OWN_FILES: ReadonlySet<string> = new Set([
  ...METADATA_TYPES.map((type) => `${type}.json`),
  "oci-layouts.json",
]);
/** A run that is still at work has written something lately. */
const MIN_AGE_MS = 60 * 60 * 1000;

/** A new name for the directory in which the files of an output are made. */
export function stagingName(output: string): string {
  return `.${output}.${randomBytes(RANDOM_BYTES).toString("hex")}.tmp`;
}

/**
 * Removes what runs for the same output left behind that were killed: directories of our names, that nobody has written
 * to for long and that hold nothing but metadata files. What cannot be removed stays.
 *
 * @param now - the time of this run, by the clock of the file system
 */
export function removeLeftovers(home: string, output: string, now: number): void {
  const hex = RANDOM_BYTES * 2;
  let names: readonly string[];
  try {
    names = readdirSync(home);
  } catch {
    // A directory that can be written need not be one that can be listed.
    return;
  }
  for (const name of names) {
    const middle = name.slice(output.length + 2, -".tmp".length);
    const isOurs = name === `.${output}.${middle}.tmp` && new RegExp(`^[0-9a-f]{${hex}}$`).test(middle);
    if (isOurs) {
      try {
        removeLeftover(join(home, name), now);
      } catch {
        // Somebody else's, or gone by now: it does no harm.
      }
    }
  }
}

/** @throws the system error */
function removeLeftover(directory: string, now: number): void {
  if (!isOld(directory, now) || !lstatSync(directory).isDirectory()) {
    return;
  }
  const files = readdirSync(directory).map((name) => ({ name, path: join(directory, name) }));
  if (files.every(({ name, path }) => OWN_FILES.has(name) && lstatSync(path).isFile() && isOld(path, now))) {
    for (const { path } of files) {
      unlinkSync(path);
    }
    // Never what turned up meanwhile.
    rmdirSync(directory);
  }
}

function isOld(path: string, now: number): boolean {
  return now - lstatSync(path).mtimeMs > MIN_AGE_MS;
}
