import { escapeDeceptive, safeLine, shorten } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "::",
        ":",
        "##[",
        "#",
        "[",
        " ",
        "\n",
        "\r",
        "\t",
        "\u0000",
        "\u202E",
        "\uD800",
        "a",
        "\u00A0",
        "\u200B",
      ),
    )
    .map((parts) => parts.join("")),
);

describe("safeLine", () => {
  test.each([
    ["plain/päth-1.0.iso", "plain/päth-1.0.iso"],
    ["x\n::error::pwned", "x\\u{a}::error::pwned"],
    ["a\tb", "a\\tb"],
    ["\u001B[31mred\u007F", "\\u{1b}[31mred\\u{7f}"],
    ["evil\u202Egnp.exe", "evil\\u{202e}gnp.exe"],
    ["\uD83D\uDE00 \uD83D", "\uD83D\uDE00 \\u{d83d}"],
    ["a\u2028b\u2069", "a\\u{2028}b\\u{2069}"],
  ])("%j becomes %j", (text, expected) => {
    expect(safeLine(text)).toBe(expected);
  });

  test("79: breaks what a runner takes for a command", () => {
    expect(safeLine("::add-mask::x")).toBe(":\u200B:add-mask::x");
    expect(safeLine("  ::error::x")).toBe("  :\u200B:error::x");
    expect(safeLine("a ##[command]b")).toBe("a ##\u200B[command]b");
  });

  test("79: no text gets a command, a line break or a hidden character through", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = safeLine(text);
        expect(line).not.toMatch(
          /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\u200E\u200F]/,
        );
        expect(line.isWellFormed()).toBe(true);
        expect(line.trimStart().startsWith("::")).toBe(false);
        expect(line).not.toContain("##[");
      }),
      { numRuns: 1000 },
    );
  });

  test("changes nothing the second time", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(safeLine(safeLine(text))).toBe(safeLine(text));
      }),
    );
  });
});

test("escapeDeceptive leaves commands alone, which mean nothing in a file", () => {
  expect(escapeDeceptive("::error::\n")).toBe("::error::\\u{a}");
});

describe("shorten", () => {
  test("keeps whole characters and at most as many as asked for", () => {
    expect(shorten("abcdef", 6)).toBe("abcdef");
    expect(shorten("abcdef", 4)).toBe("abc…");
    expect(shorten("😀😀😀", 2)).toBe("😀…");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 20 }), (text, max) => {
        expect([...shorten(text, max)].length).toBeLessThanOrEqual(max);
        expect(shorten(text, max).isWellFormed()).toBe(true);
      }),
    );
  });
});
