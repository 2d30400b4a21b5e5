import { hash } from "node:crypto";

export const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
export const INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
const TITLE = "org.opencontainers.image.title";

export type Digest = `sha256:${string}`;

export const digestOf = (bytes: Buffer | string): Digest => `sha256:${hash("sha256", bytes)}`;

/** A layer to be: its bytes, and what its descriptor says, the truth unless given. */
export interface LayerSpec {
  readonly content: Buffer;
  readonly title?: string;
  readonly mediaType?: string;
  /** Fields that replace or complete those of the descriptor. */
  readonly descriptor?: object;
}

export interface StoredManifest {
  readonly digest: Digest;
  readonly bytes: Buffer;
  readonly mediaType: string;
}

export const EMPTY_CONFIG = Buffer.from("{}");

/** A manifest of layers, with an empty config; `extra` fields replace or complete its own. */
export function manifestOf(layers: readonly LayerSpec[], extra: object = {}): StoredManifest {
  const descriptors = layers.map(
    ({ content, title, mediaType = "application/octet-stream", descriptor = {} }) => ({
      mediaType,
      digest: digestOf(content),
      size: content.length,
      ...(title === undefined ? {} : { annotations: { [TITLE]: title } }),
      ...descriptor,
    }),
  );
  return stored(MANIFEST_TYPE, {
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    artifactType: "application/vnd.example.artifact",
    config: { mediaType: "application/vnd.oci.empty.v1+json", digest: digestOf(EMPTY_CONFIG), size: 2 },
    layers: descriptors,
    ...extra,
  });
}

export function indexOf(children: readonly StoredManifest[], extra: object = {}): StoredManifest {
  return stored(INDEX_TYPE, {
    schemaVersion: 2,
    mediaType: INDEX_TYPE,
    manifests: children.map(({ digest, bytes, mediaType }) => ({ mediaType, digest, size: bytes.length })),
    ...extra,
  });
}

export function stored(mediaType: string, document: object): StoredManifest {
  const bytes = Buffer.from(JSON.stringify(document));
  return { digest: digestOf(bytes), bytes, mediaType };
}
