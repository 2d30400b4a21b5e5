#!/usr/bin/env node
import { parseArgs } from "node:util";
import { inParallel } from "./src/in-parallel.mjs";
import { loadCases } from "./src/load-cases.mjs";
import { lacking } from "./src/machine.mjs";
import { play } from "./src/play.mjs";
import { readProfile, unsuited } from "./src/profile.mjs";

const USAGE = `usage: node test/conformance/run.mjs [--profile NAME|FILE] [--client COMMAND] [--jobs N] [--verbose] [--json] [--list] [case…]

Plays the cases with a client and says which promises it keeps. A case is named by its folder, or the start of its name.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    client: { type: "string" },
    profile: { type: "string", default: "compose-actions" },
    jobs: { type: "string", default: "4" },
    verbose: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  console.log(USAGE);
} else {
  process.exitCode = await main();
}

async function main() {
  const read = readProfile(values.profile);
  const profile = values.client === undefined ? read : { ...read, command: words(values.client) };
  const cases = loadCases().filter(
    ({ name }) => positionals.length === 0 || positionals.some((start) => name.startsWith(start)),
  );
  if (values.list) {
    console.log(cases.map(({ name, title }) => `${name}  ${title}`).join("\n"));
    return 0;
  }
  const results = await inParallel(cases, Number(values.jobs), async (one) => {
    const reason = unsuited(profile, one) ?? lacking(one);
    if (reason !== undefined) {
      return { name: one.name, title: one.title, verdict: "not run", problems: [reason], milliseconds: 0 };
    }
    const { problems, said, milliseconds } = await play(one, profile).catch(broken);
    const verdict = problems.length === 0 ? "passed" : "FAILED";
    if (!values.json) {
      console.log(`${verdict}  ${one.name}  ${one.title} (${Math.round(milliseconds)} ms)`);
      for (const problem of problems) {
        console.log(`        ${problem}`);
      }
      if (values.verbose) {
        console.log(said.replace(/^/gm, "        | "));
      }
    }
    return { name: one.name, title: one.title, verdict, problems, milliseconds: Math.round(milliseconds) };
  });
  const count = (/** @type {string} */ verdict) =>
    results.filter((result) => result.verdict === verdict).length;
  if (values.json) {
    console.log(JSON.stringify({ client: profile.name, results }, undefined, 2));
  } else {
    for (const { name, problems } of results.filter(({ verdict }) => verdict === "not run")) {
      console.log(`not run  ${name}: ${problems[0]}`);
    }
    console.log(`${count("passed")} passed, ${count("FAILED")} failed, ${count("not run")} skipped`);
  }
  return count("FAILED") === 0 ? 0 : 1;
}

/** What cannot be judged has not passed. @param {unknown} error */
function broken(error) {
  const text = error instanceof Error ? error.stack : String(error);
  return { problems: [`THE JUDGE ITSELF FAILED: ${text}`], said: "", milliseconds: 0 };
}

/** A command line as a shell would take it apart, for quotes and spaces. @param {string} text */
function words(text) {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? "",
  );
}
