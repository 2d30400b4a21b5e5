import { variantsInOrder } from "../artifacts.ts";
import { compareCodePoints } from "../json/order.ts";
import type { JsonPath } from "../json/slicer.ts";
import type { Artifact, Composeinfo, Metadata, Variant } from "../model.ts";
import { formatPath } from "../read/checker.ts";
import type { Undeclared } from "./conflicts.ts";

/** Sources are filed under the arches that they were built for; where a source arch is named, it is none of a variant. */
const SOURCE_ARCHES: ReadonlySet<string> = new Set(["src", "nosrc"]);

/**
 * What can be said of a variant of which only the uid is known: a top-level variant (productmd: composeinfo). In a merge
 * any other definition takes its place.
 *
 * @returns undefined when no variant can have such a uid
 */
export function variantFromUid(uid: string, arches: readonly string[]): Variant<Artifact> | undefined {
  const id = uid.replaceAll("-", "");
  return /^[A-Za-z0-9]+$/.test(id)
    ? { id, uid, name: uid, type: "variant", arches, paths: new Map(), children: [], release: null }
    : undefined;
}

/** Whether a definition says no more than {@link variantFromUid} would. */
export function isMadeFromUid({ id, uid, name, type, release }: Variant<Artifact>): boolean {
  return name === uid && type === "variant" && release === null && id === uid.replaceAll("-", "");
}

/** A file whose entries are listed by variant and arch. */
export interface NamingFile {
  readonly file: string;
  readonly model: Metadata<Artifact>;
}

/** Variant → arch → where it is named first. */
type NamedArches = ReadonlyMap<string, ReadonlyMap<string, Undeclared>>;

export interface Declared {
  readonly variants: ReadonlyMap<string, Variant<Artifact>>;
  /** What was added to the variants. */
  readonly completed: readonly Undeclared[];
  /** What could not be added. */
  readonly undeclared: readonly Undeclared[];
}

/**
 * Adds to the variants of composeinfo.json what the other files name, and to parents the arches of their children, which
 * they must have.
 */
export function declareVariants(composeinfo: Composeinfo<Artifact>, files: readonly NamingFile[]): Declared {
  const variants = new Map(composeinfo.variants);
  const completed: Undeclared[] = [];
  const undeclared: Undeclared[] = [];
  for (const [uid, arches] of namedArches(files)) {
    const declared = variants.get(uid);
    const missing = missingArches(declared?.arches ?? [], arches.keys());
    const [first] = arches.values();
    if (first === undefined || missing.length === 0) {
      continue;
    }
    const variant = declared ?? variantFromUid(uid, []);
    if (variant === undefined) {
      undeclared.push(withoutArch(first));
      continue;
    }
    const places = declared === undefined ? [withoutArch(first)] : missing.map((arch) => arches.get(arch));
    completed.push(...(places as Undeclared[]));
    variants.set(uid, withArches(variant, missing));
  }
  completed.push(...spreadToParents(variants, files));
  return { variants, completed, undeclared };
}

/** Children come before their parents, so that each parent is complete when its own parent takes its arches. */
function spreadToParents(
  variants: Map<string, Variant<Artifact>>,
  files: readonly NamingFile[],
): readonly Undeclared[] {
  const parents = parentsOf(variants);
  const completed: Undeclared[] = [];
  for (const { uid } of variantsInOrder(variants).reverse()) {
    const child = variants.get(uid);
    const parent = variants.get(parents.get(uid) ?? "");
    if (child === undefined || parent === undefined) {
      continue;
    }
    const missing = missingArches(parent.arches, child.arches);
    if (missing.length > 0) {
      variants.set(parent.uid, withArches(parent, missing));
      const place = { file: fileOfVariant(uid, files), path: formatPath(["payload", "variants", uid]) };
      completed.push(...missing.map((arch) => ({ variant: parent.uid, arch, ...place })));
    }
  }
  return completed;
}

/** A composeinfo.json that has a variant. */
function fileOfVariant(uid: string, files: readonly NamingFile[]): string {
  const found = files.find(({ model }) => model.type === "composeinfo" && model.variants.has(uid));
  return found?.file ?? "composeinfo.json";
}

function missingArches(declared: readonly string[], named: Iterable<string>): string[] {
  const known = new Set(declared);
  return [...named].filter((arch) => !known.has(arch));
}

/** The variants that files name without a composeinfo.json. */
export function namedVariants(files: readonly NamingFile[]): Undeclared[] {
  return [...namedArches(files).values()].flatMap((arches) =>
    [...arches.values()].slice(0, 1).map(withoutArch),
  );
}

function withoutArch({ variant, file, path }: Undeclared): Undeclared {
  return { variant, file, path };
}

function withArches(variant: Variant<Artifact>, arches: readonly string[]): Variant<Artifact> {
  return { ...variant, arches: [...variant.arches, ...arches].sort(compareCodePoints) };
}

/** Uid of a child → uid of its parent. */
function parentsOf(variants: ReadonlyMap<string, Variant<Artifact>>): ReadonlyMap<string, string> {
  return new Map(
    [...variants.values()].flatMap(({ uid, children }) =>
      children.map((id) => [`${uid}-${id}`, uid] as const),
    ),
  );
}

function namedArches(files: readonly NamingFile[]): NamedArches {
  const named = new Map<string, Map<string, Undeclared>>();
  for (const { file, model } of files) {
    const table = tableOf(model);
    if (table === undefined) {
      continue;
    }
    for (const [variant, arches] of table) {
      const found = named.get(variant) ?? new Map<string, Undeclared>();
      named.set(variant, found);
      for (const arch of arches.keys()) {
        if (!SOURCE_ARCHES.has(arch) && !found.has(arch)) {
          const path: JsonPath = ["payload", model.type, variant, arch];
          found.set(arch, { variant, arch, file, path: formatPath(path) });
        }
      }
    }
  }
  return named;
}

function tableOf(model: Metadata<Artifact>): ReadonlyMap<string, ReadonlyMap<string, unknown>> | undefined {
  switch (model.type) {
    case "images":
      return model.images;
    case "rpms":
      return model.rpms;
    case "extra_files":
      return model.extraFiles;
    case "modules":
      return model.modules;
    case "composeinfo":
      return undefined;
  }
}
