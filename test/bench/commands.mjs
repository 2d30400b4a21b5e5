import { fileURLToPath } from "node:url";

const BASE_URL = "https://cdn.example.com/";

/** @param {string} path relative to the top of the project */
export const built = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * @param {string} name
 * @param {import("./data.mjs").BenchData} data
 * @param {string} compose
 * @param {...string} more flags
 * @returns {import("./measure.mjs").Command} an upgrade of a compose into an empty folder
 */
export function upgrade(name, data, compose, ...more) {
  return convert(name, data, compose, "--base-url", BASE_URL, ...more);
}

/**
 * @param {string} name
 * @param {import("./data.mjs").BenchData} data
 * @param {string} compose
 * @returns {import("./measure.mjs").Command} a downgrade of a compose into an empty folder
 */
export function downgrade(name, data, compose) {
  return convert(name, data, compose, "--to-version", "1.2");
}

/** @param {string} name @param {import("./data.mjs").BenchData} data @param {string} compose @param {...string} more */
function convert(name, data, compose, ...more) {
  const { path, clear } = data.output(name.replaceAll(/[^a-z0-9]+/gi, "-"));
  return {
    name,
    argv: [
      process.execPath,
      built("dist/cli/index.js"),
      "upgrade-metadata",
      "--compose",
      compose,
      "--output",
      path,
      ...more,
    ],
    before: clear,
  };
}
