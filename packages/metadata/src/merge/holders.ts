import { isChecksum } from "../grammar/checksum.ts";
import { showWhole } from "../json/describe.ts";
import { compareCodePoints } from "../json/order.ts";
import type { JsonPath } from "../json/slicer.ts";
import { formatPath } from "../read/checker.ts";
import type { ConflictLog, ConflictSide, MergeRule } from "./conflicts.ts";

/** A file and what it says of one thing. */
export interface Holder<T> {
  /** As the caller named it. */
  readonly file: string;
  readonly value: T;
  /** Where in the file's list the thing stands, when it is in a list. */
  readonly index?: number;
}

/**
 * Unites maps key by key. What only one file has is taken as it is, without a look at what lies in it.
 *
 * @param join - unites what several files have under one key
 */
export function uniteMaps<T>(
  holders: readonly Holder<ReadonlyMap<string, T>>[],
  join: (key: string, holders: readonly Holder<T>[]) => T,
): ReadonlyMap<string, T> {
  const [first, ...others] = holders;
  if (first !== undefined && others.length === 0) {
    return first.value;
  }
  return uniteEvery(holders, (key, found) => {
    const [only, ...more] = found;
    return only !== undefined && more.length === 0 ? only.value : join(key, found);
  });
}

/** {@link uniteMaps} for values that have to be looked at even when only one file has them. */
export function uniteEvery<T>(
  holders: readonly Holder<ReadonlyMap<string, T>>[],
  join: (key: string, holders: readonly Holder<T>[]) => T,
): ReadonlyMap<string, T> {
  const byKey = new Map<string, Holder<T>[]>();
  for (const { file, value: map } of holders) {
    for (const [key, value] of map) {
      const found = byKey.get(key);
      if (found === undefined) {
        byKey.set(key, [{ file, value }]);
      } else {
        found.push({ file, value });
      }
    }
  }
  return new Map([...byKey].map(([key, found]) => [key, join(key, found)]));
}

/**
 * Unites lists of things that a key tells apart. Lists in one order keep it; otherwise the union is sorted, so that it
 * does not depend on which file came first.
 */
export function uniteLists<T>(
  holders: readonly Holder<readonly T[]>[],
  keyOf: (element: T) => string,
  join: (key: string, holders: readonly Holder<T>[]) => T,
): T[] {
  const byKey = new Map<string, Holder<T>[]>();
  const orders = new Set<string>();
  for (const { file, value: list } of holders) {
    const order = new Set<string>();
    for (const [index, value] of list.entries()) {
      const key = keyOf(value);
      order.add(key);
      const found = byKey.get(key);
      if (found === undefined) {
        byKey.set(key, [{ file, value, index }]);
      } else {
        found.push({ file, value, index });
      }
    }
    // A file that lists nothing has no say in the order.
    if (order.size > 0) {
      orders.add(JSON.stringify([...order]));
    }
  }
  const keys = [...byKey.keys()];
  const ordered = orders.size <= 1 ? keys : keys.sort(compareCodePoints);
  return ordered.map((key) => join(key, byKey.get(key) as Holder<T>[]));
}

/** Something that can be compared, told apart by `===`. */
export type Plain = string | number | boolean | null;

/** Compares one field of a thing that several files describe. */
export interface FieldRule<T, V> {
  readonly rule: MergeRule;
  /** Steps from the thing to the field, as the file spells them. */
  readonly field: JsonPath;
  readonly read: (thing: T) => V;
  /** What tells values apart; by default the value itself. */
  readonly key?: (value: V) => Plain;
  /** Whether the value says nothing, so that any other fills it. By default null does. */
  readonly isAbsent?: (value: V) => boolean;
}

/** The things that are compared and where they stand. */
export interface Compared<T> {
  readonly log: ConflictLog;
  readonly holders: readonly Holder<T>[];
  /** The thing's place in the document, without the index in a list. */
  readonly at: JsonPath;
}

/**
 * The value that all holders agree in. Every other value is a conflict with the first one, named once.
 *
 * @returns the first value that is known; the first one when none is
 */
export function agreed<T, V>({ log, holders, at }: Compared<T>, rule: FieldRule<T, V>): V {
  const { read, isAbsent = (value) => value === null, key = (value) => value as Plain } = rule;
  const [start] = holders as readonly [Holder<T>, ...Holder<T>[]];
  let value = read(start.value);
  let first: Holder<T> | undefined;
  let others: Set<Plain> | undefined;
  for (const holder of holders) {
    const own = read(holder.value);
    if (isAbsent(own)) {
      continue;
    }
    if (first === undefined) {
      first = holder;
      value = own;
      continue;
    }
    const known = value;
    const name = key(own);
    if (name === key(known) || others?.has(name) === true) {
      continue;
    }
    others ??= new Set();
    others.add(name);
    const other = first;
    log.add(rule.rule, () => [
      sideOf(other, at, rule.field, shown(known)),
      sideOf(holder, at, rule.field, shown(own)),
    ]);
  }
  return value;
}

export function sideOf(holder: Holder<unknown>, at: JsonPath, field: JsonPath, value: string): ConflictSide {
  const place = holder.index === undefined ? at : [...at, holder.index];
  return { file: holder.file, path: formatPath([...place, ...field]), value };
}

const MAX_LISTED = 3;

/** A value in a conflict. A checksum is shown as a whole: its last digits may be what differs. */
export function shown(value: unknown): string {
  if (typeof value === "string") {
    return isChecksum(value) ? value : showWhole(value);
  }
  if (Array.isArray(value)) {
    const listed = value.slice(0, MAX_LISTED).map(shown).join(", ");
    return `[${listed}${value.length > MAX_LISTED ? `, and ${value.length - MAX_LISTED} more` : ""}]`;
  }
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
