import { constants } from "node:fs";
import { closeQuietly, io, removeQuietly } from "./io.ts";
import type { PrivateDirectory } from "./private-directory.ts";

/**
 * Places a file on another file system than that of the private directory: copied beside its place, under a name that
 * no artifact has, and renamed. A run that is killed meanwhile leaves that name behind; as no artifact has it, it is
 * taken for a file too many.
 *
 * @throws the system error
 */
export function copyInto(
  directory: string,
  source: string,
  target: string,
  temporary: PrivateDirectory,
): void {
  const beside = `${directory}/.productmd-${temporary.newName().slice("tmp/".length)}.tmp`;
  try {
    io.copyFileSync(source, beside, constants.COPYFILE_EXCL);
    const descriptor = io.openSync(beside, constants.O_RDWR | constants.O_NOFOLLOW);
    try {
      io.fchmodSync(descriptor, temporary.fileMode);
      // Whatever the caller had the system write, it was the other copy.
      io.fdatasyncSync(descriptor);
    } finally {
      closeQuietly(descriptor);
    }
    io.renameSync(beside, target);
  } catch (error) {
    removeQuietly(beside);
    throw error;
  }
  io.unlinkSync(source);
}
