import type { Location } from "@compose-actions/metadata";
import type { Repositories } from "@compose-actions/oci";
import type { StepContext } from "@compose-actions/step";
import type { PushOciInputs } from "./inputs.ts";
import type { ManifestCaps, PlannedManifest } from "./plan.ts";

/** How registries and layout directories are reached. One for a run. */
export interface Reach extends AsyncDisposable {
  /** The repositories to push to. What was pushed counts once they are closed. */
  repositories(): Repositories;
  /** How large a manifest of a target may be. */
  capsOf(target: string): ManifestCaps;
  /** @throws UserError when registries are known not to take what is planned */
  refuse(manifests: readonly PlannedManifest[]): void;
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
