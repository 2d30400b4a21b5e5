import type { Compose } from "@compose-actions/metadata";
import { type ComposeArtifact, pushComposeArtifact, type TagPolicy } from "@compose-actions/oci";
import { UserError } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import type { Reach } from "./reach.ts";
import type { PublicationFailure } from "./result.ts";

export interface PublishOptions {
  readonly compose: Compose;
  readonly target: string;
  readonly tag: string;
  readonly policy: TagPolicy;
  readonly signal: AbortSignal;
}

/** @throws UserError when nothing can be pushed to a target */
export async function checkPlace(reach: Reach, target: string): Promise<void> {
  await using repositories = reach.repositories();
  repositories.open(target);
}

/**
 * Pushes the merged metadata.
 *
 * @param files - paths of the metadata that was written
 * @throws `signal.reason` when aborted
 */
export async function publish(
  files: readonly string[],
  reach: Reach,
  { compose, target, tag, policy, signal }: PublishOptions,
): Promise<ComposeArtifact | { readonly failure: PublicationFailure }> {
  try {
    await using repositories = reach.repositories();
    return await pushComposeArtifact(files, {
      compose,
      repository: repositories.open(target),
      target,
      tag,
      policy,
      annotations: {},
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TransferFailure) {
      return { failure: { class: error.failure, message: error.message } };
    }
    if (error instanceof UserError) {
      // Another run works there. The metadata is written: that it is not published is a failure, no refusal.
      return { failure: { message: error.message } };
    }
    throw error;
  }
}
