import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { useScratch } from "../support/scratch.ts";
import { runWorkflow, type WorkflowOptions, type WorkflowRun } from "./harness/run.ts";

/** Workflows and actions of a test, by path from the root of their repository. */
export type RepositoryFiles = Readonly<Record<string, string>>;

export const MAIN = ".github/workflows/main.yml";

/** A runner for small repositories that tests write. */
export function useRepositories(): {
  readonly run: (files: RepositoryFiles, options?: Partial<WorkflowOptions>) => Promise<WorkflowRun>;
  /** Runs a workflow of these jobs (YAML, not indented), which anybody may call. */
  readonly runJobs: (jobs: string, options?: Partial<WorkflowOptions>) => Promise<WorkflowRun>;
  readonly folder: () => string;
} {
  const scratch = useScratch();
  const run = (files: RepositoryFiles, options: Partial<WorkflowOptions> = {}) => {
    const repository = scratch.folder();
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(repository, path)), { recursive: true });
      writeFileSync(join(repository, path), content);
    }
    const quick = { interrupt: 500, terminate: 500 };
    return runWorkflow({ workflow: MAIN, repository, scratch: scratch.folder(), grace: quick, ...options });
  };
  return {
    run,
    runJobs: (jobs, options) => run({ [MAIN]: workflowOf(jobs) }, options),
    folder: scratch.folder,
  };
}

/** A workflow of these jobs. */
export function workflowOf(jobs: string, head = "on: workflow_call"): string {
  return `${head}\njobs:\n${jobs.replaceAll(/^(?=.)/gm, "  ")}\n`;
}

/** An action whose program is given. */
export function actionOf(name: string, head: string, program: string): RepositoryFiles {
  return {
    [`actions/${name}/action.yml`]: `name: ${name}\ndescription: For tests\n${head}\nruns:\n  using: node24\n  main: index.mjs\n`,
    [`actions/${name}/index.mjs`]: program,
  };
}
