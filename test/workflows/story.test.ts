import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../support/composes.ts";
import { type Json, readJson, TYPES } from "../support/files.ts";
import { DockerRegistry, hasDockerRegistry, LOGIN } from "../support/registry/docker-registry.ts";
import { type ResultsService, startResultsService } from "../support/results-service.ts";
import { useScratch } from "../support/scratch.ts";
import { runWorkflow, type WorkflowRun } from "./harness/run.ts";
import { MAIN, repositoryOfOurs } from "./harness-repository.ts";
import { buildOfArch } from "./split-compose.ts";

const ARCHES = ["x86_64", "aarch64"];
/** Milliseconds: a dozen jobs twice, on a machine that is busy. */
const LONGEST = 300_000;
const [USER = "", PASSWORD = ""] = LOGIN.split(":");

/** Two builds, a publication, a mirror in four parts: what a team would write. */
const STORY = `
name: Release
on: workflow_dispatch
permissions: {}
jobs:
  build:
    strategy:
      matrix:
        arch: [${ARCHES.join(", ")}]
    runs-on: ubuntu-latest
    steps:
      - run: cp -r "$BUILDS/$ARCH" out
        env:
          ARCH: \${{ matrix.arch }}
          BUILDS: \${{ vars.BUILDS }}
      - uses: actions/upload-artifact@v7
        with:
          name: build-\${{ matrix.arch }}
          path: out
          if-no-files-found: error
  publish:
    needs: build
    permissions:
      packages: write
      id-token: write
      attestations: write
    uses: $/.github/workflows/publish-compose.yml
    with:
      builds: '[{"artifact": "build-x86_64"}, {"artifact": "build-aarch64"}]'
      repository: \${{ vars.REGISTRY }}/example/{kind}
      publish-metadata: \${{ vars.REGISTRY }}/example/compose:{compose_id}
      registry-username: ${USER}
    secrets:
      registry-password: \${{ secrets.PASSWORD }}
  mirror:
    needs: publish
    permissions:
      packages: read
    uses: $/.github/workflows/mirror-compose.yml
    with:
      compose: \${{ needs.publish.outputs.reference }}
      output: \${{ vars.MIRROR }}
      runs-on: '["self-hosted", "mirror"]'
      shards: 4
      unlisted: fail
      registry: \${{ vars.REGISTRY }}
      registry-username: ${USER}
    secrets:
      registry-password: \${{ secrets.PASSWORD }}
`;

const scratch = useScratch();

