import { isOciUrl, type Location, REPOMD } from "@compose-actions/metadata";
import { declaredFiles, pinnedReference } from "@compose-actions/oci/inputs";
import { TransferFailure } from "@compose-actions/transfer";
import type { FileFailure } from "./plan-file.ts";

/** A file of an artifact, as the metadata has it. */
export interface Part {
  readonly localPath: string;
  /** Its path below the artifact's own places, where it is not the artifact itself. */
  readonly below?: string | undefined;
  readonly size: number | null;
  readonly checksums: readonly string[];
  /** It stands for a directory whose files are not to be had: others may lie below it. */
  readonly isDirectory?: boolean;
  /** Set for what cannot be had. */
  failure?: FileFailure;
}

/** An artifact that is one file. */
export function fileAt({ localPath, size, checksum }: Location): Part {
  return { localPath, size, checksums: checksum === null ? [] : [checksum] };
}

/** An artifact in a registry: one file, or all that its `contents` list. */
export function partsOfArtifact(location: Location): readonly Part[] {
  try {
    return declaredFiles(location, pinnedReference(location.url).digest);
  } catch (error) {
    if (!(error instanceof TransferFailure)) {
      throw error;
    }
    const failure = { class: error.failure, message: error.message };
    return location.contents.length === 0
      ? [{ ...fileAt(location), failure }]
      : // The Location's own size and checksum are those of no file.
        [{ localPath: location.localPath, size: null, checksums: [], isDirectory: true, failure }];
  }
}

/**
 * A repository: its repomd.xml, which tells of the rest. In a registry all files are listed; where they are not, its
 * checksum is that of the manifest or of the repomd.xml.
 */
export function partsOfRepository(location: Location): readonly Part[] {
  const repomd = { ...fileAt(location), localPath: `${location.localPath}/${REPOMD}`, below: REPOMD };
  if (!isOciUrl(location.url)) {
    return [repomd];
  }
  const parts = partsOfArtifact(location);
  if (location.contents.length === 0) {
    const [{ size, checksums, failure } = repomd] = parts as readonly Part[];
    // The size of a manifest's files together is not that of one of them.
    const own = { ...repomd, size: checksums.length === 0 ? null : size, checksums };
    return [failure === undefined ? own : { ...own, failure }];
  }
  if (parts.some(({ localPath, failure }) => localPath === repomd.localPath || failure !== undefined)) {
    return parts;
  }
  const message = `contents: there is no ${REPOMD}, so it is no repository`;
  return [{ ...repomd, checksums: [], size: null, failure: { class: "manifest", message } }];
}
