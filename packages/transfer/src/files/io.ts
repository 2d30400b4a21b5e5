import {
  closeSync,
  copyFileSync,
  existsSync,
  fchmodSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  rmdirSync,
  statfsSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";

/**
 * The file-system functions that transfers use: one place, so that tests can make the k-th call fail. Only tests
 * write to it.
 */
export const io = {
  closeSync,
  copyFileSync,
  existsSync,
  fchmodSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync: realpathSync.native,
  renameSync,
  rmdirSync,
  statfsSync,
  statSync,
  unlinkSync,
  writeSync,
};

/** Mode of new files, less what the umask takes: never executable. */
export const FILE_MODE = 0o644;
/** Mode of new directories, less what the umask takes. */
export const DIRECTORY_MODE = 0o755;

/** The system's code of an error (`ENOENT`), or undefined when it is none of the system's. */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  // Codes of Node itself ("ERR_…") tell of wrong calls.
  return typeof code === "string" && /^E(?!RR_)[A-Z0-9]+$/.test(code) ? code : undefined;
}

/** Writes all of it, however little the system takes at a time. @throws the system error */
export function writeFully(descriptor: number, bytes: Uint8Array): void {
  for (let offset = 0; offset < bytes.length; ) {
    offset += io.writeSync(descriptor, bytes, offset, bytes.length - offset);
  }
}

/** Closes a descriptor while another error is on its way. */
export function closeQuietly(descriptor: number): void {
  try {
    io.closeSync(descriptor);
  } catch {
    // The error that is on its way tells more.
  }
}

/** Removes a file, if there is one. @throws the system error */
export function removeFile(path: string): void {
  try {
    io.unlinkSync(path);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") {
      throw error;
    }
  }
}

/** Removes what may have been begun, while another error is on its way. */
export function removeQuietly(path: string): void {
  try {
    io.unlinkSync(path);
  } catch {
    // The error that is on its way tells more.
  }
}
