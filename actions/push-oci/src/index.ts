export type { PushOciInputs } from "./inputs.ts";
export type { PushOciResult } from "./result.ts";
export { step } from "./step.ts";
