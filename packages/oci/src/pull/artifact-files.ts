import { checksumAlgorithm, type Location, localPathProblem, show } from "@compose-actions/metadata";
import { type FailureClass, TransferFailure } from "@compose-actions/transfer";
import type { Digest } from "../repository.ts";
import type { IndexedManifest } from "./indexed-manifest.ts";
import type { Layer } from "./manifest.ts";

/** One file that a Location in a registry stands for. */
export interface ArtifactFile {
  /** Its place in the tree. */
  readonly localPath: string;
  readonly size: number;
  /** All that are known, `algorithm:digest`; all must hold. */
  readonly checksums: readonly string[];
  /** The blob that it is. */
  readonly digest: Digest;
}

/**
 * The files that a Location stands for, by what its pinned manifest says. Nothing is unpacked: a file is the bytes of
 * a layer. Without `contents` it is one file, at `local_path`, whatever the layer's title says.
 *
 * @throws TransferFailure when the manifest does not hold what the Location says
 */
export function artifactFiles(location: Location, manifest: IndexedManifest): readonly ArtifactFile[] {
  return location.contents.length === 0 ? [singleFile(location, manifest)] : listedFiles(location, manifest);
}

/** The layer of a file: that with its checksum, else that with its path as title, else the only one. */
export function layerOf(
  { localPath, checksum }: { readonly localPath: string; readonly checksum: string | null },
  manifest: IndexedManifest,
): Layer {
  const exact = checksum === null ? undefined : manifest.byDigest.get(checksum);
  if (exact !== undefined) {
    return exact;
  }
  const titled = manifest.byTitle.get(localPath);
  if (titled === "ambiguous") {
    throw bad("manifest", `several layers have the title ${show(localPath)}, with different contents`);
  }
  if (titled !== undefined) {
    return titled;
  }
  const [only, ...others] = manifest.layers;
  if (only === undefined) {
    throw bad("manifest", "the manifest has no layers");
  }
  if (others.length > 0) {
    throw bad(
      "manifest",
      `none of the manifest's ${manifest.layers.length} layers has the file's checksum, and none its path as title`,
    );
  }
  return only;
}

function singleFile(location: Location, manifest: IndexedManifest): ArtifactFile {
  // Documents of the format say of the checksum that it is the image's; then the layer's own is all there is.
  const isOfManifest = location.checksum === manifest.digest;
  const checksum = isOfManifest ? null : location.checksum;
  const layer = layerOf({ localPath: location.localPath, checksum }, manifest);
  refuseOtherSize(location.size, layer);
  return {
    localPath: location.localPath,
    size: layer.size,
    checksums: checksumsOf(checksum, layer),
    digest: layer.digest,
  };
}

function listedFiles(location: Location, manifest: IndexedManifest): readonly ArtifactFile[] {
  const { checksum, size, contents } = location;
  if (checksum !== null && checksumAlgorithm(checksum) === "sha256" && checksum !== manifest.digest) {
    throw bad("checksum", "the checksum of a set of files must be the digest of its manifest, and is not");
  }
  const paths = new Set<string>();
  let total = 0;
  const files = contents.map((entry) => {
    const localPath = `${location.localPath}/${entry.file}`;
    const problem = localPathProblem(entry.file) ?? localPathProblem(localPath);
    if (problem !== undefined) {
      throw bad("path", `contents: ${problem}: ${show(entry.file)}`);
    }
    if (paths.has(localPath)) {
      throw bad("path", `contents: ${show(entry.file)} is listed twice`);
    }
    paths.add(localPath);
    const layer = manifest.byDigest.get(entry.layerDigest);
    if (layer === undefined) {
      throw bad(
        "manifest",
        `contents: the manifest has no layer ${entry.layerDigest} for ${show(entry.file)}`,
      );
    }
    refuseOtherSize(entry.size, layer, entry.file);
    total += entry.size;
    return {
      localPath,
      size: layer.size,
      checksums: checksumsOf(entry.checksum, layer),
      digest: layer.digest,
    };
  });
  refuseNesting(paths);
  if (size !== null && size !== total) {
    throw bad(
      "size-mismatch",
      `the files listed in contents have ${total} bytes together, the Location says ${size}`,
    );
  }
  return files;
}

/** A file cannot lie below a file. */
function refuseNesting(paths: ReadonlySet<string>): void {
  for (const path of paths) {
    for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
      if (paths.has(path.slice(0, slash))) {
        throw bad("path", `contents: ${show(path.slice(0, slash))} is a file, and another lies below it`);
      }
    }
  }
}

function refuseOtherSize(size: number | null, layer: Layer, file?: string): void {
  if (size !== null && size !== layer.size) {
    const where = file === undefined ? "" : `contents: ${show(file)}: `;
    throw bad("size-mismatch", `${where}the layer has ${layer.size} bytes, the metadata says ${size}`);
  }
}

/** The layer's digest is the file's sha256; another one in the metadata can never be right. */
function checksumsOf(checksum: string | null, { digest }: Layer): readonly string[] {
  if (checksum === null || checksum === digest) {
    return [digest];
  }
  if (checksumAlgorithm(checksum) === "sha256") {
    throw bad("checksum", `the layer is ${digest}, the metadata says ${checksum}`);
  }
  return [digest, checksum];
}

function bad(failure: FailureClass, message: string): TransferFailure {
  return new TransferFailure(failure, message, { remedy: "elsewhere" });
}
