import { spawnSync } from "node:child_process";
import { type AnyMetadata, compareCodePoints, quote, serialize } from "@compose-actions/metadata";
import fc, { type Arbitrary } from "fast-check";
import { describe, expect, test } from "vitest";
import { anyText, composeinfo, extraFiles, images, modules, rpms } from "./support/arbitraries.ts";

const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** Runs a program that turns one JSON document on standard input into another. */
function python(program: string, input: unknown): unknown {
  const { stdout, stderr } = spawnSync("python3", ["-c", program], {
    input: JSON.stringify(input),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

const FORMAT = `
import json, sys
texts = json.load(sys.stdin)
print(json.dumps([json.dumps(json.loads(text), sort_keys=True, indent=4) for text in texts]))`;

describe.skipIf(!hasPython)("as Python's json.dumps(sort_keys=True, indent=4) writes (needs python3)", () => {
  test("files of every type", () => {
    const texts = [images, rpms, extraFiles, modules, composeinfo].flatMap((make) =>
      ([1, 2] as const).flatMap((generation) =>
        fc.sample(make(generation) as Arbitrary<AnyMetadata>, { numRuns: 60, seed: 7 }).map(serialize),
      ),
    );
    expect(python(FORMAT, texts)).toEqual(texts);
  });

  test("strings of every kind", () => {
    const texts = fc.sample(fc.oneof(anyText, fc.string({ unit: "binary" })), { numRuns: 2000, seed: 7 });
    const program =
      "import json, sys; print(json.dumps([json.dumps(text) for text in json.load(sys.stdin)]))";
    expect(texts.map(quote)).toEqual(python(program, texts));
  });

  test("sorted by code point", () => {
    const texts = fc.sample(anyText, { numRuns: 2000, seed: 8 });
    const program = "import json, sys; print(json.dumps(sorted(json.load(sys.stdin))))";
    expect([...texts].sort(compareCodePoints)).toEqual(python(program, texts));
  });
});
