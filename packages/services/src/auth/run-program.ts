import { spawn } from "node:child_process";

export interface ProgramRun {
  readonly program: string;
  /** Seen by everybody on the machine: nothing secret. */
  readonly args: readonly string[];
  readonly input: Buffer;
  /** Beside those of this process. */
  readonly environment: Readonly<Record<string, string>>;
  /** What is taken of standard output and of standard error; more ends the program. */
  readonly maxOutput: number;
  readonly maxErrors: number;
  readonly timeoutMs: number;
}

export interface ProgramResult {
  readonly code: number | null;
  readonly output: Buffer;
  readonly errors: string;
  readonly ended: "itself" | "timeout" | "too-much";
}

/**
 * Runs a program without a shell.
 *
 * @throws the system error when it cannot be started; `signal.reason` when aborted
 */
export function runProgram(run: ProgramRun, signal: AbortSignal): Promise<ProgramResult> {
  const { program, args, input, environment, maxOutput, maxErrors, timeoutMs } = run;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = spawn(program, [...args], {
      stdio: ["pipe", "pipe", "pipe"],
      shell: false,
      signal,
      killSignal: "SIGKILL",
      // What Kerberos is configured with lies in the environment, and so do proxies.
      env: { ...process.env, ...environment },
    });
    let ended: ProgramResult["ended"] = "itself";
    const end = (why: ProgramResult["ended"]): void => {
      ended = why;
      child.kill("SIGKILL");
    };
    const timer = setTimeout(() => end("timeout"), timeoutMs);
    const output = collect(child.stdout, maxOutput, () => end("too-much"));
    const errors = collect(child.stderr, maxErrors, () => end("too-much"));
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(signal.aborted ? signal.reason : error);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      resolve({ code, output: Buffer.concat(output), errors: Buffer.concat(errors).toString("utf8"), ended });
    });
    // A program that has ended already takes no input.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

function collect(stream: NodeJS.ReadableStream, max: number, onTooMuch: () => void): readonly Buffer[] {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= max) {
      chunks.push(chunk);
    } else {
      onTooMuch();
    }
  });
  return chunks;
}
