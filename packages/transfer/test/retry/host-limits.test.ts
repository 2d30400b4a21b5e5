import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HostLimitOptions, HostLimits, type HostOutcome } from "../../src/retry/host-limits.ts";

const HOST = "https://a.example";

function setUp(options: Partial<HostLimitOptions> = {}) {
  const clock = { now: 5000 };
  const limits = new HostLimits({ max: 8, now: () => clock.now, ...options });
  const all = (host = HOST): number => {
    let count = 0;
    while (limits.tryAcquire(host)) count += 1;
    return count;
  };
  const once = (kind: HostOutcome["kind"], retryAfterMs?: number): void => {
    expect(limits.tryAcquire(HOST)).toBe(true);
    limits.release(HOST, { kind, retryAfterMs });
  };
  const times = (count: number, kind: HostOutcome["kind"]): void => {
    for (let turn = 0; turn < count; turn++) once(kind);
  };
  return { clock, limits, all, once, times };
}

test("a host starts with all its places, and each host has its own", () => {
  const { limits, all } = setUp();
  expect(limits.limitOf(HOST)).toBe(8);
  expect(all()).toBe(8);
  expect(all("https://b.example")).toBe(8);
  limits.release(HOST, { kind: "ok" });
  expect(all()).toBe(1);
  expect(limits.waitMs(HOST)).toBe(0);
});

test("a place is given back once", () => {
  const { limits, once } = setUp();
  once("ok");
  expect(() => limits.release(HOST, { kind: "ok" })).toThrow(RangeError);
});

describe("a busy host", () => {
  test("has its limit halved, once a second, down to one", () => {
    const { clock, limits, once } = setUp();
    const halve = (wait: number): number => {
      clock.now += wait;
      once("busy");
      return limits.limitOf(HOST);
    };
    expect([0, 0, 999, 1, 1000, 1000, 1000].map(halve)).toEqual([4, 4, 4, 2, 1, 1, 1]);
    expect(limits.isDown(HOST)).toBe(false);
  });

  test("gets no more than its new limit, though more are under way", () => {
    const { limits, all } = setUp();
    expect(all()).toBe(8);
    limits.release(HOST, { kind: "busy" });
    for (let left = 7; left > 4; left--) {
      expect(all()).toBe(0);
      limits.release(HOST, { kind: "other" });
    }
    expect(all()).toBe(0);
    limits.release(HOST, { kind: "other" });
    expect(all()).toBe(1);
  });

  test("grows again by one after as many successes in a row as its limit", () => {
    const { limits, once, times } = setUp();
    once("busy");
    times(3, "ok");
    expect(limits.limitOf(HOST)).toBe(4);
    once("ok");
    expect(limits.limitOf(HOST)).toBe(5);
    times(4, "ok");
    once("connection");
    times(4, "ok");
    expect(limits.limitOf(HOST)).toBe(5);
    once("ok");
    expect(limits.limitOf(HOST)).toBe(6);
    times(6 + 7, "ok");
    expect(limits.limitOf(HOST)).toBe(8);
    times(100, "ok");
    expect(limits.limitOf(HOST)).toBe(8);
  });

  test("is left alone for as long as it wishes", () => {
    const { clock, limits, once, all } = setUp();
    once("busy", 2000);
    expect(limits.waitMs(HOST)).toBe(2000);
    expect(all()).toBe(0);
    expect(limits.isDown(HOST)).toBe(false);
    expect(limits.waitMs("https://b.example")).toBe(0);
    clock.now += 1999;
    expect(all()).toBe(0);
    clock.now += 1;
    expect(limits.waitMs(HOST)).toBe(0);
    expect(all()).toBe(4);
    limits.release(HOST, { kind: "busy", retryAfterMs: 5000 });
    limits.release(HOST, { kind: "busy", retryAfterMs: 10 });
    expect(limits.waitMs(HOST)).toBe(5000);
    limits.release(HOST, { kind: "busy", retryAfterMs: Number.POSITIVE_INFINITY });
    expect(limits.waitMs(HOST)).toBe(Number.POSITIVE_INFINITY);
    expect(limits.isLost(HOST)).toBe(false);
  });
});

