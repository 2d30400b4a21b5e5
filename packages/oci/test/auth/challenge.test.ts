import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { challengesOf, parseChallenges } from "../../src/auth/challenge.ts";

const read = (text: string) =>
  parseChallenges(text).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe("challenges", () => {
  test.each([
    [
      'Bearer realm="https://auth.example/token",service="r.example",scope="repository:a/b:pull,push"',
      [
        [
          "bearer",
          { realm: "https://auth.example/token", service: "r.example", scope: "repository:a/b:pull,push" },
        ],
      ],
    ],
    ['Basic realm="basic-realm"', [["basic", { realm: "basic-realm" }]]],
    [
      'Basic realm="a, b", Bearer realm="https://x.example/" , service = "s"',
      [
        ["basic", { realm: "a, b" }],
        ["bearer", { realm: "https://x.example/", service: "s" }],
      ],
    ],
    ["bearer realm=https://x.example/t", [["bearer", { realm: "https://x.example/t" }]]],
    [
      "Negotiate abc123==, Basic realm=x",
      [
        ["negotiate", {}],
        ["basic", { realm: "x" }],
      ],
    ],
    ["Negotiate", [["negotiate", {}]]],
    ['Bearer realm="a\\"b\\\\c"', [["bearer", { realm: 'a"b\\c' }]]],
    ['Bearer REALM="a", realm="b"', [["bearer", { realm: "a" }]]],
    [',, Bearer , ,realm="a",', [["bearer", { realm: "a" }]]],
  ])("%s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test.each([
    ["", []],
    ["=", []],
    ['realm="a"', [["realm", {}]]],
    ['Bearer realm="a', [["bearer", {}]]],
    ['Basic realm="x", "', [["basic", { realm: "x" }]]],
    ["Bearer realm=", [["bearer", {}]]],
    ["\u00e9", []],
  ])("that are malformed count as far as they can be read: %j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test("may stand in several headers", () => {
    const headers = { "www-authenticate": ["Basic realm=x", 'Bearer realm="y"'] };
    expect(challengesOf(headers).map(({ scheme }) => scheme)).toEqual(["basic", "bearer"]);
    expect(challengesOf({})).toEqual([]);
  });

  test("are read in time, however long and strange they are", () => {
    expect(read(`Bearer ${"a=b,".repeat(100_000)}`)).toEqual([]);
    expect(read("Basic,".repeat(1000))).toHaveLength(16);
    for (const part of ["Bearer ", ' realm="', "a", ",", "= ", '\\"', '"a" ']) {
      const before = performance.now();
      read(part.repeat(Math.floor(8192 / part.length)));
      expect(performance.now() - before).toBeLessThan(2000);
    }
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'Bearer realm="\\,; \t=abc') }), (text) => {
        parseChallenges(text);
      }),
    );
  });
});
