import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { DIST, ROOT, upgrade } from "../support/dist.ts";
import { contents, names, readJson } from "../support/files.ts";
import { checkReport } from "../support/report.ts";
import { useScratch } from "../support/scratch.ts";
import { vector } from "../support/vectors.ts";

const scratch = useScratch();
const nested = vector("nested");

describe("a pipeline with the component, run by gitlab-ci-local", () => {
  const project = join(scratch.folder(), "project");
  let log = "";

  beforeAll(async () => {
    cpSync(nested.compose, join(project, "compose"), { recursive: true });
    cpSync(join(ROOT, "templates"), join(project, "templates"), { recursive: true });
    writeFileSync(join(project, ".gitlab-ci.yml"), PIPELINE);
    writeFileSync(join(project, ".gitignore"), ".gitlab-ci-local/\n");
    for (const args of [
      ["init", "--quiet", "--initial-branch=main"],
      ["add", "."],
      [
        "-c",
        "user.name=Tester",
        "-c",
        "user.email=tester@example.com",
        "commit",
        "--quiet",
        "-m",
        "A compose",
      ],
      ["remote", "add", "origin", "https://gitlab.example.com/group/project.git"],
    ]) {
      execFileSync("git", ["-C", project, ...args]);
    }
    log = await gitlabCiLocal(project);
  });

  test("both jobs pass", () => {
    expect(log).toMatch(/PASS\s+convert/);
    expect(log).toMatch(/PASS\s+use/);
    expect(log).not.toMatch(/FAIL/);
  });

  test("the metadata is converted", () => {
    expect(contents(join(project, "metadata-2.0"))).toEqual(nested.upgraded);
    expect(checkReport(readJson(join(project, "report.json"))).status).toBe("ok");
    expect(contents(project)?.["compose-actions-summary.md"]).toMatch(/^## Metadata upgraded to 2\.0/);
  });

  test("a later job finds it by the variables that the first one leaves", () => {
    const found = log.match(/found (\S+) with (\d+) artifacts and (\S+)/);
    expect(found?.[1]).toBe("metadata-2.0");
    expect(Number(found?.[2])).toBe(readJson(join(project, "report.json")).artifacts);
    expect(found?.[3]?.split(",")).toHaveLength(5);
    expect(log).toContain("2.0 productmd.images");
  });
});

const PIPELINE = `include:
  - local: templates/upgrade-metadata/template.yml
    inputs:
      job-name: convert
      stage: build
      bundle: ${JSON.stringify(ROOT)}
      compose: compose
      output: metadata-2.0
      base-url: ${JSON.stringify(nested.inputs["base-url"])}
      report: report.json

stages: [build, test]

convert:
  artifacts:
    paths: [metadata-2.0, report.json, compose-actions-summary.md]

use:
  stage: test
  needs: [convert]
  script:
    - echo "found $METADATA_DIR with $ARTIFACTS artifacts and $FILES"
    - node -p 'const { header } = JSON.parse(require("fs").readFileSync(process.env.METADATA_DIR + "/images.json")); header.version + " " + header.type'
`;

/**
 * What gitlab-ci-local asks of rsync, for machines without it: to copy files with the folders they lie in. Its copy of
 * the project (-a) is for jobs in containers, of which there are none.
 */
const RSYNC = `#!/bin/sh
set -e
case "$1" in
  -a) ;;
  -Ra) cp -a --parents "$2" "$3" ;;
  *)
    for argument; do
      case "$argument" in --files-from=*) list="\${argument#*=}" ;; esac
      target="$argument"
    done
    while read -r file; do cp -a --parents "$file" "$target"; done <"$list"
    ;;
esac
`;

function gitlabCiLocal(cwd: string): Promise<string> {
  const program = join(ROOT, "node_modules", ".bin", "gitlab-ci-local");
  const tools = scratch.folder();
  if (spawnSync("rsync", ["--version"]).error !== undefined) {
    writeFileSync(join(tools, "rsync"), RSYNC, { mode: 0o755 });
  }
  const path = [tools, join(ROOT, "node_modules", ".bin"), process.env["PATH"]].join(delimiter);
  // It says of itself that it is not GitLab; the jobs are to take it for that.
  const args = ["--force-shell-executor", "--no-color", "--variable", "GITLAB_CI=true"];
  const child = spawn(program, args, {
    cwd,
    env: { PATH: path, HOME: scratch.folder() },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 50_000,
    killSignal: "SIGKILL",
  });
  let log = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (log += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve(log));
  });
}

describe("90: a job on GitLab without that", () => {
  const env = { GITLAB_CI: "true", CI: "true", CI_JOB_TOKEN: "glcbt-SECRET-0123456789" };
  const inputs = {
    COMPOSE_ACTIONS_COMPOSE: nested.compose,
    COMPOSE_ACTIONS_BASE_URL: nested.inputs["base-url"] ?? "",
  };

  test("takes its inputs from variables, and leaves a dotenv report and a summary", async () => {
    const cwd = scratch.folder();
    const own = { ...env, ...inputs, COMPOSE_ACTIONS_OUTPUT: "v2", COMPOSE_ACTIONS_KINDS: "" };
    const { code, stdout, stderr } = await upgrade([], { cwd, env: own });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).not.toMatch(/^::/m);
    expect(names(cwd)).toEqual(["compose-actions-summary.md", "compose-actions.env", "v2"]);
    const lines = contents(cwd)?.["compose-actions.env"]?.split("\n") ?? [];
    expect(lines).toContain("METADATA_DIR=v2");
    expect(lines.map((line) => line.split("=")[0])).toEqual([
      "METADATA_DIR",
      "FILES",
      "ARTIFACTS",
      "BYTES",
      "WARNINGS",
      "",
    ]);
    expect(contents(join(cwd, "v2"))).toEqual(nested.upgraded);
  });

  test("folds details into a section, and never shows the job's token", async () => {
    const cwd = scratch.folder();
    const own = {
      ...env,
      ...inputs,
      COMPOSE_ACTIONS_COMPOSE: env.CI_JOB_TOKEN,
      COMPOSE_ACTIONS_OUTPUT: "v2",
    };
    const lost = await upgrade([], { cwd, env: own });
    expect(lost.code).toBe(2);
    expect(lost.stdout + lost.stderr + JSON.stringify(contents(cwd))).not.toContain("SECRET");
    const invalid = { ...own, COMPOSE_ACTIONS_KINDS: "x", COMPOSE_ACTIONS_TO_VERSION: "y" };
    const { stdout } = await upgrade([], { cwd, env: invalid });
    expect(stdout).toMatch(/section_start:\d+:compose_actions_1\[collapsed=true\]\r/);
    expect(stdout).toMatch(/section_end:\d+:compose_actions_1\r/);
  });

  test("89: keeps a report within the project", async () => {
    const cwd = scratch.folder();
    const own = { ...env, ...inputs, COMPOSE_ACTIONS_OUTPUT: "v2", COMPOSE_ACTIONS_REPORT: "../report.json" };
    expect(await upgrade([], { cwd, env: own })).toMatchObject({ code: 2 });
    expect(names(cwd)).not.toContain("v2");
  });
});

test("the component starts what is there", () => expect(names(join(DIST, "cli"))).toEqual(["index.js"]));
