import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cli, DIST } from "../support/dist.ts";
import { useScratch } from "../support/scratch.ts";
import { bytesOf, Site } from "../support/site.ts";
import { vector } from "../support/vectors.ts";

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
    expect(line).toMatch(/^warning: files\/\d+: not-found: the server answers 404, from 127\.0\.0\.1:\d+$/);
  }
  for (const line of [...lines, ...stdout.trimEnd().split("\n")]) {
    expect(line.match(/files\/\d+/g) ?? []).toHaveLength(line.startsWith("warning: ") ? 1 : 0);
  }
});

test("whoever reads the output may go away: the work is done, and the exit code is its own", async () => {
  const args = ["upgrade-metadata", vector("tiny").compose, "--base-url", "https://cdn.example.com/"];
  const entry = join(DIST, "cli", "index.js");
  const child = spawn(process.execPath, [entry, ...args, "--output", scratch.fresh()], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.destroy();
  let stderr = "";
  child.stderr.on("data", (text: Buffer) => {
    stderr += text;
  });
  const [code] = await once(child, "close");
  expect({ code, stderr: stderr.includes("EPIPE") }).toEqual({ code: 0, stderr: false });
});
