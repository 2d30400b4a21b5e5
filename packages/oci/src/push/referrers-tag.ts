import { TransferFailure } from "@compose-actions/transfer";
import { digestOf, hexOf } from "../digest.ts";
import type { Descriptor } from "../manifest/build-manifest.ts";
import { type CanonicalObject, type CanonicalValue, canonicalJson } from "../manifest/canonical-json.ts";
import { INDEX_TYPE } from "../manifest/media-types.ts";
import { asArray, asObject, parseJsonObject } from "../manifest/parse-json.ts";
import type { RegistryStore } from "../pull/registry-store.ts";
import { isDigest } from "../reference.ts";
import { pause } from "../registry/ask.ts";
import type { Digest, PinnedManifest } from "../repository.ts";
import { putManifest } from "./push-manifest.ts";
import { PUSH, type UploadContext } from "./upload-context.ts";

/** Others may write the list at the same time. */
const ATTEMPTS = 6;

/** What a manifest is attached to; undefined when it is attached to nothing. */
export function subjectOf({ bytes }: PinnedManifest): Descriptor | undefined {
  const document = parseJsonObject(bytes);
  const { mediaType, digest, size } =
    typeof document === "string" ? {} : (asObject(document["subject"]) ?? {});
  return typeof mediaType === "string" && isDigest(digest) && typeof size === "number"
    ? { mediaType, digest, size }
    : undefined;
}

/**
 * Whether a registry keeps the lists of what is attached to manifests itself.
 *
 * @throws TransferFailure
 */
export async function listsReferrers(
  { registry, name }: UploadContext,
  subject: Digest,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await registry.request(
    {
      method: "GET",
      path: `referrers/${subject}`,
      repository: name,
      actions: PUSH,
      headers: { accept: INDEX_TYPE },
      maxBytes: 4 * 1024 * 1024,
    },
    signal,
  );
  return answer.status === 200;
}

/**
 * Puts a manifest on the list of what is attached to its subject, for registries that keep no such lists: an index
 * that has the subject's digest for a tag (distribution-spec 1.1.1, "Referrers Tag Schema"). What others have put there
 * stays; when somebody writes it at the same time it is done again.
 *
 * @throws TransferFailure
 */
export async function listReferrer(
  context: UploadContext,
  store: RegistryStore,
  manifest: PinnedManifest,
  subject: Digest,
  signal: AbortSignal,
): Promise<void> {
  const tag = `sha256-${hexOf(subject)}`;
  const entry = entryOf(manifest);
  for (let attempt = 1; ; attempt++) {
    const known = await store.resolve(tag, signal);
    const index = known === undefined ? { schemaVersion: 2, mediaType: INDEX_TYPE } : indexIn(known, tag);
    const manifests = asArray(index["manifests"]) ?? [];
    if (manifests.some((one) => asObject(one)?.["digest"] === manifest.digest)) {
      return;
    }
    if (attempt > ATTEMPTS) {
      throw new TransferFailure("conflict", `somebody else writes the tag ${tag} again and again`, {
        remedy: "again",
      });
    }
    if (attempt > 1) {
      await pause(Math.random() * context.retry.retryDelayMs * attempt, signal);
    }
    const bytes = Buffer.from(canonicalJson({ ...index, manifests: withoutTwins([...manifests, entry]) }));
    await putManifest(context, { digest: digestOf(bytes), mediaType: INDEX_TYPE, bytes }, tag, signal);
  }
}

/** What the specification wants to be said of a manifest on the list. */
function entryOf({ digest, mediaType, bytes }: PinnedManifest): CanonicalObject {
  const document = parseJsonObject(bytes);
  const { artifactType, config, annotations } = typeof document === "string" ? {} : document;
  const type = artifactType ?? asObject(config)?.["mediaType"];
  return {
    mediaType,
    digest,
    size: bytes.length,
    ...(type === undefined ? {} : { artifactType: type }),
    ...(annotations === undefined ? {} : { annotations }),
  };
}

function indexIn({ mediaType, bytes }: PinnedManifest, tag: string): CanonicalObject {
  const document = parseJsonObject(bytes);
  if (mediaType !== INDEX_TYPE || typeof document === "string") {
    throw new TransferFailure("conflict", `the tag ${tag} is no list of what is attached to a manifest`, {
      remedy: "never",
    });
  }
  return document;
}

function withoutTwins(manifests: readonly CanonicalValue[]): readonly CanonicalValue[] {
  const seen = new Set<CanonicalValue | undefined>();
  return manifests.filter((one) => {
    const digest = asObject(one)?.["digest"];
    const isNew = !seen.has(digest);
    seen.add(digest);
    return isNew;
  });
}
