import { checkWorkflows } from "./check.ts";
import { githubContext, type RunFacts } from "./contexts.ts";
import { repositorySecrets, resolveInputs, resolveSecrets } from "./given.ts";
import { runInstance } from "./jobs.ts";
import { permissionsGiven, settingsOf, type WorkflowOptions } from "./options.ts";
import type { JobRecord, Result, StepRecord } from "./records.ts";
import type { Session } from "./session.ts";
import { Slots } from "./slots.ts";
import { WorkflowError } from "./tokens.ts";
import type { Texts } from "./values.ts";
import { readWorkflow } from "./workflow-file.ts";

export type { WorkflowOptions } from "./options.ts";
export type { JobRecord, Result, StepRecord } from "./records.ts";
export { WorkflowError } from "./tokens.ts";

/** A workflow that has run. */
export interface WorkflowRun {
  readonly result: Result;
  /** Of a called workflow. */
  readonly outputs: Texts;
  /** Every leg of every job, in the order in which they ended. */
  readonly jobs: readonly JobRecord[];
  /** @throws if no leg has this path */
  job(path: string): JobRecord;
  /** @throws if the leg has no such step */
  step(path: string, label: string, stage?: "main" | "post"): StepRecord;
  /** What failed and why, for a person who reads the failure of a test. */
  explain(): string;
  /** Runs some legs again, and what needs them, as a next attempt of the same run. */
  rerun(paths: readonly string[]): Promise<WorkflowRun>;
  /** "Re-run failed jobs". */
  rerunFailed(): Promise<WorkflowRun>;
}

/**
 * Runs a workflow of ours as GitHub would.
 * @throws WorkflowError when the files are wrong, or what is given does not fit them
 */
export async function runWorkflow(options: WorkflowOptions): Promise<WorkflowRun> {
  return attempt(options, settingsOf(options), 1, [], () => true);
}

async function attempt(
  options: WorkflowOptions,
  settings: ReturnType<typeof settingsOf>,
  number: number,
  earlier: readonly JobRecord[],
  again: (path: string) => boolean,
): Promise<WorkflowRun> {
  const { triggers } = await readWorkflow(settings.repository, settings.workflow);
  const event =
    options.event ?? ("workflow_call" in triggers ? "workflow_call" : (Object.keys(triggers)[0] ?? ""));
  const trigger = triggers[event];
  if (trigger === undefined) throw new WorkflowError([`${settings.workflow} does not run on ${event}`]);
  const { given, cap } = permissionsGiven(options, event);
  const files = await checkWorkflows(settings.repository, settings.workflow, given, cap);
  const file = files.get(settings.workflow);
  if (file === undefined) throw new WorkflowError([`${settings.workflow} is not there`]);

  const run: RunFacts = { settings, event, workflowName: file.name, attempt: number };
  const contexts = { github: githubContext(run), vars: { ...settings.vars }, inputs: {} };
  const records: JobRecord[] = [];
  const session: Session = {
    run,
    files,
    slots: new Slots(settings.parallel),
    records,
    earlier: new Map(earlier.map((record) => [record.path, record])),
    again,
  };
  const { result, outputs } = await runInstance(session, {
    file,
    event,
    prefix: "",
    inputs: refused(() => resolveInputs(trigger, settings.inputs, { contexts })),
    secrets: refused(() =>
      event === "workflow_call"
        ? resolveSecrets(trigger, settings.secrets)
        : repositorySecrets(settings.secrets),
    ),
    permissions: given,
    cancel: settings.signal,
    force: false,
  });

  const job = (path: string) => {
    const found = records.find((record) => record.path === path);
    if (found === undefined)
      throw new Error(`no leg ${path}, but ${records.map((one) => one.path).join(", ")}`);
    return found;
  };
  const rerun = async (paths: readonly string[]) => {
    for (const path of paths) {
      // A job that calls a workflow is there by the jobs of that.
      if (!records.some((record) => `${record.path} / `.startsWith(`${path} / `))) job(path);
    }
    return attempt(options, settings, number + 1, records, (path) => paths.includes(path));
  };
  return {
    result,
    outputs,
    jobs: records,
    job,
    step(path, label, stage = "main") {
      const { steps } = job(path);
      const found = steps.find((one) => one.label === label && one.stage === stage);
      if (found === undefined)
        throw new Error(`no step ${label} in ${path}, but ${steps.map((one) => one.label).join(", ")}`);
      return found;
    },
    explain: () => explain(records),
    rerun,
    rerunFailed: () =>
      rerun(
        records.filter(({ result: one }) => one === "failure" || one === "cancelled").map(({ path }) => path),
      ),
  };
}

function refused<T>(resolve: () => T): T {
  try {
    return resolve();
  } catch (error) {
    throw new WorkflowError([error instanceof Error ? error.message : String(error)]);
  }
}

function explain(records: readonly JobRecord[]): string {
  return records
    .filter(({ result }) => result !== "success" && result !== "skipped")
    .flatMap(({ path, result, steps, annotations }) => [
      `${path}: ${result}`,
      ...annotations.map(({ level, message }) => `  ${level}: ${message}`),
      ...steps
        .filter(({ outcome }) => outcome === "failure" || outcome === "cancelled")
        .flatMap((step) => [
          `  ${step.label} (${step.stage}): ${step.outcome}, exit ${step.exitCode}`,
          ...step.annotations.map(({ level, message }) => `    ${level}: ${message}`),
          ...step.log
            .split("\n")
            .slice(-40)
            .map((line) => `    ${line}`),
        ]),
    ])
    .join("\n");
}
