import { type ComposeArtifact, pushComposeArtifact } from "@compose-actions/oci";
import type { StepContext } from "@compose-actions/step";
import { failureOf, type PushFailure } from "./failures.ts";
import type { PushOciInputs } from "./inputs.ts";
import type { LoadedCompose } from "./load.ts";
import type { Reach } from "./reach.ts";
import type { Settings } from "./settings.ts";

/** Where the metadata of the compose goes. */
export interface ComposePlace {
  readonly target: string;
  readonly tag: string;
}

/** What became of the metadata; `incomplete`: it does not speak of everything that was selected, and stays here. */
export type Publication = ComposeArtifact | { readonly failure: PushFailure } | "incomplete";

export interface PublishOptions {
  readonly inputs: PushOciInputs;
  readonly settings: Settings;
  readonly context: StepContext;
  readonly loaded: LoadedCompose;
  readonly reach: Reach;
}

/**
 * Pushes the metadata itself.
 *
 * @param files - paths of the metadata that was written
 */
export async function publish(
  files: readonly string[],
  { target, tag }: ComposePlace,
  { inputs, settings, context, loaded, reach }: PublishOptions,
): Promise<ComposeArtifact | { readonly failure: PushFailure }> {
  const { signal } = context;
  try {
    await using repositories = reach.repositories();
    return await pushComposeArtifact(files, {
      compose: loaded.compose,
      repository: repositories.open(target),
      target,
      tag,
      policy: inputs["tag-policy"],
      annotations: settings.annotations,
      signal,
    });
  } catch (error) {
    return { failure: failureOf(error, signal) };
  }
}
