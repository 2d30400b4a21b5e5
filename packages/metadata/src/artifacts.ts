import { pathCategories } from "./files/variants.ts";
import { REPOSITORY_CATEGORIES } from "./grammar/enumerations.ts";
import { isManifestDigest } from "./grammar/location-url.ts";
import { compareCodePoints } from "./json/order.ts";
import {
  type AnyMetadata,
  type Artifact,
  type ByArch,
  type Image,
  isLocation,
  knownChecksums,
  type Location,
  type Metadata,
  type Module,
  type RpmGroup,
  type TreeFile,
  type Variant,
} from "./model.ts";

/** Kinds of artifacts, as the selection inputs and URL templates name them. */
export const ARTIFACT_KINDS = ["image", "rpm", "extra_file", "module", "variant_path"] as const;
export type ArtifactKind = (typeof ARTIFACT_KINDS)[number];

/** What an artifact is in its compose. */
export interface ArtifactContext {
  readonly kind: ArtifactKind;
  readonly variant: string;
  readonly arch: string;
  /** NEVRA of a package, uid of a module, category of a variant path. */
  readonly fieldName?: string;
  /** Only of images. */
  readonly imageType?: string;
}

/** Whether something is an artifact or only a directory: of the variant paths, repositories are artifacts. */
export function isDirectory(context: ArtifactContext): boolean {
  return context.kind === "variant_path" && !REPOSITORY_CATEGORIES.has(context.fieldName ?? "");
}

/** The file of a repository that its size and checksum are those of; it lists the others. */
export const REPOMD = "repodata/repomd.xml";

/**
 * The files that an artifact puts into the tree, with what is known of each: itself, the files of a set, or a
 * repository's repomd.xml. Directories put none.
 */
export function treeFiles(artifact: Artifact, context: ArtifactContext): readonly TreeFile[] {
  if (isDirectory(context)) {
    return [];
  }
  if (!isLocation(artifact) && context.kind !== "variant_path") {
    return [artifact];
  }
  const { localPath, size } = artifact;
  if (isLocation(artifact) && artifact.contents.length > 0) {
    return artifact.contents.map((entry) => ({
      localPath: `${localPath}/${entry.file}`,
      size: entry.size,
      checksums: [entry.checksum],
    }));
  }
  const path = context.kind === "variant_path" ? `${localPath}/${REPOMD}` : localPath;
  if (isLocation(artifact) && isManifestDigest(artifact.checksum, artifact.url)) {
    return [{ localPath: path, size: null, checksums: [] }];
  }
  return [{ localPath: path, size, checksums: knownChecksums(artifact) }];
}

/** One artifact, found by {@link locations}. */
export interface ArtifactRecord extends ArtifactContext {
  readonly localPath: string;
  readonly artifact: Artifact;
  /** Only in 2.0. */
  readonly location?: Location;
}

/** Gives every artifact another form, or leaves it out (undefined). */
export type ArtifactMapper<A extends Artifact, B extends Artifact> = (
  artifact: A,
  context: ArtifactContext,
) => B | undefined;

/**
 * The one traversal of metadata: applies a function to every artifact and gives the metadata with what it returned.
 * Entries whose artifact is left out go with it; nothing of the input is changed.
 *
 * The order is that of the reference: variants and arches in file order; in composeinfo top-level variants by id,
 * categories as in {@link PATH_CATEGORIES}, arches sorted, then the children.
 */
export function mapArtifacts<A extends Artifact, B extends Artifact>(
  metadata: Metadata<A>,
  generation: 1 | 2,
  map: ArtifactMapper<A, B>,
): Metadata<B> {
  const { compose } = metadata;
  switch (metadata.type) {
    case "images":
      return { type: "images", generation, compose, images: mapImages(metadata.images, map) };
    case "rpms": {
      const rpms = mapArches(metadata.rpms, (groups, variant, arch) =>
        mapValues(groups, (group) => mapRpmGroup(group, variant, arch, map)),
      );
      return { type: "rpms", generation, compose, rpms };
    }
    case "extra_files": {
      const extraFiles = mapArches(metadata.extraFiles, (files, variant, arch) =>
        keep(files, ({ artifact }) => {
          const mapped = map(artifact, { kind: "extra_file", variant, arch });
          return mapped === undefined ? undefined : { artifact: mapped };
        }),
      );
      return { type: "extra_files", generation, compose, extraFiles };
    }
    case "modules": {
      const modules = mapArches(metadata.modules, (byUid, variant, arch) =>
        mapValues(byUid, (module, uid) =>
          mapModule(module, { kind: "module", variant, arch, fieldName: uid }, map),
        ),
      );
      return { type: "modules", generation, compose, modules };
    }
    case "composeinfo": {
      const mapped = new Map<string, Variant<B>>();
      for (const variant of variantsInOrder(metadata.variants)) {
        mapped.set(variant.uid, { ...variant, paths: mapPaths(variant, map) });
      }
      return { ...metadata, generation, variants: mapped };
    }
  }
}

