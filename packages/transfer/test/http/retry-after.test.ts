import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHttpDate, parseRetryAfter } from "../../src/http/retry-after.ts";

const NOW = Date.UTC(2026, 1, 4, 12, 0, 0);

test.each([
  ["0", 0],
  ["2", 2000],
  [" 120 ", 120_000],
  ["000007", 7000],
  ["1000000000", 1e12],
  ["999999999999999", 999_999_999_999_999_000],
  ["9".repeat(16), Number.POSITIVE_INFINITY],
  ["9".repeat(400), Number.POSITIVE_INFINITY],
  ["Wed, 04 Feb 2026 12:00:30 GMT", 30_000],
  ["Wednesday, 04-Feb-26 12:01:00 GMT", 60_000],
  ["Wed Feb  4 12:00:01 2026", 1000],
  ["wed, 04 feb 2026 12:00:30 gmt", 30_000],
  ["Wed, 04 Feb 2026 11:59:59 GMT", 0],
  ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
  ["Fri, 31 Dec 9999 23:59:59 GMT", Date.UTC(9999, 11, 31, 23, 59, 59) - NOW],
])("%j", (value, expected) => {
  expect(parseRetryAfter(value, NOW)).toBe(expected);
});

test.each([
  "",
  "-1",
  "+1",
  "1.5",
  "1e3",
  "0x10",
  "soon",
  "2 seconds",
  "120, 60",
  "١",
  "NaN",
  "Infinity",
  "2026-02-04T12:00:30Z",
  "2026-02",
  "Wed, 04 Feb 2026 12:00:30",
  "Wed, 04 Feb 2026 12:00:30 +0100",
  "Wed, 4 Feb 2026 12:00:30 GMT",
  "Wed, 30 Feb 2026 12:00:30 GMT",
  "Wed, 00 Feb 2026 12:00:30 GMT",
  "Wed, 04 Feb 2026 24:00:00 GMT",
  "Wed, 04 Feb 2026 12:60:00 GMT",
  "Wed, 04 Feb 2026 12:00:61 GMT",
  "Xyz, 04 Feb 2026 12:00:30 GMT",
  "Wed, 04 Foo 2026 12:00:30 GMT",
])("%j is no wish", (value) => {
  expect(parseRetryAfter(value, NOW)).toBeUndefined();
});

test("of several headers the longest wait counts", () => {
  expect(parseRetryAfter(undefined, NOW)).toBeUndefined();
  expect(parseRetryAfter([], NOW)).toBeUndefined();
  expect(parseRetryAfter(["x", "-5"], NOW)).toBeUndefined();
  expect(parseRetryAfter(["5", "x", "7", "0"], NOW)).toBe(7000);
});

test("a wait is never negative, whatever the header", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^-?\d{0,20}$/)), (value) => {
      const wait = parseRetryAfter(value, NOW);
      expect(wait === undefined || wait >= 0).toBe(true);
    }),
  );
});

describe("dates", () => {
  const seconds = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31, 23, 59, 59) / 1000 });

  test("every date is read in each of its forms", () => {
    fc.assert(
      fc.property(seconds, (second) => {
        const date = new Date(second * 1000);
        const [, day = "", month = "", year = "", time = ""] =
          /^\w+, (\d+) (\w+) (\d+) (\S+) GMT$/.exec(date.toUTCString()) ?? [];
        expect(parseHttpDate(date.toUTCString(), NOW)).toBe(second * 1000);
        expect(parseHttpDate(`Mon ${month} ${day.replace(/^0/, " ")} ${time} ${year}`, NOW)).toBe(
          second * 1000,
        );
        // The short form means the same century when it is read in that year.
        expect(parseHttpDate(`Monday, ${day}-${month}-${year.slice(2)} ${time} GMT`, second * 1000)).toBe(
          second * 1000,
        );
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ["26", 2026],
    ["76", 2076],
    ["77", 1977],
    ["94", 1994],
    ["00", 2000],
  ])("in 2026 the year %s is %i", (short, year) => {
    expect(parseHttpDate(`Sunday, 06-Nov-${short} 08:49:37 GMT`, NOW)).toBe(Date.UTC(year, 10, 6, 8, 49, 37));
  });

  test("the first century and leap seconds", () => {
    expect(new Date(parseHttpDate("Sun, 06 Nov 0094 08:49:37 GMT", NOW) ?? 0).getUTCFullYear()).toBe(94);
    expect(parseHttpDate("Sat, 31 Dec 2016 23:59:60 GMT", NOW)).toBe(Date.UTC(2016, 11, 31, 23, 59, 59));
    expect(parseHttpDate("Thu, 29 Feb 2024 00:00:00 GMT", NOW)).toBe(Date.UTC(2024, 1, 29));
    expect(parseHttpDate("Sat, 29 Feb 2025 00:00:00 GMT", NOW)).toBeUndefined();
  });
});
