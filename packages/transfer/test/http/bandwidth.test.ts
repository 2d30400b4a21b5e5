import fc from "fast-check";
import { expect, test } from "vitest";
import { BandwidthLimit } from "../../src/http/bandwidth.ts";

interface Simulation {
  readonly rate: number;
  readonly takers: number;
  readonly chunk: number;
  /** How much later than asked a timer fires, at most. */
  readonly lateMs: number;
  readonly seconds: number;
}

/** Takers that always have the next chunk at once; returns the bytes of each. */
function simulate({ rate, takers, chunk, lateMs, seconds }: Simulation): number[] {
  let now = 0;
  const limit = new BandwidthLimit(rate, () => now);
  const bytes = new Array<number>(takers).fill(0);
  const next = new Array<number>(takers).fill(0);
  for (let turn = 0; ; turn++) {
    const taker = next.indexOf(Math.min(...next));
    now = next[taker] ?? 0;
    if (now >= seconds * 1000) return bytes;
    bytes[taker] = (bytes[taker] ?? 0) + chunk;
    const pause = limit.take(chunk);
    // Even an endless supply takes a moment; the lateness differs from turn to turn.
    next[taker] = now + (pause === 0 ? 0.01 : pause + ((turn * 7) % 11) * (lateMs / 10));
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

test.each([
  { rate: 1e6, takers: 1, chunk: 16_384, lateMs: 0, seconds: 60 },
  { rate: 1e6, takers: 1, chunk: 65_536, lateMs: 5, seconds: 60 },
  { rate: 1e6, takers: 16, chunk: 65_536, lateMs: 5, seconds: 120 },
  { rate: 5e6, takers: 16, chunk: 16_384, lateMs: 2, seconds: 60 },
  { rate: 100_000, takers: 16, chunk: 65_536, lateMs: 0, seconds: 1200 },
  { rate: 1e9, takers: 4, chunk: 65_536, lateMs: 1, seconds: 20 },
])("$takers takers of $chunk bytes share $rate bytes a second", (simulation) => {
  const bytes = simulate(simulation);
  const expected = simulation.rate * simulation.seconds;
  expect(sum(bytes) / expected).toBeGreaterThan(0.98);
  expect(sum(bytes) / expected).toBeLessThan(1.02);
  const share = expected / simulation.takers;
  for (const one of bytes)
    expect(Math.abs(one - share)).toBeLessThan(Math.max(0.05 * share, 3 * simulation.chunk));
});

test("less than the limit is never held up", () => {
  let now = 0;
  const limit = new BandwidthLimit(1e6, () => now);
  for (let turn = 0; turn < 1000; turn++, now += 100) expect(limit.take(90_000)).toBe(0);
});

test("silence saves up no more than a quarter of a second", () => {
  let now = 0;
  const limit = new BandwidthLimit(1_000_000, () => now);
  now = 3_600_000;
  expect(limit.take(250_000)).toBe(0);
  expect(limit.take(100_000)).toBe(100);
  now += 100;
  expect(limit.take(50_000)).toBe(50);
});

test("in no stretch of time do more bytes come than the limit, a burst and what is under way", () => {
  const step = fc.record({ bytes: fc.integer({ min: 1, max: 100_000 }), idle: fc.nat(400) });
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1000, max: 10_000_000 }),
      (steps, rate) => {
        let now = 0;
        const limit = new BandwidthLimit(rate, () => now);
        const log: { at: number; bytes: number }[] = [];
        for (const { bytes, idle } of steps) {
          now += idle;
          log.push({ at: now, bytes });
          now += limit.take(bytes);
        }
        log.forEach((start, from) => {
          let total = 0;
          for (const { at, bytes } of log.slice(from)) {
            const allowed = (rate * (at - start.at)) / 1000 + rate * 0.26;
            expect(total).toBeLessThanOrEqual(allowed * (1 + 1e-9) + 1e-6);
            total += bytes;
          }
        });
      },
    ),
  );
});

test.each([0, -1, Number.NaN])("%d bytes a second are refused", (rate) => {
  expect(() => new BandwidthLimit(rate, () => 0)).toThrow(RangeError);
});
