import { type AnyMetadata, serialize } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { denseFiles } from "../support/dense.ts";
import { composes, outcomeOf, outcomeOfOutcomes, split, spreads } from "../support/fragments.ts";

const RUNS = { numRuns: 150 };

/** How the files of three jobs can be merged, all of which must come to the same. */
function expectLaws([a = [], b = [], c = []]: readonly (readonly AnyMetadata[])[]) {
  const expected = outcomeOf([...a, ...b, ...c]);
  expect(outcomeOf([...c, ...a, ...b])).toEqual(expected);
  expect(outcomeOf([...a, ...b, ...c].reverse())).toEqual(expected);
  expect(outcomeOf([...a, ...b, ...c, ...b, ...a])).toEqual(expected);
  expect(outcomeOfOutcomes([outcomeOf([...a, ...b]), outcomeOf(c)])).toEqual(expected);
  expect(outcomeOfOutcomes([outcomeOf(a), outcomeOf([...b, ...c])])).toEqual(expected);
  expect(outcomeOfOutcomes([outcomeOf([...a, ...c]), outcomeOf([...b, ...c])])).toEqual(expected);
  expect(outcomeOfOutcomes([expected, expected])).toEqual(expected);
  expect(outcomeOfOutcomes([outcomeOf(b), expected])).toEqual(expected);
  return expected;
}

describe.each([1, 2] as const)("generation %i: neither order nor steps matter", (generation) => {
  test.each(["never", "sometimes"] as const)("for parts of any compose, which disagree %s", (disagree) => {
    const counts = { merged: 0, conflict: 0 };
    fc.assert(
      fc.property(composes(generation), spreads, (models, spread) => {
        const outcome = expectLaws(split(models, spread, disagree));
        counts[outcome === "conflict" ? "conflict" : "merged"] += 1;
      }),
      RUNS,
    );
    // Otherwise the laws may hold because nothing can be merged.
    expect(counts.merged).toBeGreaterThan(RUNS.numRuns / 10);
  });

  test("for files that speak of the same few things", () => {
    const counts = { merged: 0, conflict: 0 };
    const files = fc.array(denseFiles(generation), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.tuple(files, files, files), (jobs) => {
        const outcome = expectLaws(jobs);
        counts[outcome === "conflict" ? "conflict" : "merged"] += 1;
      }),
      { numRuns: 600 },
    );
    expect(counts.merged).toBeGreaterThan(100);
    expect(counts.conflict).toBeGreaterThan(100);
  });

  test("what a compose says is not changed when it is merged with itself or alone", () => {
    fc.assert(
      fc.property(composes(generation), (models) => {
        const outcome = outcomeOf(models);
        fc.pre(outcome !== "conflict");
        const [first] = models;
        fc.pre(first !== undefined && first.type !== "composeinfo");
        const texts = models.filter(({ type }) => type !== "composeinfo").map(serialize);
        expect(outcome).toEqual(expect.arrayContaining(texts));
        expect(outcomeOf([...models, ...models])).toEqual(outcome);
      }),
      RUNS,
    );
  });
});
