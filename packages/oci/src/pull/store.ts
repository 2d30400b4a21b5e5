import type { Digest, PinnedManifest } from "../repository.ts";

/** Where artifacts can be had from: a repository of a registry, or a layout directory. */
export interface ArtifactStore {
  /** What stands between `oci://` and the tag of a Location's URL. */
  readonly address: string;
  /**
   * What a tag means now.
   *
   * @returns undefined when there is no such tag
   * @throws TransferFailure
   */
  resolve(tag: string, signal: AbortSignal): Promise<PinnedManifest | undefined>;
  /**
   * A manifest by its digest.
   *
   * @returns undefined when there is none
   * @throws TransferFailure `checksum` when the bytes are others
   */
  manifest(digest: Digest, signal: AbortSignal): Promise<PinnedManifest | undefined>;
  /** The size of a blob, without its bytes; undefined when there is none. */
  blobSize(digest: Digest, signal: AbortSignal): Promise<number | undefined>;
  /** Where the bytes of a blob are: a URL to be asked with the run's {@link Registries}, or a `file:` URL. */
  blobUrl(digest: Digest): URL;
}
