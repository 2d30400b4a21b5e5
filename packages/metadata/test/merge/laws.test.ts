import { type AnyMetadata, serialize } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { denseFiles } from "../support/dense.ts";
import { composes, expectLaws, outcomeOf, split, spreads } from "../support/fragments.ts";

const RUNS = { numRuns: 150 };

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
        fc.pre(outcome !== "conflict" && models.every(namesOnce));
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

/** An entry that a list has twice is kept once. */
function namesOnce(model: AnyMetadata): boolean {
  const lists =
    model.type === "extra_files"
      ? [...model.extraFiles.values()].flatMap((arches) => [...arches.values()])
      : [];
  return lists.every((list) => new Set(list.map(({ artifact }) => artifact.localPath)).size === list.length);
}
