import { execFileSync, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { RandomStream } from "../generator/random.mjs";

/**
 * @typedef {object} Command
 * @property {string} name
 * @property {string[]} argv
 * @property {number} [exit] the exit code that it must have; 0 unless said
 * @property {() => void} [before] puts things in place, not measured
 */

/** @typedef {{ wall: number, cpu: number, rss: number }} Sample seconds, seconds, bytes */
/** @typedef {Sample & { name: string, runs: number, least: number, most: number }} Result medians; least and most are wall seconds */

const WRAPPER = fileURLToPath(new URL("measure.py", import.meta.url));
const STDERR_KEPT = 4000;

/** The Python interpreter itself, not a shell script that looks for one. */
export const PYTHON = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], {
  encoding: "utf8",
}).trim();

export class CommandFailure extends Error {}

/**
 * Runs every command as often as asked, in rounds; each round has its own random order,
 * so that no command always runs in the wake of the same other one.
 *
 * @param {Command[]} commands
 * @param {number} rounds
 * @param {number} seed
 * @param {(line: string) => void} log
 * @returns {Promise<Map<string, Result>>} by name
 * @throws {CommandFailure} a command ended with another exit code than it must
 */
export async function measureAll(commands, rounds, seed, log) {
  const samples = new Map(commands.map(({ name }) => [name, /** @type {Sample[]} */ ([])]));
  for (let round = 0; round < rounds; round += 1) {
    for (const command of new RandomStream(seed, "round", round).shuffle(commands)) {
      command.before?.();
      execFileSync("sync");
      const sample = await measure(command);
      samples.get(command.name)?.push(sample);
      log(`  ${round + 1}/${rounds}  ${command.name}  ${sample.wall.toFixed(2)} s`);
    }
  }
  return new Map([...samples].map(([name, list]) => [name, summarise(name, list)]));
}

/** @param {Command} command @returns {Promise<Sample>} */
async function measure({ name, argv, exit = 0 }) {
  const child = spawn(PYTHON, ["-I", "-S", WRAPPER, ...argv], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR },
  });
  let errors = "";
  let report = "";
  child.stdio[2]?.on("data", (chunk) => {
    errors = (errors + chunk).slice(-STDERR_KEPT);
  });
  child.stdio[3]?.on("data", (chunk) => {
    report += chunk;
  });
  await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  const sample = report === "" ? undefined : JSON.parse(report);
  if (sample?.exit !== exit) {
    throw new CommandFailure(
      `${name}: exit code ${sample?.exit ?? "unknown"}, ${exit} expected\n  ${argv.join(" ")}\n${errors}`,
    );
  }
  return sample;
}

/** @param {string} name @param {Sample[]} samples @returns {Result} */
function summarise(name, samples) {
  const walls = samples.map(({ wall }) => wall);
  return {
    name,
    runs: samples.length,
    wall: median(walls),
    cpu: median(samples.map(({ cpu }) => cpu)),
    rss: median(samples.map(({ rss }) => rss)),
    least: Math.min(...walls),
    most: Math.max(...walls),
  };
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
