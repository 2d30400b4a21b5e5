import { UserError } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRequestText } from "../src/index.ts";

const refusal = async (text: string): Promise<string> => {
  const error = await readRequestText(text, "request").then(
    () => expect.unreachable(),
    (reason) => reason,
  );
  if (!(error instanceof UserError)) throw error;
  expect(error.exitCode).toBe(2);
  return error.message;
};

describe("a request", () => {
  test.each([
    ["JSON", '{"distribution": "fedora-41", "list": [1, null, true]}'],
    ["YAML", "distribution: fedora-41\nlist:\n  - 1\n  -\n  - true\n"],
    ["YAML in its flow style", "{distribution: fedora-41, list: [1, null, true]}"],
    ["YAML with an anchor", "distribution: &one fedora-41\nlist: [1, ~, true] # *one\n"],
  ])("in %s", async (_, text) => {
    expect(await readRequestText(text, "request")).toEqual({
      distribution: "fedora-41",
      list: [1, null, true],
    });
  });

  test("keeps what only looks like something else as text", async () => {
    expect(await readRequestText('{"a": -1.5, "b": 2.0}', "request")).toEqual({ a: -1.5, b: 2 });
    const text = 'version: "0.1"\nday: 2024-11-01\nno: no\nkey: "{{ x }}"\n';
    expect(await readRequestText(text, "request")).toEqual({
      version: "0.1",
      day: "2024-11-01",
      no: "no",
      key: "{{ x }}",
    });
  });

  test("in JSON is what it was", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3, noUnicodeString: false })),
        async (value) => {
          const plain = JSON.parse(
            JSON.stringify(value, (_, inner) => (typeof inner === "number" ? 1 : inner)),
          );
          expect(await readRequestText(JSON.stringify(plain), "request")).toEqual(plain);
        },
      ),
    );
  });
});

describe("is refused", () => {
  test.each([
    ["nothing", " \n", /is empty/],
    ["a key that is there twice, in JSON", '{"a": 1, "a": 2}', /no valid JSON/],
    ["a key that is there twice, in YAML", "a: 1\na: 2\n", /no valid YAML: Map keys must be unique/],
    ["JSON that is broken off", '{"a": [1,', /no valid JSON/],
    ["several documents", "a: 1\n---\nb: 2\n", /no valid YAML/],
    ["a number that is none", "a: .inf\n", /a number that is none/],
    ["a number that would be another one", '{"a": 9007199254740993}', /a number that is too big/],
    ["a circle", "a: &x\n  b: *x\n", /nested more than|no valid YAML/],
    ["what is nested too deeply", `${"[".repeat(100)}${"]".repeat(100)}`, /nested more than|no valid/],
  ])("%s", async (_, text, expected) => {
    expect(await refusal(text)).toMatch(expected);
  });

  test("what a few lines make of themselves", async () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const inner = level === 0 ? "x" : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array.from({ length: 9 }, () => inner).join(", ")}]`;
    });
    expect(await refusal(levels.join("\n"))).toMatch(/no valid YAML: Excessive alias count/);
  });

  test("what is too long", async () => {
    expect(await refusal("a".repeat(9 * 1024 ** 2))).toMatch(/no more than/);
  });

  test("without a control character in the message", async () => {
    expect(await refusal('{"\u001b[31m": ')).not.toContain("\u001b");
  });
});
