import { spawn } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Origin } from "../demo/origin.mjs";
import { generateCompose } from "../generator/generate.mjs";
import { DIST, ROOT } from "../support/dist.ts";
import { DockerRegistry, hasDockerRegistry } from "../support/registry/docker-registry.ts";
import { useScratch } from "../support/scratch.ts";
import { allPages, blocksOf } from "./support/pages.ts";

/** Has tests of its own, which prepare what its scripts need. */
const ELSEWHERE = "docs/other-ci.md";
/** Milliseconds. */
const LIMIT = 120_000;

const scratch = useScratch();
const stories = allPages()
  .map((page) => ({ path: page.path, blocks: blocksOf(page).filter(({ isRunnable }) => isRunnable) }))
  .filter(({ path, blocks }) => path !== ELSEWHERE && blocks.length > 0);

test("the pages that tell a story have scripts that are run", () => {
  expect(stories.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      "README.md",
      "docs/guide.md",
      "docs/recipes/cdn.md",
      "docs/recipes/mixed-storage.md",
    ]),
  );
});

/** The scripts of a page run one after another, in one directory, as a reader would type them. */
describe.skipIf(!hasDockerRegistry()).each(stories)("$path (needs docker-registry)", ({ blocks }) => {
  const cwd = scratch.folder();
  let registry: DockerRegistry;
  let origin: Origin;
  let env: Record<string, string>;

  beforeAll(async () => {
    symlinkSync(DIST, join(cwd, "dist"));
    for (const folder of ["www", "build", "home"]) mkdirSync(join(cwd, folder));
    writeFileSync(join(cwd, "build", "example-41.x86_64.qcow2"), "an image");
    generateCompose({ out: cwd, files: true, variants: ["Server"], imageSize: "64K", rpmsPerArch: 6 });
    registry = await DockerRegistry.start();
    origin = await new Origin({ "": join(cwd, "www") }).start();
    env = {
      PATH: `${join(ROOT, "node_modules", ".bin")}:${process.env["PATH"] ?? ""}`,
      HOME: join(cwd, "home"),
      REGISTRY: registry.host,
      CDN: origin.url.replace(/\/$/, ""),
    };
  });
  afterAll(async () => {
    await origin?.stop();
    await registry?.close();
  });

  test.each(blocks)(
    "the script at line $line runs",
    async ({ text }) => {
      const { code, log } = await run(text, cwd, env);
      expect({ code, log }, log).toMatchObject({ code: 0 });
    },
    LIMIT,
  );
});

function run(script: string, cwd: string, env: Record<string, string>) {
  return new Promise<{ code: number | null; log: string }>((resolve, reject) => {
    const child = spawn("sh", ["-euc", script], { cwd, env, timeout: LIMIT });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        log += chunk;
      });
    }
    child.on("error", reject).on("close", (code) => resolve({ code, log }));
  });
}
