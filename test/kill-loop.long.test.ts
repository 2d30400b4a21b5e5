import { afterAll, beforeAll, expect, test } from "vitest";
import { KillChamber, random } from "./support/kill.ts";

const MIRRORS = 12;
/** At least so many processes are killed in all. */
const ROUNDS = 50;

const chamber = new KillChamber();

beforeAll(() => chamber.open());
afterAll(() => chamber.close());

test("49: killed at random points, mirrors converge, and nothing that was received is lost", async () => {
  const next = random(47);
  let killed = 0;
  for (let mirror = 0; mirror < MIRRORS || killed < ROUNDS; mirror += 1) {
    const output = chamber.fresh();
    const starts: number[] = [];
    chamber.takeStarts();
    for (let round = 0; round < 5; round += 1) {
      // From before the lock is taken to behind the last metadata file.
      const milliseconds = chamber.duration * (0.1 + next());
      const when = round % 2 === 0 ? { milliseconds } : { bytes: 5e6 * next() };
      const code = await chamber.interrupt(output, "SIGKILL", when);
      killed += code === null ? 1 : 0;
      expect(chamber.problems(output), `mirror ${mirror}, round ${round}`).toEqual([]);
      starts.push(...chamber.takeStarts());
    }
    expect(await chamber.finish(output), `mirror ${mirror}`).toEqual([]);
    starts.push(...chamber.takeStarts());
    expect(starts, `mirror ${mirror}`).toEqual([...starts].sort((a, b) => a - b));
  }
  expect(killed).toBeGreaterThanOrEqual(ROUNDS);
});
