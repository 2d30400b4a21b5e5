import { constants } from "node:fs";
import { show } from "@compose-actions/metadata";
import { closeQuietly, errorCode, type Inode, io, TransferFailure } from "@compose-actions/transfer/files";

const READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * What tells a regular file from what it was; undefined when nothing is there.
 *
 * @param shown - the path as users know it
 * @throws TransferFailure `path` for a symbolic link, `conflict` for anything else that is no file
 * @throws the system error
 */
export function statRegular(path: string, shown: string): Required<Inode> | undefined {
  const stats = io.lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) {
    throw noFile(stats.isSymbolicLink(), shown);
  }
  return stats;
}

/** Opens a regular file to read. @returns a descriptor; undefined when nothing is there @throws as {@link statRegular} */
export function openRegular(path: string, shown: string): number | undefined {
  let descriptor: number;
  try {
    descriptor = io.openSync(path, READ);
  } catch (error) {
    switch (errorCode(error)) {
      case "ENOENT":
        return undefined;
      case "ELOOP":
        throw noFile(true, shown);
      // A socket.
      case "ENXIO":
        throw noFile(false, shown);
      default:
        throw error;
    }
  }
  try {
    if (!io.fstatSync(descriptor).isFile()) {
      throw noFile(false, shown);
    }
    return descriptor;
  } catch (error) {
    closeQuietly(descriptor);
    throw error;
  }
}

/** A small file that was read. */
export interface ReadFile {
  readonly bytes: Buffer;
  readonly inode: Required<Inode>;
}

/**
 * Reads an open file, and closes it.
 *
 * @throws TransferFailure `too-large` when it has more than so many bytes
 * @throws the system error
 */
export function readRegular(descriptor: number, max: number, shown: string): ReadFile {
  try {
    const inode = io.fstatSync(descriptor, { bigint: true });
    if (inode.size > BigInt(max)) {
      throw new TransferFailure("too-large", `${show(shown)} has more than ${max} bytes`, {
        remedy: "never",
      });
    }
    const bytes = Buffer.alloc(Number(inode.size));
    for (let used = 0; used < bytes.length; ) {
      const length = io.readSync(descriptor, bytes, used, bytes.length - used, used);
      if (length === 0) {
        return { bytes: bytes.subarray(0, used), inode };
      }
      used += length;
    }
    return { bytes, inode };
  } finally {
    closeQuietly(descriptor);
  }
}

function noFile(isLink: boolean, shown: string): TransferFailure {
  return isLink
    ? new TransferFailure("path", `${show(shown)} is a symbolic link; a layout has files`, {
        remedy: "never",
      })
    : new TransferFailure("conflict", `${show(shown)} is no regular file`, { remedy: "never" });
}
