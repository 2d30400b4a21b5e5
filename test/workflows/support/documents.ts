import { parse } from "yaml";

/** A value of a YAML file. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export type Mapping = Readonly<Record<string, Value>>;

/**
 * The top of a YAML file.
 * @throws Error when it cannot be parsed, or is no mapping
 */
export function parseMapping(text: string): Mapping {
  const value: unknown = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("no mapping");
  return value as Mapping;
}

/** The mapping that it is; an empty one in place of anything else. */
export function mapping(value: Value | undefined): Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Mapping) : {};
}

export function isMapping(value: Value | undefined): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The list that it is; a single value becomes a list of one, nothing an empty one. */
export function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function textOf(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Every string in a value, with where it is: `jobs.push.steps[0].with.path`. */
export function* strings(value: Value | undefined, place: string): Generator<readonly [string, string]> {
  if (typeof value === "string") yield [place, value];
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* strings(item, `${place}[${index}]`);
  } else if (isMapping(value)) {
    for (const [key, item] of Object.entries(value)) {
      yield* strings(item, place === "" ? key : `${place}.${key}`);
    }
  }
}
