import { PATH_CATEGORIES } from "../grammar/enumerations.ts";
import { sortedKeys } from "../json/order.ts";
import { objectText, quote } from "../json/text.ts";
import { type Artifact, isLocation, type Variant } from "../model.ts";
import { Checker, isObject } from "../read/checker.ts";
import { generationOf, type Version } from "./header.ts";
import { locationText, readLocalPath, readLocation } from "./location.ts";

const KNOWN_CATEGORIES: ReadonlySet<string> = new Set(PATH_CATEGORIES);

/** Category → arch → place. */
export type Paths = Variant<Artifact>["paths"];

/** Reads the paths of a variant; the checker stands at them. @param listed - the arches of the variant */
export function readPaths(
  checker: Checker,
  value: unknown,
  version: Version,
  listed: readonly string[] | undefined,
): Paths | undefined {
  const arches = listed === undefined ? undefined : new Set(listed);
  const categories = checker.object(value);
  if (categories === undefined) {
    return undefined;
  }
  const paths = new Map<string, ReadonlyMap<string, Artifact>>();
  for (const category of Object.keys(categories)) {
    checker.at(category, () => {
      const places = KNOWN_CATEGORIES.has(category)
        ? readPlaces(checker, categories[category], version, arches)
        : readUnknownPlaces(checker, categories[category], version, arches);
      if (places === undefined || places.size === 0) {
        return;
      }
      if (!KNOWN_CATEGORIES.has(category)) {
        checker.warnings.add("unknown-path-category", () => `${category} (${checker.where()})`);
      }
      paths.set(category, places);
    });
  }
  return paths;
}

/** What is no category of ours may have any shape: what can be kept is kept, the rest is left out with a warning. */
function readUnknownPlaces(
  checker: Checker,
  value: unknown,
  version: Version,
  arches: ReadonlySet<string> | undefined,
): ReadonlyMap<string, Artifact> | undefined {
  if (!isObject(value)) {
    checker.warnings.add("unknown-field", () => checker.where());
    return undefined;
  }
  const kept = new Map<string, Artifact>();
  for (const arch of Object.keys(value)) {
    const trial = new Checker();
    const places = readPlaces(trial, { [arch]: value[arch] }, version, arches);
    if (trial.failed) {
      checker.warnings.add("unknown-place", () => checker.where(arch));
      continue;
    }
    for (const [name, place] of places ?? []) {
      kept.set(name, place);
      if (arches?.has(name) === false) {
        checker.warnings.add("undeclared-arch", () => checker.where(name));
      }
    }
  }
  return kept;
}

/** Arch → place; blank and null places are as good as absent. */
function readPlaces(
  checker: Checker,
  value: unknown,
  version: Version,
  arches: ReadonlySet<string> | undefined,
): ReadonlyMap<string, Artifact> | undefined {
  const byArch = checker.object(value);
  if (byArch === undefined) {
    return undefined;
  }
  const places = new Map<string, Artifact>();
  for (const arch of Object.keys(byArch)) {
    const place = byArch[arch];
    if (place === null || place === "") {
      continue;
    }
    if (arches?.has(arch) !== true && checker.at(arch, () => checker.name(arch)) === undefined) {
      continue;
    }
    if (arches !== undefined && !arches.has(arch)) {
      checker.warnings.add("undeclared-arch", () => checker.where(arch));
    }
    const artifact =
      generationOf(version) === 2 ? readLocation(checker, place, arch) : readTreePath(checker, place, arch);
    if (artifact !== undefined) {
      places.set(arch, artifact);
    }
  }
  return places;
}

function readTreePath(checker: Checker, value: unknown, arch: string): Artifact | undefined {
  const localPath = readLocalPath(checker, value, arch);
  return localPath === undefined ? undefined : { localPath, size: null, checksums: [] };
}

/** The paths of a variant as JSON. */
export function pathsText(paths: Paths, level: number): string {
  return objectText(
    [...paths]
      .filter(([, places]) => places.size > 0)
      .map(([category, places]) => [category, placesText(places, level + 1)] as const),
    level,
  );
}

function placesText(places: ReadonlyMap<string, Artifact>, level: number): string {
  return objectText(
    [...places].map(
      ([arch, artifact]) =>
        [arch, isLocation(artifact) ? locationText(artifact, level + 1) : quote(artifact.localPath)] as const,
    ),
    level,
  );
}

/** The categories of a variant's paths in the order in which the reference visits them, unknown ones last. */
export function pathCategories(paths: Paths): string[] {
  const unknown = sortedKeys(paths).filter((category) => !KNOWN_CATEGORIES.has(category));
  return [...PATH_CATEGORIES.filter((category) => paths.has(category)), ...unknown];
}
