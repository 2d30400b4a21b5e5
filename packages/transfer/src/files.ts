/** The part of this package that other packages touch files with. It loads no HTTP client. */
export { TransferFailure } from "./failure.ts";
export { type Anchor, closeAnchor, makeDirectories, openChild, openRoot } from "./files/anchor.ts";
export { diskFailure, onDisk } from "./files/disk-failure.ts";
export {
  closeQuietly,
  errorCode,
  FILE_MODE,
  io,
  removeFile,
  removeQuietly,
  writeFully,
} from "./files/io.ts";
export { fitsLine, journalLine, readJournal } from "./files/journal-lines.ts";
export { type Inode, type LinkKind, type LinkMode, tryTwin } from "./files/linking.ts";
export { acquireLock, type HeldLock, type LockOptions } from "./files/lock.ts";
