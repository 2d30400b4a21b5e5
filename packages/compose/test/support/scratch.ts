import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { UserError } from "@compose-actions/step";
import { afterAll } from "vitest";

/** A folder of the test file's own; `make` gives a fresh one below it with the given files. */
export function scratch(): (files?: Readonly<Record<string, string | Uint8Array>>) => string {
  const root = mkdtempSync(join(tmpdir(), "compose-test-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return (files = {}) => {
    const folder = mkdtempSync(join(root, "case-"));
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return folder;
  };
}

/** Everything below a folder, sorted; links are not followed. */
export function tree(folder: string): string[] {
  const below = (directory: string): string[] =>
    readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
      const path = join(directory, entry.name);
      return [relative(folder, path), ...(entry.isDirectory() ? below(path) : [])];
    });
  return below(folder).sort();
}

/** Paths of all files below a folder, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A named pipe; opening it to read would wait for a writer. */
export function makeFifo(path: string): void {
  execFileSync("mkfifo", [path]);
}

export const isRoot = process.getuid?.() === 0;

/** The UserError that a call throws; any other fails the test. */
export function userError(call: () => unknown): UserError {
  try {
    call();
  } catch (error) {
    if (error instanceof UserError) {
      return error;
    }
    throw error;
  }
  throw new Error("nothing was thrown");
}
