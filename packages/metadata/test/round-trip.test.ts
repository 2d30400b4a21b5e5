import {
  type AnyMetadata,
  baseUrlBuilder,
  downgrade,
  parse,
  serialize,
  upgrade,
} from "@compose-actions/metadata";
import fc, { type Arbitrary } from "fast-check";
import { describe, expect, test } from "vitest";
import { composeinfo, extraFiles, images, modules, rpms, sha256File } from "./support/arbitraries.ts";

const RUNS = { numRuns: 150 };
const MODELS = { images, rpms, extraFiles, modules, composeinfo } as const;
const all = Object.entries(MODELS).flatMap(([name, make]) =>
  ([1, 2] as const).map((generation) => ({
    name,
    generation,
    models: make(generation) as Arbitrary<AnyMetadata>,
  })),
);

describe.each(all)("$name of generation $generation", ({ models }) => {
  test("a model that is written and read again is the same", () => {
    fc.assert(
      fc.property(models, (model) => {
        const text = serialize(model);
        expect(parse(text).model).toEqual(model);
        expect(serialize(parse(text).model)).toBe(text);
      }),
      RUNS,
    );
  });

  test("files are ASCII, without a line end at the end", () => {
    fc.assert(
      fc.property(models, (model) => {
        expect(serialize(model)).toMatch(/^\{\n[\x20-\x7e\n]*\n\}$/);
      }),
      RUNS,
    );
  });

  test("the order of the entries in memory does not matter", () => {
    fc.assert(
      fc.property(models, (model) => {
        expect(serialize(reversed(model))).toBe(serialize(model));
      }),
      RUNS,
    );
  });
});

const url = baseUrlBuilder("https://cdn.example.com/compose");

describe("upgrade and downgrade give the same bytes", () => {
  test.each([
    { name: "rpms", models: rpms(1) },
    { name: "composeinfo", models: composeinfo(1) },
    { name: "images with only sha256", models: images(1, sha256File) },
    { name: "U1: extra files", models: extraFiles(1).filter(hasOneChecksumEach) },
  ] as { name: string; models: Arbitrary<AnyMetadata> }[])("$name", ({ models }) => {
    fc.assert(
      fc.property(models, (model) => {
        const there = parse(serialize(upgrade(model, { url }).model)).model;
        expect(serialize(downgrade(there).model)).toBe(serialize(model));
      }),
      RUNS,
    );
  });

  test("U2: upgrading 2.0 again with the same URLs changes nothing", () => {
    fc.assert(
      fc.property(rpms(1), (model) => {
        const once = upgrade(model, { url }).model;
        expect(serialize(upgrade(once, { url }).model)).toBe(serialize(once));
      }),
      RUNS,
    );
  });
});

function hasOneChecksumEach(model: AnyMetadata): boolean {
  return (
    model.type === "extra_files" &&
    [...model.extraFiles.values()].every((arches) =>
      [...arches.values()].every((files) =>
        files.every(({ artifact }) => "checksums" in artifact && artifact.checksums.length <= 1),
      ),
    )
  );
}

/** Every map of a model the other way round; lists keep their order, which says something. */
function reversed<T>(value: T): T {
  if (value instanceof Map) {
    return new Map([...value].reverse().map(([name, part]) => [name, reversed(part)])) as T;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, reversed(part)])) as T;
}
