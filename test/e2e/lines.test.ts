import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cli } from "../support/dist.ts";
import { useScratch } from "../support/scratch.ts";
import { bytesOf, Site } from "../support/site.ts";

const scratch = useScratch();
const site = new Site();
beforeAll(async () => void (await site.start()));
afterAll(() => site.close());

test("X13: what many downloads at a time say does not run together", async () => {
  const content = bytesOf(100);
  const paths = Array.from({ length: 200 }, (_, index) => `files/${index}`);
  const compose = site.publish(
    { extraFiles: paths.map((path) => ({ path, content, checksum: null })) },
    scratch.fresh(),
  );
  site.behaviour = (_, response) => !!response.writeHead(404).end();
  const output = join(scratch.fresh(), "out");
  const args = ["--output", output, "--allow-unverified", "--parallel-downloads", "32"];
  const { code, stdout, stderr } = await cli(["localize", compose, ...args]);
  expect(code).toBe(1);
  const lines = stderr.trimEnd().split("\n");
  const told = lines.filter((line) => line.startsWith("warning: "));
  expect(told.length).toBeGreaterThan(10);
  for (const line of told) {
    expect(line).toMatch(/^warning: files\/\d+: not-found: the server answers 404$/);
  }
  for (const line of [...lines, ...stdout.trimEnd().split("\n")]) {
    expect(line.match(/files\/\d+/g) ?? []).toHaveLength(line.startsWith("warning: ") ? 1 : 0);
  }
});
