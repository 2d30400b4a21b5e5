import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../support/dist.ts";
import { listOf, mapping, parseMapping, textOf } from "./documents.ts";

export interface ScriptEnd {
  readonly status: number | null;
  /** The errors that it shows, as the runner reads them: `title: message`. */
  readonly errors: readonly string[];
  readonly log: string;
  readonly stderr: string;
  /** What it has written into GITHUB_OUTPUT. */
  readonly output: string;
  /** Into GITHUB_STEP_SUMMARY. */
  readonly summary: string;
}

/** Runs the script of a step of one of our workflows by itself, as the runner does. */
export function runScript(
  workflow: string,
  job: string,
  step: string,
  env: Readonly<Record<string, string>>,
  cwd?: string,
): ScriptEnd {
  const file = parseMapping(readFileSync(join(ROOT, ".github/workflows", workflow), "utf8"));
  const steps = listOf(mapping(mapping(file["jobs"])[job])["steps"]).map(mapping);
  const script = textOf(steps.find(({ name }) => name === step)?.["run"]);
  if (script === undefined) throw new Error(`${workflow} has no script ${step} in ${job}`);
  const folder = mkdtempSync(join(tmpdir(), "compose-actions-script-"));
  const [output, summary] = [join(folder, "output"), join(folder, "summary")];
  const files = { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary };
  const { status, stdout, stderr } = spawnSync(
    "/bin/bash",
    ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
    { cwd, encoding: "utf8", env: { PATH: process.env["PATH"] ?? "", ...files, ...env } },
  );
  const written = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : "");
  const said = { output: written(output), summary: written(summary) };
  rmSync(folder, { recursive: true });
  const errors = [...stdout.matchAll(/^::error title=(.*?)::(.*)$/gm)].map(
    ([, title, message]) => `${title}: ${message?.replaceAll("%25", "%")}`,
  );
  return { status, errors, log: stdout + stderr, stderr, ...said };
}
