import { isAbsolute, join } from "node:path";
import { parseInputs, type RawInputs } from "@compose-actions/step";
import { step } from "@compose-actions/upgrade-metadata";
import { describe, expect, test } from "vitest";
import { action, flags, type Inputs, umbrella, upgrade } from "../support/dist.ts";
import { contents, TYPES } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";
import { type Vector, vectors } from "../support/vectors.ts";

const scratch = useScratch();

/** A way to run the step in a folder; it must end well. */
type Way = (inputs: Inputs, cwd: string) => Promise<void>;

const ways: Record<string, Way> = {
  "the command line": async (inputs, cwd) => {
    expect(await upgrade(flags(inputs), { cwd })).toMatchObject({ code: 0 });
  },
  "the action": async (inputs, cwd) => {
    const { code, outputs } = await action("upgrade-metadata", inputs, { cwd });
    expect(code).toBe(0);
    expect(outputs["metadata-dir"]).toBe(inputs["output"]);
  },
  "the umbrella action": async (inputs, cwd) => {
    const { code, outputs } = await umbrella({ command: "upgrade-metadata", ...inputs }, { cwd });
    expect(code).toBe(0);
    expect(outputs["files"]?.split("\n")).toHaveLength(TYPES.length);
  },
  "the library": async (inputs, cwd) => {
    const { "url-map": urlMap, ...raw } = inputs;
    // The library reads paths from the working directory of the process, which is not the vector's.
    const absolute = urlMap === undefined || isAbsolute(urlMap) ? urlMap : join(cwd, urlMap);
    await step.run(parseInputs(step.inputs, { ...raw, "url-map": absolute } as RawInputs), {
      signal: new AbortController().signal,
      reporter: { info() {}, warn() {}, progress() {} },
    });
  },
};

describe.concurrent.each(Object.entries(ways))("by %s", (_, run) => {
  test.each(vectors.map((one) => [one.name, one] as const))("%s, both ways", async (_, one: Vector) => {
    const [up, down] = [scratch.fresh(), scratch.fresh()];
    await run({ compose: one.compose, output: up, ...one.inputs }, one.folder);
    expect(contents(up)).toEqual(one.upgraded);
    await run({ compose: up, output: down, "to-version": "1.2" }, one.folder);
    expect(contents(down)).toEqual(one.downgraded);
  });
});

test("there are vectors to go by, each of all five files", () => {
  expect(vectors.length).toBeGreaterThanOrEqual(8);
  for (const { upgraded, downgraded } of vectors) {
    expect(Object.keys(upgraded).sort()).toEqual(TYPES.map((type) => `${type}.json`).sort());
    expect(Object.keys(downgraded)).toEqual(Object.keys(upgraded));
  }
});
