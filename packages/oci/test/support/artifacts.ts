import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileBlob } from "../../src/blobs/file-blob.ts";
import { buildManifest } from "../../src/manifest/build-manifest.ts";
import { EMPTY_CONFIG } from "../../src/manifest/empty-config.ts";
import { mediaTypeOf } from "../../src/manifest/media-types.ts";
import type { BlobSource, Digest, PinnedManifest, Repository } from "../../src/repository.ts";

export const never: AbortSignal = new AbortController().signal;

export function sha256(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

export interface Artifact {
  readonly blob: BlobSource & { readonly path: string };
  readonly manifest: PinnedManifest;
}

/** A file and the manifest of it alone. */
export function artifact(
  directory: string,
  content: Uint8Array | string,
  title = "Server/x86_64/boot.iso",
): Artifact {
  const bytes = Buffer.from(content);
  const path = join(directory, title.replaceAll("/", "-"));
  writeFileSync(path, bytes);
  const blob = fileBlob(path, { digest: sha256(bytes), size: bytes.length });
  const layer = { title, digest: blob.digest, size: blob.size, mediaType: mediaTypeOf(title) };
  return {
    blob,
    manifest: buildManifest({ artifactType: "application/vnd.example.image", layers: [layer] }),
  };
}

/** Pushes an artifact as a step does: blobs, manifest, tag. */
export async function push(
  repository: Repository,
  { blob, manifest }: Artifact,
  tag?: string,
): Promise<void> {
  const options = { others: [], signal: never };
  await repository.pushBlob(EMPTY_CONFIG, options);
  await repository.pushBlob(blob, options);
  await repository.pushManifest(manifest, never);
  if (tag !== undefined) {
    await repository.tag(tag, manifest, "move", never);
  }
}
