export type { MergeMetadataInputs } from "./inputs.ts";
export { step } from "./step.ts";
