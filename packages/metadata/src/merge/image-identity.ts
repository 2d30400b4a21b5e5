import { imageIdentity } from "../files/images.ts";
import { checksumAlgorithm } from "../grammar/checksum.ts";
import { type Artifact, type Image, type Images, isLocation, knownChecksums } from "../model.ts";
import { formatPath } from "../read/checker.ts";
import type { ConflictLog, ConflictSide } from "./conflicts.ts";

/** A file of images that is merged. */
export interface ImagesFile {
  readonly file: string;
  readonly model: Images<Artifact>;
}

interface Known {
  readonly checksum: string;
  readonly localPath: string;
  readonly side: () => ConflictSide;
}

/**
 * The rule of productmd for images: those that consumers cannot tell apart must be the same image. What is not known of
 * one of them contradicts nothing, so that a later merge may still tell. Two contents at one path are another conflict.
 */
export function findImageConflicts(files: readonly ImagesFile[], log: ConflictLog): void {
  /** Identity and algorithm → the checksum that came first. */
  const first = new Map<string, Known>();
  const named = new Set<string>();
  for (const { file, model } of files) {
    for (const [variant, arches] of model.images) {
      for (const [arch, images] of arches) {
        for (const [index, image] of images.entries()) {
          for (const checksum of knownChecksums(image.artifact)) {
            const { localPath } = image.artifact;
            const side = () => sideOf(file, variant, arch, index, image, checksum);
            compare({ checksum, localPath, side }, imageIdentity(image));
          }
        }
      }
    }
  }

  function compare(own: Known, identity: string): void {
    const name = `${identity}\0${checksumAlgorithm(own.checksum)}`;
    const known = first.get(name);
    if (known === undefined) {
      first.set(name, own);
      return;
    }
    const pair = `${name}\0${own.checksum}`;
    if (known.checksum === own.checksum || known.localPath === own.localPath || named.has(pair)) {
      return;
    }
    named.add(pair);
    log.add("image-identity", () => [known.side(), own.side()]);
  }
}

function sideOf(
  file: string,
  variant: string,
  arch: string,
  index: number,
  { artifact }: Image<Artifact>,
  checksum: string,
): ConflictSide {
  const field = isLocation(artifact) ? ["location", "checksum"] : ["checksums", checksumAlgorithm(checksum)];
  return {
    file,
    path: formatPath(["payload", "images", variant, arch, index, ...field]),
    value: checksum,
  };
}
