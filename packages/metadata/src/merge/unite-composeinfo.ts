import { compareCodePoints } from "../json/order.ts";
import type { JsonPath } from "../json/slicer.ts";
import type { Artifact, BaseProduct, Composeinfo, Release, Variant } from "../model.ts";
import type { ConflictLog, MergeRule } from "./conflicts.ts";
import { isMadeFromUid } from "./declared-variants.ts";
import { agreed, type Compared, type Holder, uniteMaps } from "./holders.ts";
import { uniteArtifact } from "./unite-artifact.ts";

type ComposeinfoParts = Pick<Composeinfo<Artifact>, "release" | "baseProduct" | "variants">;

/** What several composeinfo.json files say: one release; all their variants with all arches and paths. */
export function uniteComposeinfo(
  holders: readonly Holder<Composeinfo<Artifact>>[],
  log: ConflictLog,
): ComposeinfoParts {
  const releases = holders.map(({ file, value }) => ({ file, value: value.release }));
  const products = known(holders, ({ baseProduct }) => baseProduct);
  return {
    release: uniteRelease({ log, holders: releases, at: ["payload", "release"] }, "release"),
    baseProduct:
      products.length === 0
        ? null
        : uniteNames({ log, holders: products, at: ["payload", "base_product"] }, "release"),
    variants: uniteMaps(
      holders.map(({ file, value }) => ({ file, value: value.variants })),
      (uid, variants) => uniteVariant({ log, holders: variants, at: ["payload", "variants", uid] }),
    ),
  };
}

function uniteRelease(compared: Compared<Release>, rule: MergeRule): Release {
  return {
    ...(uniteNames(compared, rule) as Release),
    isLayered: agreed(compared, { rule, field: ["is_layered"], read: ({ isLayered }) => isLayered }),
    internal: agreed(compared, { rule, field: ["internal"], read: ({ internal }) => internal }),
  };
}

function uniteNames(compared: Compared<BaseProduct>, rule: MergeRule): BaseProduct {
  const text = (name: keyof BaseProduct) =>
    agreed(compared, { rule, field: [name], read: (product) => product[name] });
  return { name: text("name"), short: text("short"), version: text("version"), type: text("type") };
}

/** A definition that says no more than the uid gives way to any other. */
function uniteVariant(compared: Compared<Variant<Artifact>>): Variant<Artifact> {
  const { log, holders, at } = compared;
  const telling = holders.filter(({ value }) => !isMadeFromUid(value));
  const defined = { log, holders: telling.length === 0 ? holders : telling, at };
  const releases = known(defined.holders, ({ release }) => release);
  const read = <Name extends "id" | "name" | "type">(name: Name): Variant<Artifact>[Name] =>
    agreed(defined, { rule: "variant", field: [name], read: (variant) => variant[name] });
  return {
    id: read("id"),
    uid: defined.holders[0]?.value.uid as string,
    name: read("name"),
    type: read("type"),
    arches: unionOf(holders, ({ arches }) => arches),
    paths: unitePaths(compared),
    children: unionOf(holders, ({ children }) => children),
    release:
      releases.length === 0
        ? null
        : uniteRelease({ log, holders: releases, at: [...at, "release"] }, "variant"),
  };
}

function unitePaths({ log, holders, at }: Compared<Variant<Artifact>>): Variant<Artifact>["paths"] {
  return uniteMaps(
    holders.map(({ file, value }) => ({ file, value: value.paths })),
    (category, places) =>
      uniteMaps(places, (arch, artifacts) => {
        const place: JsonPath = [...at, "paths", category, arch];
        return uniteArtifact({ log, holders: artifacts, at: place }, { location: [], path: [] });
      }),
  );
}

/** What some of the holders know. */
function known<T, U>(holders: readonly Holder<T>[], read: (value: T) => U | null): Holder<U>[] {
  return holders.flatMap(({ file, value }) => {
    const part = read(value);
    return part === null ? [] : [{ file, value: part }];
  });
}

function unionOf<T>(holders: readonly Holder<T>[], read: (value: T) => readonly string[]): readonly string[] {
  return [...new Set(holders.flatMap(({ value }) => read(value)))].sort(compareCodePoints);
}
