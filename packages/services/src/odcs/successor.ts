import { sourceTypeName } from "./codes.ts";
import type { OdcsRenewWish } from "./renew-wish.ts";
import { OVERWRITTEN, type Sameness } from "./same-request.ts";
import { type OdcsCompose, words } from "./wire.ts";

/**
 * Whether a compose is the one that a renewal has made in the place of another one. It says which one it takes the place
 * of, unless that one never got as far as to have a name. `maybe`: a worker may have written over what it was made from.
 */
export function isSuccessor(old: OdcsCompose, wish: OdcsRenewWish, compose: OdcsCompose): Sameness {
  const predecessor = old.pungi_compose_id ?? undefined;
  const isOfAnother = predecessor !== undefined && compose.respin_of !== predecessor;
  if (isOfAnother || compose.source_type !== old.source_type) {
    return "different";
  }
  const differing = differences(old, wish, compose);
  if (differing.length === 0) {
    return "same";
  }
  const type = sourceTypeName(old.source_type ?? 0);
  const overwritten = type === undefined || compose.state === 0 ? undefined : OVERWRITTEN[type];
  return differing.every((name) => overwritten?.has(name)) ? "maybe" : "different";
}

function differences(old: OdcsCompose, wish: OdcsRenewWish, compose: OdcsCompose): readonly string[] {
  const isSame = (name: "source" | "packages" | "arches"): boolean =>
    isSameSet(words(old[name]), words(compose[name]));
  const pairs: readonly (readonly [string, boolean])[] = [
    ["source", isSame("source")],
    ["packages", isSame("packages")],
    ["arches", isSame("arches")],
    ["builds", isSameSet(wish.builds ?? words(old.builds), words(compose.builds))],
    ["modules", isSameSet(wish.modules ?? words(old.modules), words(compose.modules))],
    // Their order is a preference.
    ["sigkeys", (wish.sigkeys?.join(" ") ?? old.sigkeys ?? "") === (compose.sigkeys ?? "")],
    ["flags", isSameSet(old.flags ?? [], compose.flags ?? [])],
    ["results", isSameSet(old.results ?? [], compose.results ?? [])],
  ];
  return pairs.filter(([, isAlike]) => !isAlike).map(([name]) => name);
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  const [left, right] = [new Set(one), new Set(other)];
  return left.size === right.size && [...left].every((item) => right.has(item));
}
