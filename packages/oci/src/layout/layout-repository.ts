import { show } from "@compose-actions/metadata";
import { type HeldLock, TransferFailure } from "@compose-actions/transfer/files";
import { bytesBlob } from "../blobs/bytes-blob.ts";
import { OneAtATime } from "../blobs/one-at-a-time.ts";
import { digestOf } from "../digest.ts";
import { blobsOf, mediaTypeIn } from "../manifest/manifest-blobs.ts";
import { MANIFEST_TYPE } from "../manifest/media-types.ts";
import { MAX_MANIFEST_BYTES } from "../pull/manifest.ts";
import { isTag, LAYOUT_HOST } from "../reference.ts";
import type {
  BlobOutcome,
  BlobSource,
  Digest,
  PinnedManifest,
  Repository,
  TagPolicy,
} from "../repository.ts";
import { IndexFile } from "./index-file.ts";
import { LayoutDirectory } from "./layout-directory.ts";
import type { LayoutOptions } from "./layout-options.ts";
import { beginWriting, layoutProblem } from "./layout-writing.ts";
import { isIntact, placeBlob, placeOrDiscard } from "./place-blob.ts";

type PushBlobOptions = Parameters<Repository["pushBlob"]>[1];

/**
 * An OCI image layout directory (image-spec 1.1, "OCI Image Layout Specification"). It is made when something is first
 * written to it, and then has one writer until {@link close}. Reading needs no lock: every file in it is complete or
 * not there.
 */
export class LayoutRepository implements Repository {
  readonly address: string;
  readonly shown: string;
  readonly #directory: LayoutDirectory;
  readonly #index: IndexFile;
  readonly #options: LayoutOptions;
  /** Since something was first written: gives the lock back. */
  #writing: Promise<HeldLock> | undefined;
  #held: HeldLock | undefined;
  readonly #pushing = new OneAtATime<Digest>();
  /** Hashed by this run. */
  readonly #intact = new Set<Digest>();

  /**
   * @param path - of the directory, which need not exist
   * @param name - by which Locations name it, see `layoutName`
   */
  constructor(path: string, name: string, options: LayoutOptions = {}) {
    this.address = `${LAYOUT_HOST}/${name}`;
    this.shown = `oci-layout:${path}`;
    this.#directory = new LayoutDirectory(path);
    this.#index = new IndexFile(this.#directory, () => this.#held?.check());
    this.#options = options;
  }

  /** The directory, as the user named it. */
  get path(): string {
    return this.#directory.path;
  }

