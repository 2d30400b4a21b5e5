import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Ends it as a runner does that was told to cancel. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds. */
  readonly timeout: number | undefined;
  readonly grace: Grace;
}

/** How long a process may take after each signal, in milliseconds. */
export interface Grace {
  readonly interrupt: number;
  readonly terminate: number;
}

/** A runner's patience. */
export const RUNNER_GRACE: Grace = { interrupt: 7500, terminate: 2500 };

export interface Ended {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly why: "itself" | "cancelled" | "timeout";
}

/** Runs a process to its end. Nothing that it has started outlives it. */
export function runProcess({ file, args, cwd, env, signal, timeout, grace }: Command): Promise<Ended> {
  const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const lines: string[] = [];
  const read = [child.stdout, child.stderr].map((input) => {
    const reader = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    reader.on("line", (line) => lines.push(line));
    return once(reader, "close");
  });
  const timers: NodeJS.Timeout[] = [];
  let why: Ended["why"] = "itself";
  const end = (reason: "cancelled" | "timeout") => {
    if (why !== "itself") return;
    why = reason;
    child.kill("SIGINT");
    timers.push(setTimeout(() => child.kill("SIGTERM"), grace.interrupt));
    timers.push(setTimeout(() => killGroup(child.pid), grace.interrupt + grace.terminate));
  };
  const cancel = () => end("cancelled");
  if (signal?.aborted) cancel();
  signal?.addEventListener("abort", cancel, { once: true });
  if (timeout !== undefined) timers.push(setTimeout(() => end("timeout"), timeout));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", () => killGroup(child.pid));
    child.on("close", (code) => {
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      Promise.all(read).then(() => resolve({ code, lines, why }), reject);
    });
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody of the group is left.
  }
}
