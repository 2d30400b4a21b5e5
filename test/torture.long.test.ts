import { afterAll, beforeAll, expect, test } from "vitest";
import { TortureChamber } from "./support/torture.ts";

const chamber = new TortureChamber();

beforeAll(() => chamber.open());
afterAll(() => chamber.close());

test.each([0, 1, 2, 3])("46-48: every call of the file system fails once (%i)", async (shift) => {
  const problems: string[] = [];
  for (let kth = 1; kth <= chamber.calls; kth += 1) {
    problems.push(...(await chamber.failCall(kth, shift)));
  }
  expect(problems).toEqual([]);
});

test.each(TortureChamber.breaks)("14: every answer breaks once, %s", async (how) => {
  const problems: string[] = [];
  for (let kth = 1; kth <= chamber.requests; kth += 1) {
    problems.push(...(await chamber.breakAnswer(kth, how, 0)), ...(await chamber.breakAnswer(kth, how, 2)));
  }
  expect(problems).toEqual([]);
});
