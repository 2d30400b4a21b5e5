import type { Step } from "@compose-actions/step";

/** What `compose-actions --help` prints. */
export function overview(steps: readonly Step[]): string {
  const width = Math.max(0, ...steps.map((step) => step.name.length));
  return [
    "Usage: compose-actions <step> [--<input> <value> ...]",
    "",
    "Steps for distributed composes (productmd 2.0).",
    "",
    "Steps:",
    ...steps.map((step) => `  ${step.name.padEnd(width)}  ${step.title}`),
    "",
    '"compose-actions <step> --help" describes a step, "compose-actions --version" prints the version.',
    "",
  ].join("\n");
}
