import { compareCodePoints, quote } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("quote", () => {
  test.each([
    ["plain", '"plain"'],
    ["", '""'],
    ['"', '"\\""'],
    ["\\", '"\\\\"'],
    ["\b\f\n\r\t", '"\\b\\f\\n\\r\\t"'],
    ["\0\x1f", '"\\u0000\\u001f"'],
    ["\x7f", '"\\u007f"'],
    ["/", '"/"'],
    ["é", '"\\u00e9"'],
    ["😀", '"\\ud83d\\ude00"'],
    ["\ud800", '"\\ud800"'],
    ["\uFFFF", '"\\uffff"'],
  ])("writes %j", (text, json) => {
    expect(quote(text)).toBe(json);
  });

  test("any text is read back as it was", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => JSON.parse(quote(text)) === text));
  });
});

describe("compareCodePoints", () => {
  test("puts astral characters last, behind U+E000 to U+FFFF", () => {
    const sorted = [
      "",
      "A",
      "AA",
      "B",
      "a",
      "\x7f",
      "é",
      "\u0301",
      "\ud7ff",
      "\ue000",
      "\ufffd",
      "\uffff",
      "\u{10000}",
      "\u{10000}a",
      "\u{10ffff}",
    ];
    expect([...sorted].reverse().sort(compareCodePoints)).toEqual(sorted);
  });

  test("is the order of the code points", () => {
    const points = (text: string) => Array.from(text, (char) => char.codePointAt(0) as number);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        const [x, y] = [points(a), points(b)];
        const i = x.findIndex((point, index) => point !== y[index]);
        const expected = i === -1 ? x.length - y.length : (x[i] as number) - (y[i] ?? -1);
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(expected));
      }),
    );
  });
});
