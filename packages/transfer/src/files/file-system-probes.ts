import { dirname, resolve } from "node:path";
import { diskFailure, onDisk } from "./disk-failure.ts";
import { closeQuietly, io, removeFile } from "./io.ts";
import type { PrivateDirectory } from "./private-directory.ts";

/**
 * Bytes that may still be written to a directory, or to where it will be made; no limit where the file system does not
 * tell.
 */
export function freeBytes(directory: string): number {
  try {
    const { bavail, bsize } = io.statfsSync(existingPart(resolve(directory)));
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function existingPart(path: string): string {
  let existing = path;
  while (!io.existsSync(existing) && dirname(existing) !== existing) {
    existing = dirname(existing);
  }
  return existing;
}

/** Whether names that differ only in case are one file. @throws TransferFailure */
export function ignoresCase(directory: PrivateDirectory): boolean {
  return isFoundAs(directory, "-Case", "-cASE");
}

/** Whether names that differ only in how accents are encoded (NFC, NFD) are one file. @throws TransferFailure */
export function ignoresNormalization(directory: PrivateDirectory): boolean {
  return isFoundAs(directory, "-\u00e9", "-e\u0301");
}

function isFoundAs(directory: PrivateDirectory, ending: string, otherEnding: string): boolean {
  const path = directory.pathOf(directory.newName());
  return onDisk(undefined, () => {
    try {
      io.closeSync(io.openSync(path + ending, "wx"));
      return io.existsSync(path + otherEnding);
    } finally {
      removeFile(path + ending);
    }
  });
}

/** Whether a file can have two names. @throws TransferFailure */
export function supportsHardlinks(directory: PrivateDirectory): boolean {
  const { descriptor, name } = directory.createTemp();
  const other = directory.newName();
  closeQuietly(descriptor);
  try {
    io.linkSync(directory.pathOf(name), directory.pathOf(other));
    return true;
  } catch (error) {
    // Throws what is none of the file system's.
    diskFailure(error);
    return false;
  } finally {
    directory.discard(name);
    directory.discard(other);
  }
}
