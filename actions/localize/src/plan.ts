import { MAX_REPOMD_BYTES, type Source } from "@compose-actions/compose";
import {
  type AnyMetadata,
  type ArtifactContext,
  type ArtifactRecord,
  type Composeinfo,
  checksumsConflict,
  isDirectory,
  isDistributed,
  isOciUrl,
  type Location,
  locations,
  METADATA_TYPES,
  PathIndex,
  REPOMD,
  type Selector,
  show,
} from "@compose-actions/metadata";
import { TransferFailure } from "@compose-actions/transfer";
import { fileAt, type Part, partsOfArtifact, partsOfRepository } from "./parts.ts";
import { PlanFile } from "./plan-file.ts";
import { below, placesOf, type UrlOptions } from "./urls.ts";

/** Where the metadata of a tree lies in it: no artifact may have such a place. */
export function metadataPath(type: AnyMetadata["type"]): string {
  return `metadata/${type}.json`;
}

const METADATA_PATHS = METADATA_TYPES.map(metadataPath);

function isPlaceOfMetadata(localPath: string): boolean {
  return (
    localPath.startsWith("metadata") &&
    (localPath === "metadata" ||
      METADATA_PATHS.some((path) => localPath === path || localPath.startsWith(`${path}/`)))
  );
}

/** A parsed metadata file of the input. */
export interface LoadedSource {
  readonly source: Source;
  readonly model: AnyMetadata;
}

/** An artifact that is selected, and the files that it consists of. */
export interface PlannedArtifact extends ArtifactContext {
  readonly localPath: string;
  readonly files: PlanFile[];
}

/** A repository: its repomd.xml tells of the other files. */
export interface PlannedRepository {
  readonly localPath: string;
  /** The repository's own places. */
  urls: readonly string[];
  /** Those that the metadata gives, without mirrors: for what no checksum vouches for. */
  ownUrls: readonly string[];
  readonly repomd: PlanFile;
  /** Every artifact that is this repository: several variants may share one. */
  readonly artifacts: PlannedArtifact[];
}

/** A tree that a machine can be installed from. */
export interface PlannedTree {
  readonly localPath: string;
  readonly urls: readonly string[];
  /** Those that the metadata gives, without mirrors: for what no checksum vouches for. */
  readonly ownUrls: readonly string[];
  readonly variant: string;
  readonly arch: string;
  /** The part that it belongs to, from 1, when the work is divided. */
  part?: number | undefined;
}

/** What a compose consists of and what is known of it before the first request. */
export class Plan {
  /** By path, in the order of the metadata. */
  readonly files = new Map<string, PlanFile>();
  readonly artifacts: PlannedArtifact[] = [];
  readonly repositories = new Map<string, PlannedRepository>();
  readonly trees = new Map<string, PlannedTree>();
  /** Artifacts that were not selected. */
  skipped = 0;
  composeinfo: Composeinfo<Location> | undefined;
  readonly #paths = new PathIndex();
  /** What cannot lie in one tree, a line each. */
  readonly conflicts: string[] = [];

  /** Adds the selected artifacts of a metadata file. */
  add({ source, model }: LoadedSource, selector: Selector, urls: UrlOptions): void {
    const options = { ...urls, rootUrl: urls.rootUrl ?? source.rootUrl };
    if (model.type === "composeinfo" && isDistributed(model)) {
      this.composeinfo = model;
    }
    for (const record of locations(model)) {
      const { location } = record;
      if (location === undefined) {
        continue;
      }
      if (!selector.selects(location, record)) {
        this.skipped += isDirectory(record) ? 0 : 1;
      } else if (isDirectory(record)) {
        this.#addTree(record, location, options);
      } else {
        this.#addArtifact(record, location, options);
      }
    }
  }

  /**
   * Adds a file that turned up after the metadata was read, or finds the one that is planned at its path.
   *
   * @throws TransferFailure `conflict` when it cannot lie in the tree beside what is planned
   */
  addFile(file: PlanFile): PlanFile {
    const known = this.files.get(file.localPath);
    const problem =
      known?.state === "done" && checksumsConflict(known.found, file.checksums)
        ? `${show(file.localPath)} has ${known.found.join(" ")}, but is said to have ${file.checksums.join(" ")}`
        : this.#register(file);
    if (problem !== undefined) {
      throw new TransferFailure("conflict", problem, { remedy: "never" });
    }
    // What has failed was tried, or cannot be trusted: another mention does not mend it.
    return known?.state === "failed" ? known : this.#join(file);
  }

