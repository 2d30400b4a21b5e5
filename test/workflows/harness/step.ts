import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type ActionFile, findAction } from "./action-file.ts";
import { masked, readCommands, readPairs } from "./commands.ts";
import { actionVariables, tokenVariables } from "./contexts.ts";
import { evaluate, evaluateField, evaluateTexts, holds, type Scope } from "./expressions.ts";
import { type Leg, type PostStep, scopeOf, variablesOf } from "./leg.ts";
import { runProcess } from "./process.ts";
import { errorAnnotation, type Result, type StepRecord } from "./records.ts";
import { isTrue, type Texts, toText, type Values } from "./values.ts";
import type { RunStep, StepDefinition, UsesStep } from "./workflow-file.ts";

/** What GitHub takes of one step. */
const SUMMARY_LIMIT = 1024 * 1024;

/** What a step comes down to. */
interface Task {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Texts;
  /** Milliseconds. */
  readonly timeout: number | undefined;
  /** Remembers that there is a second part, when the first was started. */
  readonly started?: (state: Texts) => void;
}

const FILES = ["output", "env", "path", "state", "step_summary", "artifacts"] as const;

/** Runs a step of a leg, or skips it, and lets the leg know what came of it. */
export async function runStep(leg: Leg, step: StepDefinition): Promise<StepRecord> {
  let record: StepRecord;
  try {
    const env = evaluateTexts(step.env, scopeOf(leg));
    const scope = scopeOf(leg, env);
    if (!holds(step.condition, scope)) {
      record = { ...emptyRecord(step.label, "main"), outcome: "skipped", conclusion: "skipped" };
    } else {
      const task =
        step.kind === "run" ? scriptTask(leg, step, env, scope) : actionTask(leg, step, env, scope);
      record = await perform(leg, step.label, "main", task);
      if (record.outcome === "failure" && isTrue(evaluateField(step.continueOnError, scope) ?? false)) {
        record = { ...record, conclusion: "success" };
      }
    }
  } catch (error) {
    record = failed(step.label, "main", error);
  }
  if (step.id !== undefined) {
    const { outputs, outcome, conclusion } = record;
    leg.steps.set(step.id, { outputs, outcome, conclusion });
  }
  settle(leg, record.conclusion);
  return record;
}

/** Runs the second part of an action. */
export async function runPost(leg: Leg, post: PostStep): Promise<StepRecord> {
  try {
    if (!isTrue(evaluate(post.condition, scopeOf(leg)))) {
      return { ...emptyRecord(post.label, "post"), outcome: "skipped", conclusion: "skipped" };
    }
    const states = Object.entries(post.state).map(([name, value]) => [`STATE_${name}`, value]);
    const record = await perform(leg, post.label, "post", {
      file: process.execPath,
      args: [join(post.directory, post.main)],
      cwd: leg.places.workspace,
      env: { ...post.env, ...Object.fromEntries(states) },
      timeout: undefined,
    });
    settle(leg, record.conclusion);
    return record;
  } catch (error) {
    settle(leg, "failure");
    return failed(post.label, "post", error);
  }
}

function settle(leg: Leg, conclusion: Result): void {
  if (leg.cancel.aborted) leg.status = "cancelled";
  else if (conclusion === "failure" && leg.status === "success") leg.status = "failure";
}

function scriptTask(leg: Leg, step: RunStep, env: Texts, scope: Scope): Task {
  const defaults = [leg.job.defaults, leg.file.defaults];
  const first = (name: "shell" | "workingDirectory") =>
    [step[name], ...defaults.map((one) => one[name])].find((token) => token !== undefined);
  const shell = evaluateField(first("shell"), scope);
  const directory = evaluateField(first("workingDirectory"), scope);
  const script = join(newFolder(leg, "scripts"), "script.sh");
  writeFileSync(script, toText(evaluateField(step.script, scope) ?? ""));
  const options: Record<string, readonly string[]> = {
    // Without a word about the shell a runner leaves pipefail out.
    undefined: ["bash", "-e"],
    bash: ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"],
    sh: ["sh", "-e"],
  };
  const [file, ...args] = options[String(shell)] ?? [];
  if (file === undefined) throw new Error(`the shell ${shell} is not emulated`);
  return {
    file,
    args: [...args, script],
    cwd: resolve(leg.places.workspace, toText(directory ?? "")),
    env,
    timeout: minutes(evaluateField(step.timeoutMinutes, scope)),
  };
}

function actionTask(leg: Leg, step: StepDefinition, env: Texts, scope: Scope): Task {
  if (step.kind !== "uses") throw new Error("this kind of step is not emulated");
  const places = { repository: leg.run.settings.repository, workspace: leg.places.workspace };
  const action = findAction(step.uses, places);
  const inputs = inputVariables(action, step, scope);
  const variables = {
    ...env,
    ...inputs,
    ...actionVariables(leg.run.settings, `${leg.path}-${leg.run.attempt}`.replaceAll(/[^\w.-]+/g, "-")),
    // What stand-ins need to know of us.
    ...(action.directory.startsWith(import.meta.dirname) ? harnessVariables(leg) : {}),
  };
  const { post } = action;
  return {
    file: process.execPath,
    args: [join(action.directory, action.main)],
    cwd: leg.places.workspace,
    env: variables,
    timeout: minutes(evaluateField(step.timeoutMinutes, scope)),
    ...(post === undefined
      ? {}
      : {
          started: (state: Texts) =>
            leg.posts.push({
              label: step.label,
              directory: action.directory,
              main: post,
              condition: action.postIf,
              env: variables,
              state,
            }),
        }),
  };
}

