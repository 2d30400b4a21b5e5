import type { WorkflowFiles } from "./check.ts";
import { githubContext, type RunFacts } from "./contexts.ts";
import type { Permissions } from "./permissions.ts";
import type { JobRecord, Result } from "./records.ts";
import type { Slots } from "./slots.ts";
import type { Texts, Values } from "./values.ts";
import type { JobDefinition, WorkflowFile } from "./workflow-file.ts";

/** What all workflows of a run share. */
export interface Session {
  readonly run: RunFacts;
  readonly files: WorkflowFiles;
  readonly slots: Slots;
  /** Filled as legs end. */
  readonly records: JobRecord[];
  /** The legs of the attempt before, when this one repeats some. */
  readonly earlier: ReadonlyMap<string, JobRecord>;
  /** Whether a leg is to run again although it ran before. */
  readonly again: (path: string) => boolean;
}

/** One workflow in a run: the run's own, or one that a job calls. */
export interface Instance {
  readonly file: WorkflowFile;
  readonly event: string;
  /** `caller / `, or nothing. */
  readonly prefix: string;
  readonly inputs: Values;
  readonly secrets: Texts;
  /** Of the caller. */
  readonly permissions: Permissions;
  readonly cancel: AbortSignal;
  /** Run everything, whatever there is of the attempt before. */
  readonly force: boolean;
}

/** What all expressions of a workflow see. */
export function workflowContexts({ run }: Session, { inputs, secrets }: Instance): Values {
  return {
    github: githubContext(run),
    inputs,
    secrets: { ...secrets },
    vars: { ...run.settings.vars },
  };
}

/** A job that has run nothing. */
export function emptyRecord(
  { run }: Session,
  path: string,
  job: JobDefinition,
  permissions: Permissions,
  result: Result,
  annotations: JobRecord["annotations"],
  matrix: Values | null = null,
): JobRecord {
  return {
    path,
    id: job.id,
    name: path,
    attempt: run.attempt,
    matrix,
    result,
    outputs: {},
    permissions,
    forgiven: false,
    runsOn: [],
    steps: [],
    annotations,
    workspace: undefined,
  };
}