describe("a host that cannot be reached", () => {
  test("rests after six failures in a row, longer each time, and is lost after three rests", () => {
    const { clock, limits, once, times, all } = setUp();
    times(5, "connection");
    expect(limits.isDown(HOST)).toBe(false);
    once("connection");
    for (const rest of [1000, 2000, 4000]) {
      expect([limits.isDown(HOST), limits.isLost(HOST), limits.waitMs(HOST)]).toEqual([true, false, rest]);
      expect(all()).toBe(0);
      clock.now += rest - 1;
      expect(all()).toBe(0);
      clock.now += 1;
      expect([limits.isDown(HOST), limits.waitMs(HOST), limits.limitOf(HOST)]).toEqual([false, 0, 1]);
      expect(all()).toBe(1);
      limits.release(HOST, { kind: "connection" });
    }
    expect([limits.isDown(HOST), limits.isLost(HOST)]).toEqual([true, true]);
    expect(limits.waitMs(HOST)).toBe(Number.POSITIVE_INFINITY);
    clock.now += 1e9;
    expect(all()).toBe(0);
    expect(limits.isDown("https://b.example")).toBe(false);
  });

  test("rests no longer than the longest rest", () => {
    const { clock, limits, once } = setUp({ failures: 1, rests: 8 });
    const rests: number[] = [];
    while (!limits.isLost(HOST)) {
      once("connection");
      const wait = limits.waitMs(HOST);
      rests.push(wait);
      if (Number.isFinite(wait)) clock.now += wait;
    }
    expect(rests).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, Number.POSITIVE_INFINITY]);
  });

  test.each(["ok", "busy", "other"] as const)("has no row of failures when %s comes between", (kind) => {
    const { limits, once, times } = setUp();
    times(5, "connection");
    once(kind);
    times(5, "connection");
    expect(limits.isDown(HOST)).toBe(false);
    once("connection");
    expect(limits.isDown(HOST)).toBe(true);
  });

  test("has all places again when it answers, and the rests are forgotten", () => {
    const { clock, limits, times, once, all } = setUp();
    times(6, "connection");
    clock.now += 1000;
    once("connection");
    expect(limits.waitMs(HOST)).toBe(2000);
    clock.now += 2000;
    once("ok");
    expect(limits.limitOf(HOST)).toBe(8);
    times(6, "connection");
    expect(limits.waitMs(HOST)).toBe(1000);
    clock.now += 1000;
    once("ok");
    expect(all()).toBe(8);
  });

  test("keeps its rests when it answers, but not as wished", () => {
    const { clock, limits, times, once } = setUp();
    times(6, "connection");
    clock.now += 1000;
    once("other");
    expect(limits.limitOf(HOST)).toBe(8);
    times(6, "connection");
    expect(limits.waitMs(HOST)).toBe(2000);
  });

  test("is not lost at once because many transfers were under way", () => {
    const { clock, limits, all } = setUp({ max: 32 });
    expect(all()).toBe(32);
    for (let turn = 0; turn < 20; turn++) limits.release(HOST, { kind: "connection" });
    expect(limits.waitMs(HOST)).toBe(1000);
    clock.now += 1000;
    // The other twelve do not stand in the way of the trial, and their failures are no news.
    expect(all()).toBe(1);
    for (let turn = 0; turn < 12; turn++) limits.release(HOST, { kind: "connection" });
    expect(limits.isDown(HOST)).toBe(false);
    limits.release(HOST, { kind: "connection" });
    expect(limits.waitMs(HOST)).toBe(2000);
  });

  test("is back when a transfer that was under way is served", () => {
    const { limits, all } = setUp({ failures: 2, rests: 0 });
    expect(all()).toBe(8);
    limits.release(HOST, { kind: "connection" });
    limits.release(HOST, { kind: "connection" });
    expect(limits.isLost(HOST)).toBe(true);
    limits.release(HOST, { kind: "other" });
    expect(limits.isLost(HOST)).toBe(true);
    limits.release(HOST, { kind: "ok" });
    expect([limits.isLost(HOST), limits.isDown(HOST), limits.waitMs(HOST)]).toEqual([false, false, 0]);
    expect(all()).toBe(4);
  });

  test("learns nothing from what says nothing of it", () => {
    const { clock, limits, times, once, all } = setUp();
    times(5, "connection");
    once("none");
    once("connection");
    expect(limits.waitMs(HOST)).toBe(1000);
    clock.now += 1000;
    once("none");
    expect(limits.limitOf(HOST)).toBe(1);
    expect(all()).toBe(1);
  });
});

test("whatever happens, limits hold, places are not lost, and a host in peace recovers", () => {
  const kind = fc.constantFrom<HostOutcome["kind"]>("ok", "busy", "connection", "other", "none");
  const step = fc.oneof(
    fc.record({ type: fc.constant("acquire" as const) }),
    fc.record({ type: fc.constant("release" as const), kind, retryAfterMs: fc.option(fc.nat(3000)) }),
    fc.record({ type: fc.constant("wait" as const), ms: fc.nat(3000) }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(step, { maxLength: 200 }), (max, steps) => {
      const { clock, limits, all } = setUp({ max, rests: 200 });
      let active = 0;
      for (const one of steps) {
        if (one.type === "wait") clock.now += one.ms;
        else if (one.type === "release" && active > 0) {
          active -= 1;
          limits.release(HOST, { kind: one.kind, retryAfterMs: one.retryAfterMs ?? undefined });
        } else if (one.type === "acquire") {
          const before = [limits.waitMs(HOST), limits.isDown(HOST), limits.limitOf(HOST)] as const;
          if (limits.tryAcquire(HOST)) {
            active += 1;
            expect(before[0]).toBe(0);
            expect(before[1]).toBe(false);
          } else {
            expect(before[0] > 0 || active >= before[2]).toBe(true);
          }
        }
        const limit = limits.limitOf(HOST);
        expect(limit >= 1 && limit <= max).toBe(true);
        expect(limits.waitMs(HOST)).toBeGreaterThanOrEqual(limits.isDown(HOST) ? 1e-9 : 0);
      }
      for (; active > 0; active--) limits.release(HOST, { kind: "other" });
      for (let turn = 0; turn < 2 * max * max; turn++) {
        clock.now += limits.waitMs(HOST);
        expect(limits.tryAcquire(HOST)).toBe(true);
        limits.release(HOST, { kind: "ok" });
      }
      expect(all()).toBe(max);
    }),
    { numRuns: 500 },
  );
});

test.each([{ max: 0 }, { max: Number.NaN }, { failures: 0 }])("%o is refused", (options) => {
  expect(() => setUp(options)).toThrow(RangeError);
});
