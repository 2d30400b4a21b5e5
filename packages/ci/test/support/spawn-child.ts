import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface ChildResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the fake step in a process of its own; `onOutput` sees everything that it has printed so far. */
export function spawnChild(
  env: Readonly<Record<string, string>>,
  options: {
    readonly cwd: string;
    readonly onOutput?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
  },
): Promise<ChildResult> {
  const script = fileURLToPath(new URL("child.ts", import.meta.url));
  const child = spawn(process.execPath, [script], {
    cwd: options.cwd,
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const seen = () => options.onOutput?.(stdout + stderr, (signal) => child.kill(signal));
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
    seen();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
    seen();
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
