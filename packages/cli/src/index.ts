export { VERSION } from "@compose-actions/step";
export * from "./actions.ts";
export { parseArguments, type StepArguments } from "./arguments.ts";
export { type CliEnvironment, main } from "./cli.ts";
export * from "./registry.ts";
export { steps } from "./steps.ts";
export { didYouMean, editDistance, suggest } from "./suggestion.ts";
