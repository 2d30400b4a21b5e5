import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { show } from "@compose-actions/metadata";
import { refuse, type UserError } from "@compose-actions/step";
import { onDisk } from "./disk-failure.ts";
import { closeQuietly, errorCode, FILE_MODE, io, removeQuietly, writeFully } from "./io.ts";
import { currentOwner, isGone, type LockOwner, parseOwner } from "./lock-owner.ts";

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = constants;
const NEW_FILE = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
/** A lock is far smaller. */
const MAX_LOCK_BYTES = 8 * 1024;
const POLL_MS = 100;
/** Locks for taking over locks for …: each further one needs a process that was killed within microseconds. */
const MAX_DEPTH = 8;
const ATTEMPTS = 16;

export interface LockOptions {
  /** How long to wait for another run to end, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** The lock's path as users know it. */
  readonly shown?: string;
  /** What it is a lock of, as messages begin: the input `output` by default. */
  readonly subject?: string;
}

/** Somebody else has it, or nobody can tell who. */
export type Holder = { readonly owner: LockOwner } | { readonly problem: string };

/**
 * Takes a lock that no other process has: a file that names its owner. One whose owner is dead is taken over; of an
 * owner on another machine that cannot be told.
 *
 * @returns gives the lock back
 * @throws UserError when somebody has it and keeps it
 * @throws TransferFailure `disk`
 * @throws the reason of the signal
 */
export async function acquireLock(path: string, options: LockOptions): Promise<() => void> {
  const { timeoutMs, signal, shown = path, subject = "output" } = options;
  // Not the time of day, which may jump.
  const end = performance.now() + timeoutMs;
  for (;;) {
    signal.throwIfAborted();
    const result = onDisk(shown, () => tryLock(path, 0));
    if ("release" in result) {
      return result.release;
    }
    const left = end - performance.now();
    if (left <= 0) {
      throw busy(result, shown, subject);
    }
    try {
      await pause(Math.min(POLL_MS, left), undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  }
}

/** Who holds a lock, without taking it; undefined when nobody does, or its owner is dead. @throws the system error */
export function lockHolder(path: string): Holder | undefined {
  const text = readLock(path);
  if (text === undefined) {
    return undefined;
  }
  const owner = text === null ? undefined : parseOwner(text);
  if (owner === undefined) {
    return unknownHolder(text);
  }
  return isGone(owner, currentOwner("0")) ? undefined : { owner };
}

function unknownHolder(text: string | null): Holder {
  return { problem: text === null ? "it is no regular file" : "it does not name its owner" };
}

function tryLock(path: string, depth: number): { readonly release: () => void } | Holder {
  const mine = currentOwner(randomBytes(12).toString("hex"));
  // The lock may come and go between two looks.
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const text = readLock(path);
    if (text === undefined) {
      if (create(path, mine)) {
        return { release: () => release(path, mine) };
      }
      continue;
    }
    const owner = text === null ? undefined : parseOwner(text);
    if (owner === undefined) {
      return unknownHolder(text);
    }
    if (!isGone(owner, mine) || depth === MAX_DEPTH) {
      return { owner };
    }
    const holder = removeDead(path, owner, depth);
    if (holder !== undefined) {
      return holder;
    }
  }
  return { problem: "it comes and goes" };
}

/** Puts a whole lock in place, or nothing: nobody ever reads half of one. @returns false when there is one */
function create(path: string, owner: LockOwner): boolean {
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
    writeFully(descriptor, Buffer.from(`${JSON.stringify(owner)}\n`));
    // After a power cut there must not be a lock that names nobody.
    io.fdatasyncSync(descriptor);
  } catch (error) {
    removeQuietly(path);
    throw error;
  } finally {
    closeQuietly(descriptor);
  }
}

/**
 * Removes a lock of a dead process. Two processes may want to: the slower one must not remove the lock that the faster
 * one has taken since. So each dead lock is removed by whoever holds the lock that is named after it, and only when it
 * is still there. That one may have a dead owner as well, and is taken over in the same way.
 *
 * @returns who else is about to
 */
function removeDead(path: string, dead: LockOwner, depth: number): Holder | undefined {
  const guard = `${path.replace(/-[0-9a-f]+$/, "")}-${dead.nonce}`;
  const held = tryLock(guard, depth + 1);
  if (!("release" in held)) {
    return held;
  }
  try {
    const text = readLock(path);
    if (typeof text === "string" && parseOwner(text)?.nonce === dead.nonce) {
      io.unlinkSync(path);
    }
    return undefined;
  } finally {
    held.release();
  }
}

function release(path: string, mine: LockOwner): void {
  // Somebody may have removed it by hand, and another run begun.
  const text = readLock(path);
  if (typeof text === "string" && parseOwner(text)?.nonce === mine.nonce) {
    removeQuietly(path);
  }
}

/** @returns undefined when there is none; null when it is no regular file, or too large */
function readLock(path: string): string | undefined | null {
  let descriptor: number;
  try {
    descriptor = io.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    switch (errorCode(error)) {
      case "ENOENT":
        return undefined;
      case "ELOOP":
      case "ENXIO":
        return null;
      default:
        throw error;
    }
  }
  try {
    if (!io.fstatSync(descriptor).isFile()) {
      return null;
    }
    const buffer = Buffer.alloc(MAX_LOCK_BYTES + 1);
    const length = io.readSync(descriptor, buffer, 0, buffer.length, 0);
    return length > MAX_LOCK_BYTES ? null : buffer.toString("utf8", 0, length);
  } finally {
    closeQuietly(descriptor);
  }
}

/** What is said to a run that cannot have a lock. */
export function busy(holder: Holder, shown: string, subject: string): UserError {
  if ("problem" in holder) {
    return refuse(
      `${subject}: there is a lock, ${shown}, but ${holder.problem}`,
      "remove it when no other run works on this directory",
    );
  }
  const { pid, host, since } = holder.owner;
  const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(since) ? since : "an unknown time";
  return refuse(
    `${subject}: another run works on this directory: process ${pid} on ${show(host)}, since ${time}`,
    `wait for it to end; when it is dead, remove ${shown}`,
  );
}
