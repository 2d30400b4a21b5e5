import { expect, test } from "vitest";
import { latest, metadataOf } from "../../src/artifacts/latest.ts";
import { type ArtifactName, artifactNameText } from "../../src/artifacts/names.ts";

const origin = (step: string, matrix = "1") => `0000000${matrix}0000000${step}`;
const stored = (facts: Partial<ArtifactName>, { execution = 0n, time = 0 } = {}) => {
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
  return { name, key: artifactNameText(name), execution, time };
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

test("two sizes of a matrix at one start contradict each other, in whatever order they are listed", () => {
  const legs = [stored({ legs: 2 }), stored({ leg: 1, legs: 2 }), stored({ legs: 3 })];
  for (const listed of [legs, legs.toReversed()]) {
    for (const read of [() => latest(listed), () => metadataOf(listed, true)]) {
      expect(read).toThrow(
        expect.objectContaining({
          exitCode: 1,
          message: expect.stringContaining("legs of 2 and legs of 3"),
          remedy: expect.stringContaining("compose-actions-artifacts/compose"),
          details: expect.arrayContaining([stored({ legs: 3 }).key]),
        }),
      );
    }
  }
  // A later start of the job tells, and reports are not asked about metadata.
  const later = stored({ legs: 3 }, { execution: 2n });
  expect(latest([stored({ legs: 2 }, { execution: 1n }), later])).toEqual([later]);
  const reports = [stored({ content: "report", legs: 2 }), stored({ content: "report", legs: 3 })];
  expect(metadataOf([stored({}), ...reports], false)).toEqual([stored({})]);
});

test("what was merged before a job was started again stands for nothing, where the attempt does not say it", () => {
  const merged = { content: "merged", origin: origin("b") } as const;
  const taken = (part: object, whole: object) => () =>
    metadataOf([stored({}, part), stored(merged, whole)], false);
  const again = /run again after it was merged/;
  expect(taken({ execution: 13n, time: 5 }, { execution: 12n, time: 4 })).toThrow(again);
  expect(taken({ time: 5 }, { time: 4 })).toThrow(again);
  // Jobs that are numbered in another order than they run in; a clock that is slow; a part in its time.
  expect(taken({ execution: 13n, time: 4 }, { execution: 12n, time: 5 })()).toHaveLength(1);
  expect(taken({ execution: 11n, time: 5 }, { execution: 12n, time: 4 })()).toHaveLength(1);
  expect(taken({ time: 4 }, { time: 4 })()).toHaveLength(1);
  // The merging job of a later attempt has what the parts had before.
  const later = [stored({}, { execution: 13n, time: 5 }), stored({ ...merged, attempt: 2 }, { time: 4 })];
  expect(metadataOf(later, false)).toHaveLength(1);
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
