import {
  collectInputs,
  createHost,
  detectHost,
  type HostSetup,
  readJobEnvironment,
  readNetworkEnvironment,
  runCleanUp,
  runStep,
} from "@compose-actions/ci";
import { type Step, safeLine, shorten, type UserError } from "@compose-actions/step";
import { foreignInputs } from "./foreign-inputs.ts";
import { loadStep, type StepRegistry } from "./registry.ts";
import { didYouMean } from "./suggestion.ts";

/** Where an action runs, and the steps that it may be. */
export interface ActionEnvironment extends HostSetup {
  readonly registry: StepRegistry;
  readonly signal?: AbortSignal;
}

/**
 * Runs the step of one action, with the inputs that its host gives in the environment. Returns the exit code.
 *
 * @param refusal - what is wrong with these inputs already
 */
export async function runActionStep(
  step: Step,
  setup: ActionEnvironment,
  refusal?: UserError,
): Promise<number> {
  const { env, cwd, signal } = setup;
  return runStep(step, {
    host: await createHost(detectHost(env, { actionEntry: true }), setup),
    cwd,
    network: readNetworkEnvironment(env),
    job: readJobEnvironment(env),
    rawInputs: () => collectInputs(step.inputs, { env, cwd }),
    refusal,
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Does what the step of one action has left to be done when the job was cancelled. Fails nothing. */
export async function cleanUpActionStep(step: Step, setup: ActionEnvironment): Promise<void> {
  const { env, cwd } = setup;
  const left = env["STATE_cleanup"] ?? "";
  if (left === "" || step.cleanUp === undefined) return;
  const options = {
    host: await createHost(detectHost(env, { actionEntry: true }), setup),
    cwd,
    network: readNetworkEnvironment(env),
    rawInputs: () => collectInputs(step.inputs, { env, cwd }),
  };
  await runCleanUp(step, options, left);
}

/** The same for the step that the input `command` names. */
export async function cleanUpCommandInput(setup: ActionEnvironment): Promise<void> {
  const step = await loadStep(setup.registry, (setup.env["INPUT_COMMAND"] ?? "").trim());
  if (step !== undefined) await cleanUpActionStep(step, setup);
}

/** Runs the step that the input `command` names. Returns the exit code. */
export async function runCommandInput(setup: ActionEnvironment): Promise<number> {
  const { env, registry } = setup;
  const command = (env["INPUT_COMMAND"] ?? "").trim();
  const step = await loadStep(registry, command);
  if (step !== undefined) return runActionStep(step, setup, await foreignInputs(step, env, registry));
  const host = await createHost(detectHost(env, { actionEntry: true }), setup);
  const names = Object.keys(registry);
  const given = command === "" ? "required" : `there is no step "${shorten(safeLine(command), 60)}"`;
  const hint = didYouMean(command, names) || ".";
  const message = `Invalid input: command: ${given}${hint}`;
  host.annotate({ level: "error", message: `${message} Expected one of ${names.join(", ")}.` });
  await host.close();
  return 2;
}
