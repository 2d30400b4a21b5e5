import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {import("./case.mjs").Case} Case */
/** @typedef {import("./case.mjs").ExitClass} ExitClass */

/**
 * How a client is called and understood.
 *
 * @typedef {object} Profile
 * @property {string} name
 * @property {string[]} [command] {compose} {output} {report} are replaced; `{url}` and `{target}` make it a client that is
 *   run once per file
 * @property {Record<string, string[] | { env: string }>} [options] option of the cases to arguments with {value}, or to a variable
 * @property {string[]} [allOptions] arguments for every option that `options` does not name: {name}, {value}
 * @property {Record<string, number[]>} [exits] exit codes by class
 * @property {string} [tree] where the tree is built, relative to the output
 * @property {string[]} [private] paths in the output that are the client's own
 * @property {string | null} [metadata] where 1.2 metadata is written, relative to the output; null: nowhere
 * @property {boolean} [report] whether it writes the report of compose-actions to {report}
 * @property {boolean} [repositories] false: repodata is not fetched
 * @property {string[]} [cannot] option words and "metadata": cases that need them are not run
 */

/** Options that only tune: a client without them is judged all the same. */
const TUNING = new Set([
  ...[
    "retries",
    "retry-delay",
    "idle-timeout",
    "connect-timeout",
    "headers-timeout",
    "low-speed-limit",
    "low-speed-time",
  ],
  ...["parallel-downloads", "fail-fast", "lock-timeout", "report"],
]);

const FOLDER = new URL("../profiles/", import.meta.url);

/** @param {string} nameOrFile a name of a profile in profiles/, or a JSON file @returns {Profile} */
export function readProfile(nameOrFile) {
  const file = nameOrFile.endsWith(".json")
    ? nameOrFile
    : fileURLToPath(new URL(`${nameOrFile}.json`, FOLDER));
  return { name: basename(file, ".json"), ...JSON.parse(readFileSync(file, "utf8")) };
}

/** Whether the client is started once per file. @param {Profile} profile */
export function isPerFile({ command = [] }) {
  return command.some((word) => word.includes("{url}"));
}

/** Why a client cannot be judged by a case; undefined when it can. @param {Profile} profile @param {Case} one */
export function unsuited(profile, one) {
  const words = [one.options, ...one.runs.map(({ options = {} }) => options)].flatMap((options) =>
    Object.keys(options),
  );
  const missing = words.find((word) => !TUNING.has(word) && !knows(profile, word));
  if (missing !== undefined) {
    return `${profile.name} has no ${missing}`;
  }
  if (profile.repositories === false && one.input.repositories !== undefined) {
    return `${profile.name} fetches no repositories`;
  }
  const bad =
    one.input.edit !== undefined || one.input.write !== undefined || one.input.argument !== undefined;
  return isPerFile(profile) && bad ? `${profile.name} reads no metadata` : undefined;
}

/** @param {Profile} profile @param {string} word */
function knows({ options = {}, allOptions, cannot = [] }, word) {
  return Object.hasOwn(options, word) || (allOptions !== undefined && !cannot.includes(word));
}

/**
 * Options in the client's own words.
 *
 * @param {Profile} profile
 * @param {Record<string, string | number | boolean>} given
 * @returns {{ args: string[], env: Record<string, string> }}
 */
export function clientOptions(profile, given) {
  const args = /** @type {string[]} */ ([]);
  const env = /** @type {Record<string, string>} */ ({});
  for (const [name, value] of Object.entries(given)) {
    const way = profile.options?.[name] ?? profile.allOptions;
    if (way === undefined || (knows(profile, name) === false && TUNING.has(name))) {
      continue;
    }
    if (Array.isArray(way)) {
      args.push(...way.map((word) => word.replaceAll("{name}", name).replaceAll("{value}", String(value))));
    } else {
      env[way.env] = String(value);
    }
  }
  return { args, env };
}

/** @param {Profile} profile @param {number | null} code @returns {ExitClass | undefined} */
export function exitClass({ exits = { ok: [0], failure: [1], refused: [2], interrupted: [130] } }, code) {
  const found = Object.entries(exits).find(([, codes]) => code !== null && codes.includes(code));
  return /** @type {ExitClass | undefined} */ (found?.[0]);
}