  /**
   * What keeps the directory from being written to as an image layout.
   *
   * @returns a sentence, or undefined
   * @throws TransferFailure
   */
  problem(): string | undefined {
    return layoutProblem(this.#directory);
  }

  async resolve(tag: string, signal: AbortSignal): Promise<Digest | undefined> {
    signal.throwIfAborted();
    return this.#index.read().resolve(tag);
  }

  async manifest(digest: Digest, signal: AbortSignal): Promise<PinnedManifest | undefined> {
    signal.throwIfAborted();
    const bytes = this.#directory.readBlob(digest, MAX_MANIFEST_BYTES);
    if (bytes === undefined) {
      return undefined;
    }
    if (digestOf(bytes) !== digest) {
      throw new TransferFailure(
        "checksum",
        `${show(this.shown)}: the bytes of the manifest ${digest} are others`,
        { remedy: "never" },
      );
    }
    const mediaType = mediaTypeIn(bytes) ?? this.#index.read().mediaTypeOf(digest) ?? MANIFEST_TYPE;
    return { digest, mediaType, bytes };
  }

  async blobSize(digest: Digest, signal: AbortSignal): Promise<number | undefined> {
    signal.throwIfAborted();
    return this.#directory.blobSize(digest);
  }

  /**
   * Opens a blob to read.
   *
   * @returns a descriptor, to be closed by the caller; undefined when it is not there
   * @throws TransferFailure
   */
  openBlob(digest: Digest): number | undefined {
    return this.#directory.openBlob(digest);
  }

  /** Where a blob lies, or would lie. Who opens the path must not follow a symbolic link that may be there. */
  blobPath(digest: Digest): string {
    return this.#directory.blobPath(digest);
  }

  /**
   * Makes the directory an image layout, if it is none, and keeps others from writing to it until {@link close}. Done
   * by whatever writes first.
   *
   * @throws TransferFailure
   * @throws UserError when another run writes to the layout
   */
  begin(signal: AbortSignal): Promise<void> {
    return this.#begin(signal);
  }

  /**
   * Links or copies a blob into the layout.
   *
   * @throws TransferFailure
   * @throws UserError when another run writes to the layout
   */
  async pushBlob(blob: BlobSource, options: PushBlobOptions): Promise<BlobOutcome> {
    await this.#begin(options.signal);
    return this.#pushing.run(blob.digest, options.signal, () => this.#push(blob, options));
  }

  async pushManifest(manifest: PinnedManifest, signal: AbortSignal): Promise<"pushed" | "existing"> {
    await this.#begin(signal);
    const { digest, mediaType, bytes } = manifest;
    for (const { digest: needed, size } of blobsOf(manifest)) {
      if (this.#directory.blobSize(needed) !== size) {
        throw new TransferFailure(
          "not-found",
          `${show(this.shown)}: ${needed}, which the manifest ${digest} needs, is not there`,
          { remedy: "never" },
        );
      }
    }
    const isThere = this.#directory.readBlob(digest, MAX_MANIFEST_BYTES)?.equals(bytes) === true;
    if (!isThere) {
      await placeBlob(this.#directory, bytesBlob(bytes, `the manifest ${digest}`), "copy", signal, undefined);
    }
    if (isThere && this.#index.read().lists(digest)) {
      return "existing";
    }
    this.#index.change((index) => index.add({ mediaType, digest, size: bytes.length }));
    return "pushed";
  }

  async tag(
    tag: string,
    { mediaType, digest, bytes }: PinnedManifest,
    policy: TagPolicy,
    signal: AbortSignal,
  ): Promise<"pushed" | "existing"> {
    if (!isTag(tag)) {
      throw new TypeError("no tag");
    }
    await this.#begin(signal);
    if (this.#directory.blobSize(digest) === undefined) {
      throw new TransferFailure("not-found", `${show(this.shown)}: there is no manifest ${digest}`, {
        remedy: "never",
      });
    }
    const former = this.#index.read().resolve(tag);
    if (former === digest) {
      return "existing";
    }
    if (former !== undefined && policy === "immutable") {
      throw new TransferFailure(
        "conflict",
        `${show(this.shown)}: the tag ${tag} is at ${former}, and must not be moved to ${digest}`,
        { remedy: "never" },
      );
    }
    this.#index.change((index) => index.tag(tag, { mediaType, digest, size: bytes.length }));
    return "pushed";
  }

  /** Writes what is not written yet, and lets others write. @throws TransferFailure */
  async close(): Promise<void> {
    const release = await this.#writing?.catch(() => undefined);
    this.#writing = undefined;
    try {
      this.#index.flush();
    } finally {
      this.#held = undefined;
      release?.();
    }
  }

  async #begin(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#writing ??= beginWriting(this.#directory, this.#index, this.#options, signal);
    const writing = this.#writing;
    try {
      this.#held = await writing;
    } catch (error) {
      if (this.#writing === writing) {
        this.#writing = undefined;
      }
      throw error;
    }
  }

  async #push(blob: BlobSource, { others, onBytes, signal }: PushBlobOptions): Promise<BlobOutcome> {
    const { digest, size } = blob;
    if (this.#directory.blobSize(digest) === size && (await this.#isTrusted(digest, signal))) {
      return "existing";
    }
    const isMounted = this.#options.link !== "copy" && this.#mount(blob, others);
    if (!isMounted) {
      await placeBlob(this.#directory, blob, this.#options.link, signal, onBytes);
    }
    if (this.#directory.blobSize(digest) !== size) {
      throw new TransferFailure("size-mismatch", `${show(this.shown)}: ${digest} is not what was put there`, {
        remedy: "never",
      });
    }
    this.#intact.add(digest);
    return isMounted ? "mounted" : "pushed";
  }

  /** Takes a blob from another layout. Blobs are not written to, so that they may be one file. */
  #mount({ digest, size }: BlobSource, others: readonly Repository[]): boolean {
    if (this.#options.verifyExisting === true) {
      // Nobody has hashed it there.
      return false;
    }
    for (const other of others) {
      if (other instanceof LayoutRepository && other !== this && other.#directory.blobSize(digest) === size) {
        for (const kind of ["hardlink", "reflink"] as const) {
          const name = this.#directory.linkFrom(other.#directory, digest, kind);
          if (name !== undefined) {
            placeOrDiscard(this.#directory, name, digest);
            return true;
          }
        }
      }
    }
    return false;
  }

  async #isTrusted(digest: Digest, signal: AbortSignal): Promise<boolean> {
    if (this.#options.verifyExisting !== true || this.#intact.has(digest)) {
      return true;
    }
    const intact = await isIntact(this.#directory, digest, signal);
    if (intact) {
      this.#intact.add(digest);
    }
    return intact;
  }
}
