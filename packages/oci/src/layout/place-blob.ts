import { createReadStream } from "node:fs";
import { show } from "@compose-actions/metadata";
import { closeQuietly, io, onDisk, TransferFailure, writeFully } from "@compose-actions/transfer/files";
import { blocksOf, isFileBlob } from "../blobs/file-blob.ts";
import { hashBytes } from "../blobs/hash-bytes.ts";
import type { BlobSource, Digest } from "../repository.ts";
import type { LayoutDirectory } from "./layout-directory.ts";
import { type LayoutOptions, linkKinds } from "./layout-options.ts";

const BLOCK_BYTES = 1024 * 1024;

/**
 * Puts a blob into a layout: linked, or copied and hashed on the way. It gets its name when all of it is there.
 *
 * @throws TransferFailure; `changed` when the bytes are not those of the digest
 */
export async function placeBlob(
  directory: LayoutDirectory,
  blob: BlobSource,
  link: LayoutOptions["link"],
  signal: AbortSignal,
  onBytes: ((bytes: number) => void) | undefined,
): Promise<void> {
  if (isFileBlob(blob)) {
    for (const kind of linkKinds(link ?? "reflink")) {
      const linked = directory.linkTemporary(blob.path, blob.inode, blob.shown, kind);
      if (linked !== undefined) {
        await proveOrDiscard(directory, linked, blob, signal);
        placeOrDiscard(directory, linked, blob.digest);
        return;
      }
    }
  }
  const name = await copy(directory, blob, signal, onBytes);
  placeOrDiscard(directory, name, blob.digest);
}

/** What is linked was not read on the way, and its digest may be what metadata says. */
async function proveOrDiscard(
  directory: LayoutDirectory,
  name: string,
  blob: BlobSource,
  signal: AbortSignal,
): Promise<void> {
  try {
    refuseOther(blob, await hashBytes(blocksOf(blob, 0), signal));
  } catch (error) {
    discardQuietly(directory, name);
    throw error;
  }
}

function refuseOther(blob: BlobSource, { digest, size }: { digest: Digest; size: number }): void {
  if (digest !== blob.digest || size !== blob.size) {
    throw new TransferFailure("changed", `${show(blob.shown)} has not the bytes of its digest`, {
      remedy: "never",
    });
  }
}

/** Gives a temporary file its name. */
export function placeOrDiscard(directory: LayoutDirectory, name: string, digest: Digest): void {
  try {
    directory.place(name, digest);
  } catch (error) {
    discardQuietly(directory, name);
    throw error;
  }
}

/** @returns the name of a temporary file that is complete */
async function copy(
  directory: LayoutDirectory,
  blob: BlobSource,
  signal: AbortSignal,
  onBytes: ((bytes: number) => void) | undefined,
): Promise<string> {
  const { name, descriptor } = directory.createTemporary();
  let isOpen = true;
  try {
    const found = await hashBytes(blocksOf(blob, 0), signal, (chunk) => {
      onDisk(directory.path, () => writeFully(descriptor, chunk));
      onBytes?.(chunk.length);
    });
    refuseOther(blob, found);
    isOpen = false;
    // Network file systems tell now that they could not write.
    onDisk(directory.path, () => io.closeSync(descriptor));
    return name;
  } catch (error) {
    if (isOpen) {
      closeQuietly(descriptor);
    }
    discardQuietly(directory, name);
    throw error;
  }
}

/** Whether a blob that is there has the bytes of its digest. @throws TransferFailure */
export async function isIntact(
  directory: LayoutDirectory,
  digest: Digest,
  signal: AbortSignal,
): Promise<boolean> {
  const descriptor = directory.openBlob(digest);
  if (descriptor === undefined) {
    return false;
  }
  try {
    const stream = createReadStream("", { fd: descriptor, autoClose: false, highWaterMark: BLOCK_BYTES });
    return (await hashBytes(stream, signal)).digest === digest;
  } finally {
    closeQuietly(descriptor);
  }
}

function discardQuietly(directory: LayoutDirectory, name: string): void {
  try {
    directory.discard(name);
  } catch {
    // The next run tidies up.
  }
}
