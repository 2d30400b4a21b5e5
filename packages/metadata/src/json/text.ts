import { compareCodePoints } from "./order.ts";

/** Metadata files are indented by four spaces a level. */
const INDENT = "    ";

const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\f": "\\f",
  "\b": "\\b",
};

/** A JSON string as the reference writes it: ASCII only, `\uXXXX` in lower case, `/` as it is (productmd: JSON text). */
export function quote(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : `"${text.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, escapeUnit)}"`;
}

function escapeUnit(unit: string): string {
  return SHORT[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Metadata is about ten levels deep. */
const INDENTS: readonly string[] = Array.from({ length: 16 }, (_, level) => INDENT.repeat(level));

/** White space before a line at this depth. */
export function indent(level: number): string {
  return INDENTS[level] ?? INDENT.repeat(level);
}

/** A JSON string or `null`. */
export function quoteOrNull(text: string | null): string {
  return text === null ? "null" : quote(text);
}

/** A field of an object: its name and its value as JSON text; undefined leaves it out. */
export type Field = readonly [name: string, json: string] | undefined;

/**
 * An object whose fields are given in any order; they are written sorted.
 *
 * @param level - depth of the line that holds the opening brace
 */
export function objectText(fields: readonly Field[], level: number): string {
  const present = fields.filter((field) => field !== undefined);
  if (present.length === 0) {
    return "{}";
  }
  const lines = present
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([name, json]) => `${indent(level + 1)}${quote(name)}: ${json}`);
  return `{\n${lines.join(",\n")}\n${indent(level)}}`;
}

/** An array with every element on a line of its own. */
export function arrayText(elements: readonly string[], level: number): string {
  if (elements.length === 0) {
    return "[]";
  }
  return `[\n${elements.map((json) => indent(level + 1) + json).join(",\n")}\n${indent(level)}]`;
}
