export type { UpgradeMetadataInputs } from "./inputs.ts";
export { step } from "./step.ts";
export type { UpgradeMetadataResult } from "./upgrade-metadata.ts";
