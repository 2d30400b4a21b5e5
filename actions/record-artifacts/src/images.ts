import { type IsoImage, readIso } from "@compose-actions/compose";
import {
  IMAGE_FORMAT_NAMES,
  IMAGE_TYPE_NAMES,
  type Image,
  imageFormatOf,
  imageTypeOf,
  type Location,
  show,
} from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import { fileError } from "./files.ts";
import type { RecordArtifactsInputs } from "./inputs.ts";

/** What is known of an image besides where it lies. */
export type ImageFacts = Omit<Image<Location>, "artifact" | "mtime">;

export interface ImageContent {
  readonly facts: ImageFacts;
  /** Types that it might have as well, where neither format nor name told. */
  readonly others: readonly string[];
}

/**
 * Reads what an image file is: type and format by its name, and of an ISO what it says of itself, unless the inputs
 * say it.
 *
 * @throws UserError, MetadataError
 */
export function readImage(
  inputs: RecordArtifactsInputs,
  path: string,
  source: string,
  size: number,
): ImageContent {
  if (size === 0) {
    // Metadata of images must have a size (productmd: images).
    throw fileError(source, "the image is empty");
  }
  const name = source.slice(source.lastIndexOf("/") + 1);
  const format = inputs.format ?? imageFormatOf(name);
  if (format === undefined) {
    throw unknownFormat(source, inputs);
  }
  const { type, others } =
    inputs.type === undefined ? imageTypeOf(format, name) : { type: inputs.type, others: [] };
  const iso: Partial<IsoImage> = format === "iso" ? readIso(path, source) : {};
  return {
    facts: {
      arch: inputs.arch,
      bootable: inputs.bootable ?? iso.bootable ?? false,
      discCount: inputs["disc-count"],
      discNumber: inputs["disc-number"],
      format,
      implantMd5: inputs["implant-md5"] ?? iso.implantMd5 ?? null,
      subvariant: inputs.subvariant ?? inputs.variant,
      type,
      volumeId: inputs["volume-id"] ?? iso.volumeId ?? null,
      unified: false,
      additionalVariants: [],
    },
    others,
  };
}

function unknownFormat(source: string, { type }: RecordArtifactsInputs) {
  const missing = type === undefined ? "type and format" : "format";
  return refuse(
    `images: the name of ${show(source)} does not end with a known image format`,
    `give ${missing}; the formats are ${IMAGE_FORMAT_NAMES.join(", ")}; the types ${IMAGE_TYPE_NAMES.join(", ")}`,
  );
}

/** Of these a set of images has several. @throws UserError when an input describes one image and there are more */
export function refuseShared(inputs: RecordArtifactsInputs, count: number): void {
  const shared = (["volume-id", "implant-md5"] as const).filter((name) => inputs[name] !== undefined);
  if (count > 1 && shared.length > 0) {
    throw refuse(
      `${shared.join(" and ")}: of one image, but images matches ${count}`,
      "record the images one by one",
    );
  }
}
