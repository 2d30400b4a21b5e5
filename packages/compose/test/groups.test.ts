import { Groups } from "@compose-actions/compose";
import fc from "fast-check";
import { expect, test } from "vitest";

test("groups are the same in whatever order they come about", () => {
  const joins = fc.array(fc.array(fc.constantFrom(..."abcdefgh"), { minLength: 1, maxLength: 3 }), {
    maxLength: 8,
  });
  const groupsOf = (given: readonly (readonly string[])[]) => {
    const groups = new Groups();
    for (const names of given) groups.join(names);
    return [..."abcdefgh"].map((name) => groups.of(name));
  };
  fc.assert(
    fc.property(
      joins.chain((given) =>
        fc.tuple(
          fc.constant(given),
          fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length }),
        ),
      ),
      ([given, other]) => {
        const groups = groupsOf(given);
        expect(groupsOf(other)).toEqual(groups);
        for (const names of given) {
          expect(new Set(names.map((name) => groups["abcdefgh".indexOf(name)])).size).toBe(1);
        }
      },
    ),
  );
  expect(groupsOf([["a", "b"], ["c", "d"], ["h", "d", "b"], ["f"]])).toEqual([
    "a",
    "a",
    "a",
    "a",
    undefined,
    "f",
    undefined,
    "a",
  ]);
});
