import { cpSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { DIST, ROOT, upgrade } from "../support/dist.ts";
import { contents, names, readJson } from "../support/files.ts";
import { artifactsOf, makeProject, runPipeline } from "../support/gitlab.ts";
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
    makeProject(project, PIPELINE);
    log = await runPipeline(project);
  });

  test("both jobs pass", () => {
    expect(log).toMatch(/PASS\s+convert/);
    expect(log).toMatch(/PASS\s+use/);
    expect(log).not.toMatch(/FAIL/);
  });

  test("the metadata is converted", () => {
    expect(contents(join(artifactsOf(project, "convert"), "metadata-2.0"))).toEqual(nested.upgraded);
    expect(checkReport(readJson(join(artifactsOf(project, "convert"), "report.json"))).status).toBe("ok");
    expect(contents(artifactsOf(project, "convert"))?.["compose-actions-summary.md"]).toMatch(
      /^## Metadata upgraded to 2\.0/,
    );
  });

  test("a later job finds it by the variables that the first one leaves", () => {
    const found = log.match(/found (\S+) with (\d+) artifacts and (\S+)/);
    expect(found?.[1]).toBe("metadata-2.0");
    expect(Number(found?.[2])).toBe(readJson(join(artifactsOf(project, "convert"), "report.json")).artifacts);
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
