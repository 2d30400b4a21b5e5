import { hash } from "node:crypto";
import { judgeMetadata } from "./judge-metadata.mjs";
import { judgeReport } from "./judge-report.mjs";
import { judgeRequests } from "./judge-requests.mjs";
import { list } from "./list.mjs";
import { exitClass, isPerFile } from "./profile.mjs";
import { walk } from "./sandbox.mjs";

/** @typedef {import("./case.mjs").Case} Case */
/** @typedef {import("./sandbox.mjs").Found} Found */

/**
 * All that is known after the runs of a case.
 *
 * @typedef {object} Outcome
 * @property {Case} one
 * @property {import("./profile.mjs").Profile} profile
 * @property {import("./sandbox.mjs").Sandbox} sandbox
 * @property {import("../../support/fault-server/server.mjs").FaultServer} server
 * @property {import("./contents.mjs").Contents} contents
 * @property {import("./metadata.mjs").Wanted[]} wanted
 * @property {import("./client.mjs").Ended[]} ended one per run
 * @property {Map<string, Found>} before what lay outside the output
 */

/** @param {Outcome} outcome @returns {string[]} what is not as the case expects */
export function judge(outcome) {
  return [
    ...outcome.server.errors.map((error) => `THE SERVER ITSELF FAILED: ${error.stack ?? error}`),
    ...judgeEnds(outcome),
    ...judgeSurroundings(outcome),
    ...judgeTree(outcome),
    ...judgeMetadata(outcome),
    ...judgeRequests(outcome),
    ...judgeReport(outcome),
  ];
}

/** @param {Outcome} outcome */
function judgeEnds({ one, profile, ended }) {
  return ended.flatMap(({ code, hung, milliseconds }, index) => {
    const run = one.runs[index] ?? {};
    const last = index === ended.length - 1;
    const wanted = run.exit ?? (last ? one.expect.exit : undefined);
    const problems = hung ? [`run ${index + 1} hung`] : [];
    // A client that is run once per file knows of no plan that could be refused.
    const found = exitClass(profile, code);
    const classes = wanted === undefined ? undefined : list(wanted);
    const alike = isPerFile(profile) && classes?.includes("failure") === true && code !== 0;
    if (!hung && classes !== undefined && !alike && (found === undefined || !classes.includes(found))) {
      problems.push(
        `run ${index + 1} ended with ${found ?? `code ${code}`}, expected ${classes.join(" or ")}`,
      );
    }
    const { least = 0, most = Number.POSITIVE_INFINITY } = run.duration ?? {};
    if (milliseconds < least || milliseconds > most) {
      problems.push(`run ${index + 1} took ${Math.round(milliseconds)} ms, expected ${least} to ${most}`);
    }
    return problems;
  });
}

/** Nothing may change outside the output. @param {Outcome} outcome */
function judgeSurroundings({ one, sandbox, before }) {
  const after = sandbox.surroundings();
  const problems = [...after].flatMap(([path, found]) => {
    const known = before.get(path);
    if (known === undefined && one.expect.elsewhere?.includes(path)) {
      return [];
    }
    if (known === undefined) {
      return [`OUTSIDE: ${JSON.stringify(path)} was made`];
    }
    const same =
      known.kind === found.kind &&
      known.text === found.text &&
      known.mode === found.mode &&
      known.inode === found.inode;
    return same ? [] : [`OUTSIDE: ${JSON.stringify(path)} was changed`];
  });
  const gone = [...before.keys()].filter((path) => !after.has(path));
  return [...problems, ...gone.map((path) => `OUTSIDE: ${JSON.stringify(path)} was removed`)];
}

