import {
  fillRepository,
  fillTag,
  isRepositoryName,
  isTag,
  MissingWordError,
  parseReference,
  parseRepositoryTemplate,
  parseTemplate,
} from "@compose-actions/oci";
import { UserError } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const WORDS = ["variant", "arch", "path"] as const;
type Word = (typeof WORDS)[number];

const saying = (words: Partial<Record<Word, string>>) => (word: Word) => words[word];
const repository = (text: string, words: Partial<Record<Word, string>> = {}) =>
  fillRepository(parseRepositoryTemplate("repository", text, WORDS), saying(words));
const tag = (text: string, words: Partial<Record<Word, string>> = {}, suffix?: string) =>
  fillTag(parseTemplate("tag", text, WORDS), saying(words), suffix);

/** Text as metadata may have it, and as somebody may have put it there. */
const hostile = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 300 }),
  fc.stringMatching(/^[A-Za-z0-9._/:@{}+~^ -]{1,200}$/),
  fc.constantFrom(
    "..",
    ".",
    "../../x",
    "/etc",
    "a/../../b",
    "evil.example/",
    "@sha256:x",
    "-",
    "__",
    "{arch}",
  ),
);

describe("a template", () => {
  test("puts words into their places, as often as they stand there", () => {
    expect(tag("{variant}-{arch}-{variant}", { variant: "S", arch: "x86_64" })).toBe("S-x86_64-S");
  });

  test.each([
    ["{nothing}", 'unknown placeholder "{nothing}"'],
    ["{}", 'unknown placeholder "{}"'],
    ["{Variant}", 'unknown placeholder "{Variant}"'],
    ["a{", 'a single "{"'],
    ["a}b", 'a single "}"'],
    ["{{variant}}", 'a single "{"'],
  ])("that is %s is refused", (text, problem) => {
    expect(() => parseTemplate("tag", text, WORDS)).toThrow(problem);
    expect(() => parseTemplate("tag", text, WORDS)).toThrow(UserError);
  });

  test("has no word that there is not", () => {
    expect(() => tag("{variant}-{arch}", { arch: "x86_64" })).toThrow(MissingWordError);
    expect(() => tag("{variant}", { variant: "" })).toThrow(MissingWordError);
  });

  test("does not read words as templates", () => {
    expect(tag("{variant}", { variant: "{arch}", arch: "x" })).toBe("_arch_");
  });
});

describe("the name of a repository", () => {
  test.each([
    ["ghcr.io/org/{variant}", { variant: "Server" }, "ghcr.io/org/server"],
    ["ghcr.io/Org/Compose", {}, "ghcr.io/org/compose"],
    [
      "oci://ghcr.io/org/{variant}-{arch}",
      { variant: "Server", arch: "x86_64" },
      "ghcr.io/org/server-x86_64",
    ],
    ["localhost:5000/{path}", { path: "Server/x86_64/iso/A.iso" }, "localhost:5000/server/x86_64/iso/a.iso"],
    ["r.example/{variant}", { variant: "Föö Bär+" }, "r.example/f-b-r"],
    ["r.example/{variant}", { variant: "..a..b.." }, "r.example/a-b"],
    ["r.example/{variant}", { variant: "a__b---c.d" }, "r.example/a__b---c.d"],
    ["r.example/{variant}", { variant: "a._b" }, "r.example/a-b"],
    ["oci-layout:./out/{variant}", { variant: "Server" }, "oci-layout:./out/server"],
    ["oci-layout:/Srv/Layout", {}, "oci-layout:/Srv/Layout"],
    ["oci-layout:out/{path}", { path: "../a/b" }, "oci-layout:out/a-b"],
  ])("made of %s", (text, words, target) => {
    expect(repository(text, words).target).toBe(target);
  });

  test.each([
    ["{variant}/x", "the registry in"],
    ["reg{variant}.example/x", "the registry in"],
    ["repository", "names no repository"],
    ["ghcr.io/", "names no repository"],
    ["oci-layout:", "names no directory"],
    ["ghcr.io/a b", "no name of a repository"],
    ["ghcr.io/a:tag", "no name of a repository"],
    ["ghcr.io/a@sha256:x", "no name of a repository"],
  ])("cannot be made of %s", (text, problem) => {
    expect(() => parseRepositoryTemplate("repository", text, WORDS)).toThrow(problem);
  });

  test("must have something between its slashes", () => {
    for (const text of ["r.example/a//b", "r.example/{variant}", "oci-layout:out/{variant}"]) {
      expect(() => repository(text, { variant: "..." })).toThrow("cannot be the name of a repository");
    }
  });

  test("says what was meant where it was made to fit", () => {
    expect(repository("r.example/{variant}", { variant: "Server" })).toEqual({
      target: "r.example/server",
      meant: "r.example/Server",
    });
  });

  test("is one in the registry that was named, whatever words say", () => {
    fc.assert(
      fc.property(hostile, hostile, (variant, path) => {
        let target: string;
        try {
          target = repository("registry.example:5000/org/{variant}/{path}", { variant, path }).target;
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          return;
        }
        expect(target.startsWith("registry.example:5000/org/")).toBe(true);
        const name = target.slice("registry.example:5000/".length);
        if (name.length <= 200) expect(isRepositoryName(name), name).toBe(true);
      }),
    );
  });

  test("of a directory stays below it, whatever words say", () => {
    fc.assert(
      fc.property(hostile, (variant) => {
        try {
          const { target } = repository("oci-layout:out/{variant}", { variant });
          const rest = target.slice("oci-layout:out/".length);
          expect(rest).toMatch(/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/);
          expect(typeof parseReference(target)).toBe("object");
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
    );
  });
});

describe("a tag", () => {
  test.each([
    ["{path}", { path: "Server/x86_64/os" }, "Server-x86_64-os"],
    ["{variant}", { variant: "libstdc++~rc1^git" }, "libstdc___rc1_git"],
    ["{variant}", { variant: ".hidden" }, "_hidden"],
    ["{variant}", { variant: "-x" }, "_x"],
  ])("made of %s", (text, words, expected) => {
    expect(tag(text, words)).toBe(expected);
  });

  test("is one whatever words say, with its suffix whole", () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom("", "-1", "-123"), (variant, suffix) => {
        const made = tag("{variant}", { variant }, suffix);
        expect(isTag(made), made).toBe(true);
        expect(made.endsWith(suffix)).toBe(true);
      }),
    );
  });

  test("of a name that is too long differs where the name does", () => {
    const long = "a".repeat(200);
    expect(tag("{variant}", { variant: long })).toHaveLength(128);
    expect(tag("{variant}", { variant: `${long}b` })).not.toBe(tag("{variant}", { variant: `${long}c` }));
  });
});
