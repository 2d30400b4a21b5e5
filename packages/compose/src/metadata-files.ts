import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { METADATA_FILE_NAMES, type MetadataType, type WarningLog } from "@compose-actions/metadata";
import { refuse, systemCodeText, UserError } from "@compose-actions/step";

/** A metadata file that was found. */
export interface MetadataFile {
  /** What a file of this name in a compose must hold; undefined for a file that the user named. */
  readonly expects?: MetadataType;
  /** Where it lies, as it can be opened. */
  readonly path: string;
  /** Directory that the paths of 1.x and `local_path` start from, as far as the layout tells. */
  readonly root: string;
  /** A file of an older name that lies beside it and is not read. */
  readonly ignored?: string;
  /** Where it was downloaded from. */
  readonly url?: string;
  /** For a downloaded file what `root` is for others: the URL of the compose, with a slash at the end. */
  readonly rootUrl?: string;
}

/** The names that metadata files have in a compose. */
export const METADATA_NAMES = METADATA_FILE_NAMES.flatMap(([, ...names]) => names);

/**
 * Finds the metadata files that an input means: a file, or a directory in any of the layouts of a compose (productmd:
 * layouts): the files in it, in `metadata/` or `compose/metadata/` below it, or in the only sub-directory that has
 * `metadata/`.
 *
 * @throws UserError when there is none, or when the input can be read in several ways
 */
export function findMetadataFiles(input: string): MetadataFile[] {
  return readable(input, () => find(input));
}

/** @throws UserError in place of the system's errors */
function readable<T>(input: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof UserError || code === undefined) {
      throw error;
    }
    throw refuse(
      `compose: ${input} cannot be read: ${systemCodeText(code)}`,
      "check the path and its permissions",
    );
  }
}

function find(input: string): MetadataFile[] {
  const stats = statOf(input);
  if (stats === undefined) {
    throw refuse(
      `compose: ${input} does not exist`,
      "give a compose directory, a directory with metadata files, or one such file; several stand one per line",
    );
  }
  if (stats.isFile()) {
    return [{ path: input, root: rootOfDirectory(dirname(input)) }];
  }
  if (!stats.isDirectory()) {
    throw refuse(
      `compose: ${input} is neither a file nor a directory`,
      "give a compose directory or a metadata file",
    );
  }
  return metadataIn(metadataDirectory(input), input);
}

/**
 * The metadata files of a directory in the layouts that are its own: in it, in `metadata/` or in `compose/metadata/`.
 *
 * @returns undefined when there are none
 * @throws UserError for what is there but cannot be read
 */
export function findOwnMetadata(directory: string): MetadataFile[] | undefined {
  return readable(directory, () => {
    const found = ownMetadataDirectory(directory);
    return found === undefined ? undefined : metadataIn(found, directory);
  });
}

function metadataIn(directory: string, input: string): MetadataFile[] {
  const root = directory === input ? rootOfDirectory(input) : dirname(directory);
  return METADATA_FILE_NAMES.flatMap(([expects, ...names]) => {
    const [path, older] = names
      .map((name) => join(directory, name))
      .filter((candidate) => linkStatOf(candidate) !== undefined);
    if (path === undefined) {
      return [];
    }
    const file = { path: regularFile(path, root), root, expects };
    return [older === undefined || isSame(path, older) ? file : { ...file, ignored: older }];
  });
}

/** Whether a path is another name of a file. One that leads nowhere is none. */
function isSame(path: string, other: string): boolean {
  return statOf(other) !== undefined && realpathSync(path) === realpathSync(other);
}

/** Notes the files that older names hide: they may say something else. */
export function noteIgnored(files: readonly MetadataFile[], log: WarningLog): void {
  for (const { ignored } of files) {
    if (ignored !== undefined) {
      log.add("ignored-file", () => ignored);
    }
  }
}

/** A directory called `metadata` lies in the compose that it describes. */
function rootOfDirectory(directory: string): string {
  return basename(resolve(directory)) === "metadata" ? join(directory, "..") : directory;
}

/** Where the files of a compose lie below its directory, in the order in which the reference looks for them. */
function placesBelow(directory: string): string[] {
  return [join(directory, "compose", "metadata"), join(directory, "metadata")];
}

/**
 * Where metadata lies that is read in place of files directly in a directory.
 *
 * @returns undefined when files in the directory itself would be read
 */
export function metadataBelow(directory: string): string | undefined {
  return placesBelow(directory).find(hasMetadata);
}

function ownMetadataDirectory(directory: string): string | undefined {
  return [...placesBelow(directory), directory].find(hasMetadata);
}

function metadataDirectory(directory: string): string {
  const found = ownMetadataDirectory(directory);
  if (found !== undefined) {
    refuseAmbiguity(directory, found);
    return found;
  }
  const below = readdirSync(directory)
    .sort()
    .map((name) => join(directory, name, "metadata"))
    .filter(hasMetadata);
  const [only, ...others] = below;
  if (only === undefined) {
    throw refuse(
      `compose: ${directory} holds no metadata`,
      `none of ${METADATA_NAMES.join(", ")} is there, in metadata/ or in compose/metadata/`,
    );
  }
  if (others.length > 0) {
    throw refuse(
      `compose: ${directory} holds several composes`,
      "name the one that you mean",
      below.map((path) => dirname(path)),
    );
  }
  return only;
}

/** Files directly in a directory are none of a compose's layouts: beside one they are of another run, or a mistake. */
function refuseAmbiguity(directory: string, found: string): void {
  if (found !== directory && hasMetadata(directory) && realpathSync(found) !== realpathSync(directory)) {
    throw refuse(
      `compose: ${directory} can be read in several ways: metadata lies in it, and in ${found}`,
      "name the metadata directory or the files that you mean",
    );
  }
}

function hasMetadata(directory: string): boolean {
  return METADATA_NAMES.some((name) => linkStatOf(join(directory, name)) !== undefined);
}

/**
 * A metadata file that was found, not named by the user: it must be a regular file, and a symbolic link must not lead
 * out of the compose.
 */
function regularFile(path: string, root: string): string {
  const stats = statOf(path);
  if (stats === undefined) {
    throw new UserError(`${path} is a symbolic link that leads nowhere`, { exitCode: 1 });
  }
  if (!stats.isFile()) {
    throw new UserError(`${path} is not a regular file`, { exitCode: 1 });
  }
  const from = relative(realpathSync(root), realpathSync(path));
  if (from === ".." || from.startsWith(`..${sep}`)) {
    throw new UserError(`${path} is a symbolic link that leads out of the compose`, {
      exitCode: 1,
      remedy: "name the file itself if that is meant",
    });
  }
  return path;
}

function statOf(path: string): Stats | undefined {
  return orNothing(() => statSync(path, { throwIfNoEntry: false }));
}

function linkStatOf(path: string): Stats | undefined {
  return orNothing(() => lstatSync(path, { throwIfNoEntry: false }));
}

/** Below something that is no directory there is nothing, either. */
function orNothing(stat: () => Stats | undefined): Stats | undefined {
  try {
    return stat();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") {
      return undefined;
    }
    throw error;
  }
}
