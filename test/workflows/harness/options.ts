import { ROOT } from "../../support/dist.ts";
import { ALL_PERMISSIONS, DEFAULT_PERMISSIONS, type Permissions } from "./permissions.ts";
import { type Grace, RUNNER_GRACE } from "./process.ts";
import type { Texts, Values } from "./values.ts";

/** Where artifacts go: what each job's process is told about the service. */
export interface ArtifactService {
  env(run: string, job: string): Texts;
}

export interface WorkflowOptions {
  /** A directory for workspaces and temporary files. The caller removes it. */
  readonly scratch: string;
  /** From the root of the repository. */
  readonly workflow: string;
  /** Where workflows and `$/` actions come from. Default: this repository. */
  readonly repository?: string;
  /** Default: workflow_call, if the workflow takes that, else the first that it names. */
  readonly event?: string;
  /** What `github.event` holds. */
  readonly payload?: Values;
  readonly inputs?: Values;
  readonly secrets?: Texts;
  readonly vars?: Texts;
  /** Default: everything for a called workflow, as if its caller gave it; else GitHub's default. */
  readonly permissions?: Permissions;
  /** What actions/checkout copies into the workspace. Without it: nothing. */
  readonly checkout?: string;
  readonly artifacts?: ArtifactService;
  /** The variables of the token service; only jobs with `id-token: write` get them. */
  readonly idToken?: Texts;
  /** Of the machine: every step sees them. */
  readonly env?: Texts;
  /** What differs from the usual in the `github` context: server_url, repository, ref, sha … */
  readonly github?: Texts;
  /** Jobs at a time. Default: 2. */
  readonly parallel?: number;
  /** Cancels the run. */
  readonly signal?: AbortSignal;
  readonly grace?: Grace;
  readonly runId?: string;
}

export type Settings = Required<Omit<WorkflowOptions, "checkout" | "artifacts" | "event" | "permissions">> & {
  readonly checkout: string | undefined;
  readonly artifacts: ArtifactService | undefined;
};

let runs = 0;

export function settingsOf(options: WorkflowOptions): Settings {
  runs += 1;
  return {
    scratch: options.scratch,
    workflow: options.workflow,
    repository: options.repository ?? ROOT,
    payload: options.payload ?? {},
    inputs: options.inputs ?? {},
    secrets: options.secrets ?? {},
    vars: options.vars ?? {},
    checkout: options.checkout,
    artifacts: options.artifacts,
    idToken: options.idToken ?? {},
    env: options.env ?? {},
    github: options.github ?? {},
    parallel: options.parallel ?? 2,
    signal: options.signal ?? new AbortController().signal,
    grace: options.grace ?? RUNNER_GRACE,
    runId: options.runId ?? `${4_000_000 + runs}`,
  };
}

/** What jobs get of which nobody says anything, and what none may go beyond. */
export function permissionsGiven(
  options: WorkflowOptions,
  event: string,
): { readonly given: Permissions; readonly cap: Permissions } {
  const cap = (event === "workflow_call" ? options.permissions : undefined) ?? ALL_PERMISSIONS;
  return { given: event === "workflow_call" ? cap : (options.permissions ?? DEFAULT_PERMISSIONS), cap };
}
