import { JsonNumber } from "./number.ts";

const MAX_SHOWN = 60;
/** Of texts that differ the difference must be seen; a path has 4096 bytes at most. */
const MAX_WHOLE = 4096;

/**
 * A value in an error message: its shape and, where it is short, itself. Control characters are escaped and the
 * secrets that a URL may carry (user information, query) are left out.
 */
export function describeValue(value: unknown): string {
  if (value === undefined) {
    return "nothing";
  }
  if (value === null || typeof value === "boolean") {
    return String(value);
  }
  if (value instanceof JsonNumber) {
    return `the number ${value.source.slice(0, MAX_SHOWN)}`;
  }
  if (typeof value === "number") {
    return `the number ${value}`;
  }
  if (typeof value === "string") {
    return value === "" ? "an empty string" : `the string ${show(value)}`;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  }
  const keys = Object.keys(value as object);
  if (keys.length === 0) {
    return "an empty object";
  }
  return `an object with ${keys.slice(0, 3).map(show).join(", ")}${keys.length > 3 ? ", …" : ""}`;
}

/** Text from a document between quotes: shortened, escaped, without URL secrets. */
export function show(text: string): string {
  return quoted(text, MAX_SHOWN);
}

/** {@link show}, long texts too. */
export function showWhole(text: string): string {
  return quoted(text, MAX_WHOLE);
}

function quoted(text: string, longest: number): string {
  const clean = redactUrl(text);
  const cut = clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
  return `"${cut.replace(/[\p{C}\u2028\u2029"\\]/gu, escapeForMessage)}"`;
}

function escapeForMessage(char: string): string {
  return char === '"' || char === "\\" ? `\\${char}` : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}

/**
 * A URL without user information and query; any other text as it is. Also takes what is only nearly a URL: with white
 * space before it, without a scheme, with backslashes.
 */
export function redactUrl(text: string): string {
  const start = /^\s*(?:(?:https?|ftp|file|oci|wss?):(?![/\\]{2})|(?:[a-z][a-z0-9+.-]*:)?[/\\]{2})/i.exec(
    text,
  )?.[0];
  if (start === undefined) {
    // A relative reference may carry a secret in its query as well.
    return text.replace(/\?[^?]*=.*$/s, "?…");
  }
  const rest = text.slice(start.length);
  const end = rest.search(/[/\\?#]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const tail = end === -1 ? "" : rest.slice(end);
  // A digest also holds "@", but only after the authority.
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const query = tail.search(/[?#]/);
  return (
    start + (host === authority ? "" : "…@") + host + (query === -1 ? tail : `${tail.slice(0, query)}?…`)
  );
}
