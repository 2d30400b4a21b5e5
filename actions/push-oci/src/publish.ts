import { createHash } from "node:crypto";
import { serializeTo } from "@compose-actions/metadata";
import {
  type ComposeArtifact,
  composeManifest,
  type MetadataBlob,
  pushComposeArtifact,
} from "@compose-actions/oci";
import { fault, refuse, type StepContext } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import { failureOf, type PushFailure } from "./failures.ts";
import type { PushOciInputs } from "./inputs.ts";
import type { LoadedCompose, LoadedFile } from "./load.ts";
import { type NewMetadataOptions, newMetadata } from "./new-metadata.ts";
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

/**
 * Before anything is pushed: whether the metadata, as it is when everything is pushed, could get a tag that must not
 * move. Metadata that lacks something is never published, so that no other digest can come of the run.
 *
 * @param files - that are going to be written
 * @throws UserError when the tag is something else, or the login does not suffice; TransferFailure
 */
export async function refuseMovedAddress(
  files: readonly LoadedFile[],
  metadata: NewMetadataOptions,
  { target, tag }: ComposePlace,
  { settings, context, loaded, reach }: PublishOptions,
): Promise<void> {
  await using repositories = reach.repositories();
  const found = await resolved(() => repositories.open(target).resolve(tag, context.signal));
  if (found === undefined) {
    return;
  }
  const blobs = files.map(({ model }): MetadataBlob => {
    const hash = createHash("sha256");
    let size = 0;
    serializeTo(newMetadata(model, metadata), (text) => {
      hash.update(text);
      size += Buffer.byteLength(text);
    });
    return { type: model.type, digest: `sha256:${hash.digest("hex")}`, size };
  });
  const { digest } = composeManifest(blobs, loaded.compose, settings.annotations);
  if (found !== digest) {
    throw fault(
      `publish-metadata: ${target}:${tag} must not move, and is something else already: ${found} instead of ${digest}`,
      "use another tag, or tag-policy: move; nothing was pushed",
    );
  }
}

/** A login that is wrong now is wrong later. */
async function resolved<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof TransferFailure && error.failure === "auth") {
      throw refuse(`publish-metadata: ${error.message}`, "nothing was pushed");
    }
    throw error;
  }
}
