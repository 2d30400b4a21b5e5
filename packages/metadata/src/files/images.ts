import { IMAGE_FORMATS, IMAGE_TYPES, RPM_ARCHES } from "../grammar/enumerations.ts";
import { compareCodePoints } from "../json/order.ts";
import { arrayText, type Field, objectText, quote, quoteOrNull } from "../json/text.ts";
import {
  type Artifact,
  type ByArch,
  type Image,
  isLocation,
  knownChecksums,
  type TreeFile,
} from "../model.ts";
import type { Checker, JsonObject } from "../read/checker.ts";
import { generationOf, type Version, versionAtLeast } from "./header.ts";
import { locationText, readLocalPath, readLocation } from "./location.ts";
import { checksumsText, readChecksums } from "./tree-file.ts";

const COMMON_FIELDS = [
  "arch",
  "bootable",
  "disc_count",
  "disc_number",
  "format",
  "implant_md5",
  "mtime",
  "subvariant",
  "type",
  "volume_id",
  "unified",
  "additional_variants",
];
const FIELDS = {
  1: new Set([...COMMON_FIELDS, "path", "size", "checksums"]),
  2: new Set([...COMMON_FIELDS, "location"]),
} as const;

/** Reads one image (productmd: images); the checker stands at it. */
export function readImage(checker: Checker, value: unknown, version: Version): Image<Artifact> | undefined {
  const fields = checker.object(value);
  if (fields === undefined) {
    return undefined;
  }
  const generation = generationOf(version);
  checker.knownFields(fields, FIELDS[generation]);
  const artifact: Artifact | undefined =
    generation === 2 ? readLocation(checker, fields["location"], "location") : readImageFile(checker, fields);
  if (artifact?.size === 0) {
    checker.warnings.add("empty-image", () => artifact.localPath);
  }
  const rest = readAttributes(checker, fields, version);
  return artifact === undefined || rest === undefined ? undefined : { artifact, ...rest };
}

function readImageFile(checker: Checker, fields: JsonObject): TreeFile | undefined {
  const localPath = readLocalPath(checker, fields["path"], "path");
  const size = checker.at("size", () => checker.size(fields["size"]));
  const checksums = checker.at("checksums", () => readChecksums(checker, fields["checksums"]));
  if (checksums?.length === 0) {
    checker.expected("at least one checksum", fields["checksums"], "checksums");
  }
  return localPath === undefined || size === undefined || checksums === undefined
    ? undefined
    : { localPath, size, checksums };
}

type Attributes = Omit<Image<Artifact>, "artifact">;

/** What describes an image besides its file. Defaults are those of 2.0; 1.x must name most fields. */
function readAttributes(checker: Checker, fields: JsonObject, version: Version): Attributes | undefined {
  const optional = generationOf(version) === 2;
  const field = <T>(
    name: string,
    fallback: T | undefined,
    read: (value: unknown) => T | undefined,
  ): T | undefined =>
    fields[name] === undefined && fallback !== undefined
      ? fallback
      : checker.at(name, () => read(fields[name]));
  const integer = (value: unknown) => checker.integer(value);
  const attributes = {
    arch: field("arch", undefined, (value) => checker.word(value)),
    bootable: field("bootable", optional ? false : undefined, (value) => checker.boolean(value)),
    discCount: field("disc_count", optional ? 1 : undefined, integer),
    discNumber: field("disc_number", optional ? 1 : undefined, integer),
    format: field("format", "iso", (value) => checker.word(value)),
    implantMd5: field("implant_md5", optional ? null : undefined, (value) => readImplantMd5(checker, value)),
    mtime: field("mtime", optional ? 0 : undefined, integer),
    subvariant: field("subvariant", optional || !versionAtLeast(version, 1, 1) ? "" : undefined, (value) =>
      checker.string(value),
    ),
    type: field("type", undefined, (value) => checker.word(value)),
    volumeId: readVolumeId(checker, fields["volume_id"]),
    unified: field("unified", false, (value) => checker.boolean(value)),
    additionalVariants: field<readonly string[]>("additional_variants", [], (value) =>
      checker.list(value, (element) => checker.word(element)),
    ),
  };
  if (attributes.unified === false && (attributes.additionalVariants?.length ?? 0) > 0) {
    return checker.issue("only unified images can have additional variants", "additional_variants");
  }
  if (Object.values(attributes).some((attribute) => attribute === undefined)) {
    return undefined;
  }
  const complete = attributes as Attributes;
  if (!IMAGE_TYPES.has(complete.type)) {
    checker.warnings.add("unknown-image-type", () => `${complete.type} (${checker.where("type")})`);
  }
  if (!IMAGE_FORMATS.has(complete.format)) {
    checker.warnings.add("unknown-image-format", () => `${complete.format} (${checker.where("format")})`);
  }
  return complete;
}

function readImplantMd5(checker: Checker, value: unknown): string | null | undefined {
  if (value === null || (typeof value === "string" && /^[a-z0-9]{32}$/.test(value))) {
    return value;
  }
  return checker.expected("32 characters a-z and 0-9, or null", value);
}

