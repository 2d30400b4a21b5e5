import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../support/dist.ts";
import { listOf, mapping, parseMapping, textOf } from "./documents.ts";

export interface ScriptEnd {
  readonly status: number | null;
  /** The errors that it shows, as the runner reads them: `title: message`. */
  readonly errors: readonly string[];
  readonly log: string;
}

/** Runs the script of a step of one of our workflows by itself, as the runner does. */
export function runScript(
  workflow: string,
  job: string,
  step: string,
  env: Readonly<Record<string, string>>,
): ScriptEnd {
  const file = parseMapping(readFileSync(join(ROOT, ".github/workflows", workflow), "utf8"));
  const steps = listOf(mapping(mapping(file["jobs"])[job])["steps"]).map(mapping);
  const script = textOf(steps.find(({ name }) => name === step)?.["run"]);
  if (script === undefined) throw new Error(`${workflow} has no script ${step} in ${job}`);
  const { status, stdout, stderr } = spawnSync(
    "/bin/bash",
    ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
    { encoding: "utf8", env: { PATH: process.env["PATH"] ?? "", ...env } },
  );
  const errors = [...stdout.matchAll(/^::error title=(.*?)::(.*)$/gm)].map(
    ([, title, message]) => `${title}: ${message?.replaceAll("%25", "%")}`,
  );
  return { status, errors, log: stdout + stderr };
}
