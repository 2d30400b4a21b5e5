import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayPass } from "../../src/index.ts";
import { causeText, rootCauses } from "../../src/osbuild-composer/causes.ts";
import { isSameRequest } from "../../src/osbuild-composer/same-request.ts";

const json = fc.jsonValue();

describe("the causes of a failure", () => {
  test("several roots are all said, each once", () => {
    const leaf = (id: number, reason: string) => ({ id, reason });
    const error = {
      id: 28,
      reason: "at least one target failed",
      details: [leaf(11, "a"), leaf(11, "b"), leaf(11, "a")],
    };
    expect(causeText(error)).toBe("a (error 11); b (error 11)");
  });

  test("what is nested without end, or wide, comes to an end", () => {
    let deep: object = { id: 1, reason: "root" };
    for (let level = 0; level < 1000; level++) deep = { id: 9, reason: "level", details: [deep] };
    expect(rootCauses(deep)).toHaveLength(1);
    const wide = {
      id: 9,
      reason: "x",
      details: Array.from({ length: 5000 }, () => ({ id: 1, reason: "y" })),
    };
    expect(rootCauses(wide).length).toBeLessThanOrEqual(20);
  });

  test("whatever a service says, one line comes of it, or nothing", () => {
    fc.assert(
      fc.property(json, fc.string(), (details, reason) => {
        expect(causeText(details) ?? "").not.toMatch(/[\n\r]/);
        expect(causeText({ id: 1, reason, details })).toBeDefined();
      }),
    );
  });

  test.each([
    [{ id: 27, reason: "worker lost" }, true],
    [{ id: 28, reason: "x", details: [{ id: 11, reason: "upload" }] }, true],
    [
      { id: 9, reason: "x", details: [{ id: 5, reason: "x", details: [{ id: 21, reason: "marking" }] }] },
      false,
    ],
    [
      {
        id: 28,
        reason: "x",
        details: [
          { id: 11, reason: "upload" },
          { id: 2, reason: "config" },
        ],
      },
      false,
    ],
    [{ reason: "no id" }, false],
    [undefined, false],
  ])("may pass another time: %j is %s", (error, expected) => {
    expect(mayPass(error)).toBe(expected);
  });
});

describe("the same request", () => {
  test.each([
    [{ a: 1 }, { a: 1, b: null, c: false, d: [], e: {}, f: "", g: 0 }, true],
    [{ a: 1, image: { size: 0 } }, { a: 1 }, true],
    [{ a: [1, 2] }, { a: [2, 1] }, false],
    [{ a: [1] }, { a: [1, null] }, false],
    [{ a: { b: "x" } }, { a: { b: "y" } }, false],
    [{ a: 1 }, { a: "1" }, false],
    [{ a: [] }, { a: {} }, true],
    [{ a: 1 }, undefined, false],
  ])("%j and %j: %s", (sent, kept, expected) => {
    expect(isSameRequest(sent, kept)).toBe(expected);
  });

  test("is itself, in any order of keys, and the other way round", () => {
    const shuffled = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shuffled)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, shuffled(inner)]),
            )
          : value;
    fc.assert(
      fc.property(json, json, (one, other) => {
        expect(isSameRequest(one, shuffled(one))).toBe(true);
        expect(isSameRequest(one, other)).toBe(isSameRequest(other, one));
      }),
    );
  });
});
