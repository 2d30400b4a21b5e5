import type { COMPOSE_TYPES, RELEASE_TYPES, RPM_CATEGORIES, VARIANT_TYPES } from "./grammar/enumerations.ts";

/** The five files of a compose's metadata; `header.type` is `productmd.<this>`. */
export type MetadataType = "composeinfo" | "images" | "rpms" | "extra_files" | "modules";

/** In the order in which the reference writes them. */
export const METADATA_TYPES: readonly MetadataType[] = [
  "images",
  "rpms",
  "extra_files",
  "modules",
  "composeinfo",
];

/** The names of each file, the current one first; the others were used up to 1.0. */
export const METADATA_FILE_NAMES: readonly (readonly [MetadataType, ...string[]])[] = [
  ["composeinfo", "composeinfo.json"],
  ["images", "images.json", "image-manifest.json"],
  ["rpms", "rpms.json", "rpm-manifest.json"],
  ["modules", "modules.json"],
  ["extra_files", "extra_files.json"],
];
/** Versions that are written: 1.2 describes one tree of files, 2.0 artifacts that may lie anywhere. */
export type WrittenVersion = "1.2" | "2.0";

/** What 1.x knows of an artifact: its place in the tree and, for images and extra files, size and checksums. */
export interface TreeFile {
  readonly localPath: string;
  /** Bytes, or null when unknown. */
  readonly size: number | null;
  /** `algorithm:digest`, in file order. */
  readonly checksums: readonly string[];
}

/** Where an artifact of 2.0 lies and what restores it in a tree (productmd: Location). */
export interface Location {
  readonly url: string;
  /** Bytes, or null when unknown. */
  readonly size: number | null;
  /** `algorithm:digest`, or null when unknown. */
  readonly checksum: string | null;
  readonly localPath: string;
  /** The files of a set; only with an `oci://` URL. `localPath` is then the directory that holds them. */
  readonly contents: readonly FileEntry[];
}

/** A file of a set in a registry. */
export interface FileEntry {
  /** Relative to the Location's `localPath`. */
  readonly file: string;
  readonly size: number;
  readonly checksum: string;
  readonly layerDigest: string;
}

/** An artifact as 1.x or 2.0 describes it. */
export type Artifact = TreeFile | Location;

const NO_CHECKSUMS: readonly string[] = [];

export function isLocation(artifact: Artifact): artifact is Location {
  return "url" in artifact;
}

/** The checksums that are known of an artifact. */
export function knownChecksums(artifact: Artifact): readonly string[] {
  if (!isLocation(artifact)) {
    return artifact.checksums;
  }
  return artifact.checksum === null ? NO_CHECKSUMS : [artifact.checksum];
}

/** `payload.compose` of every file. */
export interface Compose {
  readonly id: string;
  /** YYYYMMDD. */
  readonly date: string;
  readonly type: (typeof COMPOSE_TYPES)[number];
  readonly respin: number;
  readonly label: string | null;
  /** Whether the label is final; only written with a label. */
  readonly final: boolean;
}

/** Variant → arch → what lies there, in file order. */
export type ByArch<T> = ReadonlyMap<string, ReadonlyMap<string, T>>;

interface Document {
  /** 1: artifacts are {@link TreeFile}s; 2: they are {@link Location}s. */
  readonly generation: 1 | 2;
  readonly compose: Compose;
}

export interface Images<A extends Artifact> extends Document {
  readonly type: "images";
  readonly images: ByArch<readonly Image<A>[]>;
}

export interface Image<A extends Artifact> {
  readonly artifact: A;
  readonly arch: string;
  readonly bootable: boolean;
  readonly discCount: number;
  readonly discNumber: number;
  readonly format: string;
  readonly implantMd5: string | null;
  readonly mtime: number;
  readonly subvariant: string;
  readonly type: string;
  readonly volumeId: string | null;
  readonly unified: boolean;
  readonly additionalVariants: readonly string[];
}

export interface Rpms<A extends Artifact> extends Document {
  readonly type: "rpms";
  /** Innermost map: NEVRA of the source package → its packages. */
  readonly rpms: ByArch<ReadonlyMap<string, RpmGroup<A>>>;
}

/** The packages built from one source package, itself included: NEVRA → entry. */
export type RpmGroup<A extends Artifact> = ReadonlyMap<string, Rpm<A>>;

export interface Rpm<A extends Artifact> {
  readonly artifact: A;
  readonly category: (typeof RPM_CATEGORIES)[number] | null;
  /** Key id in hexadecimal, as the file has it. */
  readonly sigkey: string | null;
  /** Of 2.0; empty in 1.x. */
  readonly sigkeys: readonly string[];
}

export interface ExtraFiles<A extends Artifact> extends Document {
  readonly type: "extra_files";
  readonly extraFiles: ByArch<readonly ExtraFile<A>[]>;
}

export interface ExtraFile<A extends Artifact> {
  readonly artifact: A;
}

export interface Modules<A extends Artifact> extends Document {
  readonly type: "modules";
  /** Innermost map: name:stream[:version[:context]] → module. */
  readonly modules: ByArch<ReadonlyMap<string, Module<A>>>;
}

export interface Module<A extends Artifact> {
  readonly arch: string;
  /** name, stream, version, context, uid and koji_tag as far as the file has them. */
  readonly metadata: ReadonlyMap<string, string>;
  /** In file order; 2.0 has one, of the category "binary". */
  readonly modulemd: readonly Modulemd<A>[];
  /** NEVRAs. */
  readonly rpms: readonly string[];
}

export interface Modulemd<A extends Artifact> {
  /** binary, debug or source; null where 1.0 has one path without a category. */
  readonly category: string | null;
  readonly artifact: A;
}

export interface Composeinfo<A extends Artifact> extends Document {
  readonly type: "composeinfo";
  readonly release: Release;
  /** Only of a layered product. */
  readonly baseProduct: BaseProduct | null;
  /** By uid, children too. */
  readonly variants: ReadonlyMap<string, Variant<A>>;
}

export interface BaseProduct {
  readonly name: string;
  readonly short: string;
  readonly version: string;
  readonly type: string;
}

export interface Release extends BaseProduct {
  readonly type: (typeof RELEASE_TYPES)[number];
  readonly isLayered: boolean;
  readonly internal: boolean;
}

export interface Variant<A extends Artifact> {
  readonly id: string;
  readonly uid: string;
  readonly name: string;
  readonly type: (typeof VARIANT_TYPES)[number];
  /** Sorted, without repetition. */
  readonly arches: readonly string[];
  /** Category → arch → place. */
  readonly paths: ReadonlyMap<string, ReadonlyMap<string, A>>;
  /** Ids (not uids) of the children, sorted. */
  readonly children: readonly string[];
  /** Only of a layered product. */
  readonly release: Release | null;
}

/** A metadata file of one generation. */
export type Metadata<A extends Artifact> = Images<A> | Rpms<A> | ExtraFiles<A> | Modules<A> | Composeinfo<A>;

/** Metadata of 1.x: one tree of files. */
export type TreeMetadata = Metadata<TreeFile>;

/** Metadata of 2.0: artifacts with Locations. */
export type DistributedMetadata = Metadata<Location>;

/** Any metadata file. */
export type AnyMetadata = TreeMetadata | DistributedMetadata;

export function isDistributed(metadata: AnyMetadata): metadata is DistributedMetadata {
  return metadata.generation === 2;
}
