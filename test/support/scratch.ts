import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

/** A temporary folder for the tests of one file; it is removed after them. */
export interface Scratch {
  readonly path: string;
  /** A path in a folder of its own, which does not exist yet. */
  fresh(name?: string): string;
  /** A new empty folder. */
  folder(): string;
  /** Writes a file into a new folder, or to a path given from the root. Returns its path. */
  file(name: string, content: string | Uint8Array): string;
}

export function useScratch(): Scratch {
  const path = mkdtempSync(join(tmpdir(), "compose-actions-e2e-"));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  let count = 0;
  const next = () => {
    count += 1;
    return join(path, String(count));
  };
  const folder = () => {
    const created = next();
    mkdirSync(created);
    return created;
  };
  return {
    path,
    fresh: (name = "out") => join(folder(), name),
    folder,
    file(name, content) {
      const target = join(folder(), name);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
      return target;
    },
  };
}
