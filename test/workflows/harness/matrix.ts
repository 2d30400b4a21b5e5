import { isValues, sameValue, toText, type Value, type Values } from "./values.ts";

/** What GitHub allows in one run. */
const MOST_LEGS = 256;

/**
 * The legs of a matrix, in GitHub's order: the first key changes slowest, included legs come last.
 * An included object joins every leg that it contradicts in no key of the matrix, or else becomes a leg.
 * @throws for a matrix without legs, or with more than 256
 */
export function expandMatrix(matrix: Value): Values[] {
  if (!isValues(matrix)) throw new Error("the matrix is not an object");
  const { include = [], exclude = [], ...vectors } = matrix;
  const excluded = objects(exclude, "exclude");
  const bases = product(vectors).filter((leg) => !excluded.some((one) => matches(one, leg)));
  const legs: Record<string, Value>[] = bases.map((base) => ({ ...base }));
  const further: Values[] = [];
  for (const one of objects(include, "include")) {
    const joined = bases.flatMap((base, index) => (contradicts(one, base) ? [] : [legs[index] ?? {}]));
    for (const leg of joined) Object.assign(leg, one);
    if (joined.length === 0) further.push(one);
  }
  const all = [...legs, ...further];
  if (all.length === 0) throw new Error("the matrix has no legs");
  if (all.length > MOST_LEGS) throw new Error(`the matrix has ${all.length} legs, more than ${MOST_LEGS}`);
  return all;
}

/** `(x86_64, 1/4)`: the values of a leg, those of objects as well. */
export function labelOf(leg: Values): string {
  const leaves = (value: Value): string[] =>
    typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [toText(value)];
  return `(${leaves(leg).join(", ")})`;
}

function product(vectors: Values): Values[] {
  const names = Object.keys(vectors);
  if (names.length === 0) return [];
  let legs: Values[] = [{}];
  for (const name of names) {
    const values = vectors[name];
    if (!Array.isArray(values)) throw new Error(`the matrix vector ${name} is not a list`);
    if (values.length === 0) throw new Error(`the matrix vector ${name} has no values`);
    legs = legs.flatMap((leg) => values.map((value: Value) => ({ ...leg, [name]: value })));
  }
  return legs;
}

function objects(value: Value, name: string): readonly Values[] {
  if (!Array.isArray(value) || !value.every(isValues)) throw new Error(`${name} is not a list of objects`);
  return value;
}

function matches(pattern: Values, leg: Values): boolean {
  return Object.entries(pattern).every(([name, value]) => sameValue(value, leg[name]));
}

function contradicts(one: Values, base: Values): boolean {
  return Object.entries(one).some(([name, value]) => name in base && !sameValue(value, base[name]));
}
