import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ROOT, readAction } from "../support/dist.ts";
import { names, readJson } from "../support/files.ts";
import { DockerRegistry, hasDockerRegistry } from "../support/registry/docker-registry.ts";
import { useScratch } from "../support/scratch.ts";

const page = readFileSync(join(ROOT, "docs", "other-ci.md"), "utf8");
/** Code of the page, by what stands behind the fence. */
const blocks = (info: string) =>
  [...page.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)]
    .filter(([, own]) => own === info)
    .map(([, , text = ""]) => text);
const [chain = "", parts = "", cron = "", ...others] = blocks("sh runnable");
const scratch = useScratch();

describe.skipIf(!hasDockerRegistry())("the shell examples run (needs docker-registry)", () => {
  const cwd = scratch.folder();
  let registry: DockerRegistry;
  beforeAll(async () => {
    registry = await DockerRegistry.start();
    mkdirSync(join(cwd, "build"));
    writeFileSync(join(cwd, "build", "example.x86_64.qcow2"), "an image");
    writeFileSync(join(cwd, "build", "example.x86_64.raw.xz"), "another image");
  });
  afterAll(() => registry?.close());

  function run(script: string, env: Record<string, string> = {}) {
    const { status, stdout, stderr } = spawnSync("sh", ["-c", script], {
      cwd,
      env: { PATH: process.env["PATH"] ?? "", COMPOSE_ACTIONS: ROOT, REGISTRY: registry.host, ...env },
      encoding: "utf8",
      timeout: 50_000,
    });
    return { status, stdout, stderr };
  }
  const reference = () => `oci://${registry.host}/example/compose:Example-41-20260204.0`;

  test("there are three", () => expect(others).toEqual([]));

  test("from images to a mirror", () => {
    const result = run(chain);
    expect(result, result.stderr).toMatchObject({ status: 0 });
    expect(result.stdout).toContain("proved: 2 artifacts");
    expect(readFileSync(join(cwd, "verify.xml"), "utf8")).toContain("<testsuite");
  });

  test("and where it is not right, with the exit code of the step that says so", () => {
    writeFileSync(join(cwd, "mirror", "compose", "stranger"), "nobody named it");
    const proof = chain.slice(chain.indexOf("if step verify"));
    const { status, stderr } = run(`step() { node "$COMPOSE_ACTIONS/dist/cli/index.js" "$@"; }\n${proof}`);
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining("verify says 1") });
  });

  test("in parts, by several processes", () => {
    const result = run(parts.replaceAll("--output mirror", "--output shared"), { COMPOSE_REF: reference() });
    expect(result, result.stderr).toMatchObject({ status: 0 });
    expect(names(join(cwd, "shared", "compose", "metadata"))).toContain("images.json");
    const reports = [1, 2, 3, 4].map((part) => readJson(join(cwd, "parts", `${part}.json`)));
    expect(reports.map(({ shard }) => shard)).toEqual(["1/4", "2/4", "3/4", "4/4"]);
  });

  test("a part that is missing fails the join", () => {
    const without = parts
      .replaceAll("--output mirror", "--output lost")
      .replaceAll("parts/", "lost-parts/")
      .replace('$(seq "$parts")', "1 2 4");
    const { status, stderr } = run(without, { COMPOSE_REF: reference() });
    expect(status).toBe(1);
    expect(stderr).toMatch(/part 3\/4/);
  });

  test("by cron, which sends nothing when all is well, and the end of the log otherwise", () => {
    const mirror = join(cwd, "by-cron");
    expect(run(cron, { COMPOSE_REF: reference(), MIRROR: mirror })).toEqual({
      status: 0,
      stdout: "",
      stderr: "",
    });
    expect(readJson(`${mirror}.json`).status).toBe("ok");
    const lost = run(cron, { COMPOSE_REF: `${reference()}-lost`, MIRROR: mirror });
    expect(lost).toMatchObject({ stdout: expect.stringContaining("error:"), stderr: "" });
  });
});

describe("the examples that were not run", () => {
  const known = (step: string) => Object.keys(readAction(join("actions", step, "action.yml")).inputs);

  test("Jenkins: name flags that there are", () => {
    const calls = [
      ...blocks("groovy")
        .join("\n")
        .matchAll(/index\.js ([a-z-]+) (.*)$/gm),
    ];
    expect(calls.map(([, step]) => step)).toEqual(["localize", "verify"]);
    for (const [, step = "", rest = ""] of calls) {
      const used = [...rest.matchAll(/--([a-z-]+)/g)].map(([, flag]) => flag);
      expect(known(step)).toEqual(expect.arrayContaining(used));
    }
  });

  test("Forgejo: name inputs that there are, and every action by its whole address", () => {
    const [workflow, ...more] = blocks("yaml").map((text) => parse(text));
    expect(more).toEqual([]);
    const steps: { uses: string; with: Record<string, unknown> }[] = workflow.jobs.mirror.steps;
    const ours = steps.flatMap((step) => {
      expect(step.uses).toMatch(/^https:\/\/.+@v\d+$/);
      const [, name] = /\/actions\/([a-z-]+)@/.exec(step.uses) ?? [];
      return name === undefined ? [] : [{ name, inputs: Object.keys(step.with) }];
    });
    expect(ours.map(({ name }) => name)).toEqual(["localize", "verify"]);
    for (const { name, inputs } of ours) expect(known(name)).toEqual(expect.arrayContaining(inputs));
  });
});
