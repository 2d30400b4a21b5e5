import { readFileSync, rmSync } from "node:fs";
import { parseRepomd, primaryOf, type RepomdFile, readPrimary } from "@compose-actions/compose";
import {
  type AnyMetadata,
  checksumsConflict,
  type FileFacts,
  locations,
  MetadataError,
  REPOMD,
  REPOSITORY_CATEGORIES,
} from "@compose-actions/metadata";
import { TransferFailure } from "@compose-actions/transfer";
import { inParallel } from "../http/in-parallel.ts";
import { oneLine } from "../http/said.ts";
import type { ComposePlace } from "./place.ts";
import { problemOf } from "./read-metadata.ts";

const MAX_REPOMD_BYTES = 16 * 1024 ** 2;
const MAX_PRIMARY_BYTES = 4 * 1024 ** 3;
const AT_A_TIME = 4;

/** What the repositories of a compose say of its files. */
export interface RepositoryFacts {
  /** By paths below the compose's root: packages, and files of repodata. */
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Of `repodata/repomd.xml`, by the path of the repository. */
  readonly repositories: ReadonlyMap<string, FileFacts>;
  /** One line each. */
  readonly problems: readonly string[];
}

/**
 * Reads the repositories that a composeinfo names. Sizes and checksums of packages stand nowhere else in 1.2 metadata.
 *
 * @param wanted - paths of files whose facts are of use; others are not kept
 * @throws TransferFailure when a file may be there but cannot be had
 */
export async function readRepositories(
  composeinfo: AnyMetadata,
  wanted: ReadonlySet<string>,
  place: ComposePlace,
): Promise<RepositoryFacts> {
  const files = new Map<string, FileFacts>();
  const repositories = new Map<string, FileFacts>();
  const problems: string[] = [];
  await inParallel(pathsOf(composeinfo), AT_A_TIME, async (path) => {
    try {
      const repomd = await readRepository(path, wanted, files, place);
      if (repomd === undefined) {
        problems.push(`the repository ${path} is not there`);
      } else {
        repositories.set(path, repomd);
      }
    } catch (error) {
      place.signal.throwIfAborted();
      problems.push(`the repository ${path}: ${lineOf(error)}`);
    }
  });
  return { files, repositories, problems: problems.sort() };
}

/** Arches share the repository of the sources. */
function pathsOf(composeinfo: AnyMetadata): readonly string[] {
  const paths = new Set<string>();
  for (const { localPath, fieldName } of locations(composeinfo)) {
    if (REPOSITORY_CATEGORIES.has(fieldName ?? "")) {
      paths.add(localPath);
    }
  }
  return [...paths].sort();
}

/** @returns what its repomd.xml is; undefined when there is none */
async function readRepository(
  repository: string,
  wanted: ReadonlySet<string>,
  files: Map<string, FileFacts>,
  place: ComposePlace,
): Promise<FileFacts | undefined> {
  const found = await place.fetch(`${repository}/${REPOMD}`, MAX_REPOMD_BYTES);
  if (found === undefined) {
    return undefined;
  }
  const repomd = parseRepomd(readFileSync(found.path), REPOMD);
  rmSync(found.path);
  for (const file of repomd.files) {
    note(`${repository}/${file.path}`, file, wanted, files);
  }
  const primary = primaryOf(repomd);
  if (primary !== undefined) {
    await readPackages(repository, primary, wanted, files, place);
  }
  return { size: found.size, checksum: found.checksum };
}

async function readPackages(
  repository: string,
  primary: RepomdFile,
  wanted: ReadonlySet<string>,
  files: Map<string, FileFacts>,
  place: ComposePlace,
): Promise<void> {
  const found = await fetchPrimary(repository, primary, place);
  await readPrimary(found.path, (rpm) => note(`${repository}/${rpm.path}`, rpm, wanted, files), {
    signal: place.signal,
    file: primary.path,
  });
  rmSync(found.path);
}

/** @throws MetadataError when it is not what repomd.xml lists */
async function fetchPrimary(repository: string, { path, size, checksum }: RepomdFile, place: ComposePlace) {
  const found = await place
    .fetch(`${repository}/${path}`, size ?? MAX_PRIMARY_BYTES)
    .catch((error: unknown) => {
      const isLonger = error instanceof TransferFailure && error.failure === "too-large" && size !== null;
      throw isLonger ? contradiction(path, "size", `more than ${size} bytes`, `${size}`) : error;
    });
  if (found === undefined) {
    throw contradiction(path, "location", "is not there", path);
  }
  if (size !== null && size !== found.size) {
    throw contradiction(path, "size", `${found.size} bytes`, `${size}`);
  }
  if (checksum !== null && checksumsConflict([checksum], [found.checksum])) {
    throw contradiction(path, "checksum", found.checksum, checksum);
  }
  return found;
}

/** @param is - what the file is in truth. @param listed - what repomd.xml says of it */
function contradiction(file: string, field: string, is: string, listed: string): MetadataError {
  const truth = field === "location" ? is : `has ${is}`;
  const message = `it ${truth}, and ${REPOMD} says data[primary].${field} ${listed}: run again if the repository was just being written, else have it made anew`;
  return new MetadataError([{ path: "", message }], { file });
}

/** With the name of the file, of which a repository has several. */
function lineOf(error: unknown): string {
  return error instanceof MetadataError ? oneLine(error.message) : problemOf(error);
}

function note(
  path: string,
  { size, checksum }: { readonly size: number | null; readonly checksum: string | null },
  wanted: ReadonlySet<string>,
  files: Map<string, FileFacts>,
): void {
  if (size !== null && checksum !== null && wanted.has(path)) {
    files.set(path, { size, checksum });
  }
}
