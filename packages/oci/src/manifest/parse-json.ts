import { JsonSyntaxError, parseStrictJson } from "@compose-actions/metadata";
import type { CanonicalObject, CanonicalValue } from "./canonical-json.ts";

/** JSON that cannot be kept as it is. */
class UnwritableError extends Error {}

/**
 * A JSON document that is an object, without its nulls, which say nothing: programs in Go write them for what is not
 * there.
 *
 * @returns the object, or a sentence that says what is wrong with it
 */
export function parseJsonObject(bytes: Uint8Array): CanonicalObject | string {
  try {
    const value = withoutNull(parseStrictJson(bytes));
    return asObject(value) ?? "it is no JSON object";
  } catch (error) {
    if (error instanceof JsonSyntaxError || error instanceof UnwritableError) {
      return error.message;
    }
    throw error;
  }
}

/** The value as an object; undefined when it is none. */
export function asObject(value: CanonicalValue | undefined): CanonicalObject | undefined {
  return typeof value === "object" && !Array.isArray(value) ? (value as CanonicalObject) : undefined;
}

/** The value as an array; undefined when it is none. */
export function asArray(value: CanonicalValue | undefined): readonly CanonicalValue[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function withoutNull(value: unknown): CanonicalValue | undefined {
  if (value === null) {
    return undefined;
  }
  if (typeof value !== "object") {
    return value as CanonicalValue | undefined;
  }
  if (Array.isArray(value)) {
    return value.map(withoutNull).filter((element) => element !== undefined);
  }
  // A number that JSON.parse would round comes as an object of its own.
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    throw new UnwritableError("it has a number that is not whole");
  }
  const fields = Object.entries(value).map(([key, field]) => [key, withoutNull(field)] as const);
  return Object.fromEntries(fields);
}
