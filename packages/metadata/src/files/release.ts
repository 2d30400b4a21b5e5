import { RELEASE_TYPES } from "../grammar/enumerations.ts";
import { objectText, quote } from "../json/text.ts";
import type { BaseProduct, Release } from "../model.ts";
import type { Checker } from "../read/checker.ts";
import { type Version, versionAtLeast } from "./header.ts";

const BASE_FIELDS = new Set(["name", "short", "version", "type"]);
const RELEASE_FIELDS = new Set([...BASE_FIELDS, "is_layered", "internal"]);

/** Where a release stands: up to 0.3 it is called product. */
export function releaseField(version: Version): "release" | "product" {
  return versionAtLeast(version, 0, 4) ? "release" : "product";
}

/** Reads a release (productmd: composeinfo); the checker stands at it. */
export function readRelease(checker: Checker, value: unknown, version: Version): Release | undefined {
  const fields = checker.object(value);
  if (fields === undefined) {
    return undefined;
  }
  checker.knownFields(fields, RELEASE_FIELDS);
  const base = readNames(checker, fields);
  const given = fields["type"] ?? "ga";
  const lower = typeof given === "string" && versionAtLeast(version, 1, 0) ? given.toLowerCase() : given;
  const type = checker.at("type", () => checker.choice(lower, RELEASE_TYPES));
  const isLayered = checker.at("is_layered", () => checker.boolean(fields["is_layered"] ?? false));
  const internal = checker.at("internal", () => checker.boolean(fields["internal"] ?? false));
  return base === undefined || type === undefined || isLayered === undefined || internal === undefined
    ? undefined
    : { ...base, type, isLayered, internal };
}

/** Reads the product below a layered one; the checker stands at it. */
export function readBaseProduct(checker: Checker, value: unknown): BaseProduct | undefined {
  const fields = checker.object(value);
  if (fields === undefined) {
    return undefined;
  }
  checker.knownFields(fields, BASE_FIELDS);
  const base = readNames(checker, fields);
  const type = checker.at("type", () => checker.choice(fields["type"] ?? "ga", RELEASE_TYPES));
  return base === undefined || type === undefined ? undefined : { ...base, type };
}

function readNames(
  checker: Checker,
  fields: Readonly<Record<string, unknown>>,
): Omit<BaseProduct, "type"> | undefined {
  const name = checker.at("name", () => checker.string(fields["name"]));
  const short = checker.at("short", () => checker.string(fields["short"]));
  const version = checker.at("version", () => readReleaseVersion(checker, fields["version"]));
  return name === undefined || short === undefined || version === undefined
    ? undefined
    : { name, short, version };
}

/** Anything that does not start with a digit (Rawhide), else digits separated by dots. */
function readReleaseVersion(checker: Checker, value: unknown): string | undefined {
  if (typeof value === "string" && /^(?:[^0-9].*|[0-9]+(?:\.[0-9]+)*)?$/s.test(value)) {
    return value;
  }
  return checker.expected('a version of digits and dots such as "9.2", or a name such as "Rawhide"', value);
}

export function releaseText(release: Release, level: number): string {
  return objectText(
    [
      ...baseFields(release),
      ["internal", String(release.internal)],
      release.isLayered ? ["is_layered", "true"] : undefined,
    ],
    level,
  );
}

export function baseProductText(product: BaseProduct, level: number): string {
  return objectText(baseFields(product), level);
}

function baseFields(product: BaseProduct): [string, string][] {
  return [
    ["name", quote(product.name)],
    ["short", quote(product.short)],
    ["version", quote(product.version)],
    ["type", quote(product.type)],
  ];
}
