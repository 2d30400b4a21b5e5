import { randomUUID } from "node:crypto";
import { closeSync, fstatSync, linkSync, openSync, renameSync, rmSync, type Stats, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { makeDirectories, missingDirectories, removeEmpty } from "@compose-actions/compose";
import { refuse, systemCodeText } from "@compose-actions/step";

export interface LockTimes {
  /** A lock that stays the same for so long is of a run that was killed: nobody holds one for more than a moment. */
  readonly staleMs: number;
  /** How long others may hold it, one after the other. */
  readonly limitMs: number;
}

const TIMES: LockTimes = { staleMs: 10_000, limitMs: 60_000 };
const PAUSE_MS = 20;

/**
 * Does what no two runs may do to a file at the same time. A file beside it says that somebody is at it.
 *
 * @param input - the input that names the file
 * @throws UserError when there can be no lock, or others do not give it up
 */
export function alone<Result>(input: string, path: string, work: () => Result, times = TIMES): Result {
  const lock = `${path}.lock`;
  const missing = missingDirectories(dirname(resolve(path)));
  try {
    const own = acquire(input, path, times);
    try {
      return work();
    } finally {
      // Whoever took us for dead has a lock of its own.
      remove(lock, own);
    }
  } finally {
    // Where something was put into them they stay.
    removeEmpty(missing);
  }
}

/** @returns what tells the lock from others */
function acquire(input: string, path: string, times: LockTimes): string {
  const lock = `${path}.lock`;
  const begin = performance.now();
  let held = { by: "", since: begin };
  for (;;) {
    const own = create(input, path, lock);
    if (own !== undefined) {
      return own;
    }
    const now = performance.now();
    const by = holderOf(lock);
    if (by !== held.by) {
      held = { by, since: now };
    } else if (by !== "" && now - held.since >= times.staleMs) {
      remove(lock, by);
      held = { by: "", since: now };
      continue;
    }
    if (now - begin >= times.limitMs) {
      throw refuse(
        `${input}: ${lock} is there all the time: other runs are at the file`,
        "give each job a state file of its own, or remove the lock when no other run is at work",
      );
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS * (0.5 + Math.random()));
  }
}

/** @returns undefined when there is one */
function create(input: string, path: string, lock: string): string | undefined {
  try {
    makeDirectories(missingDirectories(dirname(resolve(lock))));
    const descriptor = openSync(lock, "wx", 0o600);
    try {
      return identityOf(fstatSync(descriptor));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") {
      return undefined;
    }
    throw refuse(
      `${input}: ${path} cannot be written: ${systemCodeText(code)}`,
      "choose a place that can be written",
    );
  }
}

/** Removes this lock and no other: one that has come in its place is put back. */
function remove(lock: string, by: string): void {
  if (holderOf(lock) !== by) {
    return;
  }
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
    if (holderOf(aside) !== by) {
      linkSync(aside, lock);
    }
  } catch {
    // Somebody else was faster.
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Empty when there is none. */
function holderOf(lock: string): string {
  const stat = statSync(lock, { throwIfNoEntry: false });
  return stat === undefined ? "" : identityOf(stat);
}

function identityOf({ ino, mtimeMs }: Stats): string {
  return `${ino} ${mtimeMs}`;
}
