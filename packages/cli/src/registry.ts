import type { Step } from "@compose-actions/step";

/** Steps by name, each loaded only when it is wanted. */
export type StepRegistry = Readonly<Record<string, () => Promise<Step>>>;

/** Loads a step; undefined when there is none of that name. */
export async function loadStep(registry: StepRegistry, name: string): Promise<Step | undefined> {
  return Object.hasOwn(registry, name) ? registry[name]?.() : undefined;
}

/** Loads all the steps, in the order of the registry. */
export async function loadSteps(registry: StepRegistry): Promise<readonly Step[]> {
  return Promise.all(Object.values(registry).map((load) => load()));
}
