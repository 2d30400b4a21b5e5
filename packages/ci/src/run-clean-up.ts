import { type InputDefinitions, parseInputs, type Step } from "@compose-actions/step";
import { describeFailure } from "./failure.ts";
import { maskSecrets, type RunOptions } from "./run-step.ts";
import { guardSignals } from "./signals.ts";

/** A job that was cancelled is to end. */
const LIMIT_MS = 20_000;

/**
 * Does what a step has left to be done when the job was cancelled. Whatever goes wrong is a warning: the job has ended as
 * it has. Never throws.
 *
 * @param left - what the step has kept
 */
export async function runCleanUp<Definitions extends InputDefinitions, Result>(
  step: Step<Definitions, Result>,
  { host, rawInputs, network, signal: given }: RunOptions,
  left: string,
): Promise<void> {
  const guard = guardSignals();
  const signals = [guard.signal, AbortSignal.timeout(LIMIT_MS), ...(given === undefined ? [] : [given])];
  const signal = AbortSignal.any(signals);
  try {
    const raw = typeof rawInputs === "function" ? rawInputs() : rawInputs;
    maskSecrets(step.inputs, raw, host);
    const inputs = parseInputs(step.inputs, raw);
    await step.cleanUp?.(
      inputs,
      { signal, reporter: host.reporter, host, ...(network === undefined ? {} : { network }) },
      left,
    );
  } catch (error) {
    const { message } = describeFailure(error, signal);
    host.annotate({ level: "warning", message: `What ${step.name} has left could not be ended: ${message}` });
  } finally {
    guard.dispose();
    await host.close();
  }
}
