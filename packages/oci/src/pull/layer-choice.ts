import { checksumAlgorithm, show } from "@compose-actions/metadata";
import { type FailureClass, TransferFailure } from "@compose-actions/transfer";
import type { DeclaredFile } from "./declared-files.ts";
import type { IndexedManifest } from "./indexed-manifest.ts";
import type { Layer } from "./manifest.ts";

/**
 * The layer that a file is: that with its checksum, else that with its path as title, else the only one.
 *
 * @throws TransferFailure when there is none, or it is not what the metadata says
 */
export function chooseLayer(file: DeclaredFile, manifest: IndexedManifest): Layer {
  const layer = layerOf(file, manifest);
  if (file.size !== null && file.size !== layer.size) {
    throw bad("size-mismatch", `the layer has ${layer.size} bytes, the metadata says ${file.size}`);
  }
  const other = file.checksums.find(
    (checksum) => checksumAlgorithm(checksum) === "sha256" && checksum !== layer.digest,
  );
  if (other !== undefined) {
    throw bad("checksum", `the layer is ${layer.digest}, the metadata says ${other}`);
  }
  return layer;
}

function layerOf({ localPath, checksums, layer, below }: DeclaredFile, manifest: IndexedManifest): Layer {
  const exact = manifest.byDigest.get(layer ?? checksums.find((one) => manifest.byDigest.has(one)) ?? "");
  if (exact !== undefined) {
    return exact;
  }
  if (layer !== undefined) {
    throw bad("manifest", `contents: the manifest has no layer ${layer}`);
  }
  const titled = manifest.byTitle.get(localPath) ?? manifest.byTitle.get(below ?? localPath);
  if (titled === "ambiguous") {
    throw bad("manifest", `several layers have the title ${show(localPath)}, with different contents`);
  }
  const [only, ...others] = manifest.layers;
  if (titled !== undefined) {
    return titled;
  }
  if (only === undefined) {
    throw bad("manifest", "the manifest has no layers");
  }
  if (others.length > 0 || below !== undefined) {
    throw bad(
      "manifest",
      `no layer of the manifest (${manifest.layers.length}) has the file's checksum, or its path as title`,
    );
  }
  return only;
}

function bad(failure: FailureClass, message: string): TransferFailure {
  return new TransferFailure(failure, message, { remedy: "elsewhere" });
}
