import {
  choice,
  choices,
  defineInputs,
  duration,
  flag,
  globs,
  type InputValues,
  integer,
  lines,
  list,
  parseInputs,
  path,
  secret,
  selectionInputs,
  size,
  text,
  UserError,
} from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as z from "zod";

const definitions = defineInputs({
  compose: lines({ description: "Compose.", required: true, positional: true }),
  "base-url": text({ description: "URL." }),
  output: path({ description: "Output.", default: "out" }),
  direction: choice(["upgrade", "downgrade"], { description: "Way.", default: "upgrade" }),
  strict: flag({ description: "Strict.", default: false }),
  retries: integer({ description: "Retries.", min: 0, max: 20, default: 3 }),
  timeout: duration({ description: "Timeout.", default: "30s", min: "1s" }),
  limit: size({ description: "Limit." }),
  arches: list({ description: "Arches." }),
  kinds: choices(["image", "rpm"], { description: "Kinds." }),
  token: secret({ description: "Token." }),
});

function refusal(raw: Record<string, string | readonly string[] | undefined>): UserError {
  try {
    parseInputs(definitions, raw);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const said = (error: UserError) => [error.message, ...error.details].join("\n");

describe("parseInputs", () => {
  test("gives typed values under the inputs' names", () => {
    const values = parseInputs(definitions, {
      compose: "a,b\n c \n\n",
      "base-url": " https://example.org/ ",
      strict: "TRUE",
      retries: "20",
      timeout: "2m",
      limit: "1.5GiB",
      arches: "x86_64, aarch64\ns390x,,",
      kinds: "rpm",
      token: "hunter22\n",
    });
    expect(values).toEqual({
      compose: ["a,b", "c"],
      "base-url": "https://example.org/",
      output: "out",
      direction: "upgrade",
      strict: true,
      retries: 20,
      timeout: 120_000,
      limit: 1_610_612_736,
      arches: ["x86_64", "aarch64", "s390x"],
      kinds: ["rpm"],
      token: "hunter22",
    });
    expectTypeOf(values).toEqualTypeOf<InputValues<typeof definitions>>();
    expectTypeOf(values.output).toEqualTypeOf<string>();
    expectTypeOf(values["base-url"]).toEqualTypeOf<string | undefined>();
    expectTypeOf(values.direction).toEqualTypeOf<"upgrade" | "downgrade">();
    expectTypeOf(values.timeout).toEqualTypeOf<number>();
    expectTypeOf(values.kinds).toEqualTypeOf<readonly ("image" | "rpm")[] | undefined>();
    expectTypeOf(values.compose).toEqualTypeOf<readonly string[]>();
  });

  test.each(["", "  ", "\n\t", undefined])("takes %j for an absent input", (blank) => {
    const raw = Object.fromEntries(Object.keys(definitions).map((name) => [name, blank]));
    expect(parseInputs(definitions, { ...raw, compose: "c" })).toEqual(
      parseInputs(definitions, { compose: "c" }),
    );
    expect(said(refusal(raw))).toContain("compose: required");
  });

  test.each<[string, string[]]>([
    ["a,b", ["a", "b"]],
    ["a.iso, b.iso\n*.rpm,,", ["a.iso", "b.iso", "*.rpm"]],
    ["{a,b}.iso,c", ["{a,b}.iso", "c"]],
    ["{a,{b,c}}/d,e", ["{a,{b,c}}/d", "e"]],
    ["[a,b]c,d", ["[a,b]c", "d"]],
    ["[],]x,[!],]y,[^],]z", ["[],]x", "[!],]y", "[^],]z"]],
    ["[{],b,c}", ["[{]", "b", "c}"]],
    ["{a\nb,c}", ["{a", "b", "c}"]],
    ["{a,b", ["{a", "b"]],
    ["[a,b", ["[a", "b"]],
    ['["{a,b}", "c,d"]', ["{a,b}", "c,d"]],
    ["[0]", ["[0]"]],
    ["[1,2]", ["[1,2]"]],
  ])("takes globs apart: %j", (raw, expected) => {
    const fields = { include: globs({ description: "Globs." }) };
    expect(parseInputs(fields, { include: raw }).include).toEqual(expected);
  });

  test("takes a list of separators for an absent list", () => {
    expect(parseInputs(definitions, { compose: "c", arches: ",,\n," }).arches).toBeUndefined();
    expect(said(refusal({ compose: "\n\n" }))).toContain("compose: required");
  });

  test("names every problem at once, with the value and what is expected", () => {
    const error = refusal({
      direction: "sideways",
      strict: "yes",
      retries: "21",
      timeout: "10ms",
      kinds: "rpm,iso",
    });
    expect(error.exitCode).toBe(2);
    expect(error.message).toBe("6 inputs are invalid");
    expect(error.details).toEqual([
      expect.stringMatching(/^compose: required, expected/),
      'direction: "sideways", expected one of upgrade, downgrade',
      'strict: "yes", expected true or false',
      'retries: "21", expected a whole number from 0 to 20',
      expect.stringMatching(/^timeout: "10ms", expected a duration .* at least 1s$/),
      'kinds: "iso", expected one of image, rpm',
    ]);
  });

  test("escapes and shortens the values that it shows", () => {
    const { message } = refusal({ compose: "c", direction: `\n::error::\u202E${"x".repeat(500)}` });
    expect(message).not.toMatch(/[\n\u202E]|^::/);
    expect(message.length).toBeLessThan(250);
  });

  test("83: never shows a secret, not even one that was put into another input", () => {
    const error = refusal({
      compose: "c",
      token: "s3cr3t-token",
      retries: "s3cr3t-token",
      direction: "x s3cr3t-token",
    });
    expect(said(error)).not.toContain("s3cr3t");
    expect(said(error)).toContain("***");
  });

  test("refuses a repeated value of an input that is no list", () => {
    expect(said(refusal({ compose: "c", retries: ["1", "2"] }))).toContain("retries: given 2 times");
    expect(
      parseInputs(definitions, { compose: ["a", "b\nc"], arches: ["x86_64", "src,noarch"] }),
    ).toMatchObject({
      compose: ["a", "b", "c"],
      arches: ["x86_64", "src", "noarch"],
    });
  });

  test("takes lists as JSON, but no glob for JSON", () => {
    const parsed = parseInputs(definitions, { compose: '["a b", "c"]', arches: "[ab]*" });
    expect(parsed).toMatchObject({ compose: ["a b", "c"], arches: ["[ab]*"] });
  });

  test.each<[string, string[] | undefined]>([
    ['["a=1", " b = 2 ", ""]', ["a=1", "b = 2"]],
    ['["a", 1, true]', ["a", "1", "true"]],
    [String.raw`["a\#{b}", "\#$c", "\#@d", "\"", "\\"]`, ["a#{b}", "#$c", "#@d", '"', "\\"]],
    // A backslash before a number sign that Ruby would not have written, or that is one itself.
    [String.raw`["\#a"]`, [String.raw`["\#a"]`]],
    [String.raw`["\\#{a}"]`, [String.raw`\#{a}`]],
    ["[]", undefined],
    ["[1]", ["[1]"]],
    ['["a", null]', ['["a", null]']],
    ['["a", ["b"]]', ['["a", ["b"]]']],
    ["['a', 'b']", ["['a', 'b']"]],
    ['["a"]\n["b"]', ['["a"]', '["b"]']],
    ['["a"', ['["a"']],
  ])("takes lines as JSON in one line: %s", (raw, expected) => {
    const fields = { annotations: lines({ description: "Lines." }) };
    expect(parseInputs(fields, { annotations: raw }).annotations).toEqual(expected);
  });

  test("takes numbers as JSON where commas are separators", () => {
    expect(parseInputs(definitions, { compose: "c", arches: "[4711, 4712]" }).arches).toEqual([
      "4711",
      "4712",
    ]);
  });

  test("has every list again that JSON has written", () => {
    const fields = { annotations: lines({ description: "Lines." }) };
    const item = fc
      .string({ unit: "grapheme", minLength: 1 })
      .filter((text) => text.trim() === text && !/[\0-\x1F\x7F]/.test(text));
    fc.assert(
      fc.property(fc.array(item, { minLength: 1 }), fc.boolean(), (texts, ruby) => {
        const json = JSON.stringify(texts);
        const written = ruby ? json.replace(/#(?=[{$@])/g, String.raw`\#`) : json;
        expect(parseInputs(fields, { annotations: written }).annotations).toEqual(texts);
      }),
    );
  });

  test("refuses control characters in text, paths and items", () => {
    const error = refusal({ compose: "a\0b", "base-url": "x\ny", output: "o\u0007", arches: "x\u001B" });
    expect(error.details).toHaveLength(4);
  });

  test("takes several lines of text only where that is wanted", () => {
    const several = defineInputs({ map: text({ description: "d", multiline: true }) });
    expect(parseInputs(several, { map: '{\n\t"a": 1\r\n}' }).map).toBe('{\n\t"a": 1\r\n}');
    expect(() => parseInputs(several, { map: "a\u001Bb" })).toThrow(
      /expected text without control characters/,
    );
  });

  test("converts the items of a list", () => {
    const item = z.string().transform((entry) => entry.length);
    const values = parseInputs(defineInputs({ lengths: lines({ description: "d", item, required: true }) }), {
      lengths: "a\nbcd",
    });
    expectTypeOf(values.lengths).toEqualTypeOf<readonly number[]>();
    expect(values.lengths).toEqual([1, 3]);
  });

  test("never throws anything but a refusal, and never shows the secret", () => {
    const names = Object.keys(definitions);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string({ unit: "binary" })), (raw) => {
        try {
          parseInputs(definitions, { ...raw, token: "0123456789abcdef" });
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect(said(error as UserError)).not.toContain("0123456789abcdef");
          expect((error as UserError).message).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
        }
      }),
    );
  });
});

