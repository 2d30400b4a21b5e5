import { globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../support/dist.ts";
import { type Scratch, useScratch } from "../support/scratch.ts";
import { runWorkflow, type WorkflowOptions, type WorkflowRun } from "./harness/run.ts";

/** Workflows and actions of a test, by path from the root of their repository. */
export type RepositoryFiles = Readonly<Record<string, string>>;

export const MAIN = ".github/workflows/main.yml";

/** A runner for small repositories that tests write. */
export function useRepositories(): {
  readonly run: (files: RepositoryFiles, options?: Partial<WorkflowOptions>) => Promise<WorkflowRun>;
  /** Runs a workflow of these jobs (YAML, not indented), which anybody may call. */
  readonly runJobs: (jobs: string, options?: Partial<WorkflowOptions>, head?: string) => Promise<WorkflowRun>;
  readonly folder: () => string;
} {
  const scratch = useScratch();
  const run = (files: RepositoryFiles, options: Partial<WorkflowOptions> = {}) => {
    const repository = scratch.folder();
    writeFiles(repository, files);
    const quick = { interrupt: 500, terminate: 500 };
    return runWorkflow({ workflow: MAIN, repository, scratch: scratch.folder(), grace: quick, ...options });
  };
  return {
    run,
    runJobs: (jobs, options, head) => run({ [MAIN]: workflowOf(jobs, head) }, options),
    folder: scratch.folder,
  };
}

/**
 * This repository with further files: its actions, their bundles and its workflows are there as links.
 *
 * @param changed - name of a workflow → what becomes of it
 */
export function repositoryOfOurs(
  scratch: Scratch,
  files: RepositoryFiles,
  changed: Readonly<Record<string, (text: string) => string>> = {},
): string {
  const repository = scratch.folder();
  for (const name of ["actions", "dist", "action.yml"]) symlinkSync(join(ROOT, name), join(repository, name));
  const workflows = join(repository, ".github/workflows");
  mkdirSync(workflows, { recursive: true });
  for (const name of globSync("*.yml", { cwd: join(ROOT, ".github/workflows") })) {
    const [path, change] = [join(ROOT, ".github/workflows", name), changed[name]];
    if (change === undefined) symlinkSync(path, join(workflows, name));
    else writeFileSync(join(workflows, name), different(readFileSync(path, "utf8"), change));
  }
  writeFiles(repository, files);
  return repository;
}

/** A change that has nothing to take hold of any more would prove nothing. */
function different(text: string, change: (text: string) => string): string {
  const other = change(text);
  if (other === text) throw new Error("the workflow is the same as before");
  return other;
}

function writeFiles(repository: string, files: RepositoryFiles): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), content);
  }
}

/** A workflow of these jobs. */
export function workflowOf(jobs: string, head = "on: workflow_call"): string {
  return `${head}\njobs:\n${jobs.replaceAll(/^(?=.)/gm, "  ")}\n`;
}

/** A job of these steps (YAML of a list). */
export function jobOf(steps: string, head = ""): string {
  return `job:\n  runs-on: x\n${head}  steps:\n${steps.trim().replaceAll(/^(?=.)/gm, "    ")}`;
}

/** An action whose program is given. */
export function actionOf(name: string, head: string, program: string): RepositoryFiles {
  return {
    [`actions/${name}/action.yml`]: `name: ${name}\ndescription: For tests\n${head}\nruns:\n  using: node24\n  main: index.mjs\n`,
    [`actions/${name}/index.mjs`]: program,
  };
}
