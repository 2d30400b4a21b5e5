import { show } from "../json/describe.ts";
import { quote } from "../json/text.ts";
import { METADATA_TYPES, type MetadataType, type WrittenVersion } from "../model.ts";
import type { Checker } from "../read/checker.ts";

/** A metadata version, taken apart. */
export interface Version {
  readonly text: string;
  readonly major: number;
  readonly minor: number;
}

/** The newest versions that are known of each major version; 0 and 1 are one line of formats. */
const NEWEST = { tree: "1.2", distributed: "2.0" } as const;

export function versionAtLeast(version: Version, major: number, minor: number): boolean {
  return version.major > major || (version.major === major && version.minor >= minor);
}

/** 1: paths in one tree; 2: Locations. */
export function generationOf(version: Version): 1 | 2 {
  return version.major >= 2 ? 2 : 1;
}

/** Reads `header.version`. An unknown minor version is read as the newest known one. */
export function readVersion(checker: Checker, value: unknown): Version | undefined {
  if (typeof value !== "string" || !/^[0-9]{1,9}\.[0-9]{1,9}$/.test(value)) {
    return checker.expected('a version such as "1.2" or "2.0"', value, "header", "version");
  }
  const [major = 0, minor = 0] = value.split(".").map(Number);
  if (major > 2) {
    return checker.issue(
      `version ${show(value)} is newer than this program knows (up to ${NEWEST.distributed})`,
      "header",
      "version",
    );
  }
  return { text: value, major, minor };
}

/** Reads `header.type`: `productmd.images` gives `images`. */
export function readType(checker: Checker, value: unknown): MetadataType | undefined {
  const type = METADATA_TYPES.find((name) => value === `productmd.${name}`);
  return (
    type ??
    checker.expected(
      `one of ${METADATA_TYPES.map((name) => `productmd.${name}`).join(", ")}`,
      value,
      "header",
      "type",
    )
  );
}

export function headerText(type: MetadataType, version: WrittenVersion): string {
  return `{
        "type": ${quote(`productmd.${type}`)},
        "version": ${quote(version)}
    }`;
}