function mapImages<A extends Artifact, B extends Artifact>(
  images: ByArch<readonly Image<A>[]>,
  map: ArtifactMapper<A, B>,
): ByArch<readonly Image<B>[]> {
  return mapArches(images, (list, variant, arch) =>
    keep(list, (image) => {
      const artifact = map(image.artifact, { kind: "image", variant, arch, imageType: image.type });
      return artifact === undefined ? undefined : { ...image, artifact };
    }),
  );
}

function mapRpmGroup<A extends Artifact, B extends Artifact>(
  group: RpmGroup<A>,
  variant: string,
  arch: string,
  map: ArtifactMapper<A, B>,
): RpmGroup<B> {
  return mapValues(group, (rpm, nevra) => {
    const artifact = map(rpm.artifact, { kind: "rpm", variant, arch, fieldName: nevra });
    return artifact === undefined
      ? undefined
      : { artifact, category: rpm.category, sigkey: rpm.sigkey, sigkeys: rpm.sigkeys };
  });
}

/** A module stays when any of its modulemd paths does, or when it has none. */
function mapModule<A extends Artifact, B extends Artifact>(
  module: Module<A>,
  context: ArtifactContext,
  map: ArtifactMapper<A, B>,
): Module<B> | undefined {
  const modulemd = keep(module.modulemd, ({ category, artifact }) => {
    const mapped = map(artifact, context);
    return mapped === undefined ? undefined : { category, artifact: mapped };
  });
  return modulemd.length === 0 && module.modulemd.length > 0 ? undefined : { ...module, modulemd };
}

function mapPaths<A extends Artifact, B extends Artifact>(
  { uid, paths }: Variant<A>,
  map: ArtifactMapper<A, B>,
): Variant<B>["paths"] {
  const mapped = new Map<string, ReadonlyMap<string, B>>();
  for (const category of pathCategories(paths)) {
    const places = new Map<string, B>();
    const sorted = [...(paths.get(category) ?? [])].sort(([a], [b]) => compareCodePoints(a, b));
    for (const [arch, artifact] of sorted) {
      const place = map(artifact, { kind: "variant_path", variant: uid, arch, fieldName: category });
      if (place !== undefined) {
        places.set(arch, place);
      }
    }
    if (places.size > 0) {
      mapped.set(category, places);
    }
  }
  return mapped;
}

/** Top-level variants by id, each followed by its children, depth first. */
export function variantsInOrder<A extends Artifact>(variants: ReadonlyMap<string, Variant<A>>): Variant<A>[] {
  const children = new Set(
    [...variants.values()].flatMap(({ uid, children: ids }) => ids.map((id) => `${uid}-${id}`)),
  );
  const pending = [...variants.values()]
    .filter(({ uid }) => !children.has(uid))
    .sort((a, b) => compareCodePoints(b.id, a.id) || compareCodePoints(b.uid, a.uid));
  const ordered: Variant<A>[] = [];
  while (pending.length > 0) {
    const variant = pending.pop() as Variant<A>;
    ordered.push(variant);
    // Pushed in reverse: the first child is taken first.
    for (const id of [...variant.children].reverse()) {
      const child = variants.get(`${variant.uid}-${id}`);
      if (child !== undefined) {
        pending.push(child);
      }
    }
  }
  return ordered;
}

/** Every artifact and directory of the metadata, in the order of {@link mapArtifacts}. */
export function locations(metadata: AnyMetadata): ArtifactRecord[] {
  const records: ArtifactRecord[] = [];
  mapArtifacts<Artifact, Artifact>(
    metadata as Metadata<Artifact>,
    metadata.generation,
    (artifact, context) => {
      const { localPath } = artifact;
      records.push(
        isLocation(artifact)
          ? { ...context, localPath, artifact, location: artifact }
          : { ...context, localPath, artifact },
      );
      return artifact;
    },
  );
  return records;
}

function mapArches<T, U>(table: ByArch<T>, map: (value: T, variant: string, arch: string) => U): ByArch<U> {
  return new Map(
    [...table].map(([variant, arches]) => [
      variant,
      new Map([...arches].map(([arch, value]) => [arch, map(value, variant, arch)])),
    ]),
  );
}

function mapValues<T, U>(
  map: ReadonlyMap<string, T>,
  change: (value: T, key: string) => U | undefined,
): ReadonlyMap<string, U> {
  const changed = new Map<string, U>();
  for (const [key, value] of map) {
    const result = change(value, key);
    if (result !== undefined) {
      changed.set(key, result);
    }
  }
  return changed;
}

function keep<T, U>(list: readonly T[], change: (value: T) => U | undefined): U[] {
  return list.map(change).filter((value) => value !== undefined) as U[];
}
