import { type Artifact, type ArtifactContext, isLocation, type Location } from "@compose-actions/metadata";
import { locationUrl, type Repository } from "@compose-actions/oci";
import type { ChosenArtifact } from "./chosen-artifact.ts";
import type { LocalFile } from "./local-file.ts";
import type { NewPlace } from "./new-metadata.ts";
import type { Parcel, Parcels } from "./parcels.ts";
import type { Plan, PlannedManifest } from "./plan.ts";

const NO_CONTENTS: Location["contents"] = [];

export interface PlacesOptions {
  /** What is to be pushed, by the object in the metadata. */
  readonly chosen: ReadonlyMap<Artifact, ChosenArtifact>;
  readonly parcels: Parcels;
  readonly plan: Plan;
  /** By target. */
  readonly repositories: ReadonlyMap<string, Repository>;
  readonly isThere: (manifest: PlannedManifest) => boolean;
}

/** The Locations of what was pushed, with tag and digest; what was not chosen keeps its own. */
export function newPlaces(options: PlacesOptions): NewPlace {
  const { chosen, parcels, plan, repositories, isThere } = options;
  const sets = new Map<Parcel, Location>();
  /** Sets of files are named once for each variant and arch. */
  const named = new Set<string>();
  const ids = new Map<Parcel, number>();
  const setOf = (parcel: Parcel, directory: string, manifest: PlannedManifest): Location => {
    const known = sets.get(parcel) ?? setLocation(parcel, directory, manifest, urlOf(manifest, repositories));
    sets.set(parcel, known);
    return known;
  };
  const isNamed = (parcel: Parcel, { variant, arch }: ArtifactContext): boolean => {
    const id = ids.get(parcel) ?? ids.size;
    ids.set(parcel, id);
    const key = JSON.stringify([id, variant, arch]);
    const known = named.has(key);
    named.add(key);
    return known;
  };
  return (artifact, context) => {
    const one = chosen.get(artifact);
    if (one === undefined) {
      return isLocation(artifact) ? artifact : undefined;
    }
    const parcel = parcels.of.get(one);
    const [file] = one.files;
    if (parcel === undefined || file === undefined) {
      throw new Error(`${one.localPath} has no place`);
    }
    const manifest = plan.manifestOf(parcel, file);
    if (!isThere(manifest)) {
      return undefined;
    }
    if (parcel.directory === undefined) {
      return fileLocation(file, urlOf(manifest, repositories));
    }
    return !one.isSet && isNamed(parcel, context) ? undefined : setOf(parcel, parcel.directory, manifest);
  };
}

/** The URL of a manifest, with tag and digest. */
export function urlOf(
  { target, tag, digest }: PlannedManifest,
  repositories: ReadonlyMap<string, Repository>,
): string {
  const repository = repositories.get(target);
  if (repository === undefined) {
    throw new Error(`${target} was not opened`);
  }
  return locationUrl(repository.address, tag, digest);
}

function fileLocation({ localPath, size, digest }: LocalFile, url: string): Location {
  return { url, size, checksum: digest, localPath, contents: NO_CONTENTS };
}

function setLocation(
  { files }: Parcel,
  directory: string,
  { digest }: PlannedManifest,
  url: string,
): Location {
  return {
    url,
    size: files.reduce((sum, { size }) => sum + size, 0),
    checksum: digest,
    localPath: directory,
    contents: files.map((file) => ({
      file: file.localPath.slice(directory.length + 1),
      size: file.size,
      checksum: file.digest,
      layerDigest: file.digest,
    })),
  };
}
