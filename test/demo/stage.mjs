import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../dist/cli/index.js", import.meta.url));
/** Longer lines are cut: they say more of the same. */
const WIDTH = 108;
/** Variables of a CI would change how the program speaks. */
const FOREIGN = /^(GITHUB_|GITLAB_|CI$|CI_|INPUT_|COMPOSE_ACTIONS_)/;

/** Where the demonstration takes place: runs commands as a user would, shows them, and counts what was checked. */
export class Stage {
  passed = 0;
  failed = 0;

  /** @param {string} folder the working directory of all commands */
  constructor(folder) {
    this.folder = folder;
  }

  /** @param {...string} parts of a path below the folder */
  path(...parts) {
    return join(this.folder, ...parts);
  }

  /** @param {...string} parts of the path of a JSON file below the folder */
  json(...parts) {
    return JSON.parse(readFileSync(this.path(...parts), "utf8"));
  }

  /** Prints text, shortened line by line. @param {string} text */
  say(text) {
    for (const line of text.trimEnd().split("\n")) {
      console.log(`   ${line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line}`.trimEnd());
    }
  }

  /**
   * Runs `compose-actions` and shows the command line and what it says.
   *
   * @param {string[]} args each part of the command line; a flag and its value make one line
   * @param {number} expected exit code
   * @returns {{ stdout: string, stderr: string }}
   */
  run(args, expected) {
    this.say(`$ compose-actions ${args.join(" ").replaceAll(" --", " \\\n      --")}`);
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)));
    const { status, stdout, stderr, error } = spawnSync(process.execPath, [PROGRAM, ...args], {
      cwd: this.folder,
      env: { ...env, NO_COLOR: "1" },
      encoding: "utf8",
    });
    if (error !== undefined) throw error;
    this.say(`${stderr}${stdout}`);
    this.check(`exit code ${expected}`, status === expected, `it was ${status}`);
    return { stdout, stderr };
  }

  /** Tells and counts whether something is as it must be. @param {string} what @param {boolean} holds @param {string} [why] */
  check(what, holds, why = "") {
    this[holds ? "passed" : "failed"] += 1;
    this.say(holds ? `ok: ${what}` : `NOT AS EXPECTED: ${what}${why === "" ? "" : `: ${why}`}`);
  }

  /** What stopped the demonstration. @param {unknown} error */
  fail(error) {
    this.failed += 1;
    console.log(`   NOT AS EXPECTED: ${error instanceof Error ? error.stack : error}`);
  }

  get verdict() {
    return this.failed === 0
      ? `All went as expected: ${this.passed} checks.`
      : `${this.failed} of ${this.passed + this.failed} checks did not go as expected.`;
  }
}