/** Every input of the action, given, by default or empty, as a runner sets them. */
function inputVariables(action: ActionFile, step: UsesStep, scope: Scope): Texts {
  const given = Object.entries(evaluateTexts(step.with, scope));
  const values = Object.entries(action.inputs).map(([name, { fallback }]) => {
    const [, value] = given.find(([one]) => one.toLowerCase() === name.toLowerCase()) ?? [];
    const text = value ?? toText(evaluateField(fallback, scope) ?? "");
    return [`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`, text] as const;
  });
  return Object.fromEntries(values);
}

function harnessVariables(leg: Leg): Texts {
  return {
    HARNESS_CHECKOUT: leg.run.settings.checkout ?? "",
    HARNESS_CACHE: join(leg.run.settings.scratch, "cache"),
    HARNESS_ARTIFACTS: join(leg.run.settings.scratch, "artifacts"),
    HARNESS_PERMISSIONS: JSON.stringify(leg.permissions),
  };
}

async function perform(leg: Leg, label: string, stage: "main" | "post", task: Task): Promise<StepRecord> {
  const { settings } = leg.run;
  const folder = newFolder(leg, "commands");
  const files = Object.fromEntries(FILES.map((name) => [name, join(folder, name)]));
  for (const file of Object.values(files)) writeFileSync(file, "");
  const [list, notes] = [join(folder, "artifacts-list"), join(folder, "notes")];
  writeFileSync(list, leg.subjects.map((line) => `${line}\n`).join(""));
  writeFileSync(notes, "");
  const read = (name: (typeof FILES)[number]) => readFileSync(files[name] ?? "", "utf8");

  const ended = await runProcess({
    ...task,
    env: {
      PATH: [...leg.searched, process.env["PATH"] ?? ""].join(":"),
      HOME: leg.places.home,
      ...settings.env,
      ...leg.env,
      ...task.env,
      ...variablesOf(leg),
      ...tokenVariables(settings, leg.permissions),
      ...Object.fromEntries(FILES.map((name) => [`GITHUB_${name.toUpperCase()}`, files[name] ?? ""])),
      GITHUB_ARTIFACTS_LIST: list,
      ...("HARNESS_PERMISSIONS" in task.env ? { HARNESS_NOTES: notes } : {}),
    },
    // Once cancelled, a leg tells nobody again: what still runs is meant to.
    signal: leg.status === "cancelled" ? undefined : leg.cancel,
    grace: settings.grace,
  });

  const commands = readCommands(ended.lines);
  for (const mask of commands.masks) leg.masks.add(mask);
  const problems = commands.refused.map((name) => `The '${name}' command is gone. Use the file.`);
  if (ended.why === "timeout") problems.push("The step took longer than timeout-minutes.");
  const outputs = attempted(problems, () => readPairs(read("output")));
  const env = attempted(problems, () => variablesFrom(read("env")));
  const state = attempted(problems, () => readPairs(read("state")));
  Object.assign(leg.env, env);
  leg.searched.unshift(...lines(read("path")).reverse());
  const subjects = lines(read("artifacts"));
  leg.subjects.push(...subjects);
  task.started?.(state);

  const summary = read("step_summary");
  const lost = Buffer.byteLength(summary) > SUMMARY_LIMIT;
  // A runner says so, and goes on.
  const remarks = lost ? [`The summary has more than ${SUMMARY_LIMIT} bytes and is lost.`] : [];
  const well = ended.code === 0 && problems.length === 0;
  const outcome: Result = ended.why === "cancelled" ? "cancelled" : well ? "success" : "failure";
  return {
    label,
    stage,
    outcome,
    conclusion: outcome,
    exitCode: ended.code,
    outputs,
    log: masked(shownLines(ended.lines), leg.masks),
    annotations: [...commands.annotations, ...[...problems, ...remarks].map(errorAnnotation)].map((one) => ({
      ...one,
      message: masked(one.message, leg.masks),
    })),
    summary: lost ? "" : masked(summary, leg.masks),
    subjects,
    notes: lines(readFileSync(notes, "utf8")).map((line): Values => JSON.parse(line)),
  };
}

/** A runner shows no line that tells it what to hide. */
function shownLines(printed: readonly string[]): string {
  return printed.filter((line) => !/^\s*::add-mask::/.test(line)).join("\n");
}

/** What steps may set for later ones. A runner does not let them say how Node starts, or who they are. */
function variablesFrom(content: string): Record<string, string> {
  const variables = readPairs(content);
  if ("NODE_OPTIONS" in variables) throw new Error("Can't store NODE_OPTIONS in $GITHUB_ENV");
  return variables;
}

function attempted(problems: string[], read: () => Record<string, string>): Record<string, string> {
  try {
    return read();
  } catch (error) {
    problems.push(messageOf(error));
    return {};
  }
}

function newFolder(leg: Leg, name: string): string {
  const folder = join(leg.places.temp, "_runner", `${name}-${leg.steps.size}-${crypto.randomUUID()}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function lines(content: string): string[] {
  return content.split("\n").filter((line) => line !== "");
}

function minutes(value: unknown): number | undefined {
  return typeof value === "number" ? value * 60_000 : undefined;
}

function failed(label: string, stage: "main" | "post", error: unknown): StepRecord {
  return {
    ...emptyRecord(label, stage),
    outcome: "failure",
    conclusion: "failure",
    annotations: [errorAnnotation(messageOf(error))],
  };
}

function emptyRecord(label: string, stage: "main" | "post"): StepRecord {
  return {
    label,
    stage,
    outcome: "success",
    conclusion: "success",
    exitCode: null,
    outputs: {},
    log: "",
    annotations: [],
    summary: "",
    subjects: [],
    notes: [],
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
