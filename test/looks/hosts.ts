import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { action, cli, flags, type Inputs, type Result } from "../support/dist.ts";

export const HOSTS = ["github", "gitlab", "terminal"] as const;
export type HostName = (typeof HOSTS)[number];

/** What people see of a run. */
export interface Look {
  readonly code: number | null;
  /** Everything printed, what comes of each stream apart, and what is handed on. */
  readonly log: string;
  readonly summary: string;
}

/** Runs a step as a host does, in a folder. */
export async function lookOf(host: HostName, step: string, inputs: Inputs, cwd: string): Promise<Look> {
  switch (host) {
    case "github": {
      const result = await action(step, inputs, { cwd });
      const outputs = Object.entries(result.outputs).map(([name, value]) => `${name}=${value}\n`);
      return { ...look(result, outputs.join("")), summary: result.summary };
    }
    case "gitlab": {
      const env = { CI: "true", GITLAB_CI: "true", CI_PROJECT_DIR: cwd };
      const result = await cli([step, ...flags(inputs)], { cwd, env });
      return {
        ...look(result, readIfThere(join(cwd, "compose-actions.env"))),
        summary: readIfThere(join(cwd, "compose-actions-summary.md")),
      };
    }
    case "terminal": {
      const env = { COMPOSE_ACTIONS_OUTPUTS_FILE: "outputs.env", COMPOSE_ACTIONS_SUMMARY: "summary.md" };
      const result = await cli([step, ...flags(inputs)], { cwd, env });
      return {
        ...look(result, readIfThere(join(cwd, "outputs.env"))),
        summary: readIfThere(join(cwd, "summary.md")),
      };
    }
  }
}

function look({ code, stdout, stderr }: Result, outputs: string): Pick<Look, "code" | "log"> {
  const parts = [
    ["standard output", stdout],
    ["standard error", stderr],
    ["outputs", outputs],
  ] as const;
  const shown = parts.filter(([, text]) => text !== "").map(([title, text]) => `--- ${title}\n${text}`);
  return { code, log: `${shown.join("")}--- exit code ${code}\n` };
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
