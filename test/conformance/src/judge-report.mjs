import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { list } from "./list.mjs";

/** @typedef {import("./judge.mjs").Outcome} Outcome */

/** What the client says: its report, when it writes ours, and all of its texts. @param {Outcome} outcome @returns {string[]} */
export function judgeReport(outcome) {
  const { one, profile, sandbox, ended } = outcome;
  const folder = dirname(sandbox.report);
  const written = readdirSync(folder).filter((name) => name !== "ca.pem");
  const said = [
    ...ended.map((end) => end.said),
    ...written.map((name) => readFileSync(join(folder, name), "utf8")),
  ].join("\n");
  const { match = [], not = [], most = {} } = one.expect.output ?? {};
  const problems = not
    .filter((pattern) => new RegExp(pattern, "m").test(said))
    .map((pattern) => `SAYS /${pattern}/`);
  for (const [pattern, limit] of Object.entries(most)) {
    const count = [...said.matchAll(new RegExp(pattern, "gm"))].length;
    problems.push(
      ...(count > limit ? [`SAYS /${pattern}/ ${count} times, at most ${limit} are expected`] : []),
    );
  }
  const summary = written.includes("summary.md") ? readFileSync(join(folder, "summary.md"), "utf8") : "";
  problems.push(
    ...(one.expect.summary?.not ?? [])
      .filter((pattern) => new RegExp(pattern, "m").test(summary))
      .map((pattern) => `THE SUMMARY SAYS /${pattern}/`),
  );
  if (!profile.report) {
    return problems;
  }
  problems.push(
    ...match
      .filter((pattern) => !new RegExp(pattern, "im").test(said))
      .map((pattern) => `does not say /${pattern}/`),
  );
  const { failures = {}, states = {} } = one.expect;
  if (Object.keys(failures).length + Object.keys(states).length === 0) {
    return problems;
  }
  const artifacts = readArtifacts(sandbox.report);
  if (typeof artifacts === "string") {
    return [...problems, artifacts];
  }
  for (const [field, expected] of /** @type {[string, Record<string, string | string[]>][]} */ ([
    ["class", failures],
    ["state", states],
  ])) {
    for (const [path, values] of Object.entries(expected)) {
      const found = artifacts.find((artifact) => artifact["path"] === path || artifact["failed"] === path);
      if (!list(values).includes(found?.[field])) {
        const what =
          found === undefined
            ? "nothing"
            : JSON.stringify({ state: found["state"], class: found["class"], message: found["message"] });
        problems.push(
          `the report says of ${JSON.stringify(path)} ${what}, expected ${field} ${list(values).join(" or ")}`,
        );
      }
    }
  }
  return problems;
}

/** @param {string} path @returns {Record<string, any>[] | string} */
function readArtifacts(path) {
  try {
    const { artifacts } = JSON.parse(readFileSync(path, "utf8"));
    return Array.isArray(artifacts) ? artifacts : "the report has no artifacts";
  } catch (error) {
    return `there is no report: ${error}`;
  }
}
