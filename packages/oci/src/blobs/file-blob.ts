import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { show } from "@compose-actions/metadata";
import {
  diskFailure,
  errorCode,
  type Inode,
  io,
  onDisk,
  TransferFailure,
} from "@compose-actions/transfer/files";
import type { BlobSource, Digest } from "../repository.ts";

/** Read at a time: large enough that the calls do not count, small enough that many files may be read at once. */
const BLOCK_BYTES = 1024 * 1024;

const READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** A blob that is a file. */
export interface FileBlob extends BlobSource {
  readonly path: string;
  /** Tells the file that was hashed from what may be at its path later. */
  readonly inode: Required<Inode>;
}

export interface FileBlobOptions {
  readonly digest: Digest;
  readonly size: number;
  /** How messages name it; by default its path. */
  readonly shown?: string;
  /** The file as it was when it was hashed; by default as it is now. */
  readonly inode?: Required<Inode>;
}

/**
 * A file that was hashed, as a blob. Reading it fails with TransferFailure `changed` when another file is at the path,
 * or the file was written to: size, time of change and inode are compared before the first byte is given and before
 * the last one is.
 *
 * @param path - symbolic links are followed, this once
 * @throws TransferFailure `changed` when the file is of another size, `disk` when it cannot be looked at
 */
export function fileBlob(path: string, options: FileBlobOptions): FileBlob {
  const { digest, size, shown = path } = options;
  const { real, stats } = onDisk(shown, () => {
    const real = io.realpathSync(path);
    return { real, stats: io.statSync(real, { bigint: true }) };
  });
  const inode = options.inode ?? inodeOf(stats);
  if (!stats.isFile() || inode.size !== BigInt(size)) {
    throw changed(shown);
  }
  return {
    digest,
    size,
    shown,
    path: real,
    inode,
    open: (start) =>
      Readable.from(blocks(real, inode, start, shown), { objectMode: false, highWaterMark: 1 }),
  };
}

/** Whether a blob is a file that can be linked to. */
export function isFileBlob(blob: BlobSource): blob is FileBlob {
  return blob.path !== undefined && "inode" in blob;
}

async function* blocks(
  path: string,
  inode: Required<Inode>,
  start: number,
  shown: string,
): AsyncGenerator<Buffer, void> {
  const size = Number(inode.size);
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, READ);
    await compare(handle, inode, shown);
    for (let position = start; position < size; ) {
      const buffer = Buffer.allocUnsafeSlow(Math.min(BLOCK_BYTES, size - position));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) {
        throw changed(shown);
      }
      position += bytesRead;
      if (position === size) {
        // Whoever takes the last bytes has all of them, and may not ask for more.
        await compare(handle, inode, shown);
      }
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw ["ENOENT", "ELOOP", "ENXIO"].includes(errorCode(error) ?? "")
      ? changed(shown)
      : diskFailure(error, shown);
  } finally {
    await handle?.close();
  }
}

async function compare(handle: FileHandle, inode: Required<Inode>, shown: string): Promise<void> {
  const found = inodeOf(await handle.stat({ bigint: true }));
  if (
    found.dev !== inode.dev ||
    found.ino !== inode.ino ||
    found.size !== inode.size ||
    found.mtimeNs !== inode.mtimeNs
  ) {
    throw changed(shown);
  }
}

function inodeOf({ dev, ino, size, mtimeNs }: Required<Inode>): Required<Inode> {
  return { dev, ino, size, mtimeNs };
}

function changed(shown: string): TransferFailure {
  return new TransferFailure("changed", `${show(shown)} was changed after it was hashed`, {
    remedy: "never",
  });
}
