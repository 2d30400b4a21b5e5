import { constants } from "node:fs";
import { closeQuietly, errorCode, FILE_MODE, io, removeQuietly, writeFully } from "./io.ts";
import { BEAT_DIGITS, beatOf, type LockOwner, parseOwner } from "./lock-owner.ts";

const { O_RDONLY, O_RDWR, O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = constants;
const NEW_FILE = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
/** A lock is far smaller. */
const MAX_LOCK_BYTES = 8 * 1024;
/** What follows the sign of life. */
const AFTER_BEAT = '"}\n';

/** Puts a whole lock in place, or nothing: nobody ever reads half of one. @returns false when there is one */
export function createLock(path: string, owner: LockOwner): boolean {
  const beside = `${path}-${owner.nonce}.new`;
  writeNew(beside, owner);
  try {
    io.linkSync(beside, path);
    return true;
  } catch (error) {
    switch (errorCode(error)) {
      // The holder of the lock may tidy up.
      case "ENOENT":
      case "EEXIST":
        return false;
      case "EPERM":
      case "ENOSYS":
      case "ENOTSUP":
      case "EMLINK":
        return createUnlinked(path, owner);
      default:
        throw error;
    }
  } finally {
    removeQuietly(beside);
  }
}

/** Where files have one name only. A process that is killed between the two calls leaves a lock that names nobody. */
function createUnlinked(path: string, owner: LockOwner): boolean {
  try {
    writeNew(path, owner);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") {
      return false;
    }
    throw error;
  }
}

function writeNew(path: string, owner: LockOwner): void {
  const descriptor = io.openSync(path, NEW_FILE, FILE_MODE);
  try {
    writeFully(descriptor, Buffer.from(textOf(owner)));
    // After a power cut there must not be a lock that names nobody.
    io.fdatasyncSync(descriptor);
  } catch (error) {
    removeQuietly(path);
    throw error;
  } finally {
    closeQuietly(descriptor);
  }
}

/** The sign of life comes last, so that its place is known. */
function textOf({ beat = beatOf(0), ...owner }: LockOwner): string {
  return `${JSON.stringify({ ...owner, beat })}\n`;
}

/**
 * Writes a new sign of life into a lock. Nothing else of it changes, so that whoever reads it meanwhile finds its owner
 * there; where another lock is by now, that one is not touched.
 *
 * @returns false when the lock is not this one any more
 * @throws the system error
 */
export function renewLock(path: string, { nonce }: LockOwner, count: number): boolean {
  const descriptor = openLock(path, O_RDWR);
  if (typeof descriptor !== "number") {
    return false;
  }
  try {
    const text = readOpen(descriptor);
    if (text === null || parseOwner(text)?.nonce !== nonce || !text.endsWith(AFTER_BEAT)) {
      return false;
    }
    const place = Buffer.byteLength(text) - AFTER_BEAT.length - BEAT_DIGITS;
    io.writeSync(descriptor, Buffer.from(beatOf(count)), 0, BEAT_DIGITS, place);
    return true;
  } finally {
    closeQuietly(descriptor);
  }
}

/** When a lock was last written, ISO 8601, by the clock of whoever wrote it; for messages only. */
export function lastSignOf(path: string): string | undefined {
  try {
    return io.lstatSync(path).mtime.toISOString();
  } catch {
    return undefined;
  }
}

/** @returns undefined when there is none; null when it is no regular file, or too large @throws the system error */
export function readLock(path: string): string | undefined | null {
  const descriptor = openLock(path, O_RDONLY);
  if (typeof descriptor !== "number") {
    return descriptor;
  }
  try {
    return readOpen(descriptor);
  } finally {
    closeQuietly(descriptor);
  }
}

function openLock(path: string, mode: number): number | undefined | null {
  try {
    return io.openSync(path, mode | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    switch (errorCode(error)) {
      case "ENOENT":
        return undefined;
      case "ELOOP":
      case "ENXIO":
      case "EISDIR":
        return null;
      default:
        throw error;
    }
  }
}

function readOpen(descriptor: number): string | null {
  if (!io.fstatSync(descriptor).isFile()) {
    return null;
  }
  const buffer = Buffer.alloc(MAX_LOCK_BYTES + 1);
  const length = io.readSync(descriptor, buffer, 0, buffer.length, 0);
  return length > MAX_LOCK_BYTES ? null : buffer.toString("utf8", 0, length);
}
