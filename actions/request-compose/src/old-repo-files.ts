import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fault } from "@compose-actions/step";

/** Bytes: the files of ODCS are shorter than that. */
const MAX_BYTES = 64 * 1024;

/**
 * Takes away the repo files that were written with the metadata which is now replaced: dnf would read them beside the new
 * one. Only those that are named as ODCS names its own, and hold the repository of that name and no other: files of
 * composes of Pulp stay, which are collected in one directory.
 *
 * @param kept - the name of the new one
 * @returns the paths of those that are gone
 * @throws UserError
 */
export function removeOldRepoFiles(directory: string, kept: string | undefined): readonly string[] {
  try {
    const old = readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== kept && isOurs(directory, entry.name))
      .map(({ name }) => join(directory, name));
    for (const path of old) {
      rmSync(path);
    }
    return old;
  } catch (error) {
    throw fault(
      `output: old repo files in ${directory} cannot be removed: ${(error as NodeJS.ErrnoException).code}`,
      "remove them, or choose another directory",
    );
  }
}

function isOurs(directory: string, name: string): boolean {
  const repository = /^(odcs-[1-9]\d*)\.repo$/.exec(name)?.[1];
  const path = join(directory, name);
  if (repository === undefined || statSync(path).size > MAX_BYTES) {
    return false;
  }
  const sections = readFileSync(path, "utf8").match(/^\[.*\]\s*$/gm) ?? [];
  return sections.length === 1 && sections[0]?.trim() === `[${repository}]`;
}
