#!/usr/bin/env node
import { parseArgs } from "node:util";
import { generateCompose } from "./generate.mjs";
import { OPTION_KINDS } from "./options.mjs";

const HELP = {
  integer: "N",
  fraction: "0..1",
  size: "BYTES",
  choice: "",
  names: "N|A,B",
  list: "A,B",
  text: "TEXT",
  flag: "",
};

/** @param {string} name camelCase @returns {string} kebab-case */
const flagName = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function usage() {
  const lines = Object.entries(OPTION_KINDS).map(([name, [kind, fallback, choices]]) => {
    const value = choices ? choices.join("|") : HELP[kind];
    const note = fallback === undefined || kind === "flag" ? "" : `   (${fallback})`;
    return `  --${flagName(name)} ${value}`.trimEnd() + note;
  });
  return `usage: cli.mjs OUT [options]\n\nWrites a made-up compose to OUT/compose.\n\n${lines.join("\n")}\n`;
}

/** @param {string[]} argv @returns {number} exit code */
function main(argv) {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        help: { type: "boolean" },
        ...Object.fromEntries(
          Object.entries(OPTION_KINDS).map(([name, [kind]]) => [
            flagName(name),
            { type: /** @type {"boolean" | "string"} */ (kind === "flag" ? "boolean" : "string") },
          ]),
        ),
      },
    });
    const given = /** @type {Record<string, unknown>} */ (values);
    if (values.help || positionals.length !== 1) {
      process.stdout.write(usage());
      return values.help ? 0 : 2;
    }
    const options = Object.fromEntries(
      Object.keys(OPTION_KINDS).map((name) => [name, given[flagName(name)]]),
    );
    process.stdout.write(`${JSON.stringify(generateCompose({ out: positionals[0], ...options }))}\n`);
    return 0;
  } catch (error) {
    if (error instanceof RangeError || (error instanceof TypeError && "code" in error)) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    throw error;
  }
}

process.exitCode = main(process.argv.slice(2));
