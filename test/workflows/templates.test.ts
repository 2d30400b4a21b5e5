import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAllDocuments, stringify } from "yaml";
import { ROOT } from "../support/dist.ts";
import { useScratch } from "../support/scratch.ts";
import { isMapping, type Mapping, mapping, strings, type Value } from "./support/documents.ts";

const scratch = useScratch();
const templates = readdirSync(join(ROOT, "templates")).filter((name) =>
  existsSync(join(ROOT, "templates", name, "template.yml")),
);
const read = (name: string) => readFileSync(join(ROOT, "templates", name, "template.yml"), "utf8");

/** GitLab's words for what an input may say of itself. */
const KEYS = new Set(["description", "type", "default", "options", "regex"]);
const VALUES: Readonly<Record<string, (value: Value) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  array: Array.isArray,
};

function parts(text: string): readonly [header: Mapping, body: Mapping] {
  const [header, body, ...others] = parseAllDocuments(text).map((document) => document.toJS() as Value);
  expect(others).toEqual([]);
  return [mapping(header), mapping(body)];
}

describe.each(templates)("the component %s", (name) => {
  const text = read(name);
  const [header, body] = parts(text);
  const inputs = Object.entries(mapping(mapping(header["spec"])["inputs"]));

  test("describes its inputs in GitLab's words", () => {
    expect(inputs.length).toBeGreaterThan(0);
    for (const [input, definition] of inputs) {
      const given = mapping(definition);
      const fits = VALUES[String(given["type"])];
      expect(isMapping(definition) && Object.keys(given).filter((key) => !KEYS.has(key)), input).toEqual([]);
      expect(given["description"], input).toEqual(expect.any(String));
      expect(fits, `${input}: type ${given["type"]}`).toBeDefined();
      const values = [given["default"], ...((given["options"] as Value[] | undefined) ?? [])];
      for (const value of values) if (value !== undefined) expect(fits?.(value), input).toBe(true);
    }
  });

  test("uses each of them, and no others", () => {
    const keys = Object.keys(body).join("\n");
    const all = [keys, ...[...strings(body, "")].map(([, value]) => value)].join("\n");
    const used = new Set([...all.matchAll(/\$\[\[ *inputs\.([\w-]+)/g)].map((match) => match[1]));
    expect([...used].sort()).toEqual(inputs.map(([input]) => input).sort());
  });

  test("is a pipeline by GitLab's own schema, with no more than is required", () => {
    const needed = inputs.filter(([, definition]) => !("default" in mapping(definition)));
    const { status, output } = list(text, Object.fromEntries(needed.map(([input]) => [input, "some"])));
    expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining(name) });
  });
});

describe("what is wrong with a component is found", () => {
  const text = read("verify");

  test("a keyword of a job that GitLab does not know", () => {
    const { status, output } = list(text.replace(/^ {2}artifacts:$/m, "  artefacts:"), REQUIRED);
    expect(status).not.toBe(0);
    expect(output).toContain("artefacts");
  });

  test("an input of another type", () => {
    const { status, output } = list(text, { ...REQUIRED, quick: "perhaps" });
    expect(status).not.toBe(0);
    expect(output).toContain("quick");
  });

  test("an input that is missing", () => expect(list(text, { compose: "some" }).status).not.toBe(0));
});

const REQUIRED = { bundle: "some", compose: "some" };

/** Has gitlab-ci-local list the jobs of a pipeline that includes a template. */
function list(template: string, inputs: Readonly<Record<string, string>>) {
  const project = join(scratch.folder(), "project");
  const file = join(project, "templates", "step", "template.yml");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, template);
  const pipeline = { include: [{ local: "templates/step/template.yml", inputs }] };
  writeFileSync(join(project, ".gitlab-ci.yml"), stringify(pipeline));
  const git = (...args: string[]) => execFileSync("git", ["-C", project, ...args]);
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git(
    "-c",
    "user.name=Tester",
    "-c",
    "user.email=tester@example.com",
    "commit",
    "--quiet",
    "-m",
    "A pipeline",
  );
  git("remote", "add", "origin", "https://gitlab.example.com/group/project.git");
  const program = join(ROOT, "node_modules", "gitlab-ci-local", "dist", "index.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "--list", "--no-color"], {
    cwd: project,
    env: { PATH: process.env["PATH"], HOME: scratch.folder() },
    encoding: "utf8",
    timeout: 50_000,
  });
  return { status, output: stdout + stderr };
}
