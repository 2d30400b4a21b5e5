import { createHash } from "node:crypto";
import { escapeDeceptive, type Finding } from "@compose-actions/step";

/** How every code quality report of ours starts. */
export const CODE_QUALITY_STARTS = ['[\n  {\n    "check_name": "compose-actions/', "[]\n"] as const;

/**
 * Findings as a code quality report of GitLab (GitLab: Code Quality report format). The fingerprint of a finding does
 * not depend on what exactly was found, so that the same damage is recognised in the next run.
 */
export function codeQualityText(step: string, findings: readonly Finding[]): string {
  const seen = new Map<string, number>();
  const entries = findings.map(({ check, severity, path, message, group }) => {
    const identity = JSON.stringify([step, check, group, path]);
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    return {
      check_name: `compose-actions/${step}/${check}`,
      description: escapeDeceptive(message),
      fingerprint: createHash("sha256").update(`${identity}${count}`).digest("hex"),
      severity: severity === "error" ? "major" : "minor",
      location: { path: escapeDeceptive(path), lines: { begin: 1 } },
    };
  });
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}
