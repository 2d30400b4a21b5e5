import fc from "fast-check";
import { expect, test } from "vitest";
import { backoffMs, nextDelay } from "../../src/retry/backoff.ts";

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const always = (value: number) => () => value;

test("the bound doubles up to the cap, and every wait below it is possible", () => {
  const bounds = [1, 2, 3, 4, 5, 6, 7, 8, 1000, 1e9].map((attempt) => backoffMs(attempt, always(1)));
  expect(bounds).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000]);
  expect(backoffMs(3, always(0))).toBe(0);
  expect(backoffMs(3, always(0.25))).toBe(500);
  expect(backoffMs(2, always(0.5), { base: 10, cap: 15 })).toBe(8);
});

test("the server's wish is waited for, and the backoff comes on top", () => {
  const ask = (retryAfterMs: number | undefined, value: number) =>
    nextDelay({ attempt: 1, retryAfterMs, random: always(value) });
  expect(ask(undefined, 0.5)).toEqual({ delayMs: 250 });
  expect(ask(0, 0.5)).toEqual({ delayMs: 250 });
  expect(ask(2000, 0)).toEqual({ delayMs: 2000 });
  expect(ask(2000, 0.5)).toEqual({ delayMs: 2250 });
  expect(ask(300_000, 0)).toEqual({ delayMs: 300_000 });
  expect(ask(300_001, 0)).toEqual({ giveUp: true });
  expect(ask(Number.POSITIVE_INFINITY, 0)).toEqual({ giveUp: true });
  expect(nextDelay({ attempt: 1, retryAfterMs: 2, random: always(0), retryAfterCap: 1 })).toEqual({
    giveUp: true,
  });
});

test("no wait is shorter than wished nor longer than wish and cap together", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.option(fc.nat(400_000)),
      random,
      (attempt, wish, value) => {
        const { delayMs, giveUp } = nextDelay({
          attempt,
          retryAfterMs: wish ?? undefined,
          random: always(value),
        });
        expect(giveUp === true).toBe((wish ?? 0) > 300_000);
        if (delayMs === undefined) return;
        expect(Number.isInteger(delayMs)).toBe(true);
        expect(delayMs).toBeGreaterThanOrEqual(Math.max(wish ?? 0, backoffMs(attempt, always(value))));
        expect(delayMs).toBeLessThanOrEqual((wish ?? 0) + 30_000);
      },
    ),
  );
});

test("those who were told the same time do not return together", () => {
  const delays = [0, 0.2, 0.4, 0.6, 0.8].map(
    (value) => nextDelay({ attempt: 3, retryAfterMs: 1000, random: always(value) }).delayMs,
  );
  expect(new Set(delays).size).toBe(5);
});
