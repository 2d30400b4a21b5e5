import { TransferFailure } from "@compose-actions/transfer/files";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LayoutIndex } from "../../src/layout/layout-index.ts";
import type { Digest } from "../../src/repository.ts";

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`;
const mediaType = "application/vnd.oci.image.manifest.v1+json";
const manifest = (letter: string) => ({ mediaType, digest: digest(letter), size: letter.charCodeAt(0) });

const parse = (value: unknown) => LayoutIndex.parse(Buffer.from(JSON.stringify(value)), "layout");
const listed = (index: LayoutIndex) =>
  (
    JSON.parse(index.serialize().toString()).manifests as {
      digest: string;
      annotations?: Record<string, string>;
    }[]
  ).map((entry) => [entry.digest.slice(7, 8), entry.annotations?.["org.opencontainers.image.ref.name"]]);

describe("the index of a layout", () => {
  test("has these very bytes", () => {
    const index = LayoutIndex.empty();
    expect(index.serialize().toString()).toBe(
      '{"manifests":[],"mediaType":"application/vnd.oci.image.index.v1+json","schemaVersion":2}\n',
    );
    index.tag("41", manifest("a"));
    expect(index.serialize().toString()).toBe(
      `{"manifests":[{"annotations":{"org.opencontainers.image.ref.name":"41"},"digest":"${digest("a")}",` +
        `"mediaType":"${mediaType}","size":97}],"mediaType":"application/vnd.oci.image.index.v1+json","schemaVersion":2}\n`,
    );
  });

  test("lists a manifest by its tags, or by itself", () => {
    const index = LayoutIndex.empty();
    index.add(manifest("a"));
    index.add(manifest("a"));
    expect(listed(index)).toEqual([["a", undefined]]);
    index.tag("x", manifest("a"));
    index.tag("y", manifest("a"));
    expect(listed(index)).toEqual([
      ["a", "x"],
      ["a", "y"],
    ]);
    index.tag("x", manifest("b"));
    expect(listed(index)).toEqual([
      ["b", "x"],
      ["a", "y"],
    ]);
    index.tag("y", manifest("b"));
    expect(listed(index)).toEqual([
      ["a", undefined],
      ["b", "x"],
      ["b", "y"],
    ]);
    expect(index.resolve("y")).toBe(digest("b"));
    expect(index.resolve("z")).toBeUndefined();
  });

  test("keeps what others wrote", () => {
    const foreign = {
      schemaVersion: 2,
      annotations: { who: "somebody", manifests: "[]" },
      manifests: [
        { ...manifest("c"), platform: { os: "linux", architecture: "amd64", "os.features": null } },
        { ...manifest("c"), annotations: { "org.opencontainers.image.ref.name": "old", other: "1" } },
        { mediaType, digest: `sha512:${"0".repeat(128)}`, size: 1, annotations: null },
      ],
    };
    const index = parse(foreign);
    index.tag("old", manifest("d"));
    const after = JSON.parse(index.serialize().toString());
    expect(after.annotations).toEqual(foreign.annotations);
    expect(after.manifests).toEqual(
      expect.arrayContaining([
        { ...manifest("c"), platform: { os: "linux", architecture: "amd64" } },
        { mediaType, digest: `sha512:${"0".repeat(128)}`, size: 1 },
        { ...manifest("d"), annotations: { "org.opencontainers.image.ref.name": "old" } },
      ]),
    );
    expect(after.manifests).toHaveLength(3);
  });

  test("lists a manifest that lost its last tag with what else was said of it", () => {
    const index = parse({
      schemaVersion: 2,
      manifests: [
        { ...manifest("c"), annotations: { "org.opencontainers.image.ref.name": "x", other: "1" } },
      ],
    });
    index.tag("x", manifest("d"));
    expect(JSON.parse(index.serialize().toString()).manifests).toContainEqual({
      ...manifest("c"),
      annotations: { other: "1" },
    });
  });

  test("does not choose between two manifests of one tag", () => {
    const tagged = (letter: string) => ({
      ...manifest(letter),
      annotations: { "org.opencontainers.image.ref.name": "x" },
    });
    const index = parse({ schemaVersion: 2, manifests: [tagged("a"), tagged("b")] });
    expect(() => index.resolve("x")).toThrow(TransferFailure);
    index.tag("x", manifest("c"));
    expect(index.resolve("x")).toBe(digest("c"));
    expect(listed(index)).toEqual([
      ["a", undefined],
      ["b", undefined],
      ["c", "x"],
    ]);
    expect(parse({ schemaVersion: 2, manifests: [tagged("a"), tagged("a")] }).resolve("x")).toBe(digest("a"));
  });

  test.each<[string, string]>([
    ["no JSON", "{"],
    ["no object", "[]"],
    ["no index", '{"schemaVersion":1,"manifests":[]}'],
    ["no list", '{"schemaVersion":2,"manifests":{}}'],
    ["no descriptor", '{"schemaVersion":2,"manifests":[{}]}'],
    [
      "a path for a digest",
      `{"schemaVersion":2,"manifests":[{"mediaType":"a/b","digest":"sha256:../x","size":1}]}`,
    ],
    [
      "a size that is none",
      `{"schemaVersion":2,"manifests":[{"mediaType":"a/b","digest":"${digest("a")}","size":-1}]}`,
    ],
    [
      "a size that is rounded",
      `{"schemaVersion":2,"manifests":[{"mediaType":"a/b","digest":"${digest("a")}","size":9007199254740993}]}`,
    ],
    ["a key twice", '{"schemaVersion":2,"schemaVersion":2,"manifests":[]}'],
  ])("is refused when it is %s", (_what, text) => {
    expect(() => LayoutIndex.parse(Buffer.from(text), "layout")).toThrow(
      expect.objectContaining({ failure: "manifest" }),
    );
  });

  test("is the same after being written and read, whatever is done to it and in which order tags come", () => {
    const letters = fc.constantFrom(..."abcdef");
    const step = fc.oneof(
      fc.record({ tag: fc.constantFrom("x", "y", "z"), letter: letters }),
      fc.record({ tag: fc.constant(undefined), letter: letters }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let index = LayoutIndex.empty();
        const tags = new Map<string, string>();
        const all = new Set<string>();
        for (const { tag, letter } of steps) {
          if (tag === undefined) {
            index.add(manifest(letter));
          } else {
            index.tag(tag, manifest(letter));
            tags.set(tag, letter);
          }
          all.add(letter);
          const bytes = index.serialize();
          index = LayoutIndex.parse(bytes, "layout");
          expect(index.serialize().equals(bytes)).toBe(true);
        }
        const entries = listed(index);
        expect(
          new Map(entries.flatMap(([letter, tag]) => (tag === undefined ? [] : [[tag, letter]]))),
        ).toEqual(tags);
        // Every manifest is listed, and by itself only when it has no tag.
        expect(new Set(entries.map(([letter]) => letter))).toEqual(all);
        const tagged = new Set(tags.values());
        expect(entries.filter(([, tag]) => tag === undefined).map(([letter]) => letter)).toEqual(
          [...all].filter((letter) => !tagged.has(letter)).sort(),
        );
      }),
    );
  });
});
