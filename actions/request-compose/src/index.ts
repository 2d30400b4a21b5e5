export type { RequestComposeInputs } from "./inputs.ts";
export type { RequestComposeResult } from "./result.ts";
export { step } from "./step.ts";
