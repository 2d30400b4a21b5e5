import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { action, type Inputs, type Result } from "./dist.ts";
import type { ResultsService } from "./results-service.ts";
import type { Scratch } from "./scratch.ts";

export const ARCHES = ["x86_64", "aarch64"] as const;

/** Where a step runs. */
export interface Job {
  readonly job: string;
  /** The workflow run: by default each a new one. */
  readonly run?: string;
  readonly attempt?: number;
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a step in a job on GitHub, with the service or, without it, as on GHES. */
export function inJob(
  step: string,
  inputs: Inputs,
  { job, run = "run", attempt = 1, cwd, env = {} }: Job,
  service?: ResultsService,
): Promise<Result> {
  return action(step, inputs, {
    cwd,
    env: {
      ...service?.env(run, `${job}-${attempt}`),
      GITHUB_JOB: job,
      GITHUB_ACTION: `__${step}`,
      GITHUB_RUN_ATTEMPT: String(attempt),
      ...env,
    },
  });
}

/** A compose of one file per arch, and what jobs do with it. */
export class ComposeOfFiles {
  readonly root: string;

  constructor(scratch: Scratch) {
    this.root = scratch.folder();
    for (const arch of ARCHES) {
      mkdirSync(join(this.root, "Server", arch, "os"), { recursive: true });
      writeFileSync(join(this.root, "Server", arch, "os", `NOTES.${arch}`), `notes of ${arch}\n`);
    }
  }

  /** Inputs of record-artifacts in a leg. */
  record(index: number, inputs: Inputs = {}): Inputs {
    const arch = ARCHES[index] ?? ARCHES[0];
    return {
      "compose-id": "Fedora-41-20260204.0",
      variant: "Server",
      arch,
      "extra-files": `NOTES.${arch}`,
      root: join(this.root, "Server", arch, "os"),
      output: "made",
      "metadata-artifact": "compose",
      ...inputs,
    };
  }
}

/** What the expression in action.yml gives in a leg. */
export function matrixLeg(index: number): Inputs {
  return { "matrix-leg": `${index}/${ARCHES.length} {\n  "arch": "${ARCHES[index]}"\n}` };
}

/** What it gives without a matrix. */
export const noMatrix: Inputs = { "matrix-leg": "0/1 null" };
