import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { show } from "@compose-actions/metadata";
import { fault, refuse, type UserError } from "@compose-actions/step";
import { onDisk } from "./disk-failure.ts";
import { io, removeQuietly } from "./io.ts";
import { createLock, lastSignOf, readLock } from "./lock-file.ts";
import { Heartbeat } from "./lock-heartbeat.ts";
import { currentOwner, isElsewhere, isGone, type LockOwner, parseOwner } from "./lock-owner.ts";
import { LOCK_TIMING, type LockTiming, LockWatch, TAKEOVER_TEXT } from "./lock-watch.ts";

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
  /** Whether users say how long to wait, with the input `lock-timeout`; true by default. */
  readonly hasTimeoutInput?: boolean;
  /** Called when somebody has taken the lock over, which is noticed within seconds: to stop working then. */
  readonly onLost?: (error: UserError) => void;
  /** What was seen of this and other locks before. */
  readonly watch?: LockWatch;
  readonly timing?: LockTiming;
  /** Who this is, for a lock of a nonce. */
  readonly identify?: (nonce: string) => LockOwner;
}

/** Called, it gives the lock back. */
export type HeldLock = (() => void) & {
  /** To be called before what must not be done beside another run. @throws UserError when the lock is another's */
  readonly check: () => void;
};

/** Somebody else has it, or nobody can tell who. */
export type Holder =
  | {
      readonly owner: LockOwner;
      /** When an owner on another machine gave its last sign of life, ISO 8601. */
      readonly lastSign?: string | undefined;
    }
  | { readonly problem: string };

/** What is known to whoever wants a lock. */
type Seeker = Required<Pick<LockOptions, "watch" | "timing" | "identify">>;

/**
 * Takes a lock that no other process has: a file that names its owner. One whose owner is dead is taken over. Of an
 * owner on another machine that cannot be told: it is taken over when it gave no sign of life for long, while this
 * process looked on. An owner that lives after all learns of it before it goes on.
 *
 * @returns gives the lock back
 * @throws UserError when somebody has it and keeps it
 * @throws TransferFailure `disk`
 * @throws the reason of the signal
 */
