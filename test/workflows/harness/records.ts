import type { Annotation } from "./commands.ts";
import type { Permissions } from "./permissions.ts";
import type { Values } from "./values.ts";

export type Result = "success" | "failure" | "cancelled" | "skipped";

/** One step of one leg, as it went. */
export interface StepRecord {
  readonly label: string;
  readonly stage: "main" | "post";
  /** Before `continue-on-error`. */
  readonly outcome: Result;
  readonly conclusion: Result;
  readonly exitCode: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  /** As shown: secrets are hidden. */
  readonly log: string;
  readonly annotations: readonly Annotation[];
  readonly summary: string;
  /** What the step added to the list of things to attest. */
  readonly subjects: readonly string[];
  /** What one of our stand-ins notes of itself, such as what was attested. */
  readonly notes: readonly Values[];
}

/** One leg of a job. */
export interface JobRecord {
  /** `job`, `job (x86_64)`, `caller / job (x86_64)`. */
  readonly path: string;
  readonly id: string;
  /** The `name:`, if there is one. */
  readonly name: string;
  readonly attempt: number;
  readonly matrix: Values | null;
  readonly result: Result;
  /** `continue-on-error`: for others its failure is a success. */
  readonly forgiven: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  readonly permissions: Permissions;
  /** Labels of the runner. */
  readonly runsOn: readonly string[];
  readonly steps: readonly StepRecord[];
  /** Of the job itself: what kept it from running, or what became of its outputs. */
  readonly annotations: readonly Annotation[];
  readonly workspace: string | undefined;
}

/** What other jobs see of a job. */
export interface Outcome {
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
}

export function errorAnnotation(message: string): Annotation {
  return { level: "error", message, properties: {} };
}
