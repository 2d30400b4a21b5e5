import type { Location } from "@compose-actions/metadata";
import type { Repositories } from "@compose-actions/oci";
import type { StepContext } from "@compose-actions/step";
import type { PushOciInputs } from "./inputs.ts";

/** How registries and layout directories are reached. One for a run. */
export interface Reach extends AsyncDisposable {
  /**
   * The repositories to push to. What was pushed counts once they are closed.
   *
   * @param journalDirectory - where uploads are remembered, if they are to be
   */
  repositories(journalDirectory?: string): Repositories;
  /**
   * Looks whether everything that a Location stands for is there.
   *
   * @throws TransferFailure that says what is not
   */
  look(location: Location, signal: AbortSignal): Promise<void>;
}

export interface ReachOptions {
  readonly inputs: PushOciInputs;
  readonly context: StepContext;
  /** References to the registries that the user has named. */
  readonly named: readonly string[];
  /** Directories of local metadata, beside which it says where layouts lie. */
  readonly homes: readonly string[];
}

export type OpenReach = (options: ReachOptions) => Reach;
