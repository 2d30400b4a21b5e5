import type { Reference } from "../support/expressions.ts";
import { type ActionFile, findAction } from "./action-file.ts";
import { excess, type Permissions } from "./permissions.ts";
import { referencesIn } from "./references.ts";
import { field, pairs, text, WorkflowError } from "./tokens.ts";
import {
  type CallJob,
  calledFile,
  type JobDefinition,
  readWorkflow,
  type StepDefinition,
  type StepsJob,
  type WorkflowFile,
} from "./workflow-file.ts";

/** How deep workflows may call each other. */
const DEEPEST = 10;

/** All workflows that a run can reach, by path. */
export type WorkflowFiles = ReadonlyMap<string, WorkflowFile>;

/** What a job's token may do: what the job says, or the workflow, or whoever calls it. */
export function permissionsOfJob(file: WorkflowFile, job: JobDefinition, given: Permissions): Permissions {
  return job.permissions ?? file.permissions ?? given;
}

/**
 * Reads a workflow and all that it calls, and compares what they name with what there is.
 * @param given - the permissions of jobs of which nobody says any
 * @param cap - what no job may go beyond
 * @throws WorkflowError with everything that is wrong
 */
export async function checkWorkflows(
  repository: string,
  path: string,
  given: Permissions,
  cap: Permissions,
): Promise<WorkflowFiles> {
  const files = new Map<string, WorkflowFile>();
  const problems = new Set<string>();
  await load(path, []);

  async function load(name: string, callers: readonly string[]): Promise<void> {
    if (callers.includes(name)) throw new WorkflowError([`${name} calls itself`]);
    if (callers.length >= DEEPEST) throw new WorkflowError([`${name}: more than ${DEEPEST} levels of calls`]);
    const file = files.get(name) ?? (await readWorkflow(repository, name));
    files.set(name, file);
    for (const job of file.jobs) {
      const called = job.kind === "call" ? calledFile(job.uses) : undefined;
      if (called !== undefined) await load(called, [...callers, name]);
    }
  }

  for (const file of files.values()) {
    for (const problem of problemsOf(file, files, repository)) problems.add(`${file.path}: ${problem}`);
  }
  for (const problem of permissionProblems(path, given, cap, files)) problems.add(problem);
  if (problems.size > 0) throw new WorkflowError([...problems]);
  return files;
}

function permissionProblems(
  path: string,
  given: Permissions,
  cap: Permissions,
  files: WorkflowFiles,
): string[] {
  const file = files.get(path);
  if (file === undefined) return [];
  return file.jobs.flatMap((job) => {
    const wanted = permissionsOfJob(file, job, given);
    const over = excess(wanted, cap);
    const own =
      over === undefined
        ? []
        : [
            `${path}: the job '${job.id}' is requesting '${over.wanted}', but is only allowed '${over.allowed}'`,
          ];
    const called = job.kind === "call" ? calledFile(job.uses) : undefined;
    return called === undefined ? own : [...own, ...permissionProblems(called, wanted, wanted, files)];
  });
}

function problemsOf(file: WorkflowFile, files: WorkflowFiles, repository: string): string[] {
  const outputs = Object.values(file.triggers).flatMap((trigger) => Object.values(trigger.outputs));
  const head = [...outputs, ...(file.env === undefined ? [] : [file.env])].flatMap(referencesIn);
  return [
    ...head.flatMap(
      (reference) => wrong(reference, { file, files, job: undefined, actions: new Map() }) ?? [],
    ),
    ...file.jobs.flatMap((job) =>
      (job.kind === "call"
        ? callProblems(file, files, job)
        : stepsProblems(file, files, job, repository)
      ).map((problem) => `jobs.${job.id}: ${problem}`),
    ),
  ];
}

function callProblems(file: WorkflowFile, files: WorkflowFiles, job: CallJob): string[] {
  if (calledFile(job.uses) === undefined)
    return [`${job.uses}: only workflows of this repository are emulated`];
  const place = { file, files, job, actions: new Map() };
  return expressionsOf(job).flatMap((reference) => wrong(reference, place) ?? []);
}

