import { readSelector } from "@compose-actions/compose";
import type { Selector } from "@compose-actions/metadata";
import { type ComposeTarget, parseComposeTarget } from "@compose-actions/oci";
import type { MergeMetadataInputs } from "./inputs.ts";

/** The inputs in the form in which the work uses them. */
export interface Settings {
  readonly selector: Selector;
  readonly publish: ComposeTarget | undefined;
}

/** @throws UserError for inputs that cannot be used */
export function readSettings(inputs: MergeMetadataInputs): Settings {
  const publish = inputs["publish-metadata"];
  return {
    selector: readSelector(inputs),
    publish: publish === undefined ? undefined : parseComposeTarget("publish-metadata", publish),
  };
}
