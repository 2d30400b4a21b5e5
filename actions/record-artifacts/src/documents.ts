import type {
  AnyMetadata,
  ByArch,
  Compose,
  ExtraFiles,
  Images,
  Location,
  Rpm,
  Rpms,
} from "@compose-actions/metadata";
import type { ReadFile } from "./files.ts";
import type { Places, ReadArtifacts } from "./placing.ts";
import type { RpmFacts } from "./rpms.ts";

/** What was recorded, ready to be written. */
export interface Recorded {
  readonly artifacts: ReadArtifacts;
  readonly places: Places;
  /** sha256, by path below the root. */
  readonly checksums: ReadonlyMap<string, string>;
}

/** The Location of a recorded file. */
export function locationOf({ source, size }: ReadFile, { places, checksums }: Recorded): Location {
  const place = places.get(source);
  const checksum = checksums.get(source);
  if (place === undefined || checksum === undefined) {
    throw new Error(`${source} has no place or no checksum`);
  }
  return { url: place.url, size, checksum, localPath: place.localPath, contents: [] };
}

export interface DocumentOptions {
  readonly compose: Compose;
  readonly variant: string;
  readonly arch: string;
  /** What is known of the packages, in their order. */
  readonly rpmFacts: readonly RpmFacts[];
}

/** Metadata of what was recorded: a file for each kind of which there is something. */
export function documentsOf(recorded: Recorded, options: DocumentOptions): readonly AnyMetadata[] {
  const { images, rpms, extraFiles } = recorded.artifacts;
  return [
    ...(images.length === 0 ? [] : [imagesOf(recorded, options)]),
    ...(rpms.length === 0 ? [] : [rpmsOf(recorded, options)]),
    ...(extraFiles.length === 0 ? [] : [extraFilesOf(recorded, options)]),
  ];
}

function imagesOf(recorded: Recorded, options: DocumentOptions): Images<Location> {
  const images = recorded.artifacts.images.map((file) => ({
    ...file.content.facts,
    artifact: locationOf(file, recorded),
    mtime: file.mtime,
  }));
  return { type: "images", generation: 2, compose: options.compose, images: listed(images, options) };
}

function rpmsOf(recorded: Recorded, options: DocumentOptions): Rpms<Location> {
  const groups = new Map<string, Map<string, Rpm<Location>>>();
  for (const [index, file] of recorded.artifacts.rpms.entries()) {
    const { nevra, source, ...rpm } = options.rpmFacts[index] as RpmFacts;
    const group = groups.get(source) ?? new Map<string, Rpm<Location>>();
    group.set(nevra, { ...rpm, artifact: locationOf(file, recorded) });
    groups.set(source, group);
  }
  return { type: "rpms", generation: 2, compose: options.compose, rpms: listed(groups, options) };
}

function extraFilesOf(recorded: Recorded, options: DocumentOptions): ExtraFiles<Location> {
  const files = recorded.artifacts.extraFiles.map((file) => ({ artifact: locationOf(file, recorded) }));
  return { type: "extra_files", generation: 2, compose: options.compose, extraFiles: listed(files, options) };
}

function listed<T>(entries: T, { variant, arch }: DocumentOptions): ByArch<T> {
  return new Map([[variant, new Map([[arch, entries]])]]);
}
