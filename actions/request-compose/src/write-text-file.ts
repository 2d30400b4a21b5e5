import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { makeDirectories, missingDirectories, removeEmpty } from "@compose-actions/compose";
import { refuse, systemCodeText } from "@compose-actions/step";

/**
 * Writes a file so that a run which is killed leaves the old text or the new one.
 *
 * @param input - the input that names it
 * @throws UserError
 */
export function writeTextFile(input: string, path: string, text: string): void {
  write(input, path, path, text);
}

/** @param shown - the path in messages */
function write(input: string, path: string, shown: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  const missing = missingDirectories(dirname(resolve(path)));
  try {
    makeDirectories(missing);
    const descriptor = openSync(temporary, "w", 0o600);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    removeQuietly(temporary);
    removeEmpty(missing);
    throw refuse(
      `${input}: ${shown} cannot be written: ${systemCodeText((error as NodeJS.ErrnoException).code)}`,
      "choose a place that can be written",
    );
  }
}

/**
 * Tries whether a file can be written there: that is better known before hours of waiting than after them. Nothing is
 * left of it, and what is there stays.
 *
 * @param input - the input that names it
 * @throws UserError
 */
export function probeTextFile(input: string, path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw refuse(`${input}: ${path} is a directory`, "name a file");
  }
  const missing = missingDirectories(dirname(resolve(path)));
  const probe = `${path}.${process.pid}.probe`;
  write(input, probe, path, "");
  removeQuietly(probe);
  removeEmpty(missing);
}

/** Where a parent is a file, not even that is possible. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // There is nothing to remove.
  }
}
