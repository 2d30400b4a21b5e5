import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, parseAllDocuments, stringify } from "yaml";
import { ROOT } from "../support/dist.ts";
import { artifactsOf, makeProject, runPipeline } from "../support/gitlab.ts";
import { DockerRegistry, hasDockerRegistry, LOGIN } from "../support/registry/docker-registry.ts";
import { useScratch } from "../support/scratch.ts";

interface Include {
  readonly component: string;
  readonly inputs: Record<string, unknown>;
}
interface Pipeline {
  readonly include: readonly Include[];
  readonly [job: string]: unknown;
}

const [USER, PASSWORD] = LOGIN.split(":") as [string, string];
const COMPONENT = /^\$CI_SERVER_FQDN\/compose-actions\/compose-actions\/([a-z-]+)@\d+\.\d+\.\d+$/;
const page = readFileSync(join(ROOT, "docs", "gitlab.md"), "utf8");
const sections = new Map(page.split(/^## /m).map((section) => [section.split("\n", 1)[0] ?? "", section]));
const example = (heading: string): Pipeline => {
  const [, text] = /```yaml\n(.*?)```/s.exec(sections.get(heading) ?? "") ?? [];
  return parse(text ?? "");
};
const headings = [...sections].filter(([, text]) => text.includes("```yaml")).map(([heading]) => heading);

/** What a template says of its inputs. */
function inputsOf(component: string): Record<string, { default?: unknown }> {
  const text = readFileSync(join(ROOT, "templates", component, "template.yml"), "utf8");
  return parseAllDocuments(text)[0]?.toJS().spec.inputs;
}

test("the page names every component", () => {
  const names = readdirSync(join(ROOT, "templates"));
  for (const name of names) expect(sections.get("# On GitLab")).toContain(`\`${name}\``);
});

test.each(headings)(
  "the example under %j gives the inputs that there are, and all that are required",
  (heading) => {
    for (const { component, inputs } of example(heading).include) {
      const [, name = ""] = COMPONENT.exec(component) ?? [];
      const known = inputsOf(name);
      expect(Object.keys(known)).toEqual(expect.arrayContaining(Object.keys(inputs)));
      const required = Object.keys(known).filter((input) => known[input]?.default === undefined);
      expect(Object.keys(inputs)).toEqual(expect.arrayContaining(required));
    }
  },
);

describe.skipIf(!hasDockerRegistry())("the examples run (needs docker-registry)", () => {
  const scratch = useScratch();
  let registry: DockerRegistry;
  beforeAll(async () => {
    registry = await DockerRegistry.start({ htpasswd: true });
  });
  afterAll(() => registry?.close());

  /** Runs the pipeline of a section with the components of this tree. Returns the log and the project. */
  async function run(
    heading: string,
    change: (text: string) => string,
    inputs: Record<string, unknown> = {},
  ) {
    const { include, ...jobs } = example(heading);
    const local = include.map((one) => ({
      local: `templates/${COMPONENT.exec(one.component)?.[1]}/template.yml`,
      inputs: { ...one.inputs, bundle: ROOT, ...inputs },
    }));
    const project = scratch.fresh("project");
    makeProject(project, change(stringify({ include: local, ...jobs })));
    const log = await runPipeline(project, {
      variables: {
        CI_REGISTRY: registry.host,
        CI_REGISTRY_IMAGE: `${registry.host}/group/project`,
        ...(inputs["registry-username"] === undefined
          ? { CI_REGISTRY_USER: USER, CI_REGISTRY_PASSWORD: PASSWORD }
          : { COMPOSE_ACTIONS_REGISTRY_PASSWORD: PASSWORD }),
      },
      programs: { make: MAKE },
      limit: 170_000,
    });
    expect(log).not.toContain(PASSWORD);
    return { log, project };
  }

  test("a compose of recorded builds is published, with a login of its own as well", async () => {
    const same = (text: string) => text;
    const { log, project } = await run("Publish a compose", same, { "registry-username": USER });
    expect(passed(log)).toEqual([
      "build: [aarch64]",
      "build: [x86_64]",
      "publish-compose-merge",
      expect.stringMatching(/^publish-compose-push: \[out\/aarch64,.*\]$/),
      expect.stringMatching(/^publish-compose-push: \[out\/x86_64,.*\]$/),
      "publish-compose-verify",
    ]);
    const merged = join(artifactsOf(project, "publish-compose-merge"), "compose-metadata", "images.json");
    const { images, compose } = JSON.parse(readFileSync(merged, "utf8")).payload;
    expect(compose.id).toBe("Example-41-20260204.0");
    expect(Object.keys(images.Server)).toEqual(["aarch64", "x86_64"]);
  }, 180_000);

  test("single components do the same by hand", async () => {
    const mirror = scratch.fresh("mirror");
    const { log } = await run("With single components", (text) =>
      text.replaceAll("/srv/mirror/example-41", mirror),
    );
    expect(passed(log)).toEqual([
      "build: [aarch64]",
      "build: [x86_64]",
      "join",
      ...[1, 2, 3, 4].map((part) => `localize: [${part}/4]`),
      "merge-metadata",
      "push-oci: [aarch64]",
      "push-oci: [x86_64]",
    ]);
    const { payload } = JSON.parse(readFileSync(join(mirror, "compose", "metadata", "images.json"), "utf8"));
    expect(Object.keys(payload.images.Server)).toEqual(["aarch64", "x86_64"]);
  }, 180_000);
});

function passed(log: string): readonly string[] {
  expect(log).not.toMatch(/FAIL/);
  return [...log.matchAll(/^ ?PASS +(.+?)\s*$/gm)].map(([, name = ""]) => name).sort();
}

/** Stands for what builds: images in a directory, or a compose. */
const MAKE = `#!/bin/sh -e
out="\${2#OUT=}"
arch="\${out##*/}"
case "$1" in
  images)
    mkdir -p "$out"
    head -c 3000 /dev/urandom >"$out/example.$arch.qcow2"
    ;;
  compose) exec node ${join(ROOT, "test", "generator", "cli.mjs")} "$out" --files --arches "$arch" --variants Server \\
    --module-variants 0 --rpms-per-arch 4 --rpm-size 2000 --images 2 ;;
esac
`;
