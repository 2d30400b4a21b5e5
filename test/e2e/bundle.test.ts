import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { VERSION } from "@compose-actions/step";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OdcsStandIn } from "../../packages/services/test/support/odcs/stand-in.ts";
import { BASE_URL } from "../support/composes.ts";
import { action, cli, DIST, ROOT, umbrella, upgrade } from "../support/dist.ts";
import { contents } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";
import { bytesOf, Site } from "../support/site.ts";
import { vector } from "../support/vectors.ts";

const scratch = useScratch();
const tiny = vector("tiny");
const entries = readdirSync(DIST).filter(
  (name) => existsSync(join(DIST, name, "index.js")) && name !== "suite",
);

test("the tests run on the Node of the actions", () => {
  expect(process.versions.node).toMatch(/^24\./);
});

test("no module of the bundle is missing", () => {
  const files = readdirSync(join(DIST, "suite")).filter((name) => name.endsWith(".js"));
  expect(files).toContain("index.js");
  expect(files).toContain("hash-worker.js");
  for (const file of files) {
    expect(readFileSync(join(DIST, "suite", file), "utf8")).not.toContain("webpackMissingModule");
  }
});

describe("every entry starts", () => {
  const inputs = { compose: tiny.compose, ...tiny.inputs };
  const site = new Site();
  beforeAll(() => site.start());
  afterAll(() => site.close());
  /** Metadata of one file of the project. */
  const recorded = async () => {
    const output = scratch.fresh();
    const what = { "compose-id": "Fedora-41-20260204.0", variant: "Server", arch: "x86_64" };
    await action("record-artifacts", { ...what, "extra-files": "LICENSE", root: ROOT, output });
    return output;
  };
  const starts: Record<string, () => Promise<void>> = {
    cli: async () => {
      const { code, stdout, stderr } = await cli(["--version"]);
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: "" });
      const { stdout: help } = await cli(["--help"]);
      expect(help).toContain("upgrade-metadata  Upgrade compose metadata");
      expect(help).toMatch(/^ +localize +Mirror a distributed compose to disk/m);
      expect(help).toMatch(/^ +verify +\S/m);
    },
    main: async () => {
      const output = scratch.fresh();
      expect(await umbrella({ command: "upgrade-metadata", ...inputs, output })).toMatchObject({ code: 0 });
      expect(contents(output)).toEqual(tiny.upgraded);
    },
    "upgrade-metadata": async () => {
      const output = scratch.fresh();
      expect(await action("upgrade-metadata", { ...inputs, output })).toMatchObject({ code: 0 });
      expect(contents(output)).toEqual(tiny.upgraded);
    },
    localize: async () => {
      const [path, output] = ["Server/x86_64/os/LICENSE", scratch.fresh()];
      const content = bytesOf(10_000);
      const compose = site.publish({ extraFiles: [{ path, content }] }, scratch.fresh("metadata"));
      const { code, outputs } = await action("localize", { compose, output });
      expect(code).toBe(0);
      expect(outputs).toMatchObject({ verified: "1", failed: "0", downloaded: "10000" });
      expect(readFileSync(join(output, "compose", path))).toEqual(content);
    },
    "record-artifacts": async () => {
      const root = scratch.folder();
      writeFileSync(join(root, "disk.qcow2"), "x");
      const raw = {
        "compose-id": "Fedora-41-20260204.0",
        variant: "Server",
        arch: "x86_64",
        images: "*",
        root,
      };
      const { code, outputs } = await action("record-artifacts", { ...raw, output: scratch.fresh() });
      expect(code).toBe(0);
      expect(outputs).toMatchObject({ artifacts: "1", bytes: "1", warnings: "0" });
    },
    "push-oci": async () => {
      const [compose, output] = [await recorded(), scratch.fresh()];
      const repository = `oci-layout:${join(output, "layout")}`;
      const { code, outputs } = await action("push-oci", { compose, root: ROOT, repository, output });
      expect(code).toBe(0);
      expect(outputs).toMatchObject({ pushed: "1", existing: "0" });
      expect(existsSync(join(output, "layout", "index.json"))).toBe(true);
    },
    "merge-metadata": async () => {
      const output = scratch.fresh();
      const { code, outputs } = await action("merge-metadata", { compose: await recorded(), output });
      expect(code).toBe(0);
      expect(outputs).toMatchObject({ artifacts: "1", fragments: "1", conflicts: "0" });
    },
    "request-compose": async () => {
      const server = await new OdcsStandIn({ rawConfigs: { demo: {} } }).start();
      try {
        const given = { service: "odcs", server: server.url, operation: "about" };
        const { code, stdout } = await action("request-compose", given);
        expect(code).toBe(0);
        expect(stdout).toContain("raw-configs: demo");
      } finally {
        await server.stop();
      }
    },
    verify: async () => {
      const { code, outputs } = await action("verify", { compose: vector("checksums").compose });
      expect(code).toBe(0);
      expect(outputs).toMatchObject({ artifacts: "94", verified: "82", failed: "0", inconsistencies: "0" });
    },
  };
  test.each(entries)("%s", async (name) => {
    expect(starts, `no test starts dist/${name}`).toHaveProperty(name);
    await starts[name]?.();
  });

  test("and there are no others to test", () => expect(entries.sort()).toEqual(Object.keys(starts).sort()));
});

test("the umbrella action refuses a command that is none, and names the steps", async () => {
  for (const [command, what] of [
    ["", "required"],
    ["upgrade-metdata", 'there is no step "upgrade-metdata", did you mean upgrade-metadata?'],
  ] as const) {
    const { code, stdout } = await umbrella({ command, compose: "x", output: "y" });
    expect(code).toBe(2);
    expect(stdout).toContain(`::error::Invalid input: command: ${what}`);
    const [, named = ""] = /Expected one of ([a-z, -]+)\./.exec(stdout) ?? [];
    expect(named.split(", ").sort()).toEqual(readdirSync(join(ROOT, "actions")).sort());
  }
});

test("a copy of dist works elsewhere, without packages around it, its hashing threads included", async () => {
  const dist = join(scratch.folder(), "elsewhere with blank");
  cpSync(DIST, dist, { recursive: true });
  const output = scratch.fresh();
  const { compose, inputs, upgraded } = vector("checksums");
  const args = [compose, "--output", output, "--base-url", inputs["base-url"] ?? "", "--compute-checksums"];
  const { code, stderr } = await upgrade(args, { dist, cwd: scratch.path });
  expect(stderr).not.toContain("rror");
  expect(code).toBe(0);
  expect(contents(output)).toEqual(upgraded);
});

/** Another Node on the path, older than the bundle needs. */
const oldNode = (process.env["PATH"] ?? "")
  .split(delimiter)
  .filter((folder) => folder !== "" && !folder.includes("node_modules"))
  .map((folder) => join(folder, "node"))
  .filter((path) => existsSync(path))
  .map((path) => realpathSync(path))
  .find(
    (path) => Number.parseInt(spawnSync(path, ["-p", "process.versions.node"]).stdout.toString(), 10) < 24,
  );

test.skipIf(oldNode === undefined)("an older Node on the path is told in one sentence what is needed", () => {
  const { status, stdout, stderr } = spawnSync(
    oldNode as string,
    [join(DIST, "cli", "index.js"), "upgrade-metadata", tiny.compose, "--base-url", BASE_URL],
    { encoding: "utf8" },
  );
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^compose-actions needs Node 24 or later, this is Node \d+\.\d+\.\d+\.\n$/);
});
