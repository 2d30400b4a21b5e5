export type { LocalizeInputs } from "./inputs.ts";
export type { LocalizeResult } from "./result.ts";
export { step } from "./step.ts";
