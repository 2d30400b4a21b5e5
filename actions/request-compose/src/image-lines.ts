import type { ImageWish } from "@compose-actions/services";
import { refuse } from "@compose-actions/step";

/** What a line of `images` may say. */
const NAMES = [
  "variant",
  "subvariant",
  "type",
  "format",
  "bootable",
  "volume-id",
  "file-name",
  "arch",
  "image-type",
  "distribution",
  "targets",
] as const;
type Name = (typeof NAMES)[number];

/** What is said of one image; the rest is as the request and the other inputs say. */
export type ImageLine = Partial<ImageWish>;

/**
 * Reads the input `images`: `variant=Cloud subvariant=Cloud_Base`, a line for each image.
 *
 * @throws UserError
 */
export function readImageLines(lines: readonly string[]): readonly ImageLine[] {
  return lines.map((line, index) => {
    const values = new Map<Name, string>();
    for (const word of line.split(/\s+/).filter((one) => one !== "")) {
      const [, given = "", value = ""] = /^([^=]*)=(.+)$/.exec(word) ?? [];
      const name = NAMES.find((known) => known === given);
      if (name === undefined || value === "" || values.has(name)) {
        throw refuse(
          `images: line ${index + 1}: ${JSON.stringify(word)} is not one of ${NAMES.map((known) => `${known}=…`).join(", ")}, each given once`,
        );
      }
      values.set(name, value);
    }
    return lineOf(values, index);
  });
}

function lineOf(values: ReadonlyMap<Name, string>, index: number): ImageLine {
  const bootable = values.get("bootable");
  if (bootable !== undefined && bootable !== "true" && bootable !== "false") {
    throw refuse(`images: line ${index + 1}: bootable is true or false`);
  }
  const wish = {
    variant: values.get("variant"),
    subvariant: values.get("subvariant"),
    type: values.get("type"),
    format: values.get("format"),
    bootable: bootable === undefined ? undefined : bootable === "true",
    volumeId: values.get("volume-id"),
    fileName: values.get("file-name"),
    arch: values.get("arch"),
    imageType: values.get("image-type"),
    distribution: values.get("distribution"),
    targets: values.get("targets")?.split(","),
  };
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}