/** Every file of the tree is expected and has the right bytes. @param {Outcome} outcome */
function judgeTree(outcome) {
  const { one, profile, sandbox, contents, ended } = outcome;
  const { files: named, others = {}, folders = [], largest } = one.expect;
  const good =
    exitClass(profile, ended.at(-1)?.code ?? null) === "ok" && list(one.expect.exit).includes("ok");
  const wanted = named ?? (named === null || good || one.expect.exit === "ok" ? allFiles(outcome) : {});
  const skipped = [...(profile.private ?? []), ...(profile.metadata ? [profile.metadata] : [])].map((path) =>
    sandbox.resolve(`output:${path}`),
  );
  const tree = walk(sandbox.tree, (path) => skipped.includes(path));
  const problems = /** @type {string[]} */ ([]);
  for (const [path, found] of tree) {
    const expected = wanted[path];
    const shown = JSON.stringify(path);
    if (found.kind === "file" && expected === undefined && others[path]?.text === undefined) {
      const artifact = outcome.wanted.find((file) => file.path === path);
      const wrong = artifact !== undefined && found.text !== digest(contents.get(artifact.content));
      problems.push(`${wrong ? "WRONG BYTES" : "UNEXPECTED FILE"}: ${shown} (${found.size} bytes)`);
    } else if (
      found.kind === "file" &&
      expected !== undefined &&
      found.text !== digest(contents.get(nameOf(expected)))
    ) {
      problems.push(`WRONG BYTES: ${shown} (${found.size} bytes)`);
    } else if ((found.kind === "link" || found.kind === "other") && others[path] === undefined) {
      problems.push(`UNEXPECTED ${found.kind}: ${shown}`);
    }
  }
  for (const [path, entry] of Object.entries(others)) {
    const text = entry.text === undefined ? entry.symlink : digest(Buffer.from(entry.text));
    if (!tree.has(path) && entry.optional) {
      continue;
    }
    if (!tree.has(path) || (text !== undefined && tree.get(path)?.text !== text)) {
      problems.push(`${JSON.stringify(path)} is not what it was`);
    }
  }
  for (const [path, expected] of Object.entries(wanted)) {
    if (tree.get(path)?.kind !== "file" && named === null) {
      continue;
    }
    if (tree.get(path)?.kind !== "file") {
      problems.push(`MISSING: ${JSON.stringify(path)}`);
    } else if (typeof expected === "object") {
      problems.push(...judgeInode(outcome, path, expected, tree));
    }
  }
  problems.push(
    ...folders.filter((path) => tree.get(path)?.kind !== "folder").map((path) => `${path} is no folder`),
  );
  const big = [...walk(sandbox.output)].filter(
    ([, { size }]) => size > (largest ?? Number.POSITIVE_INFINITY),
  );
  return [...problems, ...big.map(([path, { size }]) => `TOO LARGE: ${path} has ${size} bytes`)];
}

/** @param {Outcome} outcome @param {string} path @param {{ mode?: string, otherInode?: string, sameInode?: string }} expected @param {Map<string, Found>} tree */
function judgeInode({ sandbox }, path, { mode, otherInode, sameInode }, tree) {
  const found = tree.get(path);
  const problems = [];
  if (mode !== undefined && found?.mode.toString(8).padStart(4, "0") !== mode) {
    problems.push(`${path} has the mode ${found?.mode.toString(8)}, expected ${mode}`);
  }
  for (const [place, same] of /** @type {[string | undefined, boolean][]} */ ([
    [otherInode, false],
    [sameInode, true],
  ])) {
    if (place !== undefined && (inode(sandbox.resolve(place)) === found?.inode) !== same) {
      problems.push(`${path} ${same ? "is no link of" : "is still a link of"} ${place}`);
    }
  }
  return problems;
}

/** @param {string} path */
function inode(path) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return walk(path.slice(0, -name.length - 1)).get(name)?.inode;
}

/** @param {Outcome} outcome @returns {Record<string, string>} */
function allFiles({ wanted }) {
  return Object.fromEntries(wanted.map(({ path, content }) => [path, content]));
}

/** @param {import("./case.mjs").ExpectedFile} expected */
function nameOf(expected) {
  return typeof expected === "string" ? expected : expected.content;
}

/** @param {Buffer} bytes */
function digest(bytes) {
  return hash("sha256", bytes);
}
