// Runs the fake step as an action's entry does: on the process's own environment, streams and signals.
import { collectInputs, createHost, detectHost, runStep } from "@compose-actions/ci";
import { fakeStep } from "./fake-step.ts";

const setup = { env: process.env, cwd: process.cwd(), stdout: process.stdout, stderr: process.stderr };
const host = await createHost(detectHost(process.env, { actionEntry: true }), setup);
process.exitCode = await runStep(fakeStep, {
  host,
  cwd: setup.cwd,
  rawInputs: () => collectInputs(fakeStep.inputs, setup),
});
