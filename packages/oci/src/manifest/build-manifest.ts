import { compareCodePoints, show } from "@compose-actions/metadata";
import { fault, refuse } from "@compose-actions/step";
import { digestOf } from "../digest.ts";
import { isDigest } from "../reference.ts";
import type { Digest, PinnedManifest } from "../repository.ts";
import { canonicalJson } from "./canonical-json.ts";
import { EMPTY_CONFIG } from "./empty-config.ts";
import { EMPTY_CONFIG_TYPE, isMediaType, MANIFEST_TYPE } from "./media-types.ts";

/** What says where something is and how large it is (image-spec: descriptor). */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
}

/** A file of an artifact. */
export interface ManifestLayer extends Descriptor {
  /** Full path of the file in the compose: its `local_path`. */
  readonly title: string;
}

export interface ManifestParts {
  /** What the artifact is, as a media type. */
  readonly artifactType: string;
  /** In any order. */
  readonly layers: readonly ManifestLayer[];
  readonly annotations?: Readonly<Record<string, string>>;
  /** The manifest that this one is attached to. */
  readonly subject?: Descriptor;
}

/**
 * The manifest of an artifact (image-spec 1.1, "Guidelines for Artifact Usage"): an empty config and a layer for each
 * file. Its bytes depend on the parts alone: keys are sorted, layers too, by their titles, and there is no time in it
 * that was not given. The config has no `data` field: registries that check manifests strictly may not know it, and
 * its blob must be there anyway.
 *
 * A layer that is given twice is there once.
 *
 * @throws UserError for an artifact type that is no media type, and for two files of one title
 */
export function buildManifest({
  artifactType,
  layers,
  annotations = {},
  subject,
}: ManifestParts): PinnedManifest {
  if (!isMediaType(artifactType)) {
    throw refuse(
      `The artifact type ${show(artifactType)} is no media type`,
      "it must look like application/vnd.example.artifact",
    );
  }
  const text = canonicalJson({
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    artifactType,
    config: { mediaType: EMPTY_CONFIG_TYPE, digest: EMPTY_CONFIG.digest, size: EMPTY_CONFIG.size },
    layers: sorted(layers).map(({ title, ...layer }) => ({
      ...descriptor(layer),
      annotations: { "org.opencontainers.image.title": title },
    })),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    ...(subject === undefined ? {} : { subject: descriptor(subject) }),
  });
  const bytes = Buffer.from(text);
  return { digest: digestOf(bytes), mediaType: MANIFEST_TYPE, bytes };
}

function sorted(layers: readonly ManifestLayer[]): ManifestLayer[] {
  const byTitle = new Map<string, ManifestLayer>();
  for (const layer of layers) {
    const known = byTitle.get(layer.title);
    if (known !== undefined && (known.digest !== layer.digest || known.size !== layer.size)) {
      throw fault(`Two files of one manifest have the path ${show(layer.title)}, and different contents`);
    }
    if (known === undefined) {
      byTitle.set(layer.title, layer);
    }
  }
  return [...byTitle.values()].sort((a, b) => compareCodePoints(a.title, b.title));
}

/** Only what a descriptor has. */
function descriptor({ mediaType, digest, size }: Descriptor) {
  if (!isMediaType(mediaType) || !isDigest(digest) || !Number.isSafeInteger(size) || size < 0) {
    throw new TypeError("no descriptor of a blob");
  }
  return { mediaType, digest, size };
}

/**
 * The value of the annotation `org.opencontainers.image.created` for a compose: the day of the compose, never the time
 * of the push, so that pushing again makes the same bytes.
 *
 * @param date - as composeinfo.json has it, eight digits
 * @returns undefined for anything else
 */
export function createdOf(date: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(date) ?? [];
  const time = `${year}-${month}-${day}T00:00:00Z`;
  // The 31st of February would be a day in March.
  return new Date(time).toJSON() === time.replace("Z", ".000Z") ? time : undefined;
}
