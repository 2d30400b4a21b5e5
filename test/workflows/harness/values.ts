import { data } from "@actions/expressions";

/** What an expression can be. */
export type Value = string | number | boolean | null | readonly Value[] | Values;

export interface Values {
  readonly [name: string]: Value;
}

export type Texts = Readonly<Record<string, string>>;

export function toData(value: Value): data.ExpressionData {
  return JSON.parse(JSON.stringify(value), data.reviver);
}

export function fromData(value: data.ExpressionData): Value {
  return JSON.parse(JSON.stringify(value, data.replacer));
}

/** A value where text is needed, as GitHub writes it: null is empty, numbers have no needless digits. */
export function toText(value: Value): string {
  return toData(value).coerceString();
}

/** GitHub's truth: everything but false, 0, the empty text and null. */
export function isTrue(value: Value): boolean {
  return value !== false && value !== 0 && value !== "" && value !== null && !Number.isNaN(value);
}

export function isValues(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function sameValue(one: Value | undefined, other: Value | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
