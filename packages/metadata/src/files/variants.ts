import { PATH_CATEGORIES, VARIANT_TYPES } from "../grammar/enumerations.ts";
import { show } from "../json/describe.ts";
import { compareCodePoints, sortedKeys } from "../json/order.ts";
import { arrayText, objectText, quote } from "../json/text.ts";
import { type Artifact, isLocation, type Variant } from "../model.ts";
import { Checker, isObject } from "../read/checker.ts";
import { generationOf, type Version, versionAtLeast } from "./header.ts";
import { locationText, readLocalPath, readLocation } from "./location.ts";
import { readRelease, releaseField, releaseText } from "./release.ts";

const COMMON_FIELDS = ["id", "uid", "name", "type", "arches", "paths", "variants"];
const KNOWN_CATEGORIES: ReadonlySet<string> = new Set(PATH_CATEGORIES);

/** Reads one variant (productmd: composeinfo); the checker stands at it. Relations between variants: {@link checkFamilies}. */
export function readVariant(
  checker: Checker,
  value: unknown,
  uidKey: string,
  version: Version,
): Variant<Artifact> | undefined {
  const fields = checker.object(value);
  if (fields === undefined) {
    return undefined;
  }
  const release = releaseField(version);
  checker.knownFields(fields, new Set([...COMMON_FIELDS, release]));
  const id = checker.at("id", () => readId(checker, fields["id"]));
  const uid = checker.at("uid", () =>
    fields["uid"] === uidKey
      ? uidKey
      : checker.expected(`${quote(uidKey)}, the key that the variant is listed under`, fields["uid"]),
  );
  const name = checker.at("name", () => checker.word(fields["name"]));
  const type = checker.at("type", () => checker.choice(fields["type"], VARIANT_TYPES));
  const arches = checker.at("arches", () => checker.list(fields["arches"], (arch) => checker.name(arch)));
  if (arches?.length === 0) {
    checker.expected("at least one arch", fields["arches"], "arches");
  }
  const paths = checker.at("paths", () => readPaths(checker, fields["paths"], version, arches));
  const children = checker.at("variants", () => readChildren(checker, fields["variants"]));
  const ownRelease =
    type === "layered-product"
      ? checker.at(release, () => readRelease(checker, fields[release], version))
      : null;
  if (
    id === undefined ||
    uid === undefined ||
    name === undefined ||
    type === undefined ||
    arches === undefined ||
    paths === undefined ||
    children === undefined ||
    ownRelease === undefined
  ) {
    return undefined;
  }
  return {
    id,
    uid,
    name,
    type,
    arches: [...new Set(arches)].sort(compareCodePoints),
    paths,
    children,
    release: ownRelease,
  };
}

function readId(checker: Checker, value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Za-z0-9]+$/.test(value)
    ? value
    : checker.expected("letters and digits only", value);
}

/** A list of ids, or an object with ids as keys; absent without children. */
function readChildren(checker: Checker, value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) {
    return [];
  }
  const ids = isObject(value) ? Object.keys(value) : checker.list(value, (id) => readId(checker, id));
  if (ids === undefined) {
    return undefined;
  }
  if (new Set(ids).size !== ids.length) {
    return checker.issue("a child variant is listed twice");
  }
  return ids.sort(compareCodePoints);
}

type Paths = Variant<Artifact>["paths"];

function readPaths(
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

/**
 * Before 1.0 a variant does not list its children: a uid that continues another one with a dash is that one's child.
 */
export function childrenByPrefix(
  variants: ReadonlyMap<string, Variant<Artifact>>,
  version: Version,
): ReadonlyMap<string, Variant<Artifact>> {
  if (versionAtLeast(version, 1, 0)) {
    return variants;
  }
  const children = new Map<string, string[]>();
  for (const { uid, id } of variants.values()) {
    const parent = uid.endsWith(`-${id}`) ? uid.slice(0, -(id.length + 1)) : undefined;
    if (parent !== undefined && variants.has(parent)) {
      const siblings = children.get(parent);
      siblings === undefined ? children.set(parent, [id]) : siblings.push(id);
    }
  }
  return new Map(
    [...variants].map(([uid, variant]) => [
      uid,
      {
        ...variant,
        children: [...new Set([...variant.children, ...(children.get(uid) ?? [])])].sort(compareCodePoints),
      },
    ]),
  );
}

/** Checks that uids, ids, children and arches fit each other; the checker stands at `payload.variants`. */
export function checkFamilies(checker: Checker, variants: ReadonlyMap<string, Variant<Artifact>>): void {
  const parents = new Map<string, Variant<Artifact>>();
  for (const parent of variants.values()) {
    for (const id of parent.children) {
      const uid = `${parent.uid}-${id}`;
      if (!variants.has(uid)) {
        checker.issue(`the child ${show(id)} has no entry ${show(uid)} of its own`, parent.uid, "variants");
      }
      parents.set(uid, parent);
    }
  }
  for (const variant of variants.values()) {
    const parent = parents.get(variant.uid);
    if (parent === undefined) {
      if (variant.uid.replaceAll("-", "") !== variant.id) {
        checker.issue(
          `the uid of a variant without a parent must be its id ${show(variant.id)}, dashes aside`,
          variant.uid,
          "uid",
        );
      }
      continue;
    }
    if (variant.uid !== `${parent.uid}-${variant.id}`) {
      checker.issue(
        `the uid must be the parent's and the id, ${show(`${parent.uid}-${variant.id}`)}`,
        variant.uid,
        "uid",
      );
    }
    const theirs = new Set(parent.arches);
    const foreign = variant.arches.filter((arch) => !theirs.has(arch));
    if (foreign.length > 0) {
      checker.issue(
        `the parent variant ${show(parent.uid)} does not have ${foreign.map(show).join(", ")}`,
        variant.uid,
        "arches",
      );
    }
  }
}

/** One variant as JSON. */
export function variantText(variant: Variant<Artifact>, level: number): string {
  return objectText(
    [
      ["id", quote(variant.id)],
      ["uid", quote(variant.uid)],
      ["name", quote(variant.name)],
      ["type", quote(variant.type)],
      ["arches", arrayText(variant.arches.map(quote), level + 1)],
      ["paths", pathsText(variant.paths, level + 1)],
      variant.children.length === 0
        ? undefined
        : ["variants", arrayText(variant.children.map(quote), level + 1)],
      variant.release === null
        ? undefined
        : ["release", releaseText({ ...variant.release, isLayered: true }, level + 1)],
    ],
    level,
  );
}

function pathsText(paths: Paths, level: number): string {
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
