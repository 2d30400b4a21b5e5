import { spawnSync } from "node:child_process";

/** Whether a program can be started. In CI it must be: a test that is left out there would never be missed. */
export function tool(name: string, ...versionArguments: string[]): boolean {
  const { status } = spawnSync(name, versionArguments.length > 0 ? versionArguments : ["--version"]);
  return needed(name, status === 0);
}

/** {@link tool} for a program that has nothing to say of its version. */
export function startable(name: string): boolean {
  return needed(name, spawnSync(name).error === undefined);
}

function needed(name: string, present: boolean): boolean {
  if (!present && process.env["CI"]) {
    throw new Error(`${name} is needed by the tests in CI`);
  }
  return present;
}
