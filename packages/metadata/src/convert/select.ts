import {
  type ArtifactContext,
  type ArtifactKind,
  isDirectory,
  mapArches,
  mapArtifacts,
  variantsInOrder,
} from "../artifacts.ts";
import { globMatcher } from "../grammar/glob.ts";
import { show } from "../json/describe.ts";
import type { AnyMetadata, Artifact, Composeinfo, Metadata, Modules, Variant } from "../model.ts";

/** Which artifacts are meant; an absent or empty list means all. */
export interface Selection {
  readonly kinds?: readonly ArtifactKind[];
  /** Variant uids. */
  readonly variants?: readonly string[];
  readonly arches?: readonly string[];
  /** Only restricts images. */
  readonly imageTypes?: readonly string[];
  /** Globs on `local_path`: at least one must match. */
  readonly include?: readonly string[];
  /** Globs on `local_path`: none may match. */
  readonly exclude?: readonly string[];
}

/** A selection made ready for many artifacts. */
export interface Selector {
  /** False when the selection means everything. */
  readonly restricts: boolean;
  /** Whether variants, arches and files stay that have nothing left. */
  readonly keepsEmpty?: boolean;
  selects(artifact: Artifact, context: ArtifactContext): boolean;
  /** Whether any artifact of the variant can be selected. */
  selectsVariant(uid: string): boolean;
  selectsArch(arch: string): boolean;
  /** Whether something without a path of its own is selected: a module that names no file. */
  selectsPathless(context: ArtifactContext): boolean;
  /**
   * What is in the selection in vain so far: variants, arches and image types that nothing is listed under, globs that
   * match no path.
   */
  unmatched(): readonly string[];
}

/** @throws SyntaxError for a glob that is none */
export function createSelector(selection: Selection): Selector {
  const kinds = setOf(selection.kinds);
  const variants = setOf(selection.variants);
  const arches = setOf(selection.arches);
  const imageTypes = setOf(selection.imageTypes);
  const include = (selection.include ?? []).map(globOf);
  const exclude = (selection.exclude ?? []).map(globOf);
  const sets = [kinds, variants, arches, imageTypes];
  const missing = new Set([...(variants ?? []), ...(arches ?? []), ...(imageTypes ?? [])]);
  /** Globs that matched nothing yet: whatever they are for, every path is shown to them. */
  let idle = [...include, ...exclude];
  const selectsContext = (context: ArtifactContext) =>
    kinds?.has(context.kind) !== false &&
    variants?.has(context.variant) !== false &&
    arches?.has(context.arch) !== false &&
    (context.imageType === undefined || imageTypes?.has(context.imageType) !== false);
  const note = (context: ArtifactContext) => {
    if (missing.size > 0) {
      missing.delete(context.variant);
      missing.delete(context.arch);
      missing.delete(context.imageType ?? "");
    }
  };
  return {
    unmatched: () => [...missing, ...idle.map(({ pattern }) => pattern)],
    selects({ localPath }, context) {
      note(context);
      if (idle.some(({ matches }) => matches(localPath))) {
        idle = idle.filter(({ matches }) => !matches(localPath));
      }
      return (
        selectsContext(context) &&
        (include.length === 0 || include.some(({ matches }) => matches(localPath))) &&
        !exclude.some(({ matches }) => matches(localPath))
      );
    },
    selectsPathless(context) {
      note(context);
      return selectsContext(context) && include.length === 0;
    },
    restricts: sets.some((set) => set !== undefined) || include.length > 0 || exclude.length > 0,
    selectsVariant: (uid) => variants?.has(uid) !== false,
    selectsArch: (arch) => arches?.has(arch) !== false,
  };
}

interface Glob {
  readonly pattern: string;
  readonly matches: (path: string) => boolean;
}

function globOf(pattern: string): Glob {
  try {
    return { pattern, matches: globMatcher(pattern) };
  } catch (error) {
    throw new SyntaxError(`the glob ${show(pattern)} cannot be used: ${(error as Error).message}`);
  }
}

function setOf<T extends string>(list: readonly T[] | undefined): ReadonlySet<string> | undefined {
  return list === undefined || list.length === 0 ? undefined : new Set(list);
}

