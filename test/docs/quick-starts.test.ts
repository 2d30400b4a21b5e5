import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { generate } from "../support/composes.ts";
import { ROOT } from "../support/dist.ts";
import { names, readJson } from "../support/files.ts";
import { makeProject, runPipeline } from "../support/gitlab.ts";
import { DockerRegistry, hasDockerRegistry } from "../support/registry/docker-registry.ts";
import { type ResultsService, startResultsService } from "../support/results-service.ts";
import { useScratch } from "../support/scratch.ts";
import { runWorkflow } from "../workflows/harness/run.ts";
import { MAIN, repositoryOfOurs } from "../workflows/harness-repository.ts";
import { buildOfArch } from "../workflows/split-compose.ts";
import { blocksOf } from "./support/pages.ts";

const ARCHES = ["x86_64", "aarch64"];
/** Milliseconds. */
const LIMIT = 240_000;
/** Lines of a quick start. */
const SHORT = 20;

/** The first example under a heading. */
function example(path: string, heading: string): string {
  const text = readFileSync(join(ROOT, path), "utf8");
  const start = text.indexOf(`\n${heading}\n`);
  expect(start, heading).toBeGreaterThan(0);
  const [block] = blocksOf({ path, text: text.slice(start) });
  return block?.text ?? "";
}

const scratch = useScratch();

test.each(["### GitHub", "### GitLab", "### Anywhere else"])(
  "the quick start under %j is short",
  (heading) => {
    expect(example("README.md", heading).trim().split("\n").length).toBeLessThanOrEqual(SHORT);
  },
);

describe.skipIf(!hasDockerRegistry())("from build to mirror (needs docker-registry)", () => {
  let registry: DockerRegistry;
  let artifacts: ResultsService;
  let builds: string;
  beforeAll(async () => {
    registry = await DockerRegistry.start();
    artifacts = await startResultsService();
    const compose = generate(scratch, { arches: ARCHES, variants: ["Server"], files: true });
    builds = scratch.folder();
    for (const arch of ARCHES) buildOfArch(compose, arch, join(builds, arch));
  });
  afterAll(async () => {
    await artifacts?.close();
    await registry?.close();
  });

  const imagesOf = (mirror: string) =>
    Object.keys(readJson(join(mirror, "compose/metadata/images.json")).payload.images.Server).sort();

  /** Runs an example with the workflows of this tree, the registry of the test, and what builds. */
  async function onGithub(text: string, places: readonly (readonly [string, string])[]) {
    const local = text
      .replaceAll(/compose-actions\/compose-actions\/(\S+)@v0/g, "$/$1")
      .replaceAll(
        /^( +)uses: \$\/.*publish-compose.yml\n +with:(?:\n|(?<flow> \{ ))/gm,
        (found, indent: string, flow: string | undefined) => {
          const further = [
            `repository: "${registry.host}/example/{kind}"`,
            `publish-metadata: "${registry.host}/example/compose:{compose_id}"`,
          ];
          const lines = further.map((line) => (flow === undefined ? `${indent}  ${line}\n` : `${line}, `));
          return `${found}${lines.join("")}`;
        },
      );
    const changed = places.reduce((all, [found, put]) => {
      expect(all).toContain(found);
      return all.replaceAll(found, put);
    }, local);
    const run = await runWorkflow({
      repository: repositoryOfOurs(scratch, { [MAIN]: changed }),
      workflow: MAIN,
      scratch: scratch.folder(),
      artifacts,
    });
    expect(run.result, run.explain()).toBe("success");
    return run;
  }

  /** What the builds of the front page have made, byte for byte. */
  function expectMirrored(mirror: string): void {
    expect(imagesOf(mirror)).toEqual(ARCHES.toSorted());
    for (const arch of ARCHES) {
      const image = join(mirror, "compose/Server", arch, `images/example.${arch}.qcow2`);
      expect(readFileSync(image, "utf8")).toBe(`image of ${arch}\n`);
    }
  }

  test(
    "the front page's workflow",
    async () => {
      const mirror = scratch.fresh("mirror");
      await onGithub(example("README.md", "### GitHub"), [
        ["make image", `mkdir build && echo "image of $ARCH" >build/example.$ARCH.qcow2`],
        ["output: /srv/mirror", `output: ${mirror}`],
      ]);
      expectMirrored(mirror);
    },
    LIMIT,
  );

  test(
    "the guide's workflow",
    async () => {
      const mirror = scratch.fresh("mirror");
      const run = await onGithub(example("docs/guide.md", "## On GitHub"), [
        [
          "run: make compose",
          `run: cp -r "${builds}/$ARCH" compose\n        env:\n          ARCH: \${{ matrix.arch }}`,
        ],
        ["/srv/mirror/example-41", mirror],
      ]);
      expect(imagesOf(mirror)).toEqual(ARCHES.toSorted());
      expect(run.jobs.filter(({ path }) => path.startsWith("mirror / mirror ("))).toHaveLength(4);
    },
    LIMIT,
  );

  /** The same on GitLab. `make` is a script of the test. */
  async function onGitlab(text: string, make: string, mirror: string) {
    const { include, ...jobs } = parse(text.replaceAll(/\/srv\/mirror[\w/-]*/g, mirror));
    const local = include.map(({ component, inputs }: { component: string; inputs: object }) => ({
      local: `templates/${/\/([a-z-]+)@/.exec(component)?.[1]}/template.yml`,
      inputs: { ...inputs, bundle: ROOT },
    }));
    const project = scratch.fresh("project");
    makeProject(project, stringify({ include: local, ...jobs }));
    const log = await runPipeline(project, {
      variables: { CI_REGISTRY: registry.host, CI_REGISTRY_IMAGE: `${registry.host}/group/project` },
      programs: { make },
      limit: LIMIT - 10_000,
    });
    expect(log).not.toMatch(/FAIL/);
    return log;
  }

  test(
    "the front page's pipeline",
    async () => {
      const mirror = scratch.fresh("mirror");
      const make = `#!/bin/sh -e\nmkdir -p build/$ARCH && echo "image of $ARCH" >build/$ARCH/example.$ARCH.qcow2\n`;
      await onGitlab(example("README.md", "### GitLab"), make, mirror);
      expectMirrored(mirror);
    },
    LIMIT,
  );

  test(
    "the guide's pipeline",
    async () => {
      const mirror = scratch.fresh("mirror");
      // As make compose OUT=compose-x86_64.
      const make = `#!/bin/sh -e\nout="\${2#OUT=}"\ncp -r "${builds}/\${out#compose-}" "$out"\n`;
      const text = example("docs/guide.md", "## On GitLab").replaceAll("Example-41", "Fedora-41");
      await onGitlab(text, make, mirror);
      expect(imagesOf(mirror)).toEqual(ARCHES.toSorted());
      expect(names(join(mirror, "compose"))).toContain("Server");
    },
    LIMIT,
  );
});
