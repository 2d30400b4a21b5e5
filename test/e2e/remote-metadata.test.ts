import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { upgrade } from "../support/dist.ts";
import { contents, names, TYPES } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";
import { Site } from "../support/site.ts";
import { vector } from "../support/vectors.ts";

const scratch = useScratch();
const { compose, upgraded, inputs } = vector("checksums");
const base = ["--base-url", inputs["base-url"] ?? ""];
const site = new Site();

beforeAll(() => site.start());
afterAll(() => site.close());
beforeEach(() => {
  site.reset();
  for (const type of TYPES) {
    site.files.set(`${type}.json`, readFileSync(join(compose, "metadata", `${type}.json`)));
  }
});

/** Serves the files below another path. */
function serveBelow(prefix: string): void {
  for (const [path, content] of [...site.files]) {
    site.files.delete(path);
    site.files.set(prefix + path, content);
  }
}

describe("metadata that is upgraded from a server", () => {
  const checksums = ["--compute-checksums", "--root", compose];

  test.each([
    ["a directory of metadata files", "", ""],
    ["a compose", "metadata/", ""],
    ["a compose, named without a slash", "41/compose/metadata/", "41"],
  ])("is that of %s", async (_, prefix, path) => {
    serveBelow(prefix);
    const output = scratch.fresh();
    const { code, stderr } = await upgrade([site.url + path, "--output", output, ...base, ...checksums]);
    expect(stderr).not.toContain("error:");
    expect(code).toBe(0);
    expect(contents(output)).toEqual(upgraded);
  });

  test("is asked for whatever the case of the scheme", async () => {
    const output = scratch.fresh();
    const url = site.url.replace("http:", "HTTP:");
    expect(await upgrade([url, "--output", output, ...base, ...checksums])).toMatchObject({ code: 0 });
    expect(contents(output)).toEqual(upgraded);
  });

  test("needs the directory of the artifacts when these are to be read", async () => {
    const folder = scratch.folder();
    const args = [site.url, "--output", join(folder, "v2"), ...base, "--compute-checksums"];
    const { code, stderr } = await upgrade(args);
    expect(code).toBe(2);
    expect(stderr).toContain("the artifacts are needed on disk\nname the directory");
    expect(names(folder)).toEqual([]);
  });

  test.each([
    ["there is none", () => site.files.clear()],
    ["the server fails", () => (site.behaviour = (_, response) => !!response.writeHead(500).end())],
    ["a file is cut short", () => site.files.set("rpms.json", Buffer.from('{"header": {'))],
  ])("fails when %s, and nothing is written", async (_, prepare) => {
    prepare();
    const folder = scratch.folder();
    const args = [site.url, "--output", join(folder, "v2"), ...base, "--retries", "0"];
    const { code, stdout, stderr } = await upgrade(args);
    expect({ stdout, failed: code !== 0 }).toEqual({ stdout: "", failed: true });
    expect(stderr).toContain(site.url);
    expect(stderr).not.toMatch(/\n\s+at |Unexpected error/);
    expect(names(folder)).toEqual([]);
  });
});
