import { spawnSync } from "node:child_process";

/** Whether a program can be started. In CI it must be: a test that is left out there would never be missed. */
export function tool(name: string, ...versionArguments: string[]): boolean {
  const { status } = spawnSync(name, versionArguments.length > 0 ? versionArguments : ["--version"]);
  if (status !== 0 && process.env["CI"]) {
    throw new Error(`${name} is needed by the tests in CI`);
  }
  return status === 0;
}
