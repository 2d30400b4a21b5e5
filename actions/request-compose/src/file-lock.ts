import { closeSync, openSync, rmSync, statSync } from "node:fs";
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
    acquire(input, path, times);
    try {
      return work();
    } finally {
      rmSync(lock, { force: true });
    }
  } finally {
    // Where something was put into them they stay.
    removeEmpty(missing);
  }
}

function acquire(input: string, path: string, times: LockTimes): void {
  const lock = `${path}.lock`;
  const begin = performance.now();
  let held = { by: "", since: begin };
  while (!created(input, path, lock)) {
    const now = performance.now();
    const by = holderOf(lock);
    if (by !== held.by) {
      held = { by, since: now };
    } else if (now - held.since >= times.staleMs) {
      rmSync(lock, { force: true });
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

function created(input: string, path: string, lock: string): boolean {
  try {
    makeDirectories(missingDirectories(dirname(resolve(lock))));
    closeSync(openSync(lock, "wx", 0o600));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") {
      return false;
    }
    throw refuse(
      `${input}: ${path} cannot be written: ${systemCodeText(code)}`,
      "choose a place that can be written",
    );
  }
}

/** Tells one lock from the next. */
function holderOf(lock: string): string {
  const stat = statSync(lock, { throwIfNoEntry: false });
  return stat === undefined ? "" : `${stat.ino} ${stat.mtimeMs}`;
}
