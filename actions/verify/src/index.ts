export type { VerifyInputs } from "./inputs.ts";
export type { VerifyResult } from "./result.ts";
export { step } from "./step.ts";
