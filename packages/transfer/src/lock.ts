/** The part of this package that keeps two runs from working on one directory; loads no HTTP client. */
export { TransferFailure } from "./failure.ts";
export { acquireLock, type HeldLock, type LockOptions } from "./files/lock.ts";
