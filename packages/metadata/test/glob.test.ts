import { globMatcher } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const matches = (pattern: string, path: string) => globMatcher(pattern)(path);

describe("globMatcher", () => {
  test.each([
    ["*.iso", "Server/x86_64/iso/boot.iso"],
    ["*.iso", "boot.iso"],
    ["Server/**", "Server/x86_64/iso/boot.iso"],
    ["Server/**/boot.iso", "Server/boot.iso"],
    ["Server/**/boot.iso", "Server/x86_64/iso/boot.iso"],
    ["**/boot.iso", "boot.iso"],
    ["**/boot.iso", "a/b/boot.iso"],
    ["**", "a/b"],
    ["a/?/c", "a/b/c"],
    ["a/?", "a/😀"],
    ["a/[a-c]", "a/b"],
    ["a/[!a-c]", "a/d"],
    ["a/[]x]", "a/]"],
    ["*.{iso,raw.xz}", "a/disk.raw.xz"],
    ["{Server,Client}/*.iso", "Client/a.iso"],
    ["a/{b,c/**}", "a/c/d/e"],
    ["a,b", "a,b"],
    ["a.c", "a.c"],
    ["a/b}", "a/b}"],
    ["$^(+)|", "$^(+)|"],
    ["a/***/b", "a/x/y/b"],
    ["a/[^b]", "a/c"],
    ["a/[!]x]", "a/y"],
    ["a/[^]x]", "a/y"],
    ["a/[x^]", "a/^"],
    ["a/[a-c-e]", "a/-"],
    ["a/[-a]", "a/-"],
    ["a/[a-]", "a/-"],
    ["{a,{b,c}d}x", "y/cdx"],
    ["{}a", "a"],
    ["{a,}b", "b"],
    ["é*", "a/éclair"],
  ])("%s matches %s", (pattern, path) => {
    expect(matches(pattern, path)).toBe(true);
  });

  test.each([
    ["*.iso", "boot.iso.CHECKSUM"],
    ["*.iso", "boot_iso"],
    ["Server/*", "Server/x86_64/iso/boot.iso"],
    ["Server/*.iso", "Server/x86_64/boot.iso"],
    ["Server/**", "Servers/boot.iso"],
    ["Server/**/boot.iso", "Server/xboot.iso"],
    ["a/?/c", "a///c"],
    ["a/[!a-c]", "a/b"],
    ["a/x[!a]b", "a/x/b"],
    ["a/[^b]", "a/b"],
    ["a/[^b]", "a//"],
    ["a/[!]x]", "a/]"],
    ["{a,{b,c}d}x", "bx"],
    ["a.c", "abc"],
    ["*.ISO", "boot.iso"],
    ["a/b", "x/a/b"],
  ])("%s does not match %s", (pattern, path) => {
    expect(matches(pattern, path)).toBe(false);
  });

  test.each(["a[b", "a[", "{a,b", "a/{b", "a[!]", "[^]"])("%s is refused", (pattern) => {
    expect(() => globMatcher(pattern)).toThrow(SyntaxError);
  });

  test("a range that ends before it begins is refused in our own words", () => {
    expect(() => globMatcher("a/x[bz-a]")).toThrow(
      "the range z-a in the bracket at position 4 of the pattern ends before it begins",
    );
  });

  test("a run of stars takes no more time than two", () => {
    expect(matches(`${"*".repeat(5000)}x`, "a".repeat(5000))).toBe(false);
  });

  test.each([
    ["*-*-*-*-*.rpm", `S/${"-".repeat(4000)}.txt`],
    ["**/a/**/b/**/*.rpm", Array.from({ length: 1000 }, () => "a/b").join("/")],
    [`${"{a,aa}".repeat(100)}b`, "a".repeat(4000)],
    [`${"**a".repeat(50)}b`, "a".repeat(4000)],
    [`**${"[ab]".repeat(30)}x`, "ab".repeat(2000)],
  ])("%s takes a moment for a path that nearly matches", (pattern, path) => {
    const matcher = globMatcher(pattern);
    const start = performance.now();
    expect(matcher(path)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test("says what a matcher says that tries everything", () => {
    const token = fc.constantFrom(
      "a",
      "b",
      "/",
      "*",
      "**",
      "**/",
      "?",
      "[ab]",
      "[!a]",
      "[^b]",
      "{",
      ",",
      "}",
      "é",
    );
    const pattern = fc.array(token, { maxLength: 7 }).map((tokens) => tokens.join(""));
    const path = fc
      .array(fc.constantFrom("a", "b", "/", "é", "😀"), { maxLength: 6 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(pattern, fc.array(path, { minLength: 1, maxLength: 6 }), (glob, paths) => {
        const opened = [...glob].reduce(
          (open, char) => open + (char === "{" ? 1 : char === "}" && open > 0 ? -1 : 0),
          0,
        );
        const closed = glob + "}".repeat(opened);
        const matcher = globMatcher(closed);
        for (const one of paths) {
          expect([closed, one, matcher(one)]).toEqual([closed, one, naive(closed, one)]);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

/** The grammar, word for word: braces are written out, then every way to match is tried. */
function naive(pattern: string, path: string): boolean {
  const whole = pattern.includes("/") ? pattern : `**/${pattern}`;
  return texts(whole).some((text) => tries(text, [...path]));
}

/** A slash in front of `**` counts where the pattern has it, not where braces put it: a mark keeps them apart. */
const MARK = "\u0000";

function texts(pattern: string): string[][] {
  let all: string[][] = [[]];
  let rest = pattern;
  let before = "/";
  const append = (token: string) => {
    all = all.map((one) => [...one, token]);
  };
  while (rest !== "") {
    if (rest.startsWith("{")) {
      const parts = [""];
      let depth = 0;
      let end = 0;
      for (const char of rest) {
        end += char.length;
        if (char === "{" && depth++ === 0) continue;
        if (char === "}" && --depth === 0) break;
        if (char === "," && depth === 1) parts.push("");
        else parts[parts.length - 1] += char;
      }
      const choices = parts.flatMap((part) => texts(MARK + part));
      all = all.flatMap((one) =>
        choices.map((choice) => [...one, ...choice.filter((token) => token !== MARK)]),
      );
      rest = rest.slice(end);
      before = "}";
      continue;
    }
    const run = /^\*+/.exec(rest)?.[0] ?? "";
    const token =
      run === "**" && rest.startsWith("**/") && before === "/"
        ? "**/"
        : run.length > 0
          ? run
          : (/^\[[^\]]+\]/.exec(rest)?.[0] ?? ([...rest][0] as string));
    append(token.startsWith("**") && token !== "**/" ? "**" : token);
    rest = rest.slice(token.length);
    before = token.at(-1) as string;
  }
  return all;
}

function tries([token, ...tokens]: readonly string[], path: readonly string[]): boolean {
  if (token === undefined) return path.length === 0;
  const [first, ...rest] = path;
  const takes = (test: boolean) => first !== undefined && test && tries(tokens, rest);
  switch (token) {
    case "**/":
      return tries(tokens, path) || path.some((char, i) => char === "/" && tries(tokens, path.slice(i + 1)));
    case "**":
      return [...path, ""].some((_, i) => tries(tokens, path.slice(i)));
    case "*":
      return tries(tokens, path) || (first !== undefined && first !== "/" && tries([token, ...tokens], rest));
    case "?":
      return takes(first !== "/");
    case "[ab]":
      return takes(first === "a" || first === "b");
    case "[!a]":
      return takes(first !== "a" && first !== "/");
    case "[^b]":
      return takes(first !== "b" && first !== "/");
    default:
      return takes(first === token);
  }
}
