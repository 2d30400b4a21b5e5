import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { BenchData } from "./data.mjs";
import { CommandFailure, measureAll } from "./measure.mjs";
import { describeMachine, formatOutcome, updateSection } from "./report.mjs";
import * as checksums from "./scenarios/checksums.mjs";
import * as linear from "./scenarios/linear.mjs";
import * as localize from "./scenarios/localize.mjs";
import * as localizeBig from "./scenarios/localize-big.mjs";
import * as localizeHttps from "./scenarios/localize-https.mjs";
import * as localizeLimited from "./scenarios/localize-limited.mjs";
import * as localizeRanges from "./scenarios/localize-ranges.mjs";
import * as localizeRerun from "./scenarios/localize-rerun.mjs";
import * as metadata from "./scenarios/metadata.mjs";
import * as pullBig from "./scenarios/pull-big.mjs";
import * as pullSmall from "./scenarios/pull-small.mjs";
import * as pushBig from "./scenarios/push-big.mjs";
import * as pushSmall from "./scenarios/push-small.mjs";
import * as startup from "./scenarios/startup.mjs";
import * as verify from "./scenarios/verify.mjs";
import { Skipped } from "./tools.mjs";

/**
 * @typedef {object} Bench what a scenario works with
 * @property {BenchData} data
 * @property {number} rounds
 * @property {(commands: import("./measure.mjs").Command[], options?: { rounds?: number }) => ReturnType<typeof measureAll>} measure
 */

/** @type {Record<string, { title: string, run: (bench: Bench) => Promise<import("./report.mjs").Outcome> }>} */
const SCENARIOS = {
  metadata,
  linear,
  checksums,
  startup,
  localize,
  "localize-https": localizeHttps,
  "localize-big": localizeBig,
  "localize-limited": localizeLimited,
  "localize-ranges": localizeRanges,
  "localize-rerun": localizeRerun,
  verify,
  "push-big": pushBig,
  "push-small": pushSmall,
  "pull-big": pullBig,
  "pull-small": pullSmall,
};
const RESULTS = fileURLToPath(new URL("RESULTS.md", import.meta.url));
const USAGE = `usage: npm run bench -- [options] [${Object.keys(SCENARIOS).join(" | ")}]…

Runs the scenarios that are named, or all, and writes the figures to test/bench/RESULTS.md.

  --runs N      of each command; figures are medians (5)
  --seed N      of the order in which commands take turns (1)
  --data DIR    where composes and outputs go (a folder among the temporary ones)
  --keep        keep the composes for the next time
  --dry         leave RESULTS.md as it is
`;

/** @param {string[]} argv @returns {Promise<number>} exit code */
async function main(argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      runs: { type: "string", default: "5" },
      seed: { type: "string", default: "1" },
      data: { type: "string", default: join(tmpdir(), "compose-actions-bench") },
      keep: { type: "boolean", default: false },
      dry: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const rounds = Number(values.runs);
  const names = positionals.length > 0 ? positionals : Object.keys(SCENARIOS);
  const known = names.every((name) => Object.hasOwn(SCENARIOS, name));
  if (values.help || !known || !(Number.isInteger(rounds) && rounds > 0)) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const data = new BenchData(values.data, log);
  /** @type {Bench} */
  const bench = {
    data,
    rounds,
    measure: (commands, options) => measureAll(commands, options?.rounds ?? rounds, Number(values.seed), log),
  };
  let failed = false;
  try {
    for (const name of names) {
      failed = !(await runScenario(name, bench, values.dry)) || failed;
    }
  } finally {
    values.keep ? data.clearOutputs() : data.remove();
  }
  return failed ? 1 : 0;
}

/** @param {string} name @param {Bench} bench @param {boolean} dry @returns {Promise<boolean>} false when a command did not do its work */
async function runScenario(name, bench, dry) {
  const { title, run } = SCENARIOS[name];
  log(`${name}: ${title}`);
  try {
    const text = formatOutcome(await run(bench));
    process.stdout.write(`\n## ${name}: ${title}\n\n${text}\n\n`);
    if (!dry) {
      updateSection(RESULTS, name, section(name, title, text));
    }
    return true;
  } catch (error) {
    if (error instanceof Skipped) {
      log(`${name} is skipped: ${error.message}`);
      return true;
    }
    if (!(error instanceof CommandFailure)) {
      throw error;
    }
    log(error.message);
    return false;
  } finally {
    bench.data.clearOutputs();
  }
}

/** @param {string} name @param {string} title @param {string} text */
function section(name, title, text) {
  return `## ${name}: ${title}\n\n\`npm run bench -- ${name}\` on ${describeMachine()}; medians.\n\n${text}`;
}

/** @param {string} line */
function log(line) {
  process.stderr.write(`${line}\n`);
}

process.exitCode = await main(process.argv.slice(2));
