import type { StepRegistry } from "./registry.ts";

/** All the steps of the project. The command line and the entries of the actions run nothing else. */
export const steps: StepRegistry = {
  "upgrade-metadata": async () => (await import("@compose-actions/upgrade-metadata")).step,
  "push-oci": async () => (await import("@compose-actions/push-oci")).step,
  localize: async () => (await import("@compose-actions/localize")).step,
  verify: async () => (await import("@compose-actions/verify")).step,
};
