import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { denseFiles } from "../support/dense.ts";
import { expectLaws } from "../support/fragments.ts";

describe.each([1, 2] as const)("generation %i: neither order nor steps matter", (generation) => {
  test("for very many files that speak of the same few things", () => {
    const outcomes = new Set<boolean>();
    const files = fc.array(denseFiles(generation), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.tuple(files, files, files), (jobs) => {
        outcomes.add(expectLaws(jobs) === "conflict");
      }),
      { numRuns: 10_000 },
    );
    expect(outcomes.size).toBe(2);
  });
});
