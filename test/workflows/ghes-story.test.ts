import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forServers } from "../../scripts/ghes-workflows.mjs";
import { generate } from "../support/composes.ts";
import { DockerRegistry, hasDockerRegistry, LOGIN } from "../support/registry/docker-registry.ts";
import { useScratch } from "../support/scratch.ts";
import { runWorkflow, type WorkflowRun } from "./harness/run.ts";
import { MAIN, repositoryOfOurs } from "./harness-repository.ts";
import { buildOfArch } from "./split-compose.ts";

const ARCHES = ["x86_64", "aarch64"];
const LONGEST = 180_000;
const RELEASE = { repository: "o/n", sha: "0".repeat(40), version: "v1.2.3" };
const [USER = "", PASSWORD = ""] = LOGIN.split(":");

/** From build to mirror on a server that has no artifact service for steps. */
const STORY = `
on: workflow_dispatch
permissions: {}
jobs:
  build:
    strategy:
      matrix:
        arch: [${ARCHES.join(", ")}]
    runs-on: builder
    steps:
      - run: cp -r "$BUILDS/$ARCH" out
        env:
          ARCH: \${{ matrix.arch }}
          BUILDS: \${{ vars.BUILDS }}
      - uses: actions/upload-artifact@v3
        with:
          name: build-\${{ matrix.arch }}
          path: out
          if-no-files-found: error
  publish:
    needs: build
    permissions:
      packages: write
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
      shards: 2
      unlisted: fail
      registry: \${{ vars.REGISTRY }}
      registry-username: ${USER}
    secrets:
      registry-password: \${{ secrets.PASSWORD }}
`;

/** As a release has it, but for where its steps come from: other repositories are not emulated. */
const onServer = (text: string) =>
  forServers(text, RELEASE).replaceAll(/o\/n\/(actions\/[a-z-]+)@0{40}/g, "$/$1");

const scratch = useScratch();

describe.skipIf(!hasDockerRegistry())("from build to mirror on a server (needs docker-registry)", () => {
  let registry: DockerRegistry;
  let compose: string;
  let mirror: string;
  let run: WorkflowRun;

  beforeAll(async () => {
    registry = await DockerRegistry.start({ htpasswd: true });
    compose = generate(scratch, { arches: ARCHES, variants: ["Server"], files: true });
    const builds = scratch.folder();
    for (const arch of ARCHES) buildOfArch(compose, arch, join(builds, arch));
    mirror = scratch.fresh("mirror");
    const server = "https://github.example.com";
    run = await runWorkflow({
      repository: repositoryOfOurs(
        scratch,
        { [MAIN]: STORY },
        { "publish-compose.yml": onServer, "mirror-compose.yml": onServer },
      ),
      workflow: MAIN,
      scratch: scratch.folder(),
      vars: { BUILDS: builds, REGISTRY: registry.host, MIRROR: mirror },
      secrets: { PASSWORD },
      github: { server_url: server, api_url: `${server}/api/v3` },
    });
  }, LONGEST);
  afterAll(async () => registry?.close());

  test("all of it runs, with nothing attested", () => {
    expect(run.result, run.explain()).toBe("success");
    expect(run.jobs.map(({ path }) => path)).not.toContain("publish / attest");
    expect(run.jobs.every(({ permissions }) => !("id-token" in permissions))).toBe(true);
  });

  test("the images are mirrored", () => {
    const images = globSync("**/*.iso", { cwd: compose });
    expect(images.length).toBeGreaterThan(1);
    for (const path of images) {
      expect(readFileSync(join(mirror, "compose", path)).equals(readFileSync(join(compose, path)))).toBe(
        true,
      );
    }
  });
});
