import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** `hashFiles(…)`: sha256 over the sha256 of each file below the workspace that a pattern names. */
export function hashFiles(workspace: string, patterns: readonly string[]): string {
  const wanted = patterns.filter((pattern) => !pattern.startsWith("!"));
  const unwanted = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  const left = new Set(globSync(unwanted, { cwd: workspace }));
  const files = [...new Set(globSync(wanted, { cwd: workspace }))]
    .filter((name) => !left.has(name) && statSync(join(workspace, name)).isFile())
    .sort();
  if (files.length === 0) return "";
  const whole = createHash("sha256");
  for (const name of files) {
    whole.update(
      createHash("sha256")
        .update(readFileSync(join(workspace, name)))
        .digest(),
    );
  }
  return whole.digest("hex");
}
