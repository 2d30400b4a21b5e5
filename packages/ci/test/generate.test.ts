import { NoOperationTraceWriter } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import { stepHelp } from "@compose-actions/ci";
import {
  actionYml,
  gitlabTemplate,
  newReadme,
  reportJsonSchema,
  umbrellaYml,
  updateReadme,
  withReleaseTag,
} from "@compose-actions/ci/generate";
import { defineInputs, defineStep, secret, text, VERSION } from "@compose-actions/step";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import * as z from "zod";
import { fakeStep } from "./support/fake-step.ts";

const other = defineStep({
  name: "other-step",
  title: "Another",
  description: "Another.",
  icon: "box",
  inputs: defineInputs({
    compose: text({ description: "Just one.", required: true }),
    retries: fakeStep.inputs.retries,
  }),
  outputs: { "metadata-dir": { description: "Where the metadata is." } },
  report: z.object({}),
  run: async () => undefined,
  present: () => ({ outputs: {}, report: {}, lines: [], summary: "" }),
});

describe("action.yml", () => {
  const action = parse(actionYml(fakeStep));

  test("has every input and output, runs on Node 24 and hands no defaults on", () => {
    expect(Object.keys(action.inputs)).toEqual(Object.keys(fakeStep.inputs));
    expect(Object.keys(action.outputs)).toEqual(["metadata-dir", "files"]);
    expect(action.runs).toEqual({ using: "node24", main: "../../dist/fake-step/index.js" });
    expect(action.branding).toEqual({ icon: "package", color: "blue" });
    for (const input of Object.values(action.inputs)) expect(input).not.toHaveProperty("default");
    expect(action.inputs.retries.description).toBe(
      "Retries. Expected: a whole number from 0 to 9. Default: `3`.",
    );
  });

  test("hands on what the host alone knows, and says so", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub
    const expression = "${{ github.token }}";
    const inputs = defineInputs({ token: secret({ description: "A token.", actionDefault: expression }) });
    const withToken = { ...other, inputs };
    expect(parse(actionYml(withToken)).inputs.token).toEqual({
      // GitHub takes no expression in a description.
      description: "A token. On GitHub by default `github.token`.",
      required: false,
      default: expression,
    });
    expect(parse(umbrellaYml([other, withToken])).inputs.token.default).toBe(expression);
    expect(gitlabTemplate(withToken)).not.toContain("github.token");
    const without = { ...other, inputs: defineInputs({ token: secret({ description: "Another." }) }) };
    expect(() => umbrellaYml([withToken, without])).toThrow(/do not agree/);
  });

  test("has an entry for the end of a cancelled job where a step has something to do there", () => {
    const leaving = { ...fakeStep, cleanUp: async () => undefined };
    expect(parse(actionYml(leaving)).runs).toEqual({
      using: "node24",
      main: "../../dist/fake-step/index.js",
      post: "../../dist/fake-step/post.js",
      "post-if": "cancelled()",
    });
    const { errors } = parseAction(
      { name: "action.yml", content: actionYml(leaving) },
      new NoOperationTraceWriter(),
    ).context;
    expect(errors.getErrors()).toEqual([]);
    expect(parse(umbrellaYml([fakeStep, leaving])).runs).toMatchObject({
      post: "dist/main/post.js",
      "post-if": "cancelled()",
    });
    expect(parse(umbrellaYml([fakeStep])).runs).not.toHaveProperty("post");
  });

  test("the umbrella has the inputs of all steps", () => {
    const umbrella = parse(umbrellaYml([fakeStep, other]));
    expect(umbrella.runs.main).toBe("dist/main/index.js");
    expect(Object.keys(umbrella.inputs)).toEqual(["command", ...Object.keys(fakeStep.inputs)]);
    expect(umbrella.inputs.command.required).toBe(true);
    expect(umbrella.inputs.compose.required).toBe(false);
    expect(umbrella.inputs.compose.description).toMatch(
      /Files.* Used by: fake-step\. Just one\..* Used by: other-step\./,
    );
    expect(umbrella.inputs.retries.description).toMatch(/ Used by: fake-step, other-step\.$/);
    expect(umbrella.outputs["metadata-dir"].description).toBe(
      "Where the metadata is. Used by: fake-step, other-step.",
    );
  });

  test.each([
    ["a step's", actionYml(fakeStep)],
    ["the umbrella's", umbrellaYml([fakeStep, other])],
  ])("%s is valid by GitHub's own grammar", (_, content) => {
    const { context, value } = parseAction({ name: "action.yml", content }, new NoOperationTraceWriter());
    expect(context.errors.getErrors()).toEqual([]);
    expect(value).toBeDefined();
  });

  test("84: nothing of an input is interpolated", () => {
    expect(actionYml(fakeStep) + umbrellaYml([fakeStep])).not.toContain("${{");
  });
});

