import { defineInputs, defineStep, fault, flag, reportInput, secret, text } from "@compose-actions/step";
import * as z from "zod";

/** Does what its input `do` says: stands for any step. */
export const fakeStep = defineStep({
  name: "fake-step",
  title: "Pretend to work",
  description: "Stands for any step.",
  icon: "package",
  inputs: defineInputs({
    do: text({ description: "What to do.", default: "succeed", positional: true }),
    strict: flag({ description: "Be strict.", default: false }),
    token: secret({ description: "A token." }),
    ...reportInput,
  }),
  outputs: { what: { description: "What was done." } },
  report: z.object({ what: z.string() }),
  async run(inputs, { reporter }) {
    reporter.info(`doing ${inputs.do}`);
    if (inputs.do === "warn") reporter.warn("careful");
    if (inputs.do === "fail") throw fault("It failed", "Mend it.");
    return inputs.do;
  },
  present: (what) => ({ outputs: { what }, report: { what }, lines: [`did ${what}`], summary: "## Done" }),
});

export const registry = { "fake-step": async () => fakeStep };

/** Takes what the other does not. */
const otherStep = defineStep({
  name: "other-step",
  title: "Pretend otherwise",
  description: "Stands for any other step.",
  icon: "package",
  inputs: defineInputs({
    "dry-run": flag({ description: "Do as if.", default: false }),
    leg: text({ description: "The host knows it.", actionDefault: "host.leg" }),
  }),
  outputs: {},
  report: z.object({}),
  run: async () => undefined,
  present: () => ({ outputs: {}, report: {}, lines: [], summary: "" }),
});

/** What the umbrella runs. */
export const both = { ...registry, "other-step": async () => otherStep };
