import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { generateCompose } from "../generator/generate.mjs";
import { ROOT } from "../support/dist.ts";
import { names, readJson } from "../support/files.ts";
import { artifactsOf, buildOf, makeProject, runPipeline } from "../support/gitlab.ts";
import { DockerRegistry, hasDockerRegistry, LOGIN } from "../support/registry/docker-registry.ts";
import { checkReport } from "../support/report.ts";
import { useScratch } from "../support/scratch.ts";

const [USER, PASSWORD] = LOGIN.split(":") as [string, string];
const ARCHES = ["x86_64", "aarch64"];
const SHARDS = 4;
const COMPOSE_ID = "Fedora-41-20260204.0";
/** The modules of a source tree depend on the arches that it is made with: without them two jobs make the same one. */
const COMPOSE = {
  files: true,
  variants: ["Server", "BaseOS"],
  rpmsPerArch: 8,
  rpmSize: 2000,
  imageSize: "300K",
  extraFiles: 3,
  moduleVariants: 0,
};

const scratch = useScratch();

describe.skipIf(!hasDockerRegistry())(
  "from builds to a mirror by our components (needs docker-registry)",
  () => {
    const mirror = scratch.fresh("mirror");
    const project = scratch.fresh("project");
    let original = "";
    let registry: DockerRegistry;
    let log = "";

    beforeAll(async () => {
      registry = await DockerRegistry.start({ htpasswd: true });
      original = makeOriginal();
      makeProject(project, pipeline(mirror, `oci://${registry.host}/group/project/compose:${COMPOSE_ID}`));
      log = await runPipeline(project, {
        variables: {
          CI_REGISTRY: registry.host,
          CI_REGISTRY_IMAGE: `${registry.host}/group/project`,
          CI_REGISTRY_USER: USER,
          CI_REGISTRY_PASSWORD: PASSWORD,
        },
        programs: { cosign: COSIGN },
        limit: 290_000,
      });
    }, 300_000);
    afterAll(() => registry?.close());

    test("all jobs pass, one for each build and each part", () => {
      expect(log).not.toMatch(/FAIL/);
      const passed = [...log.matchAll(/^ ?PASS +(.+?)\s*$/gm)].map(([, name]) => name);
      const parts = Array.from({ length: SHARDS }, (_, at) => `[${at + 1}/${SHARDS}]`);
      expect(passed.sort()).toEqual(
        [
          ...ARCHES.map((arch) => `build: [${arch}]`),
          ...ARCHES.map((arch) => `publish-compose-push: [build/${arch}/compose]`),
          "publish-compose-merge",
          "publish-compose-verify",
          "publish-compose-sign",
          "use",
          ...parts.map((part) => `mirror-compose-download: ${part}`),
          "mirror-compose-join",
          ...parts.map((part) => `mirror-compose-prove: ${part}`),
          "mirror-compose-report",
        ].sort(),
      );
    });

    test("the mirror is the compose, byte for byte, its metadata included", () => {
      const found = tree(join(mirror, "compose"));
      const expected = tree(original);
      expect([...found.keys()].filter((path) => !path.endsWith("/.treeinfo")).sort()).toEqual(
        [...expected.keys()].sort(),
      );
      for (const [path, content] of expected) expect(found.get(path)?.equals(content), path).toBe(true);
    });

    test.each(["mirror-compose-download", "mirror-compose-prove"])(
      "%s does its share in every job",
      (job) => {
        const parts = Array.from({ length: SHARDS }, (_, at) => reportOf(`${job}: [${at + 1}/${SHARDS}]`));
        expect(parts.map(({ shard }) => shard)).toEqual(["1/4", "2/4", "3/4", "4/4"]);
        expect(new Set(parts.map(({ plan }) => plan.id)).size).toBe(1);
        for (const { part } of parts) expect(part.artifacts).toBeGreaterThan(0);
        const sum = parts.reduce((total, { part }) => total + part.artifacts, 0);
        expect(sum).toBe(parts[0]?.plan.artifacts);
      },
    );

    test.each(["mirror-compose-join", "mirror-compose-report"])("%s counts all parts together", (job) => {
      const { joined } = reportOf(job);
      expect(joined.parts.map(({ shard, status }: Record<string, string>) => `${shard} ${status}`)).toEqual([
        "1/4 ok",
        "2/4 ok",
        "3/4 ok",
        "4/4 ok",
      ]);
      expect(joined.artifacts).toBeGreaterThan(0);
    });

    test("later jobs get what the merge says as variables", () => {
      const [, reference, artifacts] = log.match(/published (oci:\S+) with (\d+) artifacts/) ?? [];
      expect(reference).toMatch(
        new RegExp(`^oci://${registry.host}/group/project/compose:${COMPOSE_ID}@sha256:[0-9a-f]{64}$`),
      );
      expect(Number(artifacts)).toBe(reportOf("publish-compose-merge").artifacts);
      expect(log).toContain("metadata composeinfo.json extra_files.json images.json modules.json rpms.json");
    });

    test("the proof is there for GitLab to show", () => {
      const job = artifactsOf(project, "mirror-compose-report");
      // GitLab takes reports itself; here they stay where the job ran.
      const built = buildOf(project, "mirror-compose-report");
      expect(readFileSync(join(built, "compose-actions-junit.xml"), "utf8")).toMatch(/<testsuites? /);
      expect(readJson(join(built, "gl-code-quality-report.json"))).toEqual([]);
      expect(checkReport(reportOf("mirror-compose-report")).status).toBe("ok");
      expect(names(job)).toContain("compose-actions-summary.md");
    });

    test("what is signed is the published digest, and by a login that nobody sees", () => {
      const reference = /published (oci:\S+) with/.exec(log)?.[1] ?? "";
      const digest = reference.slice(reference.indexOf("@"));
      expect(log).toContain(
        `cosign login ${registry.host} --username ${USER} --password-stdin with ${PASSWORD.length} characters`,
      );
      expect(log).toContain(`cosign sign --yes ${registry.host}/group/project/compose${digest}`);
      expect(log).not.toContain(PASSWORD);
    });

    test("a part whose job was killed is named by the join, and nothing is proved", async () => {
      const reference = /published (oci:\S+) with/.exec(log)?.[1] ?? "";
      const lost = makeProject(
        scratch.fresh("lost"),
        mirrorPipeline(scratch.fresh("lost-mirror"), reference),
      );
      const said = await runPipeline(lost, {
        variables: { CI_REGISTRY: registry.host, CI_REGISTRY_USER: USER, CI_REGISTRY_PASSWORD: PASSWORD },
        programs: {
          node: `#!/bin/sh\n[ "$COMPOSE_ACTIONS_SHARD" != 3/4 ] || exit 137\nexec ${process.execPath} "$@"\n`,
        },
        limit: 110_000,
      });
      expect(said).toMatch(/FAIL +mirror-compose-download: \[3\/4\]/);
      expect(said).toMatch(/FAIL +mirror-compose-join/);
      expect(said).toMatch(/mirror-compose-join .*part 3\/4: no report/);
      expect(said).not.toMatch(/PASS +mirror-compose-(prove|report)/);
    }, 120_000);

    /** The report that a job has handed on last. */
    function reportOf(job: string) {
      const root = join(artifactsOf(project, job), "compose-actions-artifacts");
      const own = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
        (path) => path.endsWith("report.json") && path.includes(`.${label(job)}`),
      );
      expect(own, `${job} has ${names(root)}`).toHaveLength(1);
      return readJson(join(root, own[0] ?? ""));
    }
  },
);

