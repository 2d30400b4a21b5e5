import { realpathSync, statSync } from "node:fs";
import {
  type Compose,
  type Identity,
  METADATA_TYPES,
  MetadataError,
  redactUrl,
} from "@compose-actions/metadata";
import { fault, refuse } from "@compose-actions/step";
import type { ErrorList } from "./error-list.ts";
import { findMetadataFiles, type MetadataFile } from "./metadata-files.ts";
import { identifyFile } from "./read-file.ts";

/** A metadata file of the input and what it holds. */
export interface Source extends MetadataFile {
  readonly identity: Identity;
}

/** Fetches the metadata that an input means which is no path: one file, or the files of a compose. */
export type FetchMetadata = (input: string, signal: AbortSignal) => Promise<readonly MetadataFile[]>;

export interface FindSourcesOptions {
  readonly signal: AbortSignal;
  readonly fetchMetadata: FetchMetadata;
}

/**
 * Finds the metadata files of all inputs, in the order in which files are written. A file that is there but broken is
 * an error, never left out.
 *
 * @param compose - paths, URLs and references
 * @throws UserError when an input is none, or two files are of one type
 */
export async function findSources(
  compose: readonly string[],
  errors: ErrorList,
  { signal, fetchMetadata }: FindSourcesOptions,
): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const input of compose) {
    const files = isFetched(input) ? await fetchMetadata(input, signal) : findLocal(input);
    for (const file of files) {
      await errors.collect(async () => {
        sources.push({ ...file, identity: await identify(file, signal) });
      });
    }
  }
  refuseSeveral(sources);
  return sources.sort(
    (a, b) => METADATA_TYPES.indexOf(a.identity.type) - METADATA_TYPES.indexOf(b.identity.type),
  );
}

/** Whether an input is no path, but a URL or a reference to an artifact. */
export function isFetched(input: string): boolean {
  return /^(?:(?:https?|oci):\/\/|oci-layout:)/i.test(input);
}

function findLocal(input: string): MetadataFile[] {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(input)) {
    throw refuse(
      `compose: ${redactUrl(input)} is a URL of a kind that cannot be read`,
      "give a path, a URL that starts with https://, or a reference that starts with oci://",
    );
  }
  return findMetadataFiles(input);
}

async function identify(file: MetadataFile, signal: AbortSignal): Promise<Identity> {
  const identity = await identifyFile(file.path, signal, shownPath(file));
  if (file.expects !== undefined && file.expects !== identity.type) {
    const message = `the file holds productmd.${identity.type}, but its name says ${file.expects}`;
    throw new MetadataError([{ path: "header.type", message }], { file: shownPath(file) });
  }
  return identity;
}

/** How messages name a metadata file. */
export function shownPath(file: MetadataFile): string {
  return file.url === undefined ? file.path : redactUrl(file.url);
}

function refuseSeveral(sources: readonly Source[]): void {
  for (const type of METADATA_TYPES) {
    const same = sources.filter(({ identity }) => identity.type === type);
    if (same.length > 1) {
      throw refuse(
        `compose: ${same.length} files hold ${type}`,
        "name one of them; fragments of one compose have to be merged first",
        same.map(shownPath),
      );
    }
  }
}

/**
 * The directory that paths start from.
 *
 * @throws UserError when the inputs do not tell
 */
export function rootOf(sources: readonly Source[], root: string | undefined): string {
  const roots = [...new Set(root === undefined ? sources.map(localRoot) : [root])];
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

function localRoot(source: Source): string {
  if (source.url !== undefined) {
    throw refuse(
      `The metadata comes from ${shownPath(source)}, but the artifacts are needed on disk`,
      "name the directory that the artifacts' paths start from with root",
    );
  }
  return realpathSync(source.root);
}

/** A metadata file and the compose that it says it is of. */
export interface SourceOfCompose {
  readonly source: Source;
  readonly compose: Compose;
}

/** The compose that all files are of. @throws UserError: files of different composes must not be mixed */
export function theCompose(files: readonly SourceOfCompose[]): Compose {
  const ids = new Set(files.map(({ compose }) => compose.id));
  const [first] = files;
  if (first === undefined || ids.size > 1) {
    throw fault(
      "The metadata files are of different composes",
      "name the files of one compose",
      files.map(({ source, compose }) => `${shownPath(source)}: ${compose.id}`),
    );
  }
  return first.compose;
}
