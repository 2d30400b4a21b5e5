import { findDuplicateKey } from "./duplicate-key.ts";
import { parseExact } from "./number.ts";

/** A slice that names a key twice in one object. */
class DuplicateKeyError extends Error {
  override readonly name = "DuplicateKeyError";
}

/**
 * Parses the text of one complete JSON value.
 *
 * @param exact - whether it may hold a number that JSON.parse rounds
 * @param colons - colons outside strings, which is the number of object members written
 * @throws an error that {@link sliceProblem} puts into words
 */
export function parseSlice(text: string, exact: boolean, colons: number): unknown {
  const value: unknown = exact ? parseExact(text) : JSON.parse(text);
  if (colons > 0 && countMembers(value) !== colons) {
    throw new DuplicateKeyError(
      `the key ${findDuplicateKey(text)} is there twice in the same object; remove one of the two`,
    );
  }
  return value;
}

/** What is wrong with a slice, without the excerpt of the document that V8 adds. */
export function sliceProblem(error: unknown): string {
  if (error instanceof DuplicateKeyError) {
    return error.message;
  }
  const message = error instanceof Error ? error.message : "";
  const known =
    /^(Expected .*?|Bad .*?|Unterminated .*?|Unexpected (?:end|number|string|non-whitespace character).*?)(?: after JSON)?(?: in JSON.*)?$/.exec(
      message,
    );
  return `not valid JSON: ${known?.[1] ?? "unexpected character"}`;
}

/** Object members in a parsed value at every level; depth is bounded by the scanner. */
function countMembers(value: unknown): number {
  if (typeof value !== "object" || value === null) {
    return 0;
  }
  let count = 0;
  if (Array.isArray(value)) {
    for (const element of value) {
      count += countMembers(element);
    }
    return count;
  }
  for (const key in value) {
    count += 1;
    const member = (value as Record<string, unknown>)[key];
    if (typeof member === "object" && member !== null) {
      count += countMembers(member);
    }
  }
  return count;
}
