import { describe, expect, test } from "vitest";
import { runScript } from "./support/scripts.ts";

describe("the builds of publish-compose.yml", () => {
  const read = (builds: string) =>
    runScript("publish-compose.yml", "check", "Read the builds", { BUILDS: builds });

  test.each([
    [[{ artifact: "one" }]],
    [[{ artifact: "one" }, { artifact: "two", variant: "Server", arch: "x86_64", images: "**/*.iso" }]],
    [[{ artifact: "one", images: ["*.iso", "*.qcow2"], rpms: "*.rpm", "extra-files": ["GPL"] }]],
    [[{ artifact: "one", images: "*", type: "dvd", format: "iso", subvariant: "S", bootable: true }]],
    [[{ artifact: "one", images: "*", "local-path": "{name}", composeinfo: "c.json", bootable: "true" }]],
    [Array.from({ length: 256 }, () => ({ artifact: "one" }))],
  ])("are taken: %j", (builds) => {
    expect(read(JSON.stringify(builds, undefined, 2))).toMatchObject({ status: 0, errors: [], log: "" });
  });

  test.each<[string, string]>([
    ["", "builds is not one JSON array"],
    ["[{", "builds is no JSON"],
    ['[{"artifact": "one"}] [{"artifact": "two"}]', "builds is not one JSON array"],
    ["null", "builds is no array, but null"],
    ['{"artifact": "one"}', 'builds is no array, but {"artifact":"one"}'],
    ["[]", "builds is empty: there is nothing to publish"],
    [JSON.stringify(Array(257).fill({ artifact: "one" })), "builds has 257 objects, and 256 are the most"],
    ['[{"artifact": "one"}, "two"]', 'build 2: is no object, but "two"'],
    ["[{}]", "build 1: artifact is missing"],
    ['[{"artifact": ""}]', 'build 1: artifact is no name, but ""'],
    ['[{"artifact": " "}]', 'build 1: artifact is no name, but " "'],
    ['[{"artifact": null}]', "build 1: artifact is no name, but null"],
    ['[{"artifact": ["one"]}]', 'build 1: artifact is no name, but ["one"]'],
    ['[{"artifact": "one", "image": "*.iso"}]', 'build 1: there is no "image"'],
    ['[{"artifact": "one", "images": "*", "extra_files": "GPL"}]', 'build 1: there is no "extra_files"'],
    [
      '[{"artifact": "one", "images": []}]',
      "build 1: images is neither a glob nor an array of globs, but []",
    ],
    [
      '[{"artifact": "one", "rpms": ["*.rpm", ""]}]',
      'build 1: rpms is neither a glob nor an array of globs, but ["*.rpm",""]',
    ],
    ['[{"artifact": "one", "images": "*", "arch": 1}]', "build 1: arch is no text, but 1"],
    [
      '[{"artifact": "one", "images": "*", "bootable": 1}]',
      "build 1: bootable is neither true nor false, but 1",
    ],
    [
      '[{"artifact": "one", "variant": "Server"}]',
      "build 1: says how to record something, but with none of images, rpms, extra-files what",
    ],
    ['[{"artifact": "one", "50%\\n::warning::x": 1, "images": "*"}]', 'there is no "50%\\n::warning::x"'],
  ])("are refused: %.60s", (builds, problem) => {
    const { status, errors } = read(builds);
    expect(status).toBe(1);
    expect(errors).toContainEqual(expect.stringContaining(problem));
    for (const error of errors) expect(error).toMatch(/^The input builds is wrong: /);
  });

  test("all that is wrong is said at once", () => {
    expect(read('[{"artefact": "one"}, {"artifact": 1}]').errors).toHaveLength(3);
  });

  test("without jq nothing is taken", () => {
    const { status, errors } = runScript("publish-compose.yml", "check", "Read the builds", {
      BUILDS: '[{"artifact": "one"}]',
      PATH: "/nowhere",
    });
    expect(status).toBe(1);
    expect(errors).toEqual(["jq is missing: The runner needs jq to read the input builds."]);
  });
});

describe.each([
  ["publish-compose.yml", "check", () => ""],
  ["request-and-publish.yml", "request", (registry: string) => `registry=${registry}\n`],
])("the registry that the password of %s is for", (workflow, job, told) => {
  const see = (repository: string, metadata: string) =>
    runScript(workflow, job, "See which registry the password is for", {
      REPOSITORY: repository,
      METADATA: metadata,
    });

  test.each([
    ["quay.io/example/{kind}", "quay.io/example/compose:{compose_id}", "quay.io"],
    ["oci://quay.io/example/{kind}", " Quay.IO/example/compose:{compose_id} ", "quay.io"],
    ["localhost:5000/example/{kind}", "localhost:5000/example/compose", "localhost:5000"],
    ["oci-layout:/srv/layout", "quay.io/example/compose", "quay.io"],
    ["quay.io/example/{kind}", "", "quay.io"],
  ])("is clear: %j and %j", (repository, metadata, registry) => {
    expect(see(repository, metadata)).toMatchObject({
      ...{ status: 0, errors: [], log: "" },
      output: told(registry),
    });
  });

  test.each([
    ["quay.io/example/{kind}", "ghcr.io/example/compose:{compose_id}"],
    ["oci://quay.io/example/{kind}", "oci://ghcr.io/example/compose:{compose_id}"],
    ["localhost:5000/example/{kind}", "localhost:5001/example/compose"],
    ["quay.io/example/{kind}", "quay.io.example/compose"],
  ])("is not: %j and %j", (repository, metadata) => {
    const { status, errors } = see(repository, metadata);
    expect(status).toBe(1);
    expect(errors).toEqual([expect.stringMatching(/is not clear.*: .*Name the one .* input registry\.$/)]);
  });
});