  #addArtifact(record: ArtifactRecord, location: Location, urls: UrlOptions): void {
    const { kind, localPath } = record;
    const artifact: PlannedArtifact = { ...contextOf(record), localPath, files: [] };
    this.artifacts.push(artifact);
    const isRepository = kind === "variant_path";
    const parts = isRepository
      ? partsOfRepository(location)
      : isOciUrl(location.url)
        ? partsOfArtifact(location)
        : [fileAt(location)];
    const places = this.#places(parts, location, urls);
    const ownPlaces = isRepository ? this.#places(parts, location, withoutMirrors(urls)) : places;
    for (const part of parts) {
      this.#addPart(part, artifact, record, { urls: places, ownUrls: ownPlaces });
    }
    const repomd = isRepository ? this.files.get(`${localPath}/${REPOMD}`) : undefined;
    if (repomd !== undefined) {
      this.#addRepository(artifact, repomd, { urls: places, ownUrls: ownPlaces });
    }
  }

  #addPart(
    part: Part,
    artifact: PlannedArtifact,
    record: ArtifactRecord,
    { urls, ownUrls }: Pick<PlannedRepository, "urls" | "ownUrls">,
  ): void {
    const { kind, variant, arch } = record;
    const isRepository = kind === "variant_path";
    const isRepomd = isRepository && part.localPath.endsWith(`/${REPOMD}`);
    const unrooted = isRepository && part.checksums.length === 0 && !isOciUrl(urls[0] ?? "");
    const places = unrooted ? ownUrls : urls;
    const file = new PlanFile({
      localPath: part.localPath,
      kind: isRepository ? "repodata" : kind,
      variant,
      arch,
      urls: part.below === undefined ? places : places.map((place) => below(place, part.below ?? "")),
      size: part.size,
      ...(isRepomd ? { maxBytes: MAX_REPOMD_BYTES } : {}),
      checksums: part.checksums,
      unrooted,
    });
    if (part.failure !== undefined) {
      file.fail(part.failure);
    }
    const problem =
      part.isDirectory === true ? this.#paths.addDirectory(part.localPath).problem : this.#register(file);
    if (problem !== undefined) {
      this.conflicts.push(problem);
    }
    artifact.files.push(this.#join(file));
  }

  /** Where an artifact can be had; one that can be had nowhere fails. */
  #places(parts: readonly Part[], location: Location, urls: UrlOptions): readonly string[] {
    try {
      return placesOf(location.url, location.localPath, urls);
    } catch (error) {
      if (!(error instanceof TransferFailure)) {
        throw error;
      }
      for (const part of parts) {
        part.failure ??= { class: error.failure, message: error.message };
      }
      return [];
    }
  }

  #addRepository(
    artifact: PlannedArtifact,
    repomd: PlanFile,
    places: Pick<PlannedRepository, "urls" | "ownUrls">,
  ): void {
    const { localPath } = artifact;
    const known = this.repositories.get(localPath);
    if (known === undefined) {
      this.repositories.set(localPath, { localPath, ...places, repomd, artifacts: [artifact] });
    } else {
      known.artifacts.push(artifact);
      known.urls = [...new Set([...known.urls, ...places.urls])];
      known.ownUrls = [...new Set([...known.ownUrls, ...places.ownUrls])];
    }
  }

  #addTree(record: ArtifactRecord, location: Location, urls: UrlOptions): void {
    if (record.fieldName !== "os_tree" || isOciUrl(location.url) || this.trees.has(location.localPath)) {
      return;
    }
    try {
      const { url, localPath } = location;
      const places = placesOf(url, localPath, urls);
      const ownUrls = placesOf(url, localPath, withoutMirrors(urls));
      const { variant, arch } = record;
      this.trees.set(localPath, { localPath, urls: places, ownUrls, variant, arch });
    } catch (error) {
      if (!(error instanceof TransferFailure)) {
        throw error;
      }
      // A directory without a place of its own: there is nothing to look for.
    }
  }

  /** @returns what is wrong with the file's place in the tree */
  #register(file: PlanFile): string | undefined {
    if (isPlaceOfMetadata(file.localPath)) {
      return `${show(file.localPath)} is the place of the tree's own metadata`;
    }
    const known = this.files.get(file.localPath);
    if (known !== undefined && checksumsConflict(known.checksums, file.checksums)) {
      return `${show(file.localPath)} is named twice with different checksums: ${known.checksums.join(" ")} and ${file.checksums.join(" ")}`;
    }
    return this.#paths.add(file).problem;
  }

  /** A file that is named again adds to what is known of it; its other places are mirrors. */
  #join(file: PlanFile): PlanFile {
    const known = this.files.get(file.localPath);
    if (known === undefined) {
      this.files.set(file.localPath, file);
      return file;
    }
    if (known.state !== "done") {
      known.learn(file);
    }
    if (file.state === "open" && known.state !== "done") {
      // One good place is enough.
      known.state = "open";
      known.failure = undefined;
    }
    return known;
  }
}

function withoutMirrors({ rootUrl }: UrlOptions): UrlOptions {
  return { rootUrl, mirrors: [] };
}

function contextOf({ kind, variant, arch, fieldName, imageType }: ArtifactRecord): ArtifactContext {
  return {
    kind,
    variant,
    arch,
    ...(fieldName === undefined ? {} : { fieldName }),
    ...(imageType === undefined ? {} : { imageType }),
  };
}
