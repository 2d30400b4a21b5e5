import { constants } from "node:fs";
import { closeQuietly, errorCode, FILE_MODE, io, removeFile } from "./io.ts";

const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = constants;

/** A partial file that is open to write and read. */
export interface PartialFile {
  readonly descriptor: number;
  /** Bytes that are there. */
  readonly size: number;
}

/**
 * Opens a partial file, or creates it. What is no regular file of ours alone is replaced: another name of it would be
 * written to as well.
 *
 * @throws the system error
 */
export function openPartialFile(path: string, mode: number): PartialFile {
  const found = openOwn(path, mode);
  if (found !== undefined) {
    return found;
  }
  removeFile(path);
  return { descriptor: io.openSync(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, FILE_MODE), size: 0 };
}

function openOwn(path: string, mode: number): PartialFile | undefined {
  let descriptor: number;
  try {
    descriptor = io.openSync(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, FILE_MODE);
  } catch (error) {
    // A symbolic link, a socket, a file of another user.
    if (["ELOOP", "ENXIO", "EACCES"].includes(errorCode(error) ?? "")) {
      return undefined;
    }
    throw error;
  }
  try {
    const stats = io.fstatSync(descriptor);
    if (stats.isFile() && stats.nlink === 1) {
      if ((stats.mode & 0o7777) !== mode) {
        io.fchmodSync(descriptor, mode);
      }
      return { descriptor, size: stats.size };
    }
  } catch (error) {
    closeQuietly(descriptor);
    throw error;
  }
  io.closeSync(descriptor);
  return undefined;
}
