import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/**
 * Writes a whole text file or nothing: readers see the former content or the new one. A symbolic link in its place is
 * replaced, not followed. Missing directories are made.
 *
 * @throws the system error when it cannot be written; no temporary file is left then
 */
export async function writeTextAtomically(path: string, text: string): Promise<void> {
  const directory = dirname(path);
  await makeDirectory(resolve(directory));
  const temporary = join(directory, `.${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, text, { flag: "wx" });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** One by one: a recursive mkdir never returns in file systems that say that the parent is missing, as /proc does. */
async function makeDirectory(path: string): Promise<void> {
  if (existsSync(path) || dirname(path) === path) return;
  await makeDirectory(dirname(path));
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    // Somebody else has made it meanwhile.
    if (error.code !== "EEXIST") throw error;
  });
}
