import { type Artifact, isLocation, isManifestDigest, isOciUrl, REPOMD } from "@compose-actions/metadata";
import { declaredFiles, pinnedReference } from "@compose-actions/oci/inputs";
import { TransferFailure } from "@compose-actions/transfer";

const NO_CHECKSUMS: readonly string[] = [];

/** What an artifact that is one file says of it. The digest of a manifest says nothing of a file. */
export function factsOf(artifact: Artifact): {
  readonly size: number | null;
  readonly checksums: readonly string[];
} {
  if (!isLocation(artifact)) {
    return artifact;
  }
  const { url, size, checksum } = artifact;
  return checksum === null || isManifestDigest(checksum, url)
    ? { size: checksum === null ? size : null, checksums: NO_CHECKSUMS }
    : { size, checksums: [checksum] };
}

/** What a Location in a registry contradicts itself in; undefined for nothing. */
export function contradictionIn(artifact: Artifact): string | undefined {
  if (!isLocation(artifact) || !isOciUrl(artifact.url)) {
    return undefined;
  }
  try {
    declaredFiles(artifact, pinnedReference(artifact.url).digest);
    return undefined;
  } catch (error) {
    if (error instanceof TransferFailure) {
      return error.message;
    }
    throw error;
  }
}

/**
 * Where a file is, as one line: the URL of the Location and, behind `#`, the layer that it is or its path below the
 * Location.
 *
 * @param layer - its digest, for a file of a set
 */
export function writtenPlace(url: string, isRepository: boolean, layer: string | undefined): string {
  if (!isOciUrl(url) || (layer === undefined && !isRepository)) {
    return url;
  }
  return `${url}#${layer ?? REPOMD}`;
}