export async function acquireLock(path: string, options: LockOptions): Promise<HeldLock> {
  const { timeoutMs, signal, shown = path, subject = "output" } = options;
  const seeker = seekerOf(options);
  // Not the time of day, which may jump.
  const end = performance.now() + timeoutMs;
  for (;;) {
    signal.throwIfAborted();
    const result = onDisk(shown, () => tryLock(path, 0, seeker));
    if ("mine" in result) {
      return held(path, result.mine, options);
    }
    const left = end - performance.now();
    if (left <= 0) {
      throw busy(result, shown, { subject, hasTimeoutInput: options.hasTimeoutInput });
    }
    try {
      await pause(Math.min(POLL_MS, left), undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  }
}

function seekerOf(options: Pick<LockOptions, "watch" | "timing" | "identify">): Seeker {
  const { timing = LOCK_TIMING, watch = new LockWatch(timing), identify = currentOwner } = options;
  return { timing, watch, identify };
}

function held(path: string, mine: LockOwner, options: LockOptions): HeldLock {
  const { timing = LOCK_TIMING, onLost, shown = path, subject = "output" } = options;
  const lost = () =>
    fault(
      `${subject}: the lock ${shown} is not this run's any more: another run took it over, or somebody removed it`,
      "this run was stopped, or could not reach the file system, for long; let the other one end, and run this one again",
    );
  const heartbeat = new Heartbeat(path, mine, { timing, lost, onLost });
  const giveBack = () => {
    heartbeat.stop();
    release(path, mine);
  };
  return Object.assign(giveBack, { check: () => heartbeat.check() });
}

/**
 * Who holds a lock, without taking it; undefined when nobody does, or its owner is dead. The lock of an owner that gave
 * no sign of life for long is removed, so that it learns of it.
 *
 * @throws the system error
 */
export function lockHolder(
  path: string,
  options: Pick<LockOptions, "watch" | "timing" | "identify"> = {},
): Holder | undefined {
  const seeker = seekerOf(options);
  const text = readLock(path);
  if (text === undefined) {
    return undefined;
  }
  const owner = text === null ? undefined : parseOwner(text);
  if (text === null || owner === undefined) {
    return unknownHolder(text);
  }
  const here = seeker.identify("0");
  if (isGone(owner, here)) {
    return undefined;
  }
  return isSilent(path, text, owner, seeker)
    ? removeDead(path, { owner, text }, 0, seeker)
    : holderAt(path, owner, here);
}

function holderAt(path: string, owner: LockOwner, here: LockOwner): Holder {
  return owner.beat !== undefined && isElsewhere(owner, here)
    ? { owner, lastSign: lastSignOf(path) }
    : { owner };
}

/** Whether an owner elsewhere, that gives signs of life, gave none for long. */
function isSilent(path: string, text: string, owner: LockOwner, { watch, identify }: Seeker): boolean {
  return owner.beat !== undefined && isElsewhere(owner, identify("0")) && watch.isSilent(path, text);
}

function unknownHolder(text: string | null): Holder {
  return { problem: text === null ? "it is no regular file" : "it does not name its owner" };
}

function tryLock(path: string, depth: number, seeker: Seeker): { readonly mine: LockOwner } | Holder {
  const mine = seeker.identify(randomBytes(12).toString("hex"));
  // The lock may come and go between two looks.
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const text = readLock(path);
    if (text === undefined) {
      if (createLock(path, mine)) {
        return { mine };
      }
      continue;
    }
    const owner = text === null ? undefined : parseOwner(text);
    if (text === null || owner === undefined) {
      return unknownHolder(text);
    }
    if (depth === MAX_DEPTH || !(isGone(owner, mine) || isSilent(path, text, owner, seeker))) {
      return holderAt(path, owner, mine);
    }
    const holder = removeDead(path, { owner, text }, depth, seeker);
    if (holder !== undefined) {
      return holder;
    }
  }
  return { problem: "it comes and goes" };
}

/**
 * Removes a lock of a dead process. Two processes may want to: the slower one must not remove the lock that the faster
 * one has taken since. So each dead lock is removed by whoever holds the lock that is named after it, and only when it
 * is still there, as it was. That one may have a dead owner as well, and is taken over in the same way.
 *
 * @returns who else is about to
 */
function removeDead(
  path: string,
  dead: { readonly owner: LockOwner; readonly text: string },
  depth: number,
  seeker: Seeker,
): Holder | undefined {
  const guard = `${path.replace(/-[0-9a-f]+$/, "")}-${dead.owner.nonce}`;
  const result = tryLock(guard, depth + 1, seeker);
  if (!("mine" in result)) {
    return result;
  }
  const taken = performance.now();
  try {
    const isSame = readLock(path) === dead.text;
    // Whoever was stopped here for long is taken for dead itself.
    if (isSame && performance.now() - taken < seeker.timing.silenceMs / 2) {
      io.unlinkSync(path);
    }
    return undefined;
  } finally {
    release(guard, result.mine);
  }
}

function release(path: string, mine: LockOwner): void {
  // Somebody may have removed it by hand, and another run begun.
  const text = readLock(path);
  if (typeof text === "string" && parseOwner(text)?.nonce === mine.nonce) {
    removeQuietly(path);
  }
}

export interface BusyOptions {
  readonly subject: string;
  readonly hasTimeoutInput?: boolean | undefined;
}

/** What is said to a run that cannot have a lock. */
export function busy(
  holder: Holder,
  shown: string,
  { subject, hasTimeoutInput = true }: BusyOptions,
): UserError {
  if ("problem" in holder) {
    return refuse(
      `${subject}: there is a lock, ${shown}, but ${holder.problem}`,
      "remove it when no other run works on this directory",
    );
  }
  const { pid, host, since } = holder.owner;
  const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(since) ? since : "an unknown time";
  const message = `${subject}: another run works on this directory: process ${pid} on ${show(host)}, since ${time}`;
  if (holder.lastSign === undefined) {
    return refuse(message, `wait for it to end; when it is dead, remove ${shown}`);
  }
  const takeover = hasTimeoutInput
    ? `wait with lock-timeout of at least ${TAKEOVER_TEXT} to take it over, or remove`
    : "remove";
  return refuse(
    `${message}, last sign of life ${holder.lastSign}`,
    `wait for it to end; when it is dead, ${takeover} ${shown}`,
  );
}
