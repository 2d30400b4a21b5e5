import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { copyOf, generate, metadataFile } from "../support/composes.ts";
import { action, readAction, umbrella, upgrade, upgradeOnGithub } from "../support/dist.ts";
import { contents, edit, readJson, TYPES } from "../support/files.ts";
import { checkReport, jsonReport } from "../support/report.ts";
import { useScratch } from "../support/scratch.ts";
import { vector } from "../support/vectors.ts";

const scratch = useScratch();
const tiny = vector("tiny");
const BASE = ["--base-url", "https://cdn.example.com/compose"];

/** Lines that a runner would take for commands, without those inside a stop-commands block. */
function commands(stdout: string): string[] {
  let stopped: string | undefined;
  return stdout.split("\n").filter((line) => {
    const token = /^::stop-commands::(.+)$/.exec(line)?.[1];
    if (stopped !== undefined) {
      if (line === `::${stopped}::`) stopped = undefined;
      return false;
    }
    stopped = token;
    return line.startsWith("::") && token === undefined;
  });
}

describe("outputs", () => {
  test("say where the files are and how many artifacts they name", async () => {
    const compose = generate(scratch, { files: true });
    const output = scratch.fresh();
    const inputs = { compose, output, "base-url": "https://cdn.example.com/", "compute-checksums": "true" };
    const { code, outputs } = await action("upgrade-metadata", inputs);
    expect(code).toBe(0);
    const declared = readAction("actions/upgrade-metadata/action.yml").outputs;
    expect(Object.keys(outputs).sort()).toEqual(Object.keys(declared).sort());
    expect(outputs["metadata-dir"]).toBe(output);
    expect(outputs["files"]?.split("\n").sort()).toEqual(
      TYPES.map((type) => join(output, `${type}.json`)).sort(),
    );
    // 4 images, 6 packages and 2 files in each of 4 places, 1 module in each of 2, 3 repositories in each of 4.
    expect(outputs["artifacts"]).toBe(String(4 + 24 + 8 + 2 + 12));
    expect(outputs["warnings"]).toBe("2");
    expect(Number(outputs["bytes"])).toBe(distinctBytes(output));
  });

  test("a relative output is handed on as it was given, for a next step in the same directory", async () => {
    const cwd = scratch.folder();
    const inputs = { compose: tiny.compose, output: "nested/v2", ...tiny.inputs };
    const { outputs } = await action("upgrade-metadata", inputs, { cwd });
    expect(contents(join(cwd, outputs["metadata-dir"] ?? ""))).toEqual(tiny.upgraded);
    for (const file of outputs["files"]?.split("\n") ?? []) expect(file).toMatch(/nested\/v2\/\w+\.json$/);
  });

  test("nothing is put out when the step is refused", async () => {
    const { code, outputs } = await action("upgrade-metadata", { compose: tiny.compose, output: "x" });
    expect({ code, outputs }).toEqual({ code: 2, outputs: {} });
  });

  test("a terminal's outputs file can be sourced by a shell", async () => {
    const file = scratch.fresh("outputs");
    const output = scratch.fresh("with 'quote'");
    const env = { COMPOSE_ACTIONS_OUTPUTS_FILE: file };
    expect(await upgrade([tiny.compose, "--output", output, ...BASE], { env })).toMatchObject({ code: 0 });
    const read = execFileSync("sh", ["-c", `. "${file}"; printf %s "$METADATA_DIR"`], { encoding: "utf8" });
    expect(read).toBe(output);
  });
});

