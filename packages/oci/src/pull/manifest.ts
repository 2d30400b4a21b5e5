import { parseStrictJson } from "@compose-actions/metadata";
import { escapeDeceptive, shorten } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import * as z from "zod";
import { isDigest } from "../reference.ts";
import type { Digest } from "../repository.ts";

export const MANIFEST_TYPES = {
  manifest: [
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
  ],
  index: [
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
  ],
} as const;

/** What registries need to be told: some answer 404 otherwise. */
export const MANIFEST_ACCEPT = [...MANIFEST_TYPES.manifest, ...MANIFEST_TYPES.index].join(", ");

/** Registries guarantee no more (distribution-spec 1.1.1, "Pushing Manifests"). */
export const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

const TITLE = "org.opencontainers.image.title";

export interface Layer {
  readonly digest: Digest;
  readonly size: number;
  readonly mediaType: string;
  readonly title: string | undefined;
}

export interface ArtifactManifest {
  readonly kind: "manifest";
  readonly mediaType: string;
  readonly artifactType: string | undefined;
  readonly layers: readonly Layer[];
  readonly annotations: Readonly<Record<string, string>>;
}

export interface ManifestIndex {
  readonly kind: "index";
  readonly mediaType: string;
  readonly manifests: readonly Omit<Layer, "title">[];
}

// Fields that we do not know are no error (image-spec, "Canonicalization" and "Extensibility"); `urls` and `data` are
// not asked for: what a manifest pins is the content of the registry.
const digest = z.custom<Digest>(isDigest, "is no sha256 digest in lower case");
const annotations = z.record(z.string(), z.unknown()).nullish();
const descriptor = z.object({
  mediaType: z.string(),
  digest,
  size: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
  annotations,
});
const common = { schemaVersion: z.literal(2), mediaType: z.string().optional() };
const manifestSchema = z.object({
  ...common,
  artifactType: z.string().optional(),
  config: descriptor,
  layers: z.array(descriptor),
  annotations,
});
const indexSchema = z.object({ ...common, manifests: z.array(descriptor) });

/**
 * Reads a manifest or an index.
 *
 * @param contentType - what the place it comes from says that it is; undefined where places say nothing
 * @throws TransferFailure `manifest`
 */
export function parseManifest(
  bytes: Buffer,
  contentType: string | undefined,
): ArtifactManifest | ManifestIndex {
  const json = parseObject(bytes);
  const type = mediaTypeOf(json, contentType);
  if ("layers" in json && "manifests" in json) {
    throw bad("has both layers and manifests: what it is depends on who reads it");
  }
  if ((MANIFEST_TYPES.index as readonly string[]).includes(type)) {
    const { manifests } = read(indexSchema, json);
    return { kind: "index", mediaType: type, manifests };
  }
  const { artifactType, config, layers, annotations } = read(manifestSchema, json);
  return {
    kind: "manifest",
    mediaType: type,
    artifactType: artifactType ?? config.mediaType,
    layers: layers.map(({ annotations, ...rest }) => ({ ...rest, title: textAt(annotations, TITLE) })),
    annotations: textsOf(annotations),
  };
}

type Annotations = Readonly<Record<string, unknown>> | null | undefined;

function textsOf(annotations: Annotations): Readonly<Record<string, string>> {
  const texts = Object.entries(annotations ?? {}).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(texts) as Record<string, string>;
}

function textAt(annotations: Annotations, name: string): string | undefined {
  return textsOf(annotations)[name];
}

function parseObject(bytes: Buffer): object {
  let json: unknown;
  try {
    json = parseStrictJson(bytes);
  } catch {
    throw bad("is no JSON");
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw bad("is no JSON object");
  }
  return json;
}

/** What the bytes say and what the registry says must be the same: nobody may read the one as another. */
function mediaTypeOf(json: object, contentType: string | undefined): string {
  const claimed = "mediaType" in json ? json.mediaType : undefined;
  const type = contentType?.split(";", 1)[0]?.trim() ?? claimed;
  if (claimed !== undefined && claimed !== type) {
    throw bad(`says that it is ${shown(claimed)} and is served as ${shown(type)}`);
  }
  const known: readonly unknown[] = [...MANIFEST_TYPES.manifest, ...MANIFEST_TYPES.index];
  if (typeof type !== "string" || !known.includes(type)) {
    throw bad(`is of a type that is not known here: ${shown(type)}`);
  }
  return type;
}

function read<Schema extends z.ZodType>(schema: Schema, json: object): z.infer<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) {
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  const place = issue?.path.map(String).join(".") ?? "";
  throw bad(`is not valid${place === "" ? "" : ` at ${shown(place)}`}: ${shown(issue?.message ?? "")}`);
}

function bad(what: string): TransferFailure {
  return new TransferFailure("manifest", `the manifest ${what}`, { remedy: "elsewhere" });
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : shorten(escapeDeceptive(String(value)), 100);
}
