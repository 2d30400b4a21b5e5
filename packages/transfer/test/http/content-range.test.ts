import fc from "fast-check";
import { expect, test } from "vitest";
import { parseContentRange } from "../../src/http/content-range.ts";

const MAX = Number.MAX_SAFE_INTEGER;

test.each([
  ["bytes 0-99/200", { kind: "range", first: 0, last: 99, total: 200 }],
  ["Bytes 5-5/6", { kind: "range", first: 5, last: 5, total: 6 }],
  ["bytes 0-99/*", { kind: "range", first: 0, last: 99, total: null }],
  ["bytes */200", { kind: "unsatisfied", total: 200 }],
  ["bytes */0", { kind: "unsatisfied", total: 0 }],
  [`bytes 0-${MAX - 1}/${MAX}`, { kind: "range", first: 0, last: MAX - 1, total: MAX }],
])("%s", (value, expected) => {
  expect(parseContentRange(value)).toEqual(expected);
  expect(parseContentRange([value])).toEqual(expected);
});

test.each([
  "",
  "bytes",
  "bytes 0-99",
  "bytes 0-99/",
  "bytes 0-/200",
  "bytes -5/200",
  "bytes 99-0/200",
  "bytes 0-200/200",
  "bytes */*",
  "bytes  0-99/200",
  "bytes\t0-99/200",
  " bytes 0-99/200",
  "bytes 0-99/200 ",
  "bytes 0-99/200\n",
  "bytes=0-99/200",
  "bytes 0 - 99/200",
  "bytes 0-99/200, bytes 0-99/200",
  "bytes 0-0,5-9/200",
  "items 0-99/200",
  "bytes +0-99/200",
  "bytes 0x0-0x9/200",
  "bytes 1e1-99/200",
  "bytes ٠-٩/200",
  `bytes 0-${MAX}/9007199254740993`,
  "bytes 0-9007199254740992/*",
  "bytes */9007199254740993",
  "bytes 0-99/100000000000000000000000000000",
])("%j is nothing to go by", (value) => {
  expect(parseContentRange(value)).toBeUndefined();
});

test("a header that is missing or there twice is nothing to go by", () => {
  expect(parseContentRange(undefined)).toBeUndefined();
  expect(parseContentRange([])).toBeUndefined();
  expect(parseContentRange(["bytes 0-99/200", "bytes 0-99/200"])).toBeUndefined();
});

test("every range is read as it was written, and only within its total", () => {
  const position = fc.maxSafeNat();
  fc.assert(
    fc.property(position, position, position, (first, last, total) => {
      const read = parseContentRange(`bytes ${first}-${last}/${total}`);
      expect(read).toEqual(first <= last && last < total ? { kind: "range", first, last, total } : undefined);
    }),
  );
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), fc.nat(1000), (first, length, rest) => {
      const last = first + length;
      const total = last + 1 + rest;
      expect(parseContentRange(`bytes ${first}-${last}/${total}`)).toEqual({
        kind: "range",
        first,
        last,
        total,
      });
    }),
  );
});

test("whatever is read is consistent", () => {
  const text = fc.stringMatching(/^bytes [0-9*]{0,18}[-/]?[0-9*]{0,18}\/?[0-9*]{0,18}$/);
  fc.assert(
    fc.property(text, (value) => {
      const read = parseContentRange(value);
      if (read?.kind !== "range") return;
      expect(Number.isSafeInteger(read.last) && read.first <= read.last).toBe(true);
      expect(read.total === null || (read.last < read.total && Number.isSafeInteger(read.total))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
