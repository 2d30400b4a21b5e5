import type { Annotation } from "./commands.ts";
import { type JobPlaces, type RunFacts, runnerContext, runnerVariables } from "./contexts.ts";
import type { Scope, Status } from "./expressions.ts";
import { hashFiles } from "./hash-files.ts";
import type { Permissions } from "./permissions.ts";
import type { Result } from "./records.ts";
import type { Texts, Value, Values } from "./values.ts";
import type { StepsJob, WorkflowFile } from "./workflow-file.ts";

/** What a step has left for others to see. */
export interface StepState {
  readonly outputs: Readonly<Record<string, string>>;
  readonly outcome: Result;
  readonly conclusion: Result;
}

/** An action that wants to run once more at the end. */
export interface PostStep {
  readonly label: string;
  readonly directory: string;
  readonly main: string;
  readonly condition: string;
  readonly env: Texts;
  readonly state: Texts;
}

/** What a leg is given. */
export interface LegFacts {
  readonly run: RunFacts;
  readonly file: WorkflowFile;
  readonly job: StepsJob;
  readonly path: string;
  readonly permissions: Permissions;
  /** github, inputs, vars, secrets, needs, matrix, strategy. */
  readonly contexts: Values;
  readonly places: JobPlaces;
  /** Tells the running step to end. */
  readonly cancel: AbortSignal;
}

/** A leg while it runs. */
export interface Leg extends LegFacts {
  readonly masks: Set<string>;
  readonly steps: Map<string, StepState>;
  readonly posts: PostStep[];
  readonly subjects: string[];
  readonly annotations: Annotation[];
  /** Of workflow and job, and what steps have added. */
  env: Record<string, string>;
  searched: string[];
  status: "success" | "failure" | "cancelled";
}

export function newLeg(facts: LegFacts): Leg {
  const secrets = Object.values(facts.contexts["secrets"] as Values).map(String);
  return {
    ...facts,
    masks: new Set(secrets.filter(Boolean)),
    steps: new Map(),
    posts: [],
    subjects: [],
    annotations: [],
    env: {},
    searched: [],
    status: "success",
  };
}

/** What the expressions of a step see; `env` is what the step adds to that of the leg. */
export function scopeOf(leg: Leg, env: Texts = {}): Scope {
  return {
    contexts: {
      ...leg.contexts,
      env: { ...leg.env, ...env },
      job: { status: leg.status },
      runner: runnerContext(leg.places),
      steps: Object.fromEntries([...leg.steps].map(([id, state]) => [id, { ...state } as Value])),
    },
    status: statusOf(leg),
    hashFiles: (patterns) => hashFiles(leg.places.workspace, patterns),
  };
}

/** What the runner tells the processes of a leg. */
export function variablesOf(leg: Leg): Texts {
  return runnerVariables(leg.contexts["github"] as Values, runnerContext(leg.places), leg.places);
}

function statusOf(leg: Leg): Status {
  return {
    success: () => leg.status === "success",
    failure: () => leg.status === "failure",
    cancelled: () => leg.status === "cancelled",
  };
}
