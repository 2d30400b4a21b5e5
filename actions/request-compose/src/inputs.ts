import { registryInputs } from "@compose-actions/oci/inputs";
import { defineInputs, emitsArtifactInputs, type InputValues, reportInput } from "@compose-actions/step";
import { connectionInputs } from "@compose-actions/transfer/connection";
import { busInputs } from "./bus-inputs.ts";
import { odcsInputs } from "./odcs-inputs.ts";
import { outputInputs } from "./output-inputs.ts";
import { serviceInputs } from "./service-inputs.ts";
import { waitInputs } from "./wait-inputs.ts";

export const inputs = defineInputs({
  ...serviceInputs,
  ...odcsInputs,
  ...waitInputs,
  ...busInputs,
  ...outputInputs,
  ...registryInputs,
  ...connectionInputs,
  ...emitsArtifactInputs,
  ...reportInput,
});

export type RequestComposeInputs = InputValues<typeof inputs>;
