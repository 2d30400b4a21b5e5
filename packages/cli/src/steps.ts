import type { StepRegistry } from "./registry.ts";

/** All the steps of the project. The command line and the entries of the actions run nothing else. */
export const steps: StepRegistry = {
  "upgrade-metadata": async () => (await import("@compose-actions/upgrade-metadata")).step,
  "record-artifacts": async () => (await import("@compose-actions/record-artifacts")).step,
  "push-oci": async () => (await import("@compose-actions/push-oci")).step,
  "merge-metadata": async () => (await import("@compose-actions/merge-metadata")).step,
  localize: async () => (await import("@compose-actions/localize")).step,
  "request-compose": async () => (await import("@compose-actions/request-compose")).step,
  verify: async () => (await import("@compose-actions/verify")).step,
};
