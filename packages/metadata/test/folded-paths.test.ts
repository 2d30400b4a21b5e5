import { foldedCollisions, PathFilter, SuspiciousPathError } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("collisions where case and accents make no difference (case 37)", () => {
  test.each([
    ["a/b", "A/B"],
    ["Packages/Foo.rpm", "Packages/foo.rpm"],
    ["caf\u00e9", "cafe\u0301"],
    ["CAF\u00c9", "cafe\u0301"],
    ["stra\u00dfe", "STRASSE"],
    ["stra\u1e9ee", "strasse"],
    ["\u017f", "S"],
    ["\u03c3", "\u03c2"],
    ["\u212a", "k"],
    ["\u212b", "\u00e5"],
    ["\ufb01x", "FIX"],
  ])("%j and %j", (a, b) => {
    expect(foldedCollisions([a, b])).toEqual([{ a, b }]);
    expect(foldedCollisions([b, "other", a])).toEqual([{ a: b, b: a }]);
  });

  test.each([
    [["a", "b", "A-", "a/x"]],
    [["a", "a"]],
    [["caf\u00e9", "cafe"]],
    [["A/x", "a/y"]],
    [["ab", "a/b"]],
  ])("none in %j", (paths) => {
    expect(foldedCollisions(paths)).toEqual([]);
  });

  test("a file and the directory of another", () => {
    expect(foldedCollisions(["x/A", "x/a/b/c"])).toEqual([{ a: "x/A", b: "x/a/b/c" }]);
    expect(foldedCollisions(["x/a/b/c", "x/A"])).toEqual([{ a: "x/A", b: "x/a/b/c" }]);
  });

  test("each with the first", () => {
    expect(foldedCollisions(["a", "A", "b", "\u0041", "B"])).toEqual([
      { a: "a", b: "A" },
      { a: "a", b: "A" },
      { a: "b", b: "B" },
    ]);
  });

  test("paths collide exactly when their spellings in one case do", () => {
    const name = fc.string({
      unit: fc.constantFrom("a", "A", "b", "B", "\u00e4", "\u00c4", "a\u0308"),
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 12 }), (names) => {
        const spellings = new Set(names.map((one) => one.normalize("NFC").toUpperCase()));
        expect(foldedCollisions(names).length).toBe(names.length - spellings.size);
      }),
    );
  });

  test("the filter suspects all that collide, whatever its seed, and directories in two spellings not", () => {
    const part = fc.constantFrom("a", "A", "b", "\u00e4", "\u00c4", "a\u0308", "\u212a", "k");
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 6 }), fc.integer(), (paths, seed) => {
        const filter = new PathFilter(seed);
        const add = () => {
          for (const localPath of paths) filter.add({ localPath, size: 1, checksums: [] });
        };
        const isConflict = paths.some((one) => paths.some((other) => other.startsWith(`${one}/`)));
        if (foldedCollisions(paths).length > 0) expect(add).toThrow(SuspiciousPathError);
        else if (!isConflict) expect(add).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});