/** As the names of artifacts have it. */
function label(job: string): string {
  return job.replaceAll(/[^A-Za-z0-9_-]+/g, "-").replace(/-$/, "");
}

const COSIGN = `#!/bin/sh
case "$1" in
  login) echo "cosign $* with $(wc -c) characters" ;;
  *) echo "cosign $*" ;;
esac
`;

function mirrorInclude(mirror: string, reference: string) {
  return {
    local: "templates/mirror-compose/template.yml",
    inputs: {
      bundle: ROOT,
      stage: "mirror",
      compose: reference,
      output: mirror,
      shards: SHARDS,
      "expect-compose-id": COMPOSE_ID,
      unlisted: "fail",
    },
  };
}

function mirrorPipeline(mirror: string, reference: string): string {
  return stringify({ include: [mirrorInclude(mirror, reference)], stages: ["mirror"] });
}

function pipeline(mirror: string, reference: string): string {
  const flags = [
    ...["--files", "--variants", COMPOSE.variants.join(), "--rpms-per-arch", COMPOSE.rpmsPerArch],
    ...[
      "--rpm-size",
      COMPOSE.rpmSize,
      "--image-size",
      COMPOSE.imageSize,
      "--extra-files",
      COMPOSE.extraFiles,
    ],
    ...["--module-variants", COMPOSE.moduleVariants, "--images", 4],
  ];
  const generator = join(ROOT, "test", "generator", "cli.mjs");
  return stringify({
    include: [
      {
        local: "templates/publish-compose/template.yml",
        inputs: {
          bundle: ROOT,
          stage: "publish",
          builds: ARCHES.map((arch) => ({ BUILD: `build/${arch}/compose` })),
          sample: 3,
          sign: true,
        },
      },
      mirrorInclude(mirror, reference),
    ],
    stages: ["build", "publish", "mirror"],
    // What is added here, all jobs of the component have.
    ".mirror-compose": { tags: ["mirror"], variables: { COMPOSE_ACTIONS_PARALLEL_CHECKSUMS: "1" } },
    build: {
      stage: "build",
      parallel: { matrix: [{ ARCH: ARCHES }] },
      script: [`node ${generator} "build/$ARCH" --arches "$ARCH" ${flags.join(" ")}`],
      artifacts: { paths: ["build/$ARCH"] },
    },
    use: {
      stage: "mirror",
      needs: ["publish-compose-merge"],
      script: [
        'echo "published $COMPOSE_REF with $ARTIFACTS artifacts"',
        'echo "metadata $(ls "$METADATA_DIR" | tr "\\n" " ")"',
      ],
    },
  });
}

/** The compose as one job would have made it, and of its images what the two jobs say of them. */
function makeOriginal(): string {
  const { compose } = generateCompose({
    out: scratch.fresh("original"),
    ...COMPOSE,
    arches: ARCHES,
    images: 8,
  });
  const file = join(compose, "metadata", "images.json");
  const whole = readJson(file);
  expect(readFileSync(file, "utf8")).toBe(JSON.stringify(whole, undefined, 4));
  for (const arch of ARCHES) {
    const alone = generateCompose({ out: scratch.fresh(arch), ...COMPOSE, arches: [arch], images: 4 });
    const { images } = readJson(join(alone.metadata, "images.json")).payload;
    for (const variant of Object.keys(images)) whole.payload.images[variant][arch] = images[variant][arch];
  }
  writeFileSync(file, JSON.stringify(whole, undefined, 4));
  return compose;
}

/** Content of all files below a folder by path. */
function tree(folder: string): ReadonlyMap<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(folder, path), readFileSync(path)];
    }),
  );
}
