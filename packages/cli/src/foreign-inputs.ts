import { inputVariables } from "@compose-actions/ci";
import { refuseInputs, type Step, type UserError } from "@compose-actions/step";
import { loadSteps, type StepRegistry } from "./registry.ts";

const PREFIX = "INPUT_";

/**
 * Says which inputs are given that only other steps take. The umbrella declares the inputs of all, so that no runner
 * notices them, and a `dry-run` or `prune` that nobody reads would pass for one that was heeded. What the host itself
 * gives every action is no matter of the user.
 */
export async function foreignInputs(
  step: Step,
  env: Readonly<Record<string, string | undefined>>,
  registry: StepRegistry,
): Promise<UserError | undefined> {
  const isGiven = (variable: string) => (env[variable] ?? "").trim() !== "";
  const own = new Set(["command", ...Object.keys(step.inputs)].flatMap(inputVariables));
  const others = Object.keys(env).filter((name) => name.startsWith(PREFIX) && !own.has(name));
  // The other steps are loaded for those that have something to say.
  if (!others.some(isGiven)) return undefined;
  const takers = new Map<string, string[]>();
  for (const { name: other, inputs } of await loadSteps(registry)) {
    for (const [name, { actionDefault }] of Object.entries(inputs)) {
      const variables = inputVariables(name);
      if (actionDefault !== undefined || variables.some((variable) => own.has(variable))) continue;
      if (variables.some(isGiven)) takers.set(name, [...(takers.get(name) ?? []), other]);
    }
  }
  const problems = [...takers].map(
    ([name, names]) => `${name}: ${step.name} does not take it, only ${names.join(", ")}`,
  );
  return problems.length === 0 ? undefined : refuseInputs(problems);
}
