import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ARTIFACT_CONTENTS,
  type ArtifactName,
  artifactNameText,
  matrixOf,
  parseArtifactName,
  parsePlaceText,
  placeOf,
  placeText,
} from "../../src/artifacts/names.ts";

const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/);
const facts = fc.record({
  job: fc.string({ unit: "binary" }),
  group: fc.string({ unit: "binary" }),
  step: fc.array(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 2 }),
  attempt: fc.integer({ min: 1, max: 999_999 }),
  leg: fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .record({ total: fc.integer({ min: 1, max: 256 }), index: fc.nat(255), matrix: fc.jsonValue() })
      .map(({ total, index, matrix }) => `${index % total}/${total} ${JSON.stringify(matrix, undefined, 2)}`),
  ),
  shard: fc.oneof(fc.constant(""), fc.constant("2/4"), fc.string()),
});
const artifact: fc.Arbitrary<ArtifactName> = fc
  .tuple(name, fc.constantFrom(...ARTIFACT_CONTENTS), facts)
  .map(([own, content, place]) => ({ name: own, content, ...placeOf(place) }));

test("a name is read back as it was made, whatever the job, its matrix and the name hold", () => {
  fc.assert(
    fc.property(artifact, (one) => {
      const text = artifactNameText(one);
      expect(parseArtifactName(text)).toEqual(one);
      expect(parsePlaceText(placeText(one))).toEqual({ ...one, name: undefined });
      // What the service takes, and what can be the name of a directory.
      expect(text).toMatch(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/);
      expect(text.length).toBeLessThan(200);
    }),
  );
});

test("two names are the same text only when they are the same", () => {
  fc.assert(
    fc.property(artifact, artifact, (one, other) => {
      expect(artifactNameText(one) === artifactNameText(other)).toBe(
        JSON.stringify(one) === JSON.stringify(other),
      );
    }),
  );
});

test("what others have uploaded is not taken for one of ours", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const parsed = parseArtifactName(text);
      if (parsed !== undefined) expect(artifactNameText(parsed)).toBe(text);
    }),
  );
  for (const text of [
    "",
    "dist",
    "compose.part.build.0000000000000000-0-1",
    ".part.build.0000000000000000-0-1.1",
    "..part.build.0000000000000000-0-1.1",
    "a/b.part.build.0000000000000000-0-1.1",
    "a.part.build.0000000000000000-1-1.1",
    "a.part.build.0000000000000000-0-1.0",
    "a.whole.build.0000000000000000-0-1.1",
    "a.part.b/c.0000000000000000-0-1.1",
  ]) {
    expect(parseArtifactName(text)).toBeUndefined();
  }
});

const here = { job: "build", group: "build", step: ["__record"], attempt: 1, shard: "" };

test("a leg keeps its identity from attempt to attempt, and shares it with no other", () => {
  const leg = (index: number) => `${index}/2 {\n  "arch": "${["x86_64", "s390x"][index]}"\n}`;
  const [first, second] = [placeOf({ ...here, leg: leg(0) }), placeOf({ ...here, leg: leg(1) })];
  expect(first).toMatchObject({ label: "build-x86_64", leg: 0, legs: 2 });
  expect(second).toMatchObject({ label: "build-s390x", leg: 1, legs: 2, origin: first.origin });
  expect(placeOf({ ...here, attempt: 3, leg: leg(0) })).toEqual({ ...first, attempt: 3 });
  expect(placeOf({ ...here, step: ["__record_2"], leg: leg(0) }).origin).not.toBe(first.origin);
  expect(placeOf({ ...here, job: "other", leg: leg(0) }).origin).not.toBe(first.origin);
});

test("what steps of one job hand on is of one matrix, that of another job of another", () => {
  const matrix = (facts: object) => matrixOf(placeOf({ ...here, leg: "0/2 {}", ...facts }));
  expect(matrix({ step: ["__other"], leg: "1/2 {}" })).toBe(matrix({}));
  expect(matrix({ job: "other", group: "other" })).not.toBe(matrix({}));
  // Parts are parts of one thing, whatever job does them.
  const part = { leg: "", shard: "1/2" };
  expect(matrix({ ...part, job: "other", group: "other", shard: "2/2" })).toBe(matrix(part));
});

test.each([
  ["no matrix", "0/1 null"],
  ["a host that knows no strategy", "/ null"],
  ["nothing", ""],
])("%s is one leg", (_, leg) => {
  expect(placeOf({ ...here, leg })).toEqual({ ...placeOf({ ...here, leg: "" }), label: "build" });
});

test("the user's own words tell legs apart, and so does a matrix without numbers", () => {
  const legs = ["x86_64", "s390x", '/ {"arch": "x86_64"}', '/ {"arch": "s390x"}'];
  const places = legs.map((leg) => placeOf({ ...here, leg }));
  expect(new Set(places.map(({ origin }) => origin)).size).toBe(4);
  expect(places.map(({ label }) => label)).toEqual([
    "build-x86_64",
    "build-s390x",
    "build-x86_64",
    "build-s390x",
  ]);
});

test("a shard is a leg where there is no matrix", () => {
  const places = ["1/3", "2/3", "3/3"].map((shard) => placeOf({ ...here, leg: "", shard }));
  expect(places.map(({ leg, legs, label }) => [leg, legs, label])).toEqual([
    [0, 3, "build-1-of-3"],
    [1, 3, "build-2-of-3"],
    [2, 3, "build-3-of-3"],
  ]);
  expect(placeOf({ ...here, leg: "", shard: "4/3" })).toMatchObject({ leg: 0, legs: 1 });
});
