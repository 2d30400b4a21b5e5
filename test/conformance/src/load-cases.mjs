import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mapJson } from "./placeholders.mjs";

/** @typedef {import("./case.mjs").Case} Case */

export const CASES = fileURLToPath(new URL("../cases", import.meta.url));

const WORDS = new Set(
  "title faults weaknesses needs each more origins contents server input before options env limits runs expect".split(
    " ",
  ),
);

/** All cases, those of a folder with forms one by one, in the order of their names. @param {string} [folder] @returns {Case[]} */
export function loadCases(folder = CASES) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((name) => readCase(name, join(folder, name, "case.json")));
}

/** @param {string} name @param {string} file @returns {Case[]} */
function readCase(name, file) {
  const { each, more, ...text } = JSON.parse(readFileSync(file, "utf8"));
  const unknown = Object.keys(text).filter((word) => !WORDS.has(word));
  if (unknown.length > 0 || text.expect?.exit === undefined || text.title === undefined) {
    throw new Error(
      `${file}: ${unknown.length > 0 ? `unknown: ${unknown.join(", ")}` : "title or expect.exit is missing"}`,
    );
  }
  if (each === undefined) {
    return [complete(name, text, false)];
  }
  return Object.entries({ ...each, ...more }).map(([form, values]) => {
    const filled = mapJson(text, (value) => parameter(value, values, file));
    return complete(`${name}/${form}`, filled, !Object.hasOwn(each, form));
  });
}

/** `{"$": "name"}` is the parameter of that name, `{$name}` in a text its text. @param {unknown} value @param {Record<string, unknown>} values @param {string} file */
function parameter(value, values, file) {
  /** @param {string} name */
  const look = (name) => {
    if (!Object.hasOwn(values, name)) {
      throw new Error(`${file}: a form lacks the parameter ${name}`);
    }
    return values[name];
  };
  if (typeof value === "string") {
    return value.replace(/\{\$([a-zA-Z]+)\}/g, (_, name) => String(look(name)));
  }
  if (value !== null && typeof value === "object" && "$" in value) {
    return look(String(value["$"]));
  }
  return value;
}

/** @param {string} name @param {Record<string, any>} text @param {boolean} seldom @returns {Case} */
function complete(name, text, seldom) {
  return {
    faults: [],
    weaknesses: [],
    origins: { a: {} },
    contents: {},
    server: {},
    before: {},
    options: {},
    env: {},
    limits: {},
    runs: [{}],
    ...text,
    name,
    seldom,
    title: text["title"],
    input: text["input"] ?? {},
    expect: text["expect"],
  };
}