/**
 * One part of a selection, for work that is divided. Merging what the parts make must give what the whole makes: so
 * directories, which are no artifacts, and modules without a path stay in all of them.
 *
 * @param keepsEmpty - whether this part has what the whole has besides artifacts: variants and arches without any
 */
export function partOfSelection(
  whole: Selector,
  belongs: (artifact: Artifact, context: ArtifactContext) => boolean,
  keepsEmpty: boolean,
): Selector {
  return {
    ...whole,
    restricts: true,
    keepsEmpty: keepsEmpty && !whole.restricts,
    selects: (artifact, context) =>
      whole.selects(artifact, context) && (isDirectory(context) || belongs(artifact, context)),
  };
}

/**
 * The metadata with only what is selected: unselected entries go, and with them variants, arches and source packages
 * that have nothing left. composeinfo.json keeps the variants and arches that can be selected, and their parents.
 */
export function select<M extends AnyMetadata>(metadata: M, selector: Selector): M {
  if (!selector.restricts) {
    return metadata;
  }
  const chosen = mapArtifacts<Artifact, Artifact>(
    metadata as Metadata<Artifact>,
    metadata.generation,
    (artifact, context) => (selector.selects(artifact, context) ? artifact : undefined),
  );
  return (selector.keepsEmpty === true ? chosen : withoutEmpty(chosen, selector)) as M;
}

function withoutEmpty(metadata: Metadata<Artifact>, selector: Selector): Metadata<Artifact> {
  switch (metadata.type) {
    case "images":
      return { ...metadata, images: prune(metadata.images, (list) => list.length > 0) };
    case "extra_files":
      return { ...metadata, extraFiles: prune(metadata.extraFiles, (list) => list.length > 0) };
    case "modules":
      return { ...metadata, modules: prune(chosenModules(metadata, selector), ({ size }) => size > 0) };
    case "rpms": {
      const rpms = new Map(
        [...metadata.rpms].map(([variant, arches]) => [
          variant,
          new Map(
            [...arches].map(([arch, groups]) => [
              arch,
              new Map([...groups].filter(([, group]) => group.size > 0)),
            ]),
          ),
        ]),
      );
      return { ...metadata, rpms: prune(rpms, (groups) => groups.size > 0) };
    }
    case "composeinfo":
      return { ...metadata, variants: chosenVariants(metadata, selector) };
  }
}

/** The modules that are left, but for those that name no file and are not selected: nothing else asked for them. */
function chosenModules({ modules }: Modules<Artifact>, selector: Selector): Modules<Artifact>["modules"] {
  return mapArches(modules, (byUid, variant, arch) => {
    const left = [...byUid].filter(
      ([uid, { modulemd }]) =>
        modulemd.length > 0 || selector.selectsPathless({ kind: "module", variant, arch, fieldName: uid }),
    );
    return new Map(left);
  });
}

function prune<T>(
  table: ReadonlyMap<string, ReadonlyMap<string, T>>,
  has: (value: T) => boolean,
): ReadonlyMap<string, ReadonlyMap<string, T>> {
  const pruned = new Map<string, ReadonlyMap<string, T>>();
  for (const [variant, arches] of table) {
    const left = new Map([...arches].filter(([, value]) => has(value)));
    if (left.size > 0) {
      pruned.set(variant, left);
    }
  }
  return pruned;
}

/** Children come after their parents in order, so that going backwards each parent knows which children stay. */
function chosenVariants(
  { variants }: Composeinfo<Artifact>,
  selector: Selector,
): ReadonlyMap<string, Variant<Artifact>> {
  const chosen = new Map<string, Variant<Artifact>>();
  for (const variant of variantsInOrder(variants).reverse()) {
    const arches = variant.arches.filter((arch) => selector.selectsArch(arch));
    const children = variant.children.filter((id) => chosen.has(`${variant.uid}-${id}`));
    if (arches.length > 0 && (selector.selectsVariant(variant.uid) || children.length > 0)) {
      chosen.set(variant.uid, { ...variant, arches, children });
    }
  }
  return chosen;
}
