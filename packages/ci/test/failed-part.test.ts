import { defineInputs, shardInputs, text } from "@compose-actions/step";
import { expect, test } from "vitest";
import { failedPart } from "../src/failed-part.ts";

const divided = { inputs: defineInputs({ ...shardInputs }) };

test.each([
  ["a part", divided, "2/4", { shard: "2/4" }],
  ["no part", divided, "5/4", {}],
  ["a flag", divided, ["1/2"], { shard: "1/2" }],
  ["two flags", divided, ["1/2", "2/2"], {}],
  ["nothing", divided, undefined, {}],
  ["another step's input", { inputs: defineInputs({ other: text({ description: "Another." }) }) }, "2/4", {}],
])("a run that failed says which part it was to do: %s", (_, step, shard, expected) => {
  expect(failedPart(step, { shard })).toEqual(expected);
});
