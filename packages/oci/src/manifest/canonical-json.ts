import { compareCodePoints, quote } from "@compose-actions/metadata";

/** What canonical JSON is made of. There is no null: what is not known is left out. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined };

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
  if (isArray(value)) {
    return `[${value.map(canonicalJson).join(",")}]`;
  }
  const fields = Object.entries(value)
    .sort(([a], [b]) => compareCodePoints(a, b))
    .flatMap(([key, field]) => (field === undefined ? [] : `${quote(key)}:${canonicalJson(field)}`));
  return `{${fields.join(",")}}`;
}

function isArray(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
