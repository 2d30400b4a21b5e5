import { existsSync, lstatSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { METADATA_FILE_NAMES } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import { metadataBelow } from "./metadata-files.ts";

/** Refuses an output that is no directory or one of an input. @param shown - as the user wrote it */
export function refuseInputs(target: string, shown: string, inputs: readonly string[]): void {
  // Unlike stat this does not throw where a parent is no directory; making it will tell.
  if (!existsSync(target)) {
    if (
      existsSync(`${dirname(target)}/.`) &&
      lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() === true
    ) {
      throw refuse(
        `output: ${shown} is a symbolic link that leads nowhere`,
        "remove it, or choose another directory",
      );
    }
    return;
  }
  if (!statSync(target).isDirectory()) {
    throw refuse(
      `output: ${shown} is not a directory`,
      "name a directory; it is created when it does not exist",
    );
  }
  const real = realpathSync(target);
  // Both where an input lies and where a link to it lies.
  const input = inputs.find(
    (path) => dirname(realpathSync(path)) === real || realpathSync(dirname(path)) === real,
  );
  if (input !== undefined) {
    throw refuse(
      `output: ${shown} is the directory of the input ${input}`,
      "choose another directory: inputs are never overwritten",
    );
  }
}

/** Refuses an output in which nobody would look: metadata below it is read instead. */
export function refuseShadows(target: string, shown: string): void {
  const below = metadataBelow(target);
  if (below !== undefined) {
    throw refuse(
      `output: ${shown} holds metadata in ${below}, which would be read in place of what is written`,
      "choose another directory",
    );
  }
}

/**
 * Refuses an output where something lies that would be taken for a part of the named files, or in whose place one of
 * them must go.
 */
export function refuseOthers(target: string, shown: string, names: readonly string[]): void {
  const others = METADATA_FILE_NAMES.filter(([type]) => !names.includes(`${type}.json`))
    .flatMap(([, ...known]) => known)
    .filter((name) => existsSync(join(target, name)));
  if (others.length > 0) {
    throw refuse(
      `output: ${shown} holds other metadata, which would be taken for a part of this: ${others.join(", ")}`,
      "remove it, or choose another directory",
    );
  }
  const directory = names.find((name) => isDirectory(join(target, name)));
  if (directory !== undefined) {
    throw refuse(
      `output: ${join(shown, directory)} is a directory, where a file must go`,
      "remove it, or choose another directory",
    );
  }
}

function isDirectory(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
