import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseStrictJson } from "@compose-actions/metadata";
import { TransferFailure } from "@compose-actions/transfer";
import * as z from "zod";
import { hexOf } from "../digest.ts";
import { isDigest } from "../reference.ts";
import type { Digest, PinnedManifest } from "../repository.ts";
import { MAX_MANIFEST_BYTES, parseManifest } from "./manifest.ts";
import type { ArtifactStore } from "./store.ts";

const MAX_LAYOUT_BYTES = 4096;
/** The list of all tags of a directory; a compose may have a manifest for every file. */
const MAX_INDEX_BYTES = 256 * 1024 * 1024;
const BLOBS = "blobs/sha256";
const REF_NAME = "org.opencontainers.image.ref.name";

const layoutSchema = z.object({ imageLayoutVersion: z.literal("1.0.0") });
const indexSchema = z.object({
  schemaVersion: z.literal(2),
  manifests: z.array(
    z.object({
      digest: z.string(),
      annotations: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
});

/**
 * An OCI image layout directory (image-spec 1.1, "OCI Image Layout"), for reading. Every file's bytes are hashed, and no
 * symbolic link below the directory is followed.
 */
export class LayoutStore implements ArtifactStore {
  readonly address: string;
  readonly #directory: string;
  #tags: ReadonlyMap<string, Digest> | undefined;
  /** Real path of the directory of blobs, once it was found where it should be. */
  #blobs: string | undefined;

  /**
   * @param address - `oci-layout.localhost/<name>`
   * @throws TransferFailure when the directory is none
   */
  constructor(directory: string, address: string) {
    this.#directory = directory;
    this.address = address;
    const bytes = this.#read("oci-layout", MAX_LAYOUT_BYTES);
    if (bytes === undefined || !layoutSchema.safeParse(jsonOf(bytes)).success) {
      throw bad(`${directory} is no OCI image layout of version 1.0.0`);
    }
  }

  async resolve(tag: string): Promise<PinnedManifest | undefined> {
    this.#tags ??= this.#readTags();
    const digest = this.#tags.get(tag);
    return digest === undefined ? undefined : this.manifest(digest);
  }

  async manifest(digest: Digest): Promise<PinnedManifest | undefined> {
    this.#blobsDirectory();
    const bytes = this.#read(blobPath(digest), MAX_MANIFEST_BYTES);
    if (bytes === undefined) {
      return undefined;
    }
    const found: Digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    if (found !== digest) {
      throw new TransferFailure("checksum", `the manifest ${digest} has other bytes: ${found}`, {
        remedy: "elsewhere",
      });
    }
    return { digest, mediaType: parseManifest(bytes, undefined).mediaType, bytes };
  }

  async blobSize(digest: Digest): Promise<number | undefined> {
    this.#blobsDirectory();
    const descriptor = this.#open(blobPath(digest));
    if (descriptor === undefined) {
      return undefined;
    }
    try {
      return fstatSync(descriptor).size;
    } finally {
      closeSync(descriptor);
    }
  }

  blobUrl(digest: Digest): URL {
    return pathToFileURL(join(this.#blobsDirectory(), hexOf(digest)));
  }

  /**
   * Where the blobs really are. A link in place of their directory would lead to files that are not the layout's.
   *
   * @throws TransferFailure `path` when they are elsewhere
   */
  #blobsDirectory(): string {
    if (this.#blobs !== undefined) {
      return this.#blobs;
    }
    const expected = join(realpathSync(this.#directory), BLOBS);
    let found: string;
    try {
      found = realpathSync(join(this.#directory, BLOBS));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT" || code === "ENOTDIR") {
        // There is no blob then, which whoever asks for one will learn.
        return expected;
      }
      throw new TransferFailure("disk", `${BLOBS} of the layout cannot be read: ${code}`, {
        remedy: "elsewhere",
        cause: error,
      });
    }
    if (found !== expected) {
      throw new TransferFailure("path", `${BLOBS} of the layout is a symbolic link, or lies behind one`, {
        remedy: "elsewhere",
      });
    }
    this.#blobs = found;
    return found;
  }

  #readTags(): ReadonlyMap<string, Digest> {
    const bytes = this.#read("index.json", MAX_INDEX_BYTES);
    const parsed = indexSchema.safeParse(bytes === undefined ? undefined : jsonOf(bytes));
    if (!parsed.success) {
      throw bad(`${this.#directory}/index.json is no index`);
    }
    const tags = new Map<string, Digest>();
    for (const { digest, annotations } of parsed.data.manifests) {
      const tag = annotations?.[REF_NAME];
      if (typeof tag !== "string" || !isDigest(digest)) {
        continue;
      }
      if ((tags.get(tag) ?? digest) !== digest) {
        throw bad(`${this.#directory}/index.json has the tag ${JSON.stringify(tag)} twice`);
      }
      tags.set(tag, digest);
    }
    return tags;
  }

  /** @returns undefined when there is no such file */
  #read(path: string, maxBytes: number): Buffer | undefined {
    const descriptor = this.#open(path);
    if (descriptor === undefined) {
      return undefined;
    }
    try {
      const { size } = fstatSync(descriptor);
      if (size > maxBytes) {
        throw new TransferFailure("too-large", `${path} has more than ${maxBytes} bytes`, {
          remedy: "elsewhere",
        });
      }
      const buffer = Buffer.alloc(size);
      let length = 0;
      for (let count = -1; count !== 0 && length < size; length += count) {
        count = readSync(descriptor, buffer, length, size - length, null);
      }
      return buffer.subarray(0, length);
    } finally {
      closeSync(descriptor);
    }
  }

  #open(path: string): number | undefined {
    let descriptor: number;
    try {
      // Without O_NONBLOCK opening a named pipe would wait for a writer.
      descriptor = openSync(
        join(this.#directory, path),
        constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW,
      );
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT" || code === "ENOTDIR") {
        return undefined;
      }
      throw new TransferFailure("disk", `${path} of the layout cannot be read: ${code}`, {
        remedy: "elsewhere",
        cause: error,
      });
    }
    if (fstatSync(descriptor).isFile()) {
      return descriptor;
    }
    closeSync(descriptor);
    throw bad(`${path} of the layout is no regular file`);
  }
}

function blobPath(digest: Digest): string {
  return `${BLOBS}/${hexOf(digest)}`;
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return parseStrictJson(bytes);
  } catch {
    return undefined;
  }
}

function bad(message: string): TransferFailure {
  return new TransferFailure("manifest", message, { remedy: "elsewhere" });
}
