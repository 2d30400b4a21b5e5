import { compareCodePoints, quote } from "@compose-actions/metadata";

/** What canonical JSON is made of. There is no null: what is not known is left out. */
export type CanonicalValue = string | number | boolean | readonly CanonicalValue[] | CanonicalObject;

export interface CanonicalObject {
  readonly [key: string]: CanonicalValue | undefined;
}

/**
 * JSON that depends on the value alone: keys in the order of their code points, no white space, ASCII only. Fields
 * that are undefined are left out.
 *
 * @throws TypeError for numbers that are not whole, or too large to be exact
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === "string") {
    return quote(value);
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) {
      throw new TypeError("a number that is not exact");
    }
    return String(value);
  }
  if (typeof value === "boolean") {
    return String(value);
  }
  if (isList(value)) {
    return arrayJson(value.map(canonicalJson));
  }
  return objectJson(
    Object.entries(value).flatMap(([key, field]) =>
      field === undefined ? [] : [[key, canonicalJson(field)] as const],
    ),
  );
}

/** An object of fields that are JSON already. */
export function objectJson(fields: readonly (readonly [key: string, json: string])[]): string {
  const sorted = [...fields].sort(([a], [b]) => compareCodePoints(a, b));
  return `{${sorted.map(([key, json]) => `${quote(key)}:${json}`).join(",")}}`;
}

/** An array of elements that are JSON already. */
export function arrayJson(elements: readonly string[]): string {
  return `[${elements.join(",")}]`;
}

function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
