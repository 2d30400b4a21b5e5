import type { Readable } from "node:stream";

/** `sha256:` and 64 hexadecimal digits in lower case: the only digests that are made; others are refused. */
export type Digest = `sha256:${string}`;

/** A manifest whose bytes have been hashed: they are what the digest says. */
export interface PinnedManifest {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** A blob that lies on the disk here, hashed before. */
export interface BlobSource {
  readonly digest: Digest;
  readonly size: number;
  /** How messages name it. */
  readonly shown: string;
  /** Where it lies, for targets that link or copy; undefined for bytes of our own making. */
  readonly path: string | undefined;
  /** Its bytes from an offset on. @throws the system error; fails when the file is not the hashed one any more */
  open(start: number): Readable;
}

export type BlobOutcome = "pushed" | "existing" | "mounted";

/** What may be done with a tag that is another digest already: it is moved, or the push fails. */
export type TagPolicy = "move" | "immutable";

/**
 * A repository of a registry, or an OCI image layout directory: a place for manifests and blobs. Everything that goes
 * wrong is a TransferFailure, whose classes reports share with transfers over HTTP.
 */
export interface Repository {
  /** `registry/name`, or `oci-layout.localhost/name`: what stands between `oci://` and the tag of a Location's URL. */
  readonly address: string;
  /** How messages name it: as the user wrote it. */
  readonly shown: string;

  /** The digest that a tag is at; undefined when there is no such tag. */
  resolve(tag: string, signal: AbortSignal): Promise<Digest | undefined>;
  /**
   * A manifest, by its digest.
   *
   * @returns undefined when there is none
   * @throws TransferFailure `checksum` when the bytes are others
   */
  manifest(digest: Digest, signal: AbortSignal): Promise<PinnedManifest | undefined>;
  /** The size of a blob, without its bytes; undefined when there is none. */
  blobSize(digest: Digest, signal: AbortSignal): Promise<number | undefined>;

  /**
   * Puts a blob there unless it is there, and proves by a last look that it is. Goes on where an earlier attempt
   * stopped, in this run or the one before, where the place can.
   *
   * @param others - repositories of the same run that may have it already: taken from there when the place can
   * @param onBytes - told of bytes as they are sent
   */
  pushBlob(
    blob: BlobSource,
    options: {
      readonly others: readonly Repository[];
      readonly onBytes?: (bytes: number) => void;
      readonly signal: AbortSignal;
    },
  ): Promise<BlobOutcome>;
  /** Puts a manifest there whose blobs are all there. */
  pushManifest(manifest: PinnedManifest, signal: AbortSignal): Promise<"pushed" | "existing">;
  /**
   * Gives a manifest that is there a tag.
   *
   * @throws TransferFailure `conflict` when the tag is another digest and must not be moved
   */
  tag(
    tag: string,
    manifest: PinnedManifest,
    policy: TagPolicy,
    signal: AbortSignal,
  ): Promise<"pushed" | "existing">;
}

/** Finds the repositories of a run. One for a run: it holds the connections, tokens and journals. */
export interface Repositories extends AsyncDisposable {
  /**
   * @param target - `registry[:port]/name` with or without `oci://`, or `oci-layout:<directory>`; without tag and digest
   * @throws UserError when it is neither, or must not be used
   */
  open(target: string): Repository;
}
