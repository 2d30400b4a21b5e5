import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldedCollisions, portableNameProblem } from "../../src/files/names.ts";

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
});

describe("names that Windows does not have (case 36)", () => {
  test.each([
    "CON",
    "con",
    "a/NUL.txt",
    "nul.tar.gz",
    "COM1",
    "COM\u00b9",
    "lpt\u00b3.x",
    "COM0",
    "aux/file",
    "PRN .txt",
    "CONIN$",
    "a/conout$",
    "file.",
    "file ",
    "dir./file",
    "dir /file",
    "a:b",
    "a/b:stream",
    "a<b",
    "a>b",
    'a"b',
    "a|b",
    "a?b",
    "a*b",
    "a\\b",
    "a\u0001b",
  ])("%j", (path) => {
    expect(portableNameProblem(path)).toMatch(/^(?:a part of )?the path /);
  });

  test("the sentence names what is wrong", () => {
    expect(portableNameProblem("x/Nul.txt")).toBe(
      "a part of the path is Nul, a name that Windows reserves for a device",
    );
    expect(portableNameProblem("conin$")).toBe(
      "a part of the path is conin$, a name that Windows reserves for a device",
    );
    expect(portableNameProblem("a:b")).toBe(
      "the path has the character :, which names on Windows cannot have",
    );
  });

  test.each([
    "console",
    "CON1",
    "com",
    "COM10",
    "a.con",
    "nul-x",
    "lpt",
    "aux_",
    ".x",
    "a..b",
    "Packages/c/c++-1^2~3.rpm",
    "caf\u00e9",
  ])("%j is fine", (path) => {
    expect(portableNameProblem(path)).toBeUndefined();
  });
});
