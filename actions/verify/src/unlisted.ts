import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { findUnlisted, type Source } from "@compose-actions/compose";
import { baseName, directoryOf, METADATA_FILE_NAMES, REPOMD } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import type { Look } from "./look.ts";
import type { Unlisted } from "./result.ts";

/** More files than this are counted, but not named. */
const MAX_FILES = 50_000;
/** Private to the steps. */
const PRIVATE = ".productmd";
/** Files by which an installable tree says what it is; one that a mirror generates is named as well. */
const TREE_FILES: ReadonlySet<string> = new Set([".treeinfo", "treeinfo", ".discinfo"]);
/** The signature of a repository's description, which cannot list it. */
const SIGNATURE = `/${REPOMD}.asc`;
const METADATA_FILES: ReadonlySet<string> = new Set(METADATA_FILE_NAMES.flatMap(([, ...names]) => names));

/** Looks for files below the root that nothing names. */
export async function lookForUnlisted(
  root: string,
  { sources, inventory, settings, context, division }: Look,
): Promise<Unlisted> {
  const { unlisted: policy } = settings;
  const { signal, reporter } = context;
  if (policy === "ignore") {
    return { policy, count: undefined, files: [] };
  }
  if (division?.isFirst === false) {
    return { policy, count: undefined, reason: "shard 1 looks for unlisted files", files: [] };
  }
  const unread = unreadMetadata(sources);
  if (unread.length > 0) {
    const reason = `unlisted files were not looked for, since ${unread.join(", ")} was not read`;
    if (policy === "fail") {
      throw refuse(reason, "name the compose directory, or set unlisted to warn");
    }
    reporter.info(reason);
    return { policy, count: undefined, reason, files: [] };
  }
  const { table, repositories, trees } = inventory;
  const metadata = new Set(sources.map(({ path }) => relative(root, realpathSync(path))));
  // Those of the tree are named as well when the metadata was read from elsewhere.
  const metadataDirectories = new Set(["metadata", ...[...metadata].map(directoryOf)]);
  const treeDirectories = new Set([...trees.keys(), ...repositories.keys()]);
  const files: string[] = [];
  let count = 0;
  const unreadable = await findUnlisted(root, {
    names: (path) =>
      table.find(path) !== undefined ||
      metadata.has(path) ||
      (METADATA_FILES.has(baseName(path)) && metadataDirectories.has(directoryOf(path))) ||
      (path.endsWith(SIGNATURE) && repositories.has(path.slice(0, -SIGNATURE.length))) ||
      (TREE_FILES.has(baseName(path)) && treeDirectories.has(directoryOf(path))),
    namesBelow: (path) => table.directories().has(path),
    ignores: (path) =>
      baseName(path) === PRIVATE ||
      isUnread(repositories.get(path), settings.selector.restricts) ||
      trees.get(path)?.selected === false,
    onUnlisted: (path) => {
      count += 1;
      if (files.length < MAX_FILES) {
        files.push(path);
      }
    },
    signal,
  });
  for (const directory of unreadable) {
    reporter.warn(`${directory === "" ? root : directory}: the directory cannot be read`);
  }
  return { policy, count, files };
}

/** What lists files and is not selected, or not all of it, was not read to its end. */
function isUnread(
  place: { readonly selected: boolean; readonly packagesSelected: boolean } | undefined,
  isSelection: boolean,
): boolean {
  return place !== undefined && isSelection && !(place.selected && place.packagesSelected);
}

/** Metadata files beside those that the user named one by one: what they name would look unlisted. */
function unreadMetadata(sources: readonly Source[]): string[] {
  const read = new Set(sources.map(({ identity }) => identity.type));
  const directories = new Set(
    sources
      .filter(({ expects, url }) => expects === undefined && url === undefined)
      .map(({ path }) => dirname(path)),
  );
  return [...directories].flatMap((directory) =>
    METADATA_FILE_NAMES.filter(([type]) => !read.has(type)).flatMap(([, ...names]) =>
      names.filter((name) => existsSync(join(directory, name))).map((name) => basename(name)),
    ),
  );
}
