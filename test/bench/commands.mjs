import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** @typedef {import("./measure.mjs").Command & { output: string }} Conversion output: the folder that it writes to */

const BASE_URL = "https://cdn.example.com/";

/** @param {string} path relative to the top of the project */
export const built = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * @param {string} name
 * @param {import("./data.mjs").BenchData} data
 * @param {string} compose
 * @param {...string} more flags
 * @returns {Conversion} an upgrade of a compose into an empty folder
 */
export function upgrade(name, data, compose, ...more) {
  return convert(name, data, compose, "--base-url", BASE_URL, ...more);
}

/**
 * Writes metadata of version 2.0 with sizes and checksums, not measured.
 *
 * @param {import("./data.mjs").BenchData} data
 * @param {string} compose
 * @param {string} [url] that the compose is served at
 * @returns {string} the folder
 */
export function describe(data, compose, url = BASE_URL) {
  const { argv, output, before } = convert(
    "metadata",
    data,
    compose,
    "--base-url",
    url,
    "--compute-checksums",
  );
  data.log("  making its metadata of version 2.0");
  before?.();
  execFileSync(argv[0], argv.slice(1), { stdio: ["ignore", "ignore", "inherit"] });
  return output;
}

/**
 * @param {string} name
 * @param {import("./data.mjs").BenchData} data
 * @param {string} compose
 * @returns {Conversion} a downgrade of a compose into an empty folder
 */
export function downgrade(name, data, compose) {
  return convert(name, data, compose, "--to-version", "1.2");
}

/** @param {string} name @param {import("./data.mjs").BenchData} data @param {string} compose @param {...string} more @returns {Conversion} */
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
    output: path,
  };
}

/**
 * Hashes every artifact of a compose: the big files first, one a process, then the small ones.
 *
 * -size -1M would be rounded up to whole MB and match nothing: blocks of 1 KB it is.
 *
 * @param {string} compose
 * @param {number} cores
 * @returns {import("./measure.mjs").Command}
 */
export function openssl(compose, cores) {
  const files = `find '${compose}' -type f ! -path '*/metadata/*' ! -path '*/repodata/*'`;
  const hash = `openssl dgst -sha256`;
  return {
    name: `find, xargs -P${cores}, openssl dgst`,
    argv: [
      "sh",
      "-c",
      `${files} -size +1024k -print0 | xargs -0 -n 1 -P${cores} ${hash} && ` +
        `${files} ! -size +1024k -print0 | xargs -0 -n 500 -P${cores} ${hash}`,
    ],
  };
}