describe.skipIf(!hasDockerRegistry())("from build to mirror (needs docker-registry)", () => {
  let registry: DockerRegistry;
  let artifacts: ResultsService;
  let compose: string;
  let mirror: string;
  let first: WorkflowRun;
  let second: WorkflowRun;

  beforeAll(async () => {
    registry = await DockerRegistry.start({ htpasswd: true });
    artifacts = await startResultsService();
    compose = generate(scratch, {
      arches: ARCHES,
      variants: ["Server", "Workstation"],
      files: true,
      imageSize: "300K",
    });
    const builds = scratch.folder();
    for (const arch of ARCHES) buildOfArch(compose, arch, join(builds, arch));
    mirror = scratch.fresh("mirror");
    // Something in the way of one file, so that the part that it belongs to fails at first.
    mkdirSync(join(mirror, "compose", isoOf(compose), "in-the-way"), { recursive: true });
    first = await runWorkflow({
      repository: repositoryOfOurs(scratch, { [MAIN]: STORY }),
      workflow: MAIN,
      scratch: scratch.folder(),
      artifacts,
      vars: { BUILDS: builds, REGISTRY: registry.host, MIRROR: mirror },
      secrets: { PASSWORD },
    });
    rmSync(join(mirror, "compose", isoOf(compose)), { recursive: true });
    second = await first.rerunFailed();
  }, LONGEST);
  afterAll(async () => {
    await artifacts?.close();
    await registry?.close();
  });

  test("a part that fails is named by the job that joins, and nothing is proved", () => {
    expect(first.result).toBe("failure");
    const parts = first.jobs.filter(({ path }) => path.startsWith("mirror / mirror ("));
    expect(parts.map(({ matrix }) => matrix?.["shard"]).sort()).toEqual(["1/4", "2/4", "3/4", "4/4"]);
    const failed = parts.filter(({ result }) => result === "failure");
    expect(failed, first.explain()).toHaveLength(1);
    expect(first.step("mirror / join", "join").log).toContain(`part ${failed[0]?.matrix?.["shard"]}`);
    expect(first.job("mirror / report").result).toBe("skipped");
  });

  test("the failed jobs again, and it is done; what was done is not done again", () => {
    expect(second.result, second.explain()).toBe("success");
    const again = second.jobs.filter(({ attempt, result }) => attempt === 2 && result === "success");
    expect(again.map(({ path }) => path.replace(/ \(.*/, "")).sort()).toEqual([
      "mirror / join",
      "mirror / mirror",
      "mirror / report",
      ...Array.from({ length: 4 }, () => "mirror / verify"),
    ]);
  });

  test("the mirrored tree is the original one, byte for byte; only generated .treeinfo files are more", () => {
    const [original, mirrored] = [treeOf(compose), treeOf(join(mirror, "compose"))];
    expect(original.size).toBeGreaterThan(60);
    const further = [...mirrored.keys()].filter((path) => !original.has(path));
    expect(further.every((path) => path.endsWith("/.treeinfo"))).toBe(true);
    for (const path of further) mirrored.delete(path);
    expect(mirrored).toEqual(original);
  });

  test.each(TYPES)("the metadata is the original one, byte for byte, where 2.0 can hold it (%s)", (type) => {
    const expected = readJson(join(compose, "metadata", `${type}.json`));
    if (type === "modules") withoutLosses(expected);
    const mirrored = readFileSync(join(mirror, "compose", "metadata", `${type}.json`), "utf8");
    expect(mirrored).toBe(JSON.stringify(expected, undefined, 4));
  });

  test("what is published is attested, by jobs that may do no more than they must", () => {
    const { digest, name } = first.job("publish / merge").outputs;
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(first.step("publish / attest", "attest").notes).toEqual([
      { attested: [{ name, digest }], push: false },
    ]);
    const permissions = Object.fromEntries(first.jobs.map(({ path, permissions: one }) => [path, one]));
    expect(permissions).toMatchObject({
      "build (x86_64)": {},
      "publish / push (build-x86_64)": { packages: "write" },
      "publish / merge": { packages: "write" },
      "publish / verify": { packages: "read" },
      "publish / attest": { "id-token": "write", attestations: "write" },
      "mirror / plan": { packages: "read" },
      "mirror / join": { packages: "read" },
      "mirror / report": {},
    });
  });

  test("no secret is in any log, summary or output", () => {
    const shown = JSON.stringify([first.jobs, second.jobs]);
    expect(shown).not.toContain(PASSWORD);
    // Nor did the runner have to take one out.
    expect(shown).not.toContain("***");
    expect(shown).not.toContain(Buffer.from(LOGIN).toString("base64"));
  });
});

/** 2.0 holds no tag of Koji, and one modulemd file of a module; the steps warn of both. */
function withoutLosses(modules: Json): void {
  for (const arches of Object.values<Json>(modules.payload.modules)) {
    for (const streams of Object.values<Json>(arches)) {
      for (const one of Object.values<Json>(streams)) {
        one.metadata.koji_tag = "";
        one.modulemd_path = { binary: one.modulemd_path.binary };
      }
    }
  }
}

/** The first image of a compose. */
function isoOf(root: string): string {
  return globSync("**/*.iso", { cwd: root }).sort()[0] ?? "";
}

/** Digest by path of every file that is no metadata. */
function treeOf(root: string): Map<string, string> {
  const paths = globSync(["**/*", "**/.*"], { cwd: root }).filter((path) =>
    statSync(join(root, path)).isFile(),
  );
  return new Map(
    paths
      .filter((path) => !path.startsWith("metadata/"))
      .sort()
      .map((path) => [
        path,
        createHash("sha256")
          .update(readFileSync(join(root, path)))
          .digest("hex"),
      ]),
  );
}
