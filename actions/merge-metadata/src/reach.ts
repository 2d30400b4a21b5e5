import type { Repositories } from "@compose-actions/oci";
import type { StepContext } from "@compose-actions/step";
import type { MergeMetadataInputs } from "./inputs.ts";

/** How registries and layout directories are reached. One for a run. */
export interface Reach extends AsyncDisposable {
  /** The repositories to push to. What was pushed counts once they are closed. */
  repositories(): Repositories;
}

export interface ReachOptions {
  readonly inputs: MergeMetadataInputs;
  readonly context: StepContext;
  /** References to the registries that the user has named. */
  readonly named: readonly string[];
}

export type OpenReach = (options: ReachOptions) => Reach;
