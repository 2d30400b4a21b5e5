import {
  type ChecksumAlgorithm,
  checksumAlgorithm,
  type Location,
  localPathProblem,
  show,
} from "@compose-actions/metadata";
import { type FailureClass, TransferFailure } from "@compose-actions/transfer/failure";
import { parseLocationUrl } from "../reference.ts";
import type { Digest } from "../repository.ts";

/** One file that a Location in a registry stands for, as far as the metadata alone tells. */
export interface DeclaredFile {
  /** Its place in the tree. */
  readonly localPath: string;
  readonly size: number | null;
  /** All that are known, `algorithm:digest`; all must hold. */
  readonly checksums: readonly string[];
  /** The layer that it is, where the metadata says so. */
  readonly layer?: string | undefined;
  /**
   * Its path below the Location, for a file that the metadata does not name: a layer may have this for a title, and the
   * only layer of a manifest is not it.
   */
  readonly below?: string | undefined;
}

const SHA256: ChecksumAlgorithm = "sha256";

/**
 * The files that a Location stands for. Without `contents` it is one file, at `local_path`; with `contents` they lie
 * below it. Nothing is ever unpacked: a file is the bytes of a layer, so a layer's digest is a checksum of its file.
 *
 * @param digest - of the manifest, as the Location's URL has it
 * @throws TransferFailure when the Location contradicts itself
 */
export function declaredFiles(location: Location, digest: Digest): readonly DeclaredFile[] {
  const { localPath, size, checksum, contents } = location;
  if (contents.length > 0) {
    return listedFiles(location, digest);
  }
  // Documents of the format say of the checksum that it is the image's: then nobody but the manifest knows the file's.
  const checksums = checksum === null || checksum === digest ? [] : [checksum];
  return [{ localPath, size, checksums }];
}

function listedFiles(
  { localPath, checksum, size, contents }: Location,
  digest: Digest,
): readonly DeclaredFile[] {
  if (checksum !== null && checksumAlgorithm(checksum) === SHA256 && checksum !== digest) {
    throw bad("checksum", "the checksum of a set of files must be the digest of its manifest, and is not");
  }
  const paths = new Set<string>();
  let total = 0;
  const files = contents.map((entry) => {
    const path = `${localPath}/${entry.file}`;
    const problem = localPathProblem(entry.file) ?? localPathProblem(path);
    if (problem !== undefined) {
      throw bad("path", `contents: ${problem}: ${show(entry.file)}`);
    }
    if (paths.has(path)) {
      throw bad("path", `contents: ${show(entry.file)} is listed twice`);
    }
    paths.add(path);
    total += entry.size;
    if (checksumAlgorithm(entry.checksum) === SHA256 && entry.checksum !== entry.layerDigest) {
      throw bad(
        "checksum",
        `contents: ${show(entry.file)} has a checksum that is not its layer's, and nothing is unpacked`,
      );
    }
    const checksums = [...new Set([entry.layerDigest, entry.checksum])];
    return { localPath: path, size: entry.size, checksums, layer: entry.layerDigest };
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

/** What a Location's URL pins. @throws TransferFailure */
export function pinnedReference(url: string) {
  const reference = parseLocationUrl(url);
  if (typeof reference === "string") {
    throw new TransferFailure("scheme", `the URL is no reference to an artifact: ${reference}`, {
      remedy: "never",
    });
  }
  return reference;
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

function bad(failure: FailureClass, message: string): TransferFailure {
  return new TransferFailure(failure, message, { remedy: "elsewhere" });
}
