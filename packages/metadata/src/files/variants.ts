import { VARIANT_TYPES } from "../grammar/enumerations.ts";
import { show } from "../json/describe.ts";
import { compareCodePoints } from "../json/order.ts";
import { arrayText, objectText, quote } from "../json/text.ts";
import type { Artifact, Variant } from "../model.ts";
import { type Checker, isObject } from "../read/checker.ts";
import { type Version, versionAtLeast } from "./header.ts";
import { readRelease, releaseField, releaseText } from "./release.ts";
import { pathsText, readPaths } from "./variant-paths.ts";

const COMMON_FIELDS = ["id", "uid", "name", "type", "arches", "paths", "variants"];

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
