import { headerOf, TransferFailure } from "@compose-actions/transfer";
import { blobsOf } from "../manifest/manifest-blobs.ts";
import { errorsIn } from "../registry/error-text.ts";
import type { RegistryAnswer } from "../registry/registry.ts";
import type { Digest, PinnedManifest } from "../repository.ts";
import { refuseOtherDigest } from "./send-part.ts";
import { PUSH, type UploadContext } from "./upload-context.ts";

/** What a registry says of a manifest that it took. */
export interface PutOutcome {
  /** It keeps a list of what is attached to the subject, so that nobody else need do so. */
  readonly listsReferrers: boolean;
}

/** The registry does not have all that the manifest names, whatever it said before. */
export class MissingBlobs extends TransferFailure {}

/**
 * Whether a registry has a manifest.
 *
 * @throws TransferFailure
 */
export async function hasManifest(
  { registry, name }: UploadContext,
  { digest, mediaType, bytes }: PinnedManifest,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await registry.request(
    {
      method: "HEAD",
      path: `manifests/${digest}`,
      repository: name,
      actions: PUSH,
      // Registries answer 404 to who does not say that he takes what they have.
      headers: { accept: mediaType },
    },
    signal,
  );
  if (answer.status === 404) {
    return false;
  }
  if (answer.status !== 200) {
    throw registry.failure(answer, `the manifest ${digest}`);
  }
  const length = headerOf(answer.headers, "content-length");
  return length === undefined || length === String(bytes.length);
}

/**
 * Puts a manifest to a registry, by its digest or by a tag.
 *
 * @throws TransferFailure, MissingBlobs
 */
export async function putManifest(
  context: UploadContext,
  manifest: PinnedManifest,
  reference: string,
  signal: AbortSignal,
): Promise<PutOutcome> {
  const { registry, name } = context;
  const { digest, mediaType, bytes } = manifest;
  const answer = await registry.request(
    {
      method: "PUT",
      path: `manifests/${reference}`,
      repository: name,
      actions: PUSH,
      headers: { "content-type": mediaType },
      body: bytes,
    },
    signal,
  );
  if (answer.status < 200 || answer.status > 299) {
    throw manifestFailure(context, answer, reference);
  }
  refuseOtherDigest(context, answer.headers, digest);
  return { listsReferrers: headerOf(answer.headers, "oci-subject") !== undefined };
}

/** What must be put to a registry anew when it does not have all that a manifest names. */
export function neededBlobs(manifest: PinnedManifest): readonly Digest[] {
  return [...new Set(blobsOf(manifest).map(({ digest }) => digest))];
}

function manifestFailure(
  { registry, rules }: UploadContext,
  answer: RegistryAnswer,
  reference: string,
): TransferFailure {
  const failure = registry.failure(answer, `the manifest ${reference}`);
  const { status, remedy, retryAfterMs } = failure;
  const errors = errorsIn(answer.body);
  const says = (pattern: RegExp) => errors.some(({ code, message }) => pattern.test(`${code} ${message}`));
  if (status === 413 || says(/body too large/i)) {
    return new TransferFailure("too-large", `${failure.message}; it has too many layers for the registry`, {
      remedy: "never",
      status,
    });
  }
  if ((status === 400 || status === 404) && says(/MANIFEST_BLOB_UNKNOWN|BLOB_UNKNOWN/)) {
    return new MissingBlobs(failure.failure, failure.message, { remedy, status, retryAfterMs });
  }
  const isRefusedType = says(/media ?type|artifact ?type/i) || rules.checksArtifactTypes === true;
  if (status === 400 && says(/MANIFEST_INVALID|UNSUPPORTED/) && isRefusedType) {
    return new TransferFailure(
      failure.failure,
      `${failure.message}; the registry may take only types that it knows: choose another one with artifact-type, for instance application/vnd.unknown.artifact.v1`,
      { remedy: "never", status },
    );
  }
  return failure;
}
