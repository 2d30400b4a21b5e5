import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KillChamber, random } from "../support/kill.ts";

const chamber = new KillChamber();

beforeAll(() => chamber.open());
afterAll(() => chamber.close());

test("49: killed again and again, a mirror goes on where it was and becomes the same", async () => {
  const output = chamber.fresh();
  const next = random(20260204);
  const starts: number[] = [];
  chamber.takeStarts();
  for (let round = 0; round < 5; round += 1) {
    await chamber.interrupt(output, "SIGKILL", { bytes: 1e6 + 3e6 * next() });
    expect(chamber.problems(output)).toEqual([]);
    starts.push(...chamber.takeStarts());
  }
  expect(await chamber.finish(output)).toEqual([]);
  starts.push(...chamber.takeStarts());
  // Each run asks for less of the big file than the one before it.
  expect(starts).toHaveLength(6);
  expect(starts.every((start, index) => index === 0 || start > (starts[index - 1] ?? 0))).toBe(true);
});

describe.each(["SIGINT", "SIGTERM"] as const)("85: %s", (signal) => {
  test("ends with 130, leaves nothing half-written, and the next run goes on", async () => {
    const output = chamber.fresh();
    chamber.takeStarts();
    expect(await chamber.interrupt(output, signal, { bytes: 5e6 })).toBe(130);
    expect(chamber.problems(output)).toEqual([]);
    expect(chamber.takeStarts()).toEqual([0]);
    expect(await chamber.finish(output)).toEqual([]);
    expect(chamber.takeStarts()).toEqual([expect.toSatisfy((start: number) => start > 0)]);
  });
});
