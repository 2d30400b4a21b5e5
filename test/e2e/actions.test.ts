import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { NoOperationTraceWriter } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import { step } from "@compose-actions/upgrade-metadata";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { ROOT, readAction } from "../support/dist.ts";

const STEPS = [step];
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
    const { using, main } = readAction(file).runs;
    expect(using).toBe("node24");
    expect(existsSync(join(ROOT, dirname(file), main))).toBe(true);
  });

  test("84: interpolates nothing", () => expect(content).not.toContain("${{"));

  test("says of every input what it is, and of no other key", () => {
    const action = parse(content);
    for (const input of Object.values<object>(action.inputs)) {
      expect(Object.keys(input)).toEqual(["description", "required"]);
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
    for (const [input, { required }] of Object.entries(one.inputs)) {
      expect(action.inputs[input]?.required).toBe(required);
    }
  });

  test("so has the GitLab component, and it hands each of them on", () => {
    const text = readFileSync(join(ROOT, "templates", name, "template.yml"), "utf8");
    const [spec, jobs] = parseAllDocuments(text).map((document) => document.toJS());
    for (const input of Object.keys(one.inputs)) {
      expect(spec.spec.inputs).toHaveProperty([input]);
      const variable = `COMPOSE_ACTIONS_${input.replaceAll("-", "_").toUpperCase()}`;
      expect(Object.values<{ variables: object }>(jobs)[0]?.variables).toHaveProperty(
        variable,
        `$[[ inputs.${input} ]]`,
      );
    }
  });

  test("the step's page has a row for each of them", () => {
    const page = readFileSync(join(ROOT, "actions", name, "README.md"), "utf8");
    for (const input of [...Object.keys(one.inputs), ...Object.keys(one.outputs)]) {
      expect(page).toContain(`| \`${input}\` | `);
    }
  });
});

test("the umbrella action has the inputs of every step and the name of one", () => {
  const all = new Set(STEPS.flatMap(({ inputs }) => Object.keys(inputs)));
  expect(Object.keys(readAction("action.yml").inputs)).toEqual(["command", ...all]);
});