function readVolumeId(checker: Checker, value: unknown): string | null | undefined {
  if (value === undefined) {
    checker.warnings.add("missing-volume-id", () => checker.where());
    return null;
  }
  if (value === null || (typeof value === "string" && value !== "")) {
    return value;
  }
  return checker.expected("a non-empty string or null", value, "volume_id");
}

/**
 * Checks the arch that a list of images stands under, and whether it is one: sources are filed under binary arches,
 * but up to 1.1 also under "src".
 */
export function checkImageArch(checker: Checker, arch: string, version: Version): void {
  if ((arch === "src" || arch === "nosrc") && versionAtLeast(version, 1, 2)) {
    checker.issue("images of sources are listed under the binary arches, not under a source arch", arch);
  } else if (!RPM_ARCHES.has(arch)) {
    checker.warnings.add("unknown-arch", () => checker.where(arch));
  }
}

/** Up to 1.1: images under "src" belong to every binary arch of the variant. */
export function spreadSourceImages(
  checker: Checker,
  images: ByArch<readonly Image<Artifact>[]>,
): ByArch<readonly Image<Artifact>[]> {
  const spread = new Map<string, ReadonlyMap<string, readonly Image<Artifact>[]>>();
  for (const [variant, arches] of images) {
    const sources = [...(arches.get("src") ?? []), ...(arches.get("nosrc") ?? [])];
    const binary = [...arches].filter(([arch]) => arch !== "src" && arch !== "nosrc");
    if (binary.length === 0) {
      for (const source of sources) {
        checker.warnings.add("source-images-dropped", () => source.artifact.localPath);
      }
    }
    spread.set(variant, new Map(binary.map(([arch, list]) => [arch, [...list, ...sources]])));
  }
  return spread;
}

/**
 * The identity rule of productmd's rule for images: what tells images apart must not be shared by images with other checksums. Also
 * finds images that are listed twice. Both are warnings: a consumer may still want the rest.
 */
export function checkImageIdentity(checker: Checker, images: ByArch<readonly Image<Artifact>[]>): void {
  const byIdentity = new Map<string, Image<Artifact>>();
  for (const [variant, arches] of images) {
    for (const [arch, list] of arches) {
      const places = new Set<string>();
      for (const image of list) {
        const identity = imageIdentity(image);
        const place = `${identity}\0${image.artifact.localPath}`;
        if (places.has(place)) {
          checker.warnings.add("repeated-image", () => `${image.artifact.localPath} (${variant}, ${arch})`);
        }
        places.add(place);
        const other = byIdentity.get(identity);
        if (other === undefined) {
          byIdentity.set(identity, image);
        } else if (differ(other, image)) {
          checker.warnings.add(
            "image-identity",
            () => `${other.artifact.localPath} and ${image.artifact.localPath}`,
          );
        }
      }
    }
  }
}

/** Equal for images that consumers cannot tell apart. */
export function imageIdentity(image: Image<Artifact>): string {
  return JSON.stringify([
    image.subvariant,
    image.type,
    image.format,
    image.arch,
    image.discNumber,
    image.unified,
    image.additionalVariants,
  ]);
}

/** The rule compares all that is known of both, in whatever order: checksums of other algorithms differ as well. */
function differ(a: Image<Artifact>, b: Image<Artifact>): boolean {
  const left = knownChecksums(a.artifact);
  const right = knownChecksums(b.artifact);
  return left.length !== right.length || left.some((checksum) => !right.includes(checksum));
}

/** The images of one variant and arch as JSON, in the order of the format: by path. */
export function imagesText(images: readonly Image<Artifact>[], level: number): string {
  const sorted = images
    .map((image) => ({ image, text: imageText(image, level + 1) }))
    .sort(
      (a, b) =>
        compareCodePoints(a.image.artifact.localPath, b.image.artifact.localPath) ||
        compareCodePoints(a.text, b.text),
    );
  return arrayText(
    sorted.map(({ text }) => text),
    level,
  );
}

function imageText(image: Image<Artifact>, level: number): string {
  return objectText(
    [
      ...artifactFields(image.artifact, level + 1),
      ["arch", quote(image.arch)],
      ["bootable", String(image.bootable)],
      ["disc_count", String(image.discCount)],
      ["disc_number", String(image.discNumber)],
      ["format", quote(image.format)],
      ["implant_md5", quoteOrNull(image.implantMd5)],
      ["mtime", String(image.mtime)],
      ["subvariant", quote(image.subvariant)],
      ["type", quote(image.type)],
      ["volume_id", quoteOrNull(image.volumeId)],
      image.unified ? ["unified", "true"] : undefined,
      image.unified
        ? ["additional_variants", arrayText(image.additionalVariants.map(quote), level + 1)]
        : undefined,
    ],
    level,
  );
}

function artifactFields(artifact: Artifact, level: number): readonly Field[] {
  if (isLocation(artifact)) {
    return [["location", locationText(artifact, level)]];
  }
  return [
    ["path", quote(artifact.localPath)],
    ["size", String(artifact.size)],
    ["checksums", checksumsText(artifact.checksums, level)],
  ];
}