describe("quantities", () => {
  const read = (name: "timeout" | "limit", raw: string) =>
    parseInputs(definitions, { compose: "c", [name]: raw })[name];

  test.each([
    ["1500ms", 1500],
    ["30", 30_000],
    ["1.5s", 1500],
    ["5m", 300_000],
    ["2h", 7_200_000],
  ])("duration %s is %d ms", (raw, expected) => {
    expect(read("timeout", raw)).toBe(expected);
  });

  test.each(["-1s", "1d", "s", "1e3", "0x10s", "600h", "1m30s"])("duration %s is refused", (raw) => {
    expect(() => read("timeout", raw)).toThrow(/timeout/);
  });

  test.each([
    ["4096", 4096],
    ["1K", 1000],
    ["1KB", 1000],
    ["1Ki", 1024],
    ["1KiB", 1024],
    ["16MiB", 16_777_216],
    ["2G", 2_000_000_000],
    ["1T", 1e12],
    ["10B", 10],
  ])("size %s is %d bytes", (raw, expected) => {
    expect(read("limit", raw)).toBe(expected);
  });

  test.each(["-1", "1i", "1KK", "1P", "9999999T", "abc"])("size %s is refused", (raw) => {
    expect(() => read("limit", raw)).toThrow(/limit/);
  });
});

describe("defineInputs", () => {
  const field = text({ description: "d" });

  test.each(["Base", "base_url", "json", "help", "version", "-a", "summary"])(
    "refuses the name %s",
    (name) => {
      expect(() => defineInputs({ [name]: field })).toThrow(TypeError);
    },
  );

  test("refuses definitions that contradict themselves", () => {
    const positional = text({ description: "d", positional: true });
    expect(() => defineInputs({ a: positional, b: positional })).toThrow(TypeError);
    expect(() => defineInputs({ a: secret({ description: "d" }), "a-file": field })).toThrow(TypeError);
    expect(() => integer({ description: "d", min: 1, default: 0 })).toThrow();
    expect(() => text({ description: "d", required: true, default: "x" })).toThrow(TypeError);
  });

  test("takes the shared selection inputs", () => {
    const values = parseInputs(defineInputs({ ...selectionInputs }), {
      kinds: "image,module",
      include: "a{b,c}\n**",
    });
    expect(values).toMatchObject({
      kinds: ["image", "module"],
      include: ["a{b,c}", "**"],
      variants: undefined,
    });
  });
});
