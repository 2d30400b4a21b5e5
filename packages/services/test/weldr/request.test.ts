import { UserError } from "@compose-actions/step";
import { expect, test } from "vitest";
import { readWeldrRequests } from "../../src/index.ts";
import { BLUEPRINT } from "../support/weldr/use.ts";

function problemsOf(value: unknown): readonly string[] {
  try {
    readWeldrRequests(value);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.exitCode).toBe(2);
    const { message, details } = error;
    return details.length > 0 ? details : [message.replace("The request is not one for the Weldr API: ", "")];
  }
  throw new Error("it was taken");
}

test("a blueprint in TOML is passed on as it is", () => {
  expect(readWeldrRequests({ blueprint: BLUEPRINT, compose_type: "qcow2" })).toEqual([
    {
      blueprint: { kind: "toml", text: BLUEPRINT },
      body: { blueprint_name: "base", compose_type: "qcow2", branch: "master" },
    },
  ]);
});

test("one as an object too, with what is asked for besides", () => {
  const blueprint = { name: "base", version: "0.0.1", packages: [{ name: "tmux" }] };
  const upload = { provider: "aws.s3", image_name: "img", settings: { bucket: "b" } };
  const ostree = { ref: "fedora/37", url: "https://example.com" };
  const value = { blueprint, compose_type: "ami", branch: "main", size: 4294967296, ostree, upload };
  const { blueprint: _, ...body } = value;
  expect(readWeldrRequests([value, { ...value, size: null }])).toMatchObject([
    { blueprint: { kind: "json", value: blueprint }, body: { ...body, blueprint_name: "base" } },
    { body: { compose_type: "ami" } },
  ]);
});

test.each([
  ["a literal text", "name = 'base'\n"],
  ["a later place", 'version = "1"\nname="base"\n[[packages]]\nname = "tmux"\n'],
])("the name of a blueprint in TOML is found: %s", (_, blueprint) => {
  expect(readWeldrRequests({ blueprint, compose_type: "qcow2" })[0]?.body.blueprint_name).toBe("base");
});

test("one that the server has is asked for by its name", () => {
  expect(readWeldrRequests({ blueprint_name: "base", compose_type: "qcow2" })).toMatchObject([
    { blueprint: undefined, body: { blueprint_name: "base" } },
  ]);
});

const upload = (more: object) => ({
  blueprint_name: "b",
  compose_type: "ami",
  upload: { provider: "aws", image_name: "x", settings: {}, ...more },
});

test.each([
  ["no object", "x", ["the request: expected an object"]],
  ["nothing", [], ["the request: expected at least one"]],
  ["no type", { blueprint_name: "b" }, ["compose_type: expected text"]],
  ["no blueprint", { compose_type: "ami" }, ["blueprint, or blueprint_name: expected one of them"]],
  [
    "a blueprint whose name is nowhere",
    { blueprint: '[[packages]]\nname = "tmux"\n', compose_type: "ami" },
    [expect.stringMatching(/^blueprint: it has no name/)],
  ],
  [
    "two names",
    { blueprint: { name: "a" }, blueprint_name: "b", compose_type: "ami" },
    ['blueprint_name: the blueprint is called "a"'],
  ],
  [
    "a name that would be part of a path",
    { blueprint: { name: "../x" }, compose_type: "ami" },
    ["blueprint.name: expected a name of letters, digits, dots, underscores and hyphens"],
  ],
  [
    "a version that YAML took for a number",
    { blueprint: { name: "a", version: 0.1 }, compose_type: "ami" },
    ["blueprint.version: expected text; quote it"],
  ],
  [
    "another provider",
    upload({ provider: "nope" }),
    ["upload.provider: expected one of aws, aws.s3, generic.s3, azure, gcp, vmware, oci, container"],
  ],
  ["an upload without settings", upload({ settings: undefined }), ["upload.settings: expected an object"]],
  [
    "a size that is none",
    { blueprint_name: "b", compose_type: "ami", size: 1.5 },
    ["size: expected whole bytes"],
  ],
  [
    "a key that is none",
    { blueprint_name: "b", "compose-type": "ami", compose_type: "ami" },
    ["the request: there is no compose-type"],
  ],
])("%s is refused before anything is sent", (_, value, problems) => {
  expect(problemsOf(value)).toEqual(problems);
});
