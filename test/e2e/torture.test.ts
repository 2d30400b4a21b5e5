import { afterAll, beforeAll, expect, test } from "vitest";
import { TortureChamber } from "../support/torture.ts";

/** All of them take a minute; these are spread over all of the work. */
const STEP = 3;
const chamber = new TortureChamber();

beforeAll(() => chamber.open());
afterAll(() => chamber.close());

test("46-48: whatever call of the file system fails, nothing wrong is left and the next run puts it right", async () => {
  expect(chamber.calls).toBeGreaterThan(100);
  const problems: string[] = [];
  for (let kth = 1; kth <= chamber.calls; kth += STEP) {
    problems.push(...(await chamber.failCall(kth)));
  }
  expect(problems).toEqual([]);
});

test("14: whatever answer breaks, it is had again, or told and had by the next run", async () => {
  const problems: string[] = [];
  for (let kth = 1; kth <= chamber.requests; kth += 1) {
    problems.push(...(await chamber.breakAnswer(kth, "in the body", kth % 2)));
  }
  expect(problems).toEqual([]);
});
