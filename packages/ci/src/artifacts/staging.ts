import { constants } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import type { ArtifactFile } from "./store.ts";

/** Copies files into a directory under the names that they have in an artifact. Returns their paths there. */
export async function stageFiles(
  files: readonly ArtifactFile[],
  directory: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { name, path } of files) {
    signal.throwIfAborted();
    const target = join(directory, name);
    await copyFile(path, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    paths.push(target);
  }
  return paths;
}
