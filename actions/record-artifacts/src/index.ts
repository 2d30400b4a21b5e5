export type { RecordArtifactsInputs } from "./inputs.ts";
export type { RecordArtifactsResult, RecordedArtifact } from "./result.ts";
export { step } from "./step.ts";
