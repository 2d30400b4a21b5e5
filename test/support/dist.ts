import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const DIST = join(ROOT, "dist");

/** Milliseconds. */
const LONGEST_RUN = 50_000;

/** How a process of the built bundle ended. */
export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What a GitHub runner would have read as outputs. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What it would have handed to the post step of the same action. */
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  /** From start to end. */
  readonly milliseconds: number;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where the bundle lies. */
  readonly dist?: string;
  /** What is started of an entry; by default what does its work. */
  readonly script?: "index.js" | "post.js";
  /** Milliseconds after which the process is killed. */
  readonly limit?: number;
  /** Sees everything printed so far, and may send signals. */
  readonly onOutput?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void, pid: number) => void;
}

export type Inputs = Readonly<Record<string, string>>;

/** `compose-actions <arguments>`, away from any CI. */
export function cli(args: readonly string[], options: RunOptions = {}): Promise<Result> {
  return runEntry("cli", args, options);
}

/** `compose-actions upgrade-metadata <arguments>`, away from any CI. */
export function upgrade(args: readonly string[], options: RunOptions = {}): Promise<Result> {
  return cli(["upgrade-metadata", ...args], options);
}

/** The same command line in a job on GitHub. */
export function upgradeOnGithub(args: readonly string[], options: RunOptions = {}): Promise<Result> {
  return onGithub("cli", ["upgrade-metadata", ...args], options);
}

/** The action of a step, as the runner starts it: every input of action.yml is set, those not given to nothing. */
export function action(step: string, inputs: Inputs, options: RunOptions = {}): Promise<Result> {
  const env = inputVariables(join("actions", step, "action.yml"), inputs);
  return onGithub(step, [], { ...options, env: { ...env, ...options.env } });
}

/** The umbrella action. */
export function umbrella(inputs: Inputs, options: RunOptions = {}): Promise<Result> {
  const env = inputVariables("action.yml", inputs);
  return onGithub("main", [], { ...options, env: { ...env, ...options.env } });
}

/** What the runner starts at the end of a job that was cancelled, with the inputs of the step and what it has kept. */
export function post(
  entry: "main" | "request-compose",
  inputs: Inputs,
  state: Readonly<Record<string, string>>,
  options: RunOptions = {},
): Promise<Result> {
  const file = entry === "main" ? "action.yml" : join("actions", entry, "action.yml");
  const kept = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]);
  const env = { ...inputVariables(file, inputs), ...Object.fromEntries(kept), ...options.env };
  return onGithub(entry, [], { ...options, env, script: "post.js" });
}

/** Inputs as command line flags. */
export function flags(inputs: Inputs): string[] {
  return Object.entries(inputs).map(([name, value]) => `--${name}=${value}`);
}

export function readAction(file: string): {
  inputs: Record<string, { description: string; required: boolean }>;
  outputs: Record<string, { description: string }>;
  runs: { using: string; main: string; post?: string; "post-if"?: string };
} {
  return parse(readFileSync(join(ROOT, file), "utf8"));
}

function inputVariables(file: string, inputs: Inputs): Record<string, string> {
  const declared = Object.keys(readAction(file).inputs);
  const unknown = Object.keys(inputs).filter((name) => !declared.includes(name));
  if (unknown.length > 0) throw new Error(`${file} has no input ${unknown.join(", ")}`);
  return Object.fromEntries(declared.map((name) => [`INPUT_${name.toUpperCase()}`, inputs[name] ?? ""]));
}

async function onGithub(entry: string, args: readonly string[], options: RunOptions): Promise<Result> {
  const runner = mkdtempSync(join(tmpdir(), "compose-actions-runner-"));
  try {
    const [output, summary, state, temp] = [
      join(runner, "output"),
      join(runner, "summary.md"),
      join(runner, "state"),
      join(runner, "temp"),
    ];
    for (const file of [output, summary, state]) writeFileSync(file, "");
    mkdirSync(temp);
    const env = {
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_OUTPUT: output,
      GITHUB_STATE: state,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_WORKSPACE: options.cwd ?? process.cwd(),
      RUNNER_TEMP: temp,
      ...options.env,
    };
    const result = await runEntry(entry, args, { ...options, env });
    return {
      ...result,
      outputs: readOutputs(readFileSync(output, "utf8")),
      state: readOutputs(readFileSync(state, "utf8")),
      summary: readFileSync(summary, "utf8"),
    };
  } finally {
    rmSync(runner, { recursive: true, force: true });
  }
}

/** Nothing of the environment of the tests but the path gets through. */
function runEntry(
  entry: string,
  args: readonly string[],
  { cwd = process.cwd(), env = {}, dist = DIST, onOutput, onStart, limit = LONGEST_RUN, script }: RunOptions,
): Promise<Result> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(dist, entry, script ?? "index.js"), ...args], {
    cwd,
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    // A process that hangs fails its test, and does not outlive it.
    timeout: limit,
    killSignal: "SIGKILL",
  });
  let [stdout, stderr] = ["", ""];
  const kill = (signal: NodeJS.Signals) => void child.kill(signal);
  const seen = () => onOutput?.(stdout + stderr, kill);
  onStart?.(kill, child.pid ?? 0);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    seen();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    seen();
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({
        ...{ code, stdout, stderr, outputs: {}, state: {}, summary: "" },
        milliseconds: performance.now() - started,
      }),
    );
  });
}

/** The runner's output file: `name<<delimiter`, the lines of the value, the delimiter. */
export function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const [name = "", delimiter] = line.split("<<");
    if (delimiter === undefined) throw new Error(`not a heredoc in the output file: ${line}`);
    const end = lines.indexOf(delimiter, index + 1);
    if (end < 0) throw new Error(`the output ${name} has no end`);
    outputs[name] = lines.slice(index + 1, end).join("\n");
    index = end;
  }
  return outputs;
}
