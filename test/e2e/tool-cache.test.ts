import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { action, cli, type Inputs } from "../support/dist.ts";
import { useScratch } from "../support/scratch.ts";
import { bytesOf, Site } from "../support/site.ts";

const scratch = useScratch();
const site = new Site();
const path = "Server/x86_64/os/LICENSE";
const content = bytesOf(20_000);
let compose = "";
let tools = "";

beforeAll(async () => {
  await site.start();
  compose = site.publish({ extraFiles: [{ path, content }] }, scratch.fresh("metadata"));
});
afterAll(() => site.close());
beforeEach(() => {
  tools = scratch.folder();
});

const localize = (output: string, inputs: Inputs = {}, env: Record<string, string> = {}) =>
  action(
    "localize",
    { compose, output, "tool-cache": "true", ...inputs },
    { cwd: scratch.folder(), env: { RUNNER_TOOL_CACHE: tools, ...env } },
  );

/** The files in the cache. */
function cached(): string[] {
  const entries = readdirSync(tools, { recursive: true, encoding: "utf8" });
  return entries
    .map((name) => join(tools, name))
    .filter((name) => /[0-9a-f]{64}$/.test(name) && statSync(name).isFile());
}

test("a second run on the same runner takes from its tool cache what the first one has fetched", async () => {
  const first = await localize(scratch.fresh());
  expect(first).toMatchObject({ code: 0 });
  expect(first.outputs["downloaded"]).toBe("20000");
  expect(first.stdout).toContain(`tool-cache: artifacts are kept in ${tools}`);
  expect(first.stdout).not.toContain("::debug::");
  expect(cached()).toHaveLength(1);
  const output = scratch.fresh();
  const second = await localize(output);
  expect(second).toMatchObject({ code: 0 });
  expect(second.outputs).toMatchObject({ downloaded: "0", verified: "1" });
  expect(readFileSync(join(output, "compose", path))).toEqual(content);
});

test("what was damaged there is noticed, fetched again and replaced", async () => {
  await localize(scratch.fresh());
  const [file = ""] = cached();
  writeFileSync(file, bytesOf(20_000).fill(7));
  const output = scratch.fresh();
  const again = await localize(output);
  expect(again).toMatchObject({ code: 0 });
  expect(again.outputs["downloaded"]).toBe("20000");
  expect(again.stdout).toContain("was not what its name says");
  expect(readFileSync(join(output, "compose", path))).toEqual(content);
  expect(readFileSync(file)).toEqual(content);
});

test("other tools stay as they are, and an incomplete place of ours is begun anew", async () => {
  mkdirSync(join(tools, "node", "24.0.0", "x64"), { recursive: true });
  writeFileSync(join(tools, "node", "24.0.0", "x64.complete"), "");
  mkdirSync(join(tools, "compose-actions-artifacts", "1.0.0", "any"), { recursive: true });
  expect(await localize(scratch.fresh())).toMatchObject({ code: 0 });
  expect(readdirSync(join(tools, "node", "24.0.0"))).toEqual(["x64", "x64.complete"]);
  expect(cached()).toHaveLength(1);
});

test("on a runner that is new for every job that is said", async () => {
  const { code, stdout } = await localize(
    scratch.fresh(),
    {},
    { RUNNER_ENVIRONMENT: "github-hosted", COMPOSE_ACTIONS_X: "" },
  );
  expect(stdout).toContain("only self-hosted ones keep what they have");
  // Hosted runners do not reach private networks, such as the site of this test.
  expect(code).toBe(1);
});

test("it is refused beside another directory, and where there is none", async () => {
  const both = await localize(scratch.fresh(), { "cache-dir": scratch.folder() });
  expect(both).toMatchObject({ code: 2 });
  expect(both.stdout).toContain("tool-cache and cache-dir each name a directory");
  const none = await cli(["localize", compose, "--tool-cache", "--output", scratch.fresh()]);
  expect(none).toMatchObject({ code: 2 });
  expect(none.stderr).toContain("RUNNER_TOOL_CACHE is not set");
});
