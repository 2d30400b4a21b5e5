import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { compareCodePoints, redactUrl, show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import { DirectoryWalk } from "./directory-walk.ts";
import type { ErrorList } from "./error-list.ts";
import { expandGlob, isGlob } from "./expand-glob.ts";
import { findMetadataFiles, findOwnMetadata, METADATA_NAMES, type MetadataFile } from "./metadata-files.ts";
import { type FindSourcesOptions, fetchedFiles, identifySource, type Source } from "./sources.ts";

/** Metadata of one job: the files that lie in one directory, or that one URL or reference means. */
export interface Fragment {
  /** How messages and reports name it: the directory or the URL. */
  readonly name: string;
  /** The directory of local files. */
  readonly home?: string;
  readonly sources: readonly Source[];
}

export interface FindFragmentsOptions extends FindSourcesOptions {
  /** The directory that is written to, which is passed over where directories are looked through. */
  readonly output: string;
}

/**
 * Finds the metadata of several jobs: in the places where {@link findSources} finds that of one compose, and besides
 * wherever globs lead, and anywhere below a directory that has no metadata of its own, as CI systems download artifacts.
 * Of one type there may be any number of files; what is named twice counts once.
 *
 * @param compose - paths, globs, URLs and references
 * @returns fragments sorted by name
 * @throws UserError when an input means no metadata
 */
export async function findFragments(
  compose: readonly string[],
  errors: ErrorList,
  options: FindFragmentsOptions,
): Promise<readonly Fragment[]> {
  const fragments = new Map<string, { home?: string; files: MetadataFile[] }>();
  const seen = new Set<string>();
  for (const input of compose) {
    for (const file of await filesOf(input, options)) {
      const local = file.url === undefined;
      const identity = local ? realPath(file.path) : `${input} ${file.url}`;
      if (seen.has(identity)) {
        continue;
      }
      seen.add(identity);
      const name = local ? dirname(file.path) : redactUrl(input);
      const fragment = fragments.get(name) ?? { ...(local ? { home: name } : {}), files: [] };
      fragments.set(name, fragment);
      fragment.files.push(file);
    }
  }
  const identified: Fragment[] = [];
  for (const [name, { files, ...fragment }] of [...fragments].sort(([a], [b]) => compareCodePoints(a, b))) {
    const sources: Source[] = [];
    for (const file of files) {
      await errors.collect(async () => {
        sources.push(await identifySource(file, options.signal));
      });
    }
    identified.push({ name, ...fragment, sources });
  }
  return identified;
}

async function filesOf(input: string, options: FindFragmentsOptions): Promise<readonly MetadataFile[]> {
  const fetched = await fetchedFiles(input, options);
  if (fetched !== undefined) {
    return fetched;
  }
  const walk = new DirectoryWalk({ exclude: options.output, signal: options.signal });
  if (existsSync(input) || !isGlob(input)) {
    return statSync(input, { throwIfNoEntry: false })?.isDirectory() === true
      ? filesOfDirectory(input, walk)
      : findMetadataFiles(input);
  }
  const found: MetadataFile[] = [];
  for (const { path, stats, isNamed } of await expandGlob(input, walk)) {
    if (stats.isDirectory()) {
      found.push(...(await filesBelow(path, walk, 0)));
    } else if (isNamed || METADATA_NAMES.includes(basename(path))) {
      // Other files that a star means lie there for other purposes.
      found.push(...findMetadataFiles(path));
    }
  }
  if (found.length === 0) {
    throw refuse(
      `compose: nothing that ${show(input)} means holds metadata`,
      "globs are relative to the working directory; ** stands for directories at any depth",
    );
  }
  return found;
}

async function filesOfDirectory(directory: string, walk: DirectoryWalk): Promise<readonly MetadataFile[]> {
  const found = await filesBelow(directory, walk, 0);
  if (found.length === 0) {
    throw refuse(
      `compose: ${directory} holds no metadata`,
      `none of ${METADATA_NAMES.join(", ")} is there, nor anywhere below it`,
    );
  }
  return found;
}

/** A directory's own metadata, else that of the directories in it. */
async function filesBelow(directory: string, walk: DirectoryWalk, depth: number): Promise<MetadataFile[]> {
  const own = findOwnMetadata(directory);
  if (own !== undefined) {
    return own;
  }
  const found: MetadataFile[] = [];
  for (const name of await walk.directoriesIn(directory, depth)) {
    const path = join(directory, name);
    if (!walk.excludes(path)) {
      found.push(...(await filesBelow(path, walk, depth + 1)));
    }
  }
  return found;
}

/** What tells a file from others, whatever it is called. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
