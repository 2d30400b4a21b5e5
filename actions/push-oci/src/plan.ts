import { compareCodePoints, quote, show } from "@compose-actions/metadata";
import {
  buildManifest,
  type Digest,
  type ManifestCaps,
  mediaTypeOf,
  type PinnedManifest,
} from "@compose-actions/oci";
import { countOf, refuse } from "@compose-actions/step";
import type { LocalFile } from "./local-file.ts";
import type { Parcel } from "./parcels.ts";

/** What every manifest of a run has. */
export interface ManifestOptions {
  readonly artifactType: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A manifest that is to be pushed. Its bytes are made when they are needed: there may be very many. */
export interface PlannedManifest {
  readonly parcel: Parcel;
  readonly target: string;
  readonly tag: string;
  /** Its layers, sorted by path. */
  readonly files: readonly LocalFile[];
  readonly digest: Digest;
  /** Of the manifest itself. */
  readonly size: number;
}

export interface Plan {
  /** Sorted by target and tag. */
  readonly manifests: readonly PlannedManifest[];
  /** The manifest that holds a file of a parcel. */
  manifestOf(parcel: Parcel, file: LocalFile): PlannedManifest;
}

/** A manifest while others may still join it. */
interface Draft {
  readonly parcel: Parcel;
  readonly target: string;
  readonly tag: string;
  files: LocalFile[];
}

/** A manifest's own fields, with room to spare: the rest are its layers. */
const HEAD_BYTES = 1024;
/** A layer without its title and its media type: keys, digest and size. */
const LAYER_BYTES = 220;

/**
 * Says which manifests are pushed. Pure: what was hashed decides, in whatever order it comes. Files of the same content
 * that come to one tag are one manifest, which has them all.
 *
 * @param capsOf - of the repository that a target names
 * @throws UserError when different things come to one tag
 */
export function makePlan(
  parcels: readonly Parcel[],
  options: ManifestOptions,
  capsOf: (target: string) => ManifestCaps,
): Plan {
  const drafts = new Map<string, Draft>();
  const collisions: string[] = [];
  const whole = new Map<Parcel, Draft>();
  /** Of bundles that were split. */
  const split = new Map<LocalFile, Draft>();
  for (const parcel of parcels) {
    const parts = partsOf(parcel, options, capsOf(parcel.target));
    for (const [index, files] of parts.entries()) {
      const { target } = parcel;
      const tag = parts.length === 1 ? parcel.tag() : parcel.tag(`-${index + 1}`);
      const draft = { parcel, target, tag, files: [...files] };
      const known = drafts.get(`${target}\n${tag}`);
      if (known === undefined) {
        drafts.set(`${target}\n${tag}`, draft);
      } else if (!join(known, draft)) {
        collisions.push(collision(known, draft));
      }
      if (parts.length === 1) {
        whole.set(parcel, known ?? draft);
      } else {
        for (const file of files) {
          split.set(file, known ?? draft);
        }
      }
    }
  }
  refuseCollisions(collisions);
  const finished = new Map([...drafts.values()].map((draft) => [draft, finish(draft, options)] as const));
  return {
    manifests: [...finished.values()].sort(
      (a, b) => compareCodePoints(a.target, b.target) || compareCodePoints(a.tag, b.tag),
    ),
    manifestOf(parcel, file) {
      const draft = whole.get(parcel) ?? split.get(file);
      const manifest = draft === undefined ? undefined : finished.get(draft);
      if (manifest === undefined) {
        throw new Error(`${file.localPath} is in no manifest`);
      }
      return manifest;
    },
  };
}

/** The bytes of a manifest. */
export function bytesOf(
  { files }: Pick<PlannedManifest, "files">,
  { artifactType, annotations }: ManifestOptions,
): PinnedManifest {
  return buildManifest({
    artifactType,
    annotations,
    layers: files.map(({ localPath, digest, size }) => ({
      title: localPath,
      mediaType: mediaTypeOf(localPath),
      digest,
      size,
    })),
  });
}

/** A bundle is split where a registry could not take it whole. */
function partsOf(
  { layout, files }: Parcel,
  { annotations }: ManifestOptions,
  caps: ManifestCaps,
): readonly (readonly LocalFile[])[] {
  if (layout !== "bundle") {
    return [files];
  }
  const head = HEAD_BYTES + Buffer.byteLength(JSON.stringify(annotations));
  const parts: LocalFile[][] = [];
  let part: LocalFile[] = [];
  let bytes = head;
  for (const file of files) {
    const layer = LAYER_BYTES + quote(file.localPath).length + mediaTypeOf(file.localPath).length;
    if (part.length > 0 && (part.length >= caps.layers || bytes + layer > caps.bytes)) {
      parts.push(part);
      part = [];
      bytes = head;
    }
    part.push(file);
    bytes += layer;
  }
  return [...parts, part];
}

/** Puts a second thing under the tag of a first. @returns whether the two are the same, so that this can be done */
function join(known: Draft, added: Draft): boolean {
  const [one] = known.files;
  const [other] = added.files;
  if (
    known.parcel.layout === "file" &&
    added.parcel.layout === "file" &&
    one?.digest === other?.digest &&
    other !== undefined
  ) {
    known.files.push(other);
    return true;
  }
  return (
    known.files.length === added.files.length &&
    known.files.every((file, index) => file === added.files[index])
  );
}

function collision(known: Draft, added: Draft): string {
  return `${known.target}:${known.tag} would be ${describe(known)} and ${describe(added)}`;
}

function describe({ parcel, files }: Draft): string {
  return parcel.layout === "file"
    ? show(files[0]?.localPath ?? "")
    : `a ${parcel.layout} of ${countOf(files.length, "file", "files")}, the first ${show(files[0]?.localPath ?? "")}`;
}

function refuseCollisions(collisions: readonly string[]): void {
  if (collisions.length > 0) {
    throw refuse(
      `Different things would get the same tag: ${countOf(collisions.length, "collision", "collisions")}`,
      "make tag or repository say what differs, for instance with {path}",
      collisions,
    );
  }
}

function finish(draft: Draft, options: ManifestOptions): PlannedManifest {
  const files = draft.files.toSorted((a, b) => compareCodePoints(a.localPath, b.localPath));
  const { parcel, target, tag } = draft;
  const { digest, bytes } = bytesOf({ files }, options);
  return { parcel, target, tag, files, digest, size: bytes.length };
}
