import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { refuse } from "@compose-actions/step";

/**
 * Writes a file so that a run which is killed leaves the old text or the new one.
 *
 * @param input - the input that names it
 * @throws UserError
 */
export function writeTextFile(input: string, path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const descriptor = openSync(temporary, "w", 0o600);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw refuse(
      `${input}: ${path} cannot be written: ${(error as NodeJS.ErrnoException).code}`,
      "choose a place that can be written",
    );
  }
}
