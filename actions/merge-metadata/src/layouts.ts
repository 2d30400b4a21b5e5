import { relative, resolve, sep } from "node:path";
import { type AnyMetadata, isLocation, show, visitArtifacts } from "@compose-actions/metadata";
import {
  joinLayouts,
  LAYOUT_HOST,
  type LayoutDirectories,
  layoutsBeside,
  parseLocationUrl,
  parseReference,
} from "@compose-actions/oci";
import { refuse } from "@compose-actions/step";
import type { Contribution } from "./load.ts";

const LAYOUT_URL = `oci://${LAYOUT_HOST}/`;

/** The layout directories that merged metadata names. */
export interface NamedLayouts {
  readonly directories: LayoutDirectories;
  /** Names that no file beside the metadata of a job explains. */
  readonly unknown: readonly string[];
  /** Directories that do not lie below that of the metadata, which readers have to allow. */
  readonly outside: readonly string[];
}

/** What tells where layouts lie. */
export interface LayoutSources {
  /** Directories of the jobs' metadata. */
  readonly homes: readonly string[];
  readonly contributions: readonly Pick<Contribution, "name" | "files">[];
}

/**
 * Finds the layout directories that metadata names: by what lies beside the metadata of the jobs, and metadata that
 * comes from a layout speaks of that layout.
 *
 * @param output - the directory that the merged metadata is for
 * @throws UserError when two jobs mean different directories by one name
 */
export function findLayouts(
  models: readonly AnyMetadata[],
  { homes, contributions }: LayoutSources,
  output: string,
): NamedLayouts {
  const names = layoutNames(models);
  if (names.size === 0) {
    return { directories: new Map(), unknown: [], outside: [] };
  }
  const beside = layoutsBeside(homes);
  let known: LayoutDirectories = new Map([...beside].filter(([name]) => names.has(name)));
  for (const { name, files } of contributions) {
    const reference = parseReference(name);
    if (typeof reference === "object" && reference.target.kind === "directory") {
      const directory = resolve(reference.target.path);
      const own = [...layoutNames(files.map(({ model }) => model))].filter((one) => names.has(one));
      known = joinLayouts(known, new Map(own.map((one) => [one, directory] as const)));
    }
  }
  return {
    directories: known,
    unknown: [...names].filter((name) => !known.has(name)),
    outside: [...known.values()].filter((directory) => !isWithin(directory, output)),
  };
}

function layoutNames(models: readonly AnyMetadata[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const url of layoutUrls(models)) {
    const reference = parseLocationUrl(url);
    if (typeof reference === "object" && reference.target.kind === "layout") {
      names.add(reference.target.name);
    }
  }
  return names;
}

function layoutUrls(models: readonly AnyMetadata[]): string[] {
  const urls: string[] = [];
  for (const model of models) {
    visitArtifacts(model, (artifact) => {
      if (isLocation(artifact) && artifact.url.startsWith(LAYOUT_URL)) {
        urls.push(artifact.url);
      }
    });
  }
  return urls;
}

function isWithin(directory: string, outer: string): boolean {
  const way = relative(resolve(outer), directory);
  return way !== ".." && !way.startsWith(`..${sep}`);
}

/**
 * Metadata in a registry is for others: they have no directory of this machine.
 *
 * @throws UserError when a registry would get metadata that names layout directories
 */
export function refuseLocalPublication(target: string, models: readonly AnyMetadata[]): void {
  if (target.startsWith("oci-layout:")) {
    return;
  }
  const [named] = layoutUrls(models);
  if (named !== undefined) {
    throw refuse(
      `publish-metadata: ${show(target)} is a registry, but the metadata names a directory of this machine: ${show(named)}`,
      "push everything to registries, or publish to an oci-layout: directory",
    );
  }
}
