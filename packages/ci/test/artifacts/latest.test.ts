import { expect, test } from "vitest";
import { latest, metadataOf } from "../../src/artifacts/latest.ts";
import { type ArtifactName, artifactNameText } from "../../src/artifacts/names.ts";

const origin = (step: string, matrix = "1") => `0000000${matrix}0000000${step}`;
const stored = (facts: Partial<ArtifactName>) => {
  const name: ArtifactName = {
    name: "compose",
    content: "part",
    label: "build",
    origin: origin("a"),
    leg: 0,
    legs: 1,
    attempt: 1,
    ...facts,
  };
  return { name, key: artifactNameText(name) };
};

test("of every leg the highest attempt counts, in whatever order they are listed", () => {
  const [first, again, other] = [
    stored({ leg: 0, legs: 2 }),
    stored({ leg: 0, legs: 2, attempt: 10 }),
    stored({ leg: 1, legs: 2, attempt: 9 }),
  ];
  expect(latest([first, again, other])).toEqual([again, other]);
  expect(latest([other, again, first])).toEqual([again, other]);
});

test("legs of a matrix that had another size count no more", () => {
  const former = [0, 1, 2].map((leg) => stored({ leg, legs: 3 }));
  const present = [0, 1].map((leg) => stored({ leg, legs: 2, attempt: 2 }));
  const elsewhere = stored({ origin: origin("b"), leg: 2, legs: 3 });
  expect(latest([...former, ...present, elsewhere])).toEqual([...present, elsewhere]);
});

test("what was merged stands for the parts, but not for the step that merges them", () => {
  const [part, merged, report] = [stored({}), stored({ content: "merged" }), stored({ content: "report" })];
  expect(metadataOf([part, report], false)).toEqual([part]);
  expect(metadataOf([part, merged, report], false)).toEqual([merged]);
  expect(metadataOf([part, merged, report], true)).toEqual([part]);
  expect(metadataOf([], false)).toEqual([]);
});

test("what was merged before a part was made again, or twice, stands for nothing", () => {
  const merged = stored({ content: "merged", origin: origin("b") });
  expect(() => metadataOf([stored({ attempt: 2 }), merged], false)).toThrow(/run again after it was merged/);
  const other = stored({ content: "merged", origin: origin("c") });
  expect(() => metadataOf([stored({}), merged, other], false)).toThrow(/several jobs/);
  expect(metadataOf([stored({}), stored({ ...merged.name, attempt: 2 }), merged], false)).toHaveLength(1);
});

test("parts are not taken when the names tell that legs of a matrix are missing", () => {
  const legs = (step: string, matrix: string, ...there: number[]) =>
    there.map((leg) => stored({ origin: origin(step, matrix), leg, legs: 3, label: `job-${leg}` }));
  for (const partsOnly of [true, false]) {
    expect(() => metadataOf(legs("a", "1", 0, 2), partsOnly)).toThrow(
      expect.objectContaining({
        exitCode: 1,
        message: "a job of a matrix has handed nothing on: leg 2 of 3, beside job-0",
      }),
    );
    expect(metadataOf(legs("a", "1", 0, 1, 2), partsOnly)).toHaveLength(3);
    // Other steps of the same legs may do it, but no other jobs.
    expect(metadataOf([...legs("a", "1", 0, 2), ...legs("b", "1", 1)], partsOnly)).toHaveLength(3);
    expect(() => metadataOf([...legs("a", "1", 0, 2), ...legs("b", "2", 0, 1, 2)], partsOnly)).toThrow(
      /leg 2 of 3/,
    );
  }
  const merged = stored({ content: "merged", origin: origin("m") });
  expect(metadataOf([...legs("a", "1", 0, 2), merged], false)).toEqual([merged]);
});
