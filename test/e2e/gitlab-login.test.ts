import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { ROOT } from "../support/dist.ts";
import { useScratch } from "../support/scratch.ts";

const scratch = useScratch();
const text = readFileSync(join(ROOT, "templates", "publish-compose", "template.yml"), "utf8");
const jobs = parseAllDocuments(text)[1]?.toJS() as Record<string, { script?: readonly string[] }>;

const JOBS = ["push", "merge", "verify", "sign"] as const;
const PROJECT = "registry.gitlab.example.com";
const DIGEST = `sha256:${"a".repeat(64)}`;

/** In the place of programs: say which registry they have a login for, and write it down. */
const NODE = '#!/bin/sh\necho "$2 for $COMPOSE_ACTIONS_REGISTRY" >>"$SAID"\n';
const COSIGN = '#!/bin/sh\necho "$1 $2 $3 $4 $(cat)" >>"$SAID"\n';

/** Runs the script of a job of the component as a shell of an image does. */
function run(job: (typeof JOBS)[number], env: Readonly<Record<string, string>>) {
  const cwd = scratch.folder();
  const said = join(cwd, "said");
  for (const folder of ["bin", "dist", "dist/cli"]) mkdirSync(join(cwd, folder));
  writeFileSync(join(cwd, "dist", "cli", "index.js"), "");
  writeFileSync(join(cwd, "bin", "node"), NODE, { mode: 0o755 });
  writeFileSync(join(cwd, "bin", "cosign"), COSIGN, { mode: 0o755 });
  writeFileSync(said, "");
  const script = jobs[`$[[ inputs.prefix ]]-${job}`]?.script?.join("\n") ?? "";
  const { status, stdout, stderr } = spawnSync("sh", ["-e", "-c", script], {
    cwd,
    encoding: "utf8",
    input: "",
    timeout: 30_000,
    env: {
      PATH: [join(cwd, "bin"), process.env["PATH"]].join(delimiter),
      SAID: said,
      COMPOSE_ACTIONS_BUNDLE: cwd,
      COMPOSE_ACTIONS_REGISTRY: "",
      COMPOSE_ACTIONS_REGISTRY_USERNAME: "robot",
      COMPOSE_ACTIONS_REGISTRY_PASSWORD: "of-quay",
      CI_REGISTRY: PROJECT,
      CI_REGISTRY_USER: "gitlab-ci-token",
      CI_REGISTRY_PASSWORD: "of-gitlab",
      BUILD: "build",
      ...env,
    },
  });
  return { status, output: stdout + stderr, said: readFileSync(said, "utf8").trimEnd().split("\n") };
}

const AT = {
  quay: {
    PUBLISH_COMPOSE_REPOSITORY: "oci://Quay.io/example/{kind}",
    PUBLISH_COMPOSE_METADATA: "quay.io/example/compose:{compose_id}",
    COMPOSE_REF: `oci://quay.io/example/compose:Example-41@${DIGEST}`,
  },
  both: {
    PUBLISH_COMPOSE_REPOSITORY: "quay.io/example/{kind}",
    PUBLISH_COMPOSE_METADATA: `${PROJECT}/group/project/compose:{compose_id}`,
    COMPOSE_REF: `oci://${PROJECT}/group/project/compose:Example-41@${DIGEST}`,
  },
};
const STEP = { push: "push-oci", merge: "merge-metadata", verify: "verify", sign: "sign" };

describe.each(["push", "merge", "verify"] as const)("the login of publish-compose in its job %s", (job) => {
  const isFor = (registry: string) => ({
    status: 0,
    output: "",
    said: [`${STEP[job]} for ${registry}`.trim()],
  });

  test("is for the registry that artifacts and metadata are pushed to", () => {
    expect(run(job, AT.quay)).toEqual(isFor("quay.io"));
  });

  test("is for the one that is named, where those are two", () => {
    expect(run(job, { ...AT.both, COMPOSE_ACTIONS_REGISTRY: "quay.io" })).toEqual(isFor("quay.io"));
  });

  test("is nobody's where nobody says which of two", () => {
    const { status, output, said } = run(job, AT.both);
    expect({ status, said }).toEqual({ status: 2, said: [""] });
    expect(output).toContain("name it with the input registry");
    expect(output).not.toContain("of-quay");
  });

  test("is not needed: each registry has the one that the job finds", () => {
    expect(run(job, { ...AT.both, COMPOSE_ACTIONS_REGISTRY_USERNAME: "" })).toEqual(isFor(""));
  });

  test("is for the registry, where the other place is a directory", () => {
    const beside = { ...AT.quay, PUBLISH_COMPOSE_METADATA: "oci-layout:/srv/quay.io/layout:41" };
    expect(run(job, beside)).toEqual(isFor("quay.io"));
  });
});

describe("the login of publish-compose where it signs", () => {
  const sign = (reference: string) => `sign --yes ${reference}@${DIGEST}`;

  test("is the given one for its own registry", () => {
    expect(run("sign", AT.quay)).toEqual({
      status: 0,
      output: "",
      said: ["login quay.io --username robot of-quay", sign("quay.io/example/compose")],
    });
    const named = run("sign", { ...AT.quay, COMPOSE_ACTIONS_REGISTRY: "https://Quay.io/" });
    expect(named.said[0]).toBe("login quay.io --username robot of-quay");
  });

  test("is GitLab's for that of GitLab, and never the given one", () => {
    const { said } = run("sign", { ...AT.both, COMPOSE_ACTIONS_REGISTRY: "quay.io" });
    expect(said).toEqual([
      `login ${PROJECT} --username gitlab-ci-token of-gitlab`,
      sign(`${PROJECT}/group/project/compose`),
    ]);
    expect(run("sign", AT.both)).toMatchObject({ status: 2, said: [""] });
  });
});