/** Sizes of what the written files name, each path once. */
function distinctBytes(folder: string): number {
  const sizes = new Map<string, number>();
  const walk = (value: unknown, key: string): void => {
    if (typeof value !== "object" || value === null) return;
    const { local_path: path, size } = value as { local_path?: string; size?: number | null };
    // Several directories of a variant, one a repository, may share a path; the repository has a size, its repomd.xml's.
    if (path !== undefined)
      sizes.set(`${path}/${key}`, Math.max(size ?? 0, sizes.get(`${path}/${key}`) ?? 0));
    for (const child of Object.values(value)) walk(child, key);
  };
  for (const type of TYPES)
    walk(readJson(join(folder, `${type}.json`)), type === "composeinfo" ? "repomd" : "");
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

describe("summary", () => {
  test("has a table by variant and kind, and what was lost", async () => {
    const inputs = {
      compose: generate(scratch),
      output: scratch.fresh(),
      "base-url": "https://cdn.example.com/",
    };
    const { summary } = await action("upgrade-metadata", inputs);
    expect(summary).toMatch(/^## Metadata upgraded to 2\.0\n/);
    expect(summary).toContain("Compose `Fedora-41-20260204.0`: 50 artifacts");
    expect(summary).toContain("| Variant | Images | RPMs | Extra files | Modules | Repositories | All |");
    expect(summary).toMatch(/^\| `BaseOS` \| 2 \(.*&nbsp;kB\) \| 12 \| 4 \(.*\) \| 2 \| 6 \| 26 \(.*\) \|$/m);
    expect(summary).toMatch(/^\| `AppStream` \|.* – \|/m);
    expect(summary).toMatch(/^- .*koji\\_tag.*nodejs/m);
  });

  test("of a failure says what is wrong, where and what to do", async () => {
    const compose = copyOf(scratch, "checksums");
    const [{ path }] = readJson(metadataFile(compose, "images")).payload.images.BaseOS.x86_64;
    writeFileSync(join(compose, path), "damaged");
    const inputs = {
      compose,
      output: scratch.fresh(),
      "base-url": "https://x.example/",
      "compute-checksums": "true",
    };
    const { code, summary, stdout } = await action("upgrade-metadata", inputs);
    expect(code).toBe(1);
    expect(summary).toMatch(/^## Upgrade compose metadata to productmd 2\.0: failed\n/);
    expect(summary).toContain(`- \`${path}: the metadata says`);
    expect(summary).toContain("**What to do:** restore the files");
    expect(commands(stdout).at(-1)).toMatch(/^::error::The compose is corrupt: /);
  });

  test("goes to a file on a terminal only when asked for, and is replaced by the next one", async () => {
    const file = scratch.file("summary.md", "old");
    const env = { COMPOSE_ACTIONS_SUMMARY: file };
    await upgrade([tiny.compose, "--output", scratch.fresh(), ...BASE], { env });
    expect(contents(join(file, ".."))?.["summary.md"]).toMatch(/^## Metadata upgraded/);
  });
});

describe("annotations", () => {
  test("warnings are annotations on GitHub, and nothing else is a command", async () => {
    const inputs = {
      compose: generate(scratch),
      output: scratch.fresh(),
      "base-url": "https://cdn.example.com/",
    };
    const { stdout } = await action("upgrade-metadata", inputs);
    expect(commands(stdout)).toHaveLength(2);
    for (const line of commands(stdout)) expect(line).toMatch(/^::warning::.*(koji_tag|modulemd path)/);
  });

  test("every problem of a broken file is told, in a group and without commands from it", async () => {
    const compose = copyOf(scratch, "two-variants");
    edit(metadataFile(compose, "images"), (document) => {
      for (const arches of Object.values<Record<string, { size: unknown }[]>>(document.payload.images)) {
        for (const list of Object.values(arches)) for (const image of list) image.size = "big";
      }
    });
    const inputs = { compose, output: scratch.fresh(), "base-url": "https://cdn.example.com/" };
    const { code, stdout } = await action("upgrade-metadata", inputs);
    expect(code).toBe(1);
    expect(commands(stdout).map((line) => line.split("::")[1])).toEqual(["group", "endgroup", "error"]);
    expect(stdout.match(/^payload\.images\..*\.size: expected /gm)?.length).toBeGreaterThanOrEqual(4);
  });

  test("a terminal sees plain lines, results alone on standard output", async () => {
    const output = scratch.fresh();
    const { stdout, stderr } = await upgrade([tiny.compose, "--output", output, ...BASE]);
    expect(stdout.split("\n")).toHaveLength(3);
    expect(stdout).toContain(`5 files in version 2.0 written to ${output}`);
    expect(stderr + stdout).not.toMatch(/^::|\u001B/m);
    expect(stderr).toMatch(/^warning: /);
  });
});

describe("--json", () => {
  test("prints one document that fits the published schema", async () => {
    const output = scratch.fresh();
    const { compose, folder, inputs } = vector("checksums");
    const args = [
      compose,
      "--output",
      output,
      "--compute-checksums",
      "--base-url",
      inputs["base-url"] ?? "",
      "--json",
    ];
    const result = await upgrade(args, { cwd: folder });
    const report = jsonReport(result);
    expect(report).toMatchObject({
      status: "ok",
      compose: "Fedora-41-20260204.0",
      toVersion: "2.0",
      metadataDir: output,
    });
    expect(report.hashed).toMatchObject({ missing: [], outside: [] });
    expect(report.files).toHaveLength(5);
    const counted = Object.values<Record<string, { artifacts: number; bytes: number }>>(report.variants);
    const cells = counted.flatMap((kinds) => Object.values(kinds));
    expect(cells.reduce((sum, { artifacts }) => sum + artifacts, 0)).toBe(report.artifacts);
    expect(cells.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(report.bytes);
  });

  test.each([
    ["refused inputs", ["--output", "x"], 2, "refused"],
    ["a flag that is none", [tiny.compose, "--outptu", "x"], 2, "refused"],
    ["a folder that is not there", ["nowhere", "--output", "x", ...BASE], 2, "refused"],
  ] as const)("says so of %s", async (_, args, code, status) => {
    const result = await upgrade([...args, "--json"], { cwd: scratch.path });
    expect(result.code).toBe(code);
    expect(jsonReport(result).status).toBe(status);
  });

  test("says so of broken metadata, with every problem", async () => {
    const compose = copyOf(scratch);
    writeFileSync(
      metadataFile(compose, "images"),
      '{"header": {"type": "productmd.images", "version": "1.2"}',
    );
    const result = await upgrade([compose, "--output", scratch.fresh(), ...BASE, "--json"]);
    expect(result.code).toBe(1);
    expect(jsonReport(result)).toMatchObject({ status: "failed" });
  });

  test("stands alone on GitHub as well: commands go to standard error", async () => {
    const compose = generate(scratch);
    const good = await upgradeOnGithub([compose, "--output", scratch.fresh(), ...BASE, "--json"]);
    expect(jsonReport(good).status).toBe("ok");
    expect(commands(good.stderr)).toHaveLength(2);
    expect(good.outputs["artifacts"]).toBe(String(jsonReport(good).artifacts));
    const bad = await upgradeOnGithub([compose, "--output", compose, "--to-version", "3", "--json"]);
    expect(bad.code).toBe(2);
    expect(jsonReport(bad).status).toBe("refused");
    expect(commands(bad.stderr).at(-1)).toMatch(/^::error::Invalid input: to-version/);
  });
});

describe("report", () => {
  test("is written when all is well and when it is not", async () => {
    const report = scratch.fresh("deep/report.json");
    mkdirSync(join(report, ".."));
    await upgrade([tiny.compose, "--output", scratch.fresh(), ...BASE, "--report", report]);
    expect(checkReport(readJson(report)).status).toBe("ok");
    await upgrade([tiny.compose, "--output", scratch.fresh(), "--report", report]);
    expect(checkReport(readJson(report)).status).toBe("refused");
    rmSync(report);
    await upgrade([tiny.compose, "--output", scratch.fresh(), "--kinds", "nosuch", "--report", report]);
    expect(checkReport(readJson(report))).toMatchObject({ status: "refused", error: { details: [] } });
  });

  test("89: on GitHub it must lie in the job's directories", async () => {
    const cwd = scratch.folder();
    const outside = scratch.fresh("report.json");
    for (const report of [outside, "../report.json"]) {
      const inputs = { compose: tiny.compose, output: "v2", ...tiny.inputs, report };
      const { code, stdout } = await action("upgrade-metadata", inputs, { cwd });
      expect(code).toBe(2);
      expect(stdout).toContain("outside the job's directories");
      expect(contents(join(cwd, "v2"))).toBeUndefined();
    }
    const inputs = { compose: tiny.compose, output: "v2", ...tiny.inputs, report: "sub/report.json" };
    expect(await umbrella({ command: "upgrade-metadata", ...inputs }, { cwd })).toMatchObject({ code: 0 });
    expect(checkReport(readJson(join(cwd, "sub", "report.json"))).status).toBe("ok");
  });
});
