import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/dist.ts";
import { evaluate } from "./harness/expressions.ts";
import { actionDefinition } from "./support/definitions.ts";
import { isMapping, mapping, parseMapping } from "./support/documents.ts";
import { actionGrammar } from "./support/grammar.ts";

const steps = readdirSync(join(ROOT, "actions"));
const files = ["action.yml", ...steps.map((name) => join("actions", name, "action.yml"))];
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

/** The words for what an input may say of itself: GitHub's parser passes over what it does not know. */
const KEYS = new Set(["description", "required", "default", "deprecationMessage"]);

describe.each(files)("%s", (file) => {
  const action = parseMapping(read(file));

  test("is what GitHub's own parser takes for an action", () => {
    expect(actionGrammar(read(file), file)).toEqual([]);
  });

  test("describes every input and every output", () => {
    for (const [name, input] of Object.entries(mapping(action["inputs"]))) {
      expect(
        Object.keys(mapping(input)).filter((key) => !KEYS.has(key)),
        name,
      ).toEqual([]);
      expect(mapping(input)["description"], name).toEqual(expect.stringMatching(/\.$/));
      expect(typeof mapping(input)["required"], name).toBe("boolean");
    }
    for (const [name, output] of Object.entries(mapping(action["outputs"]))) {
      expect(isMapping(output) && Object.keys(output), name).toEqual(["description"]);
    }
  });

  test.each([
    ["https://github.com", "of-the-job"],
    ["https://github.example.com", ""],
    ["https://octocorp.ghe.com", ""],
    ["https://codeberg.org", ""],
    ["http://github.com", ""],
    ["https://github.com.example.net", ""],
  ])("takes the token of a job at %s for ghcr.io only where it is GitHub's", (server, expected) => {
    const given = Object.values(mapping(action["inputs"])).map((input) => String(mapping(input)["default"]));
    const contexts = { github: { server_url: server, token: "of-the-job" } };
    for (const one of given.filter((text) => /token|secrets/.test(text))) {
      expect(evaluate(one.replace(/^\$\{\{|\}\}$/g, ""), { contexts })).toBe(expected);
    }
  });

  test("starts what is there, on Node 24", () => {
    const runs = mapping(action["runs"]);
    expect(runs["using"]).toBe("node24");
    expect(existsSync(join(ROOT, dirname(file), String(runs["main"])))).toBe(true);
  });
});

describe("the action at the top", () => {
  const top = actionDefinition(read("action.yml"));
  const all = steps.map((name) => actionDefinition(read(join("actions", name, "action.yml"))));

  test("has the inputs and outputs of all the steps, and command", () => {
    const inputs = new Set(all.flatMap((action) => [...action.inputs.keys()]));
    const outputs = new Set(all.flatMap((action) => [...action.outputs]));
    expect([...top.inputs.keys()].sort()).toEqual(["command", ...inputs].sort());
    expect([...top.outputs].sort()).toEqual([...outputs].sort());
  });

  test("requires nothing else than command, and names every step", () => {
    expect([...top.inputs].filter(([, required]) => required)).toEqual([["command", true]]);
    const { description } = mapping(mapping(parseMapping(read("action.yml"))["inputs"])["command"]);
    for (const name of steps) expect(description).toContain(name);
  });

  test("fits the Marketplace", () => {
    const { name, description, author, branding } = parseMapping(read("action.yml"));
    expect(String(description).length).toBeLessThan(125);
    expect({ name, author, branding }).toMatchObject({
      name: "compose-actions",
      author: expect.any(String),
      branding: { icon: expect.any(String), color: expect.any(String) },
    });
  });
});

describe("what is wrong with an action is found", () => {
  test.each([
    [/icon: package/, "icon: parcel"],
    [/using: node24/, "using: node99"],
    [/required: true/, "required: perhaps"],
    [/main: .*/, "plugin: publish"],
  ])("%s → %s", (good, bad) => {
    const text = read("action.yml");
    expect(text).toMatch(good);
    expect(actionGrammar(text.replace(good, bad), "action.yml")).not.toEqual([]);
  });
});
