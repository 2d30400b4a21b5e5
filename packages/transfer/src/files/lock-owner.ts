import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Who holds a lock. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** Tells machines of the same name apart; empty where the system has none. */
  readonly machine: string;
  /** Another one after every start of the machine; empty where the system has none. */
  readonly boot: string;
  /** In which numbering of processes the pid is: containers have their own. */
  readonly pidSpace: string;
  /** When the process began, in the system's own unit: a number is used again, the two together are not. */
  readonly started: string;
  /** When the lock was taken, ISO 8601; for messages only. */
  readonly since: string;
  /** Tells this lock from all others. */
  readonly nonce: string;
  /** Another one every few seconds while the owner lives, as many digits; absent when the owner gives no such sign. */
  readonly beat?: string;
}

/** Of 32 bits. */
const MAX_PID = 0x7fff_ffff;

/** Enough for thousands of years. */
export const BEAT_DIGITS = 10;

const FIELDS = ["host", "machine", "boot", "pidSpace", "started", "since", "nonce"] as const;

/** This process, as the owner of a lock. */
export function currentOwner(nonce: string): LockOwner {
  return {
    pid: process.pid,
    host: hostname(),
    machine: readText("/etc/machine-id"),
    boot: readText("/proc/sys/kernel/random/boot_id"),
    pidSpace: pidSpace(),
    started: processState(process.pid)?.started ?? "",
    since: new Date().toISOString(),
    nonce,
    beat: beatOf(0),
  };
}

/** A sign of life, of {@link BEAT_DIGITS} digits. */
export function beatOf(count: number): string {
  return String(count).padStart(BEAT_DIGITS, "0");
}

/** @returns undefined when the text names no owner */
export function parseOwner(text: string): LockOwner | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) {
    return undefined;
  }
  const owner = value as Record<string, unknown>;
  const pid = owner["pid"];
  return Number.isSafeInteger(pid) &&
    (pid as number) > 0 &&
    (pid as number) <= MAX_PID &&
    FIELDS.every((field) => typeof owner[field] === "string") &&
    /^[0-9a-f]{1,64}$/.test(owner["nonce"] as string) &&
    (owner["beat"] === undefined || typeof owner["beat"] === "string")
    ? (value as LockOwner)
    : undefined;
}

/** Whether the owner is on another machine, or in another container: only its signs of life tell whether it lives. */
export function isElsewhere(owner: LockOwner, here: LockOwner): boolean {
  return owner.host !== here.host || owner.machine !== here.machine || owner.pidSpace !== here.pidSpace;
}

/**
 * Whether the owner cannot be there any more. Of an owner on another machine, or in another container, nothing can be
 * told: it may be.
 */
export function isGone(owner: LockOwner, here: LockOwner): boolean {
  if (owner.host !== here.host || owner.machine !== here.machine) {
    return false;
  }
  if (owner.boot !== here.boot) {
    return true;
  }
  return owner.pidSpace === here.pidSpace && !isRunning(owner);
}

function isRunning({ pid, started }: LockOwner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It may be a process of another user.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
  const state = processState(pid);
  // Not to be seen, or no /proc: the number is all there is.
  return state === undefined || (!state.ended && (started === "" || state.started === started));
}

interface ProcessState {
  readonly started: string;
  /** It has ended, and its parent has not asked how. */
  readonly ended: boolean;
}

/** State and start of a process, fields 3 and 22 of its line (proc_pid_stat(5)). */
function processState(pid: number): ProcessState | undefined {
  const line = readText(`/proc/${pid}/stat`);
  // The name of the program, field 2, is in parentheses and may hold anything.
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const started = fields[19];
  return started === undefined ? undefined : { started, ended: /^[ZXx]$/.test(fields[0] ?? "") };
}

function pidSpace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "latin1").trim();
  } catch {
    return "";
  }
}