function stepsProblems(
  file: WorkflowFile,
  files: WorkflowFiles,
  job: StepsJob,
  repository: string,
): string[] {
  const problems = ["container", "services", "snapshot"].flatMap((key) =>
    field(job.token, key) === undefined ? [] : [`${key} is not emulated`],
  );
  const actions = new Map<StepDefinition, ActionFile>();
  for (const step of job.steps) {
    const about = (problem: string) => problems.push(`${step.label}: ${problem}`);
    if (step.kind === "other" || field(step.token, "background") !== undefined)
      about("this kind of step is not emulated");
    if (step.kind === "run") {
      if (text(step.script) === undefined) about(`\${{ in run: hand it over in env`);
      const shell = text(step.shell) ?? text(job.defaults.shell) ?? text(file.defaults.shell) ?? "bash";
      if (shell !== "bash" && shell !== "sh") about(`the shell ${shell} is not emulated`);
    }
    if (step.kind !== "uses") continue;
    try {
      const action = findAction(step.uses, { repository, workspace: repository });
      actions.set(step, action);
      for (const problem of withProblems(
        action,
        pairs(step.with).map(([name]) => name),
      ))
        about(problem);
    } catch (error) {
      if (!(error instanceof WorkflowError)) throw error;
      problems.push(...error.problems);
    }
  }
  const place = { file, files, job, actions };
  const ownSteps = job.steps.flatMap((step, index) =>
    stepExpressions(step).map((reference) => [reference, job.steps.slice(0, index)] as const),
  );
  return [
    ...problems,
    ...expressionsOf(job).flatMap((reference) => wrong(reference, { ...place, before: job.steps }) ?? []),
    ...ownSteps.flatMap(([reference, before]) => wrong(reference, { ...place, before }) ?? []),
  ];
}

function withProblems(action: ActionFile, given: readonly string[]): string[] {
  const names = new Set(given.map((name) => name.toLowerCase()));
  const known = new Set(Object.keys(action.inputs).map((name) => name.toLowerCase()));
  const missing = Object.entries(action.inputs).filter(
    ([name, { required, fallback }]) => required && fallback === undefined && !names.has(name.toLowerCase()),
  );
  return [
    ...given
      .filter((name) => !known.has(name.toLowerCase()))
      .map((name) => `the action has no input '${name}'`),
    ...missing.map(([name]) => `the input '${name}' is required`),
  ];
}

/** The expressions of a job outside of its steps. */
function expressionsOf(job: JobDefinition): Reference[] {
  const rest = pairs(job.token).filter(([name]) => name !== "steps" && name !== "if");
  // A text elsewhere is a text; only conditions are expressions without `${{`.
  return [...referencesIn(job.condition), ...rest.flatMap(([, token]) => expressionsBelow(token))];
}

function stepExpressions(step: StepDefinition): Reference[] {
  const rest = pairs(step.token).filter(([name]) => name !== "if");
  return [...referencesIn(step.condition), ...rest.flatMap(([, token]) => expressionsBelow(token))];
}

function expressionsBelow(token: Parameters<typeof text>[0]): Reference[] {
  return text(token) === undefined ? referencesIn(token) : [];
}

interface Place {
  readonly file: WorkflowFile;
  readonly files: WorkflowFiles;
  readonly job: JobDefinition | undefined;
  readonly actions: ReadonlyMap<StepDefinition, ActionFile>;
  /** The steps that have run by then. */
  readonly before?: readonly StepDefinition[];
}

/** What a reference names that is not there. */
function wrong(reference: Reference, place: Place): string | undefined {
  const shown = reference.join(".");
  const [context, name, part, output] = reference;
  if (name === undefined) return undefined;
  const { file, files, job, actions, before = [] } = place;
  switch (context) {
    case "inputs":
      return has(
        Object.values(file.triggers).flatMap(({ inputs }) => Object.keys(inputs)),
        name,
      )
        ? undefined
        : `${shown}: there is no such input`;
    case "secrets": {
      const call = file.triggers["workflow_call"];
      if (call === undefined || has([...Object.keys(call.secrets), "GITHUB_TOKEN"], name)) return undefined;
      return `${shown}: there is no such secret`;
    }
    case "needs":
    case "jobs": {
      const among = context === "jobs" ? file.jobs.map(({ id }) => id) : (job?.needs ?? []);
      if (!has(among, name)) return `${shown}: the job is not among ${context}`;
      if (part !== undefined && part !== "outputs" && part !== "result")
        return `${shown}: a job has no ${part}`;
      if (part !== "outputs" || output === undefined) return undefined;
      return has(
        outputsOfJob(
          file.jobs.find(({ id }) => id === name),
          files,
        ),
        output,
      )
        ? undefined
        : `${shown}: the job has no such output`;
    }
    case "steps": {
      const step = before.find(({ id }) => id?.toLowerCase() === name.toLowerCase());
      if (step === undefined) return `${shown}: no step before has this id`;
      if (part !== undefined && !["outputs", "outcome", "conclusion"].includes(part)) {
        return `${shown}: a step has no ${part}`;
      }
      const action = actions.get(step);
      if (action === undefined || part !== "outputs" || output === undefined) return undefined;
      return has(action.outputs, output) ? undefined : `${shown}: the action has no such output`;
    }
    default:
      return undefined;
  }
}

function outputsOfJob(job: JobDefinition | undefined, files: WorkflowFiles): readonly string[] {
  if (job?.kind === "steps") return pairs(job.outputs).map(([name]) => name);
  const called = files.get((job && calledFile(job.uses)) ?? "");
  return Object.keys(called?.triggers["workflow_call"]?.outputs ?? {});
}

/** Names in expressions have no case. */
function has(names: readonly string[], name: string): boolean {
  return names.some((one) => one.toLowerCase() === name.toLowerCase());
}
