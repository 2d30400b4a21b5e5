import {
  capSummary,
  code,
  details,
  escapeText,
  formatBytes,
  formatCount,
  formatDuration,
  heading,
  table,
} from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const anyLine = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc
    .array(
      fc.constantFrom("`", "|", "\\", "<", ">", "&", "[", "]", "(", "@", "a", " ", "*", "_", "#", ":", "/"),
    )
    .map((parts) => parts.join("")),
);

/** What CommonMark shows for a text that is one code span (or our HTML element); undefined when it is not one. */
function shownByCode(markdown: string): string | undefined {
  const element = /^<code>([^<]*)<\/code>$/.exec(markdown);
  if (element !== null) {
    return (element[1] ?? "")
      .replaceAll("&nbsp;", " ")
      .replace(/&#(\d+);/g, (_, digits: string) => String.fromCharCode(Number(digits)))
      .replaceAll("@\u200B", "@");
  }
  const fence = /^`+/.exec(markdown)?.[0] ?? "";
  const inner = markdown.slice(fence.length, -fence.length);
  const closed = fence !== "" && markdown.endsWith(fence) && !inner.match(/`+/g)?.includes(fence);
  if (!closed || inner.startsWith("`") || inner.endsWith("`")) return undefined;
  return inner.startsWith(" ") && inner.endsWith(" ") && inner.trim() !== "" ? inner.slice(1, -1) : inner;
}

describe("80: code", () => {
  test.each([
    ["a/b.iso", "`a/b.iso`"],
    ["a`b", "``a`b``"],
    ["`a", "`` `a ``"],
    ["<img onerror=x>", "`<img onerror=x>`"],
    ["a|b", "<code>a&#124;b</code>"],
  ])("%j is %j", (value, expected) => {
    expect(code(value)).toBe(expected);
  });

  test("shows any line exactly", () => {
    fc.assert(
      fc.property(anyLine, (value) => {
        fc.pre(!/[\p{Cc}\p{Cs}\u200B-\u200F\u2028-\u202E\u2066-\u2069\u061C\uFEFF\u00A0]/u.test(value));
        expect(shownByCode(code(value))).toBe(value);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("80: text", () => {
  test.each([
    ["[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"],
    ["<img src=x onerror=y>", "&#60;img src=x onerror=y&#62;"],
    ["hello @user #12", "hello @\u200Buser &#35;\u200B12"],
    ["https://evil.example", "https:\u200B//evil.example"],
    ["see www.evil.example", "see www\u200B.evil.example"],
    ["- item", "\\- item"],
    ["1. item", "1\\. item"],
    ["a\nb", "a\\\\u\\{a\\}b"],
  ])("%j becomes %j", (value, expected) => {
    expect(escapeText(value)).toBe(expected);
  });

  test("leaves no markup, HTML, link or mention in any text", () => {
    fc.assert(
      fc.property(anyLine, (value) => {
        const text = escapeText(value);
        expect(text).not.toMatch(/[<>|"]/);
        expect(text).not.toMatch(/(?:^|[^\\])(?:\\\\)*[`*_[\]]/);
        expect(text).not.toMatch(/@[A-Za-z0-9]|:\/\/|www\./i);
        expect(text).not.toContain("\n");
      }),
      { numRuns: 1000 },
    );
  });
});

describe("80: tables", () => {
  /** The cells of a row as GFM splits it. */
  const cells = (row: string) =>
    row
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim());

  test("have as many cells per row as headers, whatever the values", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyLine, anyLine)), (rows) => {
        const markdown = table(
          ["path", "why"],
          rows.map(([path, why]) => [code(path), escapeText(why)]),
        );
        const [, , ...body] = markdown.split("\n");
        expect(body).toHaveLength(rows.length);
        for (const row of body) expect(cells(row)).toHaveLength(2);
      }),
    );
  });

  test("mend cells that were not escaped", () => {
    expect(table(["a"], [["x | y\nz"], []])).toBe("| a |\n| --- |\n| x &#124; y z |\n|  |");
  });
});

test("headings and folded sections take plain text", () => {
  expect(heading(2, "a <b> *c*")).toBe("## a &#60;b&#62; \\*c\\*");
  expect(details("<script>", "body")).toBe(
    "<details><summary>&#60;script&#62;</summary>\n\nbody\n\n</details>",
  );
});

describe("80: capSummary", () => {
  test("leaves a short summary alone", () => {
    expect(capSummary("a\nb", 100)).toBe("a\nb");
  });

  test("cuts between lines, closes sections and says what is missing", () => {
    const rows = Array.from({ length: 5000 }, (_, index) => [code(`päth/${index}`), "x"]);
    const markdown = details("all", table(["path", "why"], rows));
    const capped = capSummary(markdown, 20_000);
    expect(Buffer.byteLength(capped)).toBeLessThanOrEqual(20_000);
    expect(Buffer.byteLength(capped)).toBeGreaterThan(19_000);
    expect(capped.split("</details>")).toHaveLength(2);
    expect(capped.trimEnd()).toMatch(
      /\*\*Cut here:\*\* [\d,]+ more lines \(.* kB\) did not fit; the report \(input `report`\) has the rest\.$/,
    );
    for (const line of capped.split("\n").filter((row) => row.startsWith("|"))) expect(line).toMatch(/ \|$/);
  });

  test("drops a line that is too long alone", () => {
    expect(Buffer.byteLength(capSummary("x".repeat(5000), 1024))).toBeLessThanOrEqual(1024);
  });
});

describe("formats", () => {
  test("bytes, counts and durations", () => {
    expect([0, 999, 1000, 1_500_000_000, 999_950, 2e15].map(formatBytes)).toEqual([
      "0 B",
      "999 B",
      "1.0 kB",
      "1.5 GB",
      "1.0 MB",
      "2.0 PB",
    ]);
    expect([0, 999, 1000, 1_234_567].map(formatCount)).toEqual(["0", "999", "1,000", "1,234,567"]);
    expect([850, 12_000, 200_000, 7_500_000].map(formatDuration)).toEqual([
      "850 ms",
      "12 s",
      "3 min 20 s",
      "2 h 5 min",
    ]);
  });
});
