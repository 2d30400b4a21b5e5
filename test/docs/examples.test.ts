import { describe, expect, test } from "vitest";
import { checkYaml } from "./support/check-yaml.ts";
import { callProblems, callsIn, variablesIn } from "./support/command-lines.ts";
import { allPages, type Block, blocksOf } from "./support/pages.ts";

const pages = allPages();
const blocks = pages.flatMap(blocksOf);
const named = (languages: readonly string[]) =>
  blocks
    .filter(({ language }) => languages.includes(language))
    .map((block) => [`${block.page}:${block.line}`, block] as const);

const SCRIPTS = ["sh", "groovy"];
/** What a reader is to see and not to use. */
const SHOWN = ["text", "ts"];

test("every block says what it is", () => {
  const known = ["yaml", "json", "python", ...SCRIPTS, ...SHOWN];
  const others = blocks.filter(({ language }) => !known.includes(language));
  expect(others.map(({ page, line, language }) => `${page}:${line}: ${language}`)).toEqual([]);
});

test.each(named(["json"]))("%s is JSON", (_, { text }) => {
  expect(() => JSON.parse(text)).not.toThrow();
});

test.each(named(["yaml"]))("%s gives what is asked for", async (name, { text }) => {
  expect(await checkYaml(text, name)).toMatchObject({ problems: [] });
});

const problemsOf = async (text: string): Promise<string[]> => {
  const given = variablesIn(text);
  return (await Promise.all(callsIn(text).map((call) => callProblems(call, given)))).flat();
};

test.each(named(SCRIPTS))("%s calls steps as they can be called", async (_, { text }: Block) => {
  expect(await problemsOf(text)).toEqual([]);
});

test("calls are found on every page that has a step", () => {
  const without = pages
    .filter(({ path }) => /^(README|actions\/[a-z-]+\/README|docs\/guide|docs\/other-ci)\.md$/.test(path))
    .filter(
      (page) => !blocksOf(page).some(({ language, text }) => language === "sh" && callsIn(text).length > 0),
    );
  expect(without.map(({ path }) => path)).toEqual([]);
});

describe("a script", () => {
  test.each([
    ["node dist/cli/index.js verify mirror --unlisted fail", []],
    ["step verify mirror \\\n  --unlisted fail >out 2>&1 || true", []],
    ['COMPOSE_ACTIONS_OUTPUT=x step localize "$REFERENCE"', []],
    ["step localize oci://x/y:z", ["localize: output is required"]],
    ["step verify --metadata-artifact name", []],
    ["step verify mirror --unlisted fial", [/unlisted: "fial" is not one of/]],
    ["step verify mirror --unlist fail", [/unlist/]],
    ["step verify mirror --sample", [/sample/]],
    ["step verfy mirror", ["there is no step verfy"]],
    ["# step verfy mirror", []],
    ["if step verify 'a b'; then echo; fi & wait", []],
    ["podman run --rm compose-actions verify a --mode far", [/mode: "far"/]],
    ["mkdir -p compose-actions\ncd compose-actions", []],
  ])("%j", async (script, expected) => {
    const problems = await problemsOf(script);
    expect(problems).toHaveLength(expected.length);
    for (const [index, problem] of problems.entries()) expect(problem).toMatch(expected[index] ?? /^$/);
  });
});

describe("YAML", () => {
  const ACTION = "compose-actions/compose-actions/actions/verify@v0";
  const COMPONENT = "component: $CI_SERVER_FQDN/compose-actions/compose-actions/verify@1.2.3";
  test("on the page of a step can be some of its inputs", async () => {
    const at = (text: string) => checkYaml(text, "actions/verify/README.md:1");
    expect(await at("sample: 3")).toEqual({ kind: "inputs", problems: [] });
    expect((await at("samples: 3")).problems.join()).toMatch(/no input samples/);
    expect((await at("sample: many")).problems.join()).toMatch(/"many" is not/);
  });

  test.each([
    [`- uses: ${ACTION}\n  with:\n    compose: mirror\n`, "steps", undefined],
    [`- uses: ${ACTION}\n  with:\n    compose: mirror\n    mode: far\n`, "steps", /mode: "far" is not/],
    [`- uses: ${ACTION}\n  with:\n    composes: mirror\n`, "steps", /there is no input composes/],
    [
      `jobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: ${ACTION}\n        with: {compose: a, sample: much}`,
      "workflow",
      /sample: "much"/,
    ],
    [
      `jobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: https://github.com/${ACTION}\n        with: {compose: a, x: y}`,
      "workflow",
      /no input x/,
    ],
    [`include:\n  - ${COMPONENT}\n    inputs: {bundle: b, compose: a}`, "gitlab", undefined],
    [`include:\n  - ${COMPONENT}\n    inputs: {compose: a}`, "gitlab", /input bundle is required/],
    [`include:\n  - ${COMPONENT}\n    inputs: {bundle: b, composes: a}`, "gitlab", /no input composes/],
    [`include:\n  - ${COMPONENT}\n    inputs: {bundle: b, compose: "a\\nb"}`, "gitlab", /one line/],
    [
      `include:\n  - ${COMPONENT}\n    inputs: {bundle: b, compose: a, unlisted: no}`,
      "gitlab",
      /unlisted: "no"/,
    ],
    [`include:\n  - ${COMPONENT.replace("verify", "prove")}\n    inputs: {}`, "gitlab", /no component prove/],
    [
      `a:\n  needs: b\n  runs-on: x\n  steps:\n    - uses: ${ACTION}\n      with: {composes: a}`,
      "job",
      /no input composes/,
    ],
    ["a: b", undefined, /neither a workflow/],
    ["a: [", undefined, /Flow sequence/],
  ])("%j", async (text, kind, problem) => {
    const { kind: taken, problems } = await checkYaml(text, "example");
    expect(taken).toBe(kind);
    if (problem === undefined) expect(problems).toEqual([]);
    else expect(problems.join("\n")).toMatch(problem);
  });
});

describe("blocks", () => {
  test("are found with their line and language, indented or not", () => {
    const text = "a\n\n- x\n\n  ```sh runnable\n  one\n    two\n  ```\n\n````md\n```sh\n```\n````\n";
    expect(blocksOf({ path: "p.md", text })).toEqual([
      { page: "p.md", line: 5, language: "sh", isRunnable: true, text: "one\n  two\n" },
      { page: "p.md", line: 10, language: "md", isRunnable: false, text: "```sh\n```\n" },
    ]);
  });

  test("that do not end are none", () => {
    expect(() => blocksOf({ path: "p.md", text: "```sh\n" })).toThrow(/p\.md:1/);
  });
});
