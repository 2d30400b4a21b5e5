import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { NoOperationTraceWriter } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import { loadSteps, steps } from "@compose-actions/cli";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { ROOT, readAction } from "../support/dist.ts";

const STEPS = await loadSteps(steps);
const files = [
  "action.yml",
  ...readdirSync(join(ROOT, "actions")).map((name) => join("actions", name, "action.yml")),
];

describe.each(files)("%s", (file) => {
  const content = readFileSync(join(ROOT, file), "utf8");

  test("is valid by GitHub's own grammar, and its entry is there", () => {
    const { context, value } = parseAction({ name: file, content }, new NoOperationTraceWriter());
    expect(context.errors.getErrors()).toEqual([]);
    expect(value).toBeDefined();
    const { using, main, post } = readAction(file).runs;
    expect(using).toBe("node24");
    expect(existsSync(join(ROOT, dirname(file), main))).toBe(true);
    expect(post === undefined || existsSync(join(ROOT, dirname(file), post))).toBe(true);
  });

  test("84: interpolates nothing but defaults that only the host knows", () => {
    const { inputs, ...rest } = parse(content);
    expect(JSON.stringify(rest)).not.toContain("${{");
    for (const { default: _, ...input } of Object.values<{ default?: string }>(inputs)) {
      expect(JSON.stringify(input)).not.toContain("${{");
    }
  });

  test("says of every input what it is, and of no other key", () => {
    const action = parse(content);
    for (const [name, input] of Object.entries<{ default?: string }>(action.inputs)) {
      const fields = STEPS.flatMap(({ inputs }) => inputs[name] ?? []);
      const [actionDefault] = fields.map((field) => field.actionDefault);
      const keys = ["description", "required", ...(actionDefault === undefined ? [] : ["default"])];
      expect(Object.keys(input)).toEqual(keys);
      expect(input.default).toBe(actionDefault);
    }
  });
});

test("every action is a step's", () => {
  expect(readdirSync(join(ROOT, "actions")).sort()).toEqual(STEPS.map(({ name }) => name).sort());
});

describe.each(STEPS.map((one) => [one.name, one] as const))("%s", (name, one) => {
  const action = readAction(join("actions", name, "action.yml"));

  test("action.yml has the inputs and outputs of the step, and no others", () => {
    expect(Object.keys(action.inputs)).toEqual(Object.keys(one.inputs));
    expect(Object.keys(action.outputs)).toEqual(Object.keys(one.outputs));
    for (const [input, { required, unless }] of Object.entries(one.inputs)) {
      expect(action.inputs[input]?.required).toBe(required && unless === undefined);
    }
  });

  test("so has the GitLab component, and it hands each of them on; secrets are masked variables instead", () => {
    const text = readFileSync(join(ROOT, "templates", name, "template.yml"), "utf8");
    const [spec, jobs] = parseAllDocuments(text).map((document) => document.toJS());
    const job = Object.values<{ variables: object }>(jobs)[0];
    for (const [input, { secret }] of Object.entries(one.inputs)) {
      const variable = `COMPOSE_ACTIONS_${input.replaceAll("-", "_").toUpperCase()}`;
      if (secret) {
        // A variable of the job would hide the one of the project.
        expect(job?.variables).not.toHaveProperty(variable);
        expect(spec.spec.inputs).not.toHaveProperty([input]);
      } else {
        expect(spec.spec.inputs).toHaveProperty([input]);
        expect(job?.variables).toHaveProperty(variable, `$[[ inputs.${input} ]]`);
      }
    }
  });

  test("the step's page has a row for each of them", () => {
    const page = readFileSync(join(ROOT, "actions", name, "README.md"), "utf8");
    for (const input of [...Object.keys(one.inputs), ...Object.keys(one.outputs)]) {
      expect(page).toContain(`| \`${input}\` | `);
    }
  });
});

test("the umbrella action has the inputs and outputs of every step, and the name of one", () => {
  const all = (kind: "inputs" | "outputs") => new Set(STEPS.flatMap((one) => Object.keys(one[kind])));
  const { inputs, outputs } = readAction("action.yml");
  expect(Object.keys(inputs)).toEqual(["command", ...all("inputs")]);
  expect(Object.keys(outputs)).toEqual([...all("outputs")]);
  expect(inputs["command"]?.description).toContain(STEPS.map(({ name }) => name).join(", "));
});
