import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { ROOT } from "../support/dist.ts";
import { isMapping, type Mapping, mapping, type Value } from "./support/documents.ts";

/*
 * GitLab puts inputs into a component as text, and parses it afterwards; gitlab-ci-local does it the other way round.
 * So what a value does to the file can be seen here alone.
 */

const templates = readdirSync(join(ROOT, "templates")).filter((name) =>
  existsSync(join(ROOT, "templates", name, "template.yml")),
);

/** What is special in YAML, in GitLab, in a shell or in the replacing of texts, wherever it stands. */
const HOSTILE = [
  ..."'\"#\\{}[]&*!|>%@`,:?-~$<=; \tab0é",
  " #",
  ": ",
  "- ",
  "? ",
  "{{",
  "}}",
  "---",
  "...",
  "\\n",
  "$$",
  "$&",
  "$1",
  "$CI",
  "null",
  "yes",
  "1e3",
  "<<",
  "!reference [a]",
  '["a=1", "b=\'2\'"]',
  '{"a": "b"}',
];
/** One line, which begins with no blank: those are the file's indentation, and no input has any use for them. */
const line = fc
  .array(fc.constantFrom(...HOSTILE), { maxLength: 12 })
  .map((parts) => parts.join("").trimStart());

describe.each(templates)("the component %s", (name) => {
  const [header = "", body = ""] = readFileSync(join(ROOT, "templates", name, "template.yml"), "utf8").split(
    /^---\n/m,
  );
  const inputs = Object.entries(mapping(mapping(mapping(parse(header) as Value)["spec"])["inputs"])).map(
    ([input, definition]) => [input, mapping(definition)] as const,
  );
  const plain = parse(body) as Value;
  const values = fc.record(Object.fromEntries(inputs.map(([input, given]) => [input, valuesOf(given)])));

  test("has every text of one line as it was given, wherever it goes", () => {
    fc.assert(
      fc.property(values, (given) => {
        expect(texts(parse(filled(body, given)) as Value)).toEqual(texts(expected(plain, given)));
      }),
      { numRuns: 40 },
    );
  });

  test("takes a line break at the end for none", () => {
    const given = sample(inputs, (input) => `${input}\n`);
    const without = sample(inputs, (input) => input);
    for (const input of free(inputs)) {
      const broken = attempt(filled(body, { ...without, [input]: given[input] ?? "" }));
      // Where something of the template comes after the value, it would come in the next line.
      if (broken !== undefined) expect(broken).toEqual(parse(filled(body, without)));
    }
  });

  test("makes no other value of several lines: the file is broken, or no such pipeline", () => {
    const known = sample(inputs, (input) => input);
    const shape = shapeOf(parse(filled(body, known)) as Value);
    // The second line of a list has no reason to be indented, or to look like a comment of YAML.
    const second = line.filter((text) => text !== "" && !text.startsWith("#"));
    fc.assert(
      fc.property(fc.constantFrom(...free(inputs)), line, second, (input, first, next) => {
        const found = attempt(filled(body, { ...known, [input]: `${first}\n${next}` }));
        if (found !== undefined) expect(shapeOf(found)).not.toEqual(shape);
      }),
      { numRuns: 60 },
    );
  });

  test("lets no apostrophe and no line break into the names of jobs", () => {
    const keys = new Set(Object.keys(mapping(plain)).flatMap((key) => [...placeholders(key)]));
    expect(keys.size).toBeGreaterThan(0);
    for (const [input, given] of inputs.filter(([one]) => keys.has(one))) {
      const names = new RegExp(String(given["regex"]));
      expect(names.test(String(given["default"])), input).toBe(true);
      expect(["it's", "a\nb", "a\n", "", "a\rb"].filter((value) => names.test(value))).toEqual([]);
      // GitLab before 18.1 finds that an empty default fits no expression.
      expect(given["default"]).not.toBe("");
    }
  });
});

const PLACE = /\$\[\[ inputs\.([\w-]+) \]\]/g;

function placeholders(text: string): Set<string> {
  return new Set([...text.matchAll(PLACE)].map(([, input = ""]) => input));
}

/** As GitLab does it: texts as they are, everything else as JSON. */
function filled(text: string, given: Mapping): string {
  return text.replace(PLACE, (_, input: string) => asText(given[input]));
}

function asText(value: Value | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function valuesOf(given: Mapping): fc.Arbitrary<Value> {
  const { type, options, regex } = given;
  if (Array.isArray(options)) return fc.constantFrom(...options);
  if (type === "boolean") return fc.boolean();
  if (type === "number") return fc.nat(200);
  if (type === "array") return fc.array(fc.record({ if: line, when: line }), { minLength: 1, maxLength: 2 });
  if (typeof regex !== "string") return line;
  const names = new RegExp(regex);
  return line.map((text) => text.replaceAll("'", "")).filter((text) => names.test(text));
}

/** A value for each input, a text where it may be any. */
function sample(inputs: readonly (readonly [string, Mapping])[], text: (input: string) => string): Mapping {
  const fixed: Readonly<Record<string, Value>> = { boolean: false, number: 2, array: [{ if: "$A" }] };
  return Object.fromEntries(
    inputs.map(([input, { type, options, default: usual, regex }]) => [
      input,
      Array.isArray(options) || regex !== undefined ? (usual ?? "") : (fixed[String(type)] ?? text(input)),
    ]),
  );
}

/** The inputs that take any text. */
function free(inputs: readonly (readonly [string, Mapping])[]): string[] {
  return inputs
    .filter(
      ([, { type, options, regex }]) => type === "string" && !Array.isArray(options) && regex === undefined,
    )
    .map(([input]) => input);
}

/** What the template has to be with these values, told from its structure. */
function expected(value: Value, given: Mapping): Value {
  if (typeof value === "string") {
    const whole = /^\$\[\[ inputs\.([\w-]+) \]\]$/.exec(value)?.[1];
    const list = whole === undefined ? undefined : given[whole];
    return Array.isArray(list) ? list : filled(value, given);
  }
  if (Array.isArray(value)) return value.map((entry) => expected(entry, given));
  if (!isMapping(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, entry]) => [filled(key, given), expected(entry, given)]));
}

/** All that it says, with its place; a number is what it is as a variable. */
function texts(value: Value): [string, string][] {
  return [...leaves(value, "")];
}

function* leaves(value: Value, place: string): Generator<[string, string]> {
  if (Array.isArray(value)) for (const [i, entry] of value.entries()) yield* leaves(entry, `${place}/${i}`);
  else if (isMapping(value))
    for (const [key, entry] of Object.entries(value)) yield* leaves(entry, `${place}/${key}`);
  else yield [place, String(value)];
}

function shapeOf(value: Value): string[] {
  return texts(value).map(([place]) => place);
}

function attempt(text: string): Value | undefined {
  const documents = parseAllDocuments(text, { logLevel: "silent" });
  if (documents.length !== 1 || documents.some((document) => document.errors.length > 0)) return undefined;
  try {
    return documents[0]?.toJS() as Value;
  } catch {
    return undefined;
  }
}
