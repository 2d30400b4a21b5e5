import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { type Artifact, isDistributed, isLocation, locations, show } from "@compose-actions/metadata";
import {
  joinLayouts,
  LAYOUT_HOST,
  type LayoutDirectories,
  layoutsBeside,
  type Repositories,
  type Repository,
} from "@compose-actions/oci";
import { refuse } from "@compose-actions/step";
import type { LoadedFile } from "./load.ts";

const LAYOUT = "oci-layout:";
const LAYOUT_ADDRESS = `${LAYOUT_HOST}/`;
const LAYOUT_URL = `oci://${LAYOUT_ADDRESS}`;

/** Directories of local metadata: what lies beside it is honoured. */
export function homesOf(files: readonly LoadedFile[]): readonly string[] {
  return files.flatMap(({ source }) => (source.url === undefined ? [dirname(source.path)] : []));
}

export function isLayout(target: string): boolean {
  return target.startsWith(LAYOUT);
}

/** The directory of a target that is a layout. */
function directoryOfLayout(target: string): string {
  return resolve(target.slice(LAYOUT.length));
}

/** Opens every target once. @throws UserError */
export function openAll(
  targets: Iterable<string>,
  repositories: Repositories,
): ReadonlyMap<string, Repository> {
  return new Map([...new Set(targets)].map((target) => [target, repositories.open(target)] as const));
}

/**
 * Where all layouts lie that the new metadata names: those that are pushed to, and those in Locations that it keeps.
 *
 * @param isReplaced - whether an artifact gets another Location
 * @throws UserError when two of them have one name
 */
export function layoutsOf(
  opened: ReadonlyMap<string, Repository>,
  targets: ReadonlySet<string>,
  files: readonly LoadedFile[],
  isReplaced: (artifact: Artifact) => boolean,
): LayoutDirectories {
  const pushed = [...opened].flatMap(([target, { address }]) =>
    isLayout(target) && targets.has(target)
      ? [[address.slice(LAYOUT_ADDRESS.length), directoryOfLayout(target)] as const]
      : [],
  );
  const kept = new Set<string>();
  for (const url of keptLayoutUrls(files, isReplaced)) {
    kept.add(/^[^:@]*/.exec(url.slice(LAYOUT_URL.length))?.[0] ?? "");
  }
  const beside = [...layoutsBeside(homesOf(files))].filter(([name]) => kept.has(name));
  return joinLayouts(new Map(beside), new Map(pushed));
}

function* keptLayoutUrls(
  files: readonly LoadedFile[],
  isReplaced: (artifact: Artifact) => boolean,
): Generator<string> {
  for (const { model } of files) {
    for (const { artifact } of isDistributed(model) ? locations(model) : []) {
      if (isLocation(artifact) && artifact.url.startsWith(LAYOUT_URL) && !isReplaced(artifact)) {
        yield artifact.url;
      }
    }
  }
}

/** Whether a layout lies in the directory of the output, which has to be there before. */
export function needsDirectory(targets: readonly string[], output: string): boolean {
  return targets.some((target) => isLayout(target) && isWithin(directoryOfLayout(target), output));
}

/** Whether a directory lies in another one, or is it. */
export function isWithin(directory: string, outer: string): boolean {
  const way = relative(resolve(outer), resolve(directory));
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * Metadata in a registry is for others: they have no directory of this machine.
 *
 * @param isReplaced - whether an artifact gets another Location
 * @throws UserError when a registry would get metadata that names layout directories
 */
export function refuseLocalPublication(
  published: string,
  targets: Iterable<string>,
  files: readonly LoadedFile[],
  isReplaced: (artifact: Artifact) => boolean,
): void {
  if (isLayout(published)) {
    return;
  }
  const named = [...targets].find(isLayout) ?? keptLayoutUrls(files, isReplaced).next().value;
  if (named !== undefined) {
    throw refuse(
      `publish-metadata: ${show(published)} is a registry, but the metadata names a directory of this machine: ${show(named)}`,
      "push everything to registries, or publish to an oci-layout: directory",
    );
  }
}