describe("README", () => {
  test("tables are put between their marks and nothing else changes", () => {
    const readme = newReadme(fakeStep);
    expect(readme).toContain("| `retries` | Retries. Expected: a whole number from 0 to 9. Default: `3`. |");
    expect(updateReadme(readme, fakeStep)).toBe(readme);
    const changed = readme.replace("| `retries`", "| `stale`").replace("## Inputs", "My words\n\n## Inputs");
    expect(updateReadme(changed, fakeStep)).toBe(readme.replace("## Inputs", "My words\n\n## Inputs"));
    expect(() => updateReadme("# no marks", fakeStep)).toThrow(/inputs:start/);
  });
});

describe("GitLab component", () => {
  const [spec, jobs] = parseAllDocuments(gitlabTemplate(fakeStep)).map((document) => document.toJS());
  const job = jobs["$[[ inputs.job-name ]]"];

  test("has typed inputs, none for a secret", () => {
    expect(spec.spec.inputs.retries).toMatchObject({ type: "number", default: 3 });
    expect(spec.spec.inputs.strict).toMatchObject({ type: "boolean", default: false });
    expect(spec.spec.inputs.compose).toMatchObject({ type: "string", default: "" });
    expect(spec.spec.inputs).not.toHaveProperty("token");
  });

  test("runs the bundle of its own release, and of no branch", () => {
    expect(spec.spec.inputs.ref.default).toBe(`v${VERSION}`);
  });

  test("has that release in those that are written by hand", () => {
    const by = (ref: string) =>
      `spec:\n  inputs:\n    ref:\n      description: >-\n        Tag.\n      default: ${ref}\n    other:\n      default: main\n`;
    expect(withReleaseTag(by("v0.0.1"))).toBe(by(`v${VERSION}`));
    expect(withReleaseTag(by("main"))).toBe(by(`v${VERSION}`));
    const without = by("x").replace("      default: x\n", "");
    expect(() => withReleaseTag(without)).toThrow("no input ref with a default");
  });

  test("84: inputs reach the step as variables, never as a part of the script", () => {
    expect(job.variables).toMatchObject({ COMPOSE_ACTIONS_IMAGE_TYPES: "$[[ inputs.image-types ]]" });
    expect(job.script.join("\n")).not.toContain("$[[");
    expect(job.artifacts.reports.dotenv).toBe("compose-actions.env");
    expect(job.script.at(-1)).toBe('node "$COMPOSE_ACTIONS_HOME/dist/cli/index.js" fake-step');
  });
});

describe("GitLab component of a step that can be divided", () => {
  const shard = text({ description: "A part." });
  const [spec, jobs] = parseAllDocuments(
    gitlabTemplate({ ...other, inputs: { ...other.inputs, shard } }),
  ).map((document) => document.toJS());
  const job = jobs["$[[ inputs.job-name ]]"];

  test("takes its part from parallel, on request", () => {
    expect(spec.spec.inputs.shard.description).toContain("`ci-node`");
    expect(job.script.slice(1, -1)).toEqual([expect.stringContaining("$CI_NODE_TOTAL")]);
  });

  test("has rules like a job without, which a list can replace", () => {
    expect(spec.spec.inputs.rules).toMatchObject({ type: "array", default: [{ if: expect.any(String) }] });
    // In quotes it would be a text.
    expect(gitlabTemplate(other)).toMatch(/^ {2}rules: \$\[\[ inputs\.rules \]\]$/m);
  });

  test("starts a shell, whatever the image starts", () => expect(job.image.entrypoint).toEqual([""]));
});

test("the report's schema has the common fields, and the step's own when all went well", () => {
  const schema = reportJsonSchema(fakeStep);
  expect(schema).toMatchObject({
    required: ["schema", "step", "status"],
    properties: {
      schema: { const: "compose-actions/fake-step/1" },
      count: { type: "integer", description: "How many." },
    },
  });
  expect(schema["then"]).toEqual({ required: ["count"] });
});

describe("--help", () => {
  test.each([40, 80, 200])("fits %d columns and names every input and output", (width) => {
    const help = stepHelp(fakeStep, { width });
    for (const line of help.split("\n"))
      expect(line.length).toBeLessThanOrEqual(Math.min(Math.max(width, 60), 100));
    for (const name of Object.keys(fakeStep.inputs))
      expect(help).toContain(name === "token" ? "--token-file <path>" : `--${name}`);
    expect(help).not.toMatch(/--token /);
    expect(help.replace(/\s+/g, " ")).toContain("environment variable COMPOSE_ACTIONS_TOKEN.");
  });
});
