import { realpathSync, statSync } from "node:fs";
import { findMetadataFiles, identifyFile, type MetadataFile } from "@compose-actions/compose";
import {
  generationOf,
  type Identity,
  METADATA_TYPES,
  MetadataError,
  redactUrl,
} from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import type { ErrorList } from "./error-list.ts";
import type { Settings } from "./settings.ts";

/** A metadata file of the input and what it holds. */
export interface Source extends MetadataFile {
  readonly identity: Identity;
}

/**
 * Finds the metadata files of all inputs, in the order in which files are written. A file that is there but broken is
 * an error, never left out.
 *
 * @throws UserError when an input is none, or two files are of one type
 */
export async function findSources(
  compose: readonly string[],
  errors: ErrorList,
  signal: AbortSignal,
): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const file of compose.flatMap(findInput)) {
    await errors.collect(async () => {
      const identity = await identifyFile(file.path, signal);
      if (file.expects !== undefined && file.expects !== identity.type) {
        const message = `the file holds productmd.${identity.type}, but its name says ${file.expects}`;
        throw new MetadataError([{ path: "header.type", message }], { file: file.path });
      }
      sources.push({ ...file, identity });
    });
  }
  for (const type of METADATA_TYPES) {
    const same = sources.filter(({ identity }) => identity.type === type);
    if (same.length > 1) {
      throw refuse(
        `compose: ${same.length} files hold ${type}`,
        "name one of them; fragments of one compose have to be merged first",
        same.map(({ path }) => path),
      );
    }
  }
  return sources.sort(
    (a, b) => METADATA_TYPES.indexOf(a.identity.type) - METADATA_TYPES.indexOf(b.identity.type),
  );
}

function findInput(input: string): MetadataFile[] {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(input)) {
    throw refuse(
      `compose: ${redactUrl(input)} is a URL, which this step does not read`,
      "download the metadata files first and name their directory",
    );
  }
  return findMetadataFiles(input);
}

/** Refuses conversions that nothing would come of. */
export function refuseUseless(sources: readonly Source[], settings: Settings): void {
  if (settings.toVersion !== "2.0" || settings.url !== undefined) {
    return;
  }
  const remedy = "give base-url or url-map";
  if (sources.length > 0 && sources.every(({ identity }) => generationOf(identity.version) === 2)) {
    throw refuse(
      "The metadata is 2.0 already",
      `${remedy} to give its artifacts other URLs; checksums and contents are kept`,
    );
  }
  throw refuse("2.0 metadata needs a URL for every artifact", remedy);
}

/**
 * The directory that paths start from.
 *
 * @throws UserError when the inputs do not tell
 */
export function rootOf(sources: readonly Source[], root: string | undefined): string {
  const roots = [
    ...new Set(root === undefined ? sources.map((source) => realpathSync(source.root)) : [root]),
  ];
  const [only] = roots;
  if (only === undefined || roots.length > 1) {
    throw refuse(
      "The metadata files lie in different directories",
      "name the directory of the artifacts with root",
      roots,
    );
  }
  if (statSync(only, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw refuse(
      `root: ${only} is not a directory`,
      "name the directory that the artifacts' paths start from",
    );
  }
  return only;
}
