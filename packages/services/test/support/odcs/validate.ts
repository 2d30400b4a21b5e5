import { isInt, repr, typeName } from "./python.ts";

/** An answer that is an error, as ODCS words it. */
export class Refusal extends Error {
  readonly status: number;
  readonly error: string;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
    this.error =
      { 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found" }[status] ??
      "Internal Server Error";
  }
}

export const refused = (message: string): Refusal => new Refusal(400, message);
export const crashed = (message: string): Refusal => new Refusal(500, message);

/** Flask's answer to what is no JSON. */
const NO_JSON = "<p>The browser (or proxy) sent a request that this server could not understand.</p>";
const ALLOWED = [" ", "-", "/", "_", ".", ":", "#", "+", "?", "$", "~"];

export type Json = Readonly<Record<string, unknown>>;

/** The body of a request, read as JSON whatever its type is said to be. */
export function readBody(body: string, isEmptyAllowed: boolean): Json {
  let data: unknown;
  if (body === "" && isEmptyAllowed) return {};
  try {
    data = JSON.parse(body);
  } catch {
    throw refused(NO_JSON);
  }
  const isFalsy =
    !data ||
    (Array.isArray(data) && data.length === 0) ||
    (typeof data === "object" && Object.keys(data as object).length === 0);
  if (isFalsy) {
    if (isEmptyAllowed) return {};
    throw refused("No JSON POST data submitted");
  }
  if (typeName(data) !== "dict") throw crashed(`'${typeName(data)}' object has no attribute 'get'`);
  return data as Json;
}

const TYPED: readonly (readonly [string, string])[] = [
  ["seconds_to_live", "an integer"],
  ["flags", ""],
  ["label", "a string"],
  ["compose_type", "a string"],
  ["target_dir", "a string"],
  ["respin_of", "a string"],
  ["multilib_method", "a list"],
  ["sigkeys", "a list"],
];
const TYPED_IN_SOURCE: readonly (readonly [string, string])[] = [
  ["packages", "a list"],
  ["builds", "a list"],
  ["sigkeys", "a list"],
  ["modules", "a list"],
  ["scratch_modules", "a list"],
  ["scratch_build_tasks", "a list"],
  ["koji_event", "an integer"],
  ["base_module_br_name", "a string"],
  ["base_module_br_stream", "a string"],
  ["base_module_br_stream_version_lte", "an integer"],
  ["base_module_br_stream_version_gte", "an integer"],
];

/** The types of what is there; null is no absence. */
export function checkTypes(data: Json): void {
  check(data, TYPED);
  const { source } = data;
  if (typeName(source) === "dict") check(source as Json, TYPED_IN_SOURCE);
}

function check(object: Json, types: readonly (readonly [string, string])[]): void {
  for (const [key, expected] of types) {
    if (key in object && expected !== "" && !fits(object[key], expected))
      throw refused(`${key} should be ${expected}`);
  }
}

function fits(value: unknown, expected: string): boolean {
  switch (expected) {
    case "a list":
      return Array.isArray(value);
    case "an integer":
      return isInt(value);
    default:
      return typeof value === "string";
  }
}

/** What may be where in the body, and in which characters. */
export function checkContents(value: Json | readonly unknown[], level = 0, parent?: string): void {
  for (const [key, inner] of Object.entries(value)) {
    const type = typeName(inner);
    if (type === "dict") {
      if (level !== 0 || key !== "source") throw refused("Only 'source' key is allowed to contain dict.");
      checkContents(inner as Json, level + 1, key);
    } else if (type === "list") {
      checkContents(inner as unknown[], level + 1, key);
    } else if (type === "str") {
      const isExempt = parent === "packages" || key === "packages";
      if (
        !isExempt &&
        ![...(inner as string)].every((letter) => /[\p{L}\p{N}]/u.test(letter) || ALLOWED.includes(letter))
      ) {
        throw refused(
          `Only alphanumerical characters and ${repr(ALLOWED)} characters are allowed in ODCS input variables`,
        );
      }
    } else if (type === "NoneType") {
      throw refused(
        `Only dict, list, str, unicode, int, float and bool types are allowed in ODCS input variables, but ${repr(key)} has type '<class 'NoneType'>'`,
      );
    }
  }
}
