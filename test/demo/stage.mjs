import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../dist/cli/index.js", import.meta.url));
/** Longer lines are cut: they say more of the same. */
const WIDTH = 108;
/** Variables of a CI, and of the user, would change how the program speaks and whom it asks. */
const FOREIGN = /^(GITHUB_|GITLAB_|RUNNER_|CI$|CI_|INPUT_|COMPOSE_ACTIONS_|PRODUCTMD_)/;

/** Where the demonstration takes place: runs commands as a user would, shows them, and counts what was checked. */
export class Stage {
  passed = 0;
  failed = 0;
  /** @type {import("./origin.mjs").Origin | undefined} a server, from the chapter on that starts it */
  origin;
  /** @type {(() => unknown)[]} */
  #stops = [];

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
   * @returns {Promise<{ stdout: string, stderr: string }>}
   */
  async run(args, expected) {
    const { status, stdout, stderr } = await this.start(args).ended;
    this.say(`${stderr}${stdout}`);
    this.check(`exit code ${expected}`, status === expected, `it was ${status}`);
    return { stdout, stderr };
  }

  /**
   * Starts `compose-actions` and shows the command line. A chapter may meanwhile serve files, or kill it.
   *
   * @param {string[]} args as of `run`
   */
  start(args) {
    this.say(`$ compose-actions ${args.join(" ").replaceAll(" --", " \\\n      --")}`);
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)));
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd: this.folder,
      // What a killed run leaves in the temporary directory is to go with the folder.
      env: { ...env, NO_COLOR: "1", TMPDIR: this.folder },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]).then(
      ([stdout, stderr, [status, signal]]) => ({ stdout, stderr, status, signal }),
    );
    return { child, ended };
  }

  /** Tells and counts whether something is as it must be. @param {string} what @param {boolean} holds @param {string} [why] */
  check(what, holds, why = "") {
    this[holds ? "passed" : "failed"] += 1;
    this.say(holds ? `ok: ${what}` : `NOT AS EXPECTED: ${what}${why === "" ? "" : `: ${why}`}`);
  }

  /** Has something stopped when the demonstration is over. @param {() => unknown} stop */
  atEnd(stop) {
    this.#stops.push(stop);
  }

  async end() {
    for (const stop of this.#stops.reverse()) await stop();
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
