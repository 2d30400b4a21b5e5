import { TransferFailure } from "@compose-actions/transfer";
import type { Digest } from "../repository.ts";
import { type IndexedManifest, indexManifest } from "./indexed-manifest.ts";
import { MANIFEST_TYPES, type ManifestIndex, parseManifest } from "./manifest.ts";
import type { ArtifactStore } from "./store.ts";

/** An index with more manifests than this is none of an artifact's. */
const MAX_CHILDREN = 16;

/**
 * The manifest that a digest pins. An index is followed to the only manifest that fits, one step deep.
 *
 * @param fits - which of an index's manifests is meant; only asked when there are several
 * @throws TransferFailure, `not-found` when there is none
 */
export async function pinnedManifest(
  store: ArtifactStore,
  digest: Digest,
  fits: (manifest: IndexedManifest) => boolean,
  signal: AbortSignal,
): Promise<IndexedManifest> {
  const found = await fetchParsed(store, digest, signal);
  return found.kind === "index" ? followIndex(store, found, fits, signal) : indexManifest(digest, found);
}

async function fetchParsed(store: ArtifactStore, digest: Digest, signal: AbortSignal) {
  const pinned = await store.manifest(digest, signal);
  if (pinned === undefined) {
    throw new TransferFailure("not-found", `there is no manifest ${digest}`, {
      remedy: "elsewhere",
      status: 404,
    });
  }
  return parseManifest(pinned.bytes, pinned.mediaType);
}

async function followIndex(
  store: ArtifactStore,
  { manifests }: ManifestIndex,
  fits: (manifest: IndexedManifest) => boolean,
  signal: AbortSignal,
): Promise<IndexedManifest> {
  // What an index leads to is a manifest: a loop cannot be made with digests, but a chain without end can.
  const known: readonly string[] = MANIFEST_TYPES.manifest;
  const children = [
    ...new Set(manifests.filter(({ mediaType }) => known.includes(mediaType)).map((one) => one.digest)),
  ];
  if (children.length === 0 || children.length > MAX_CHILDREN) {
    throw ambiguous(`the digest is that of an index of ${children.length} manifests`);
  }
  const candidates: IndexedManifest[] = [];
  for (const child of children) {
    const manifest = await fetchParsed(store, child, signal);
    if (manifest.kind === "manifest") {
      candidates.push(indexManifest(child, manifest));
    }
  }
  const fitting = candidates.length === 1 ? candidates : candidates.filter(fits);
  const [only, ...others] = fitting;
  if (only === undefined || others.length > 0) {
    throw ambiguous(
      `the digest is that of an index, and ${fitting.length} of its manifests hold the artifact`,
    );
  }
  return only;
}

function ambiguous(message: string): TransferFailure {
  return new TransferFailure("manifest", message, { remedy: "elsewhere" });
}
