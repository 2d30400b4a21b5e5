import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { built } from "./commands.mjs";
import { CommandFailure } from "./measure.mjs";

/**
 * A command that fetches a compose into an empty folder.
 *
 * @typedef {import("./measure.mjs").Command & { tree: string, not: string[] }} Mirror
 *   tree: where the compose is then; not: what its files need not be the same in, by their names
 */

/**
 * The commands of one scenario. They write to one folder, which is emptied before each:
 * several outputs at a time would take memory from each other.
 *
 * @param {import("./origin.mjs").Origin} origin
 * @param {string} folder
 */
export function mirrors({ artifacts, metadata, server }, folder) {
  mkdirSync(folder, { recursive: true });
  const secure = server.url.startsWith("https:");
  const before = () => {
    for (const name of readdirSync(folder)) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  };
  const lists = `${metadata}-lists`;
  writeLists(lists, artifacts);

  /** @param {string} name @param {...string} more flags @returns {Mirror} our step, which always verifies */
  function localize(name, ...more) {
    const output = join(folder, "localize");
    const trust = secure ? ["--ca-file", server.caFile] : [];
    const step = [process.execPath, built("dist/cli/index.js"), "localize"];
    return {
      name,
      argv: [...step, "--compose", metadata, "--output", output, ...trust, ...more],
      before,
      tree: join(output, "compose"),
      // The step makes it where the origin has none.
      not: [".treeinfo"],
    };
  }

  /** @param {string} name @param {...string} more flags @returns {Mirror} without verification */
  function curl(name, ...more) {
    const tree = join(folder, "curl");
    const trust = secure ? ["--cacert", server.caFile] : [];
    const quiet = ["-q", "--no-progress-meter", "--fail", "--create-dirs", "--output-dir", tree];
    return {
      name,
      argv: ["curl", ...quiet, ...trust, ...more, "--config", `${lists}.curl`],
      before,
      tree,
      not: ["metadata"],
    };
  }

  /** @param {string} name @param {...string} more flags @returns {Mirror} which reads and hashes what it has written */
  function aria2(name, ...more) {
    const tree = join(folder, "aria2");
    const quiet = "--no-conf --quiet --console-log-level=error --summary-interval=0 --download-result=hide";
    const plain = "--file-allocation=none --auto-file-renaming=false";
    return {
      name,
      argv: [
        "aria2c",
        ...`${quiet} ${plain}`.split(" "),
        ...more,
        `--dir=${tree}`,
        `--input-file=${lists}.aria2`,
      ],
      before,
      tree,
      not: ["metadata"],
    };
  }

  return { localize, curl, aria2 };
}

/** @param {string} name @param {Mirror} mirror @returns {Mirror} the same, and what it wrote is read and hashed then */
export function thenHash(name, mirror) {
  const hash = `find "$0" -type f -print0 | xargs -0 -n 500 -P2 openssl dgst -sha256`;
  return { ...mirror, name, argv: ["sh", "-c", `"$@" && ${hash}`, mirror.tree, ...mirror.argv] };
}

/**
 * Runs each command once, not for its figures, and compares what it fetched with what is served:
 * how long something wrong takes is of no interest. The files are in the caches then.
 *
 * @param {import("./bench.mjs").Bench} bench
 * @param {Mirror[]} commands
 * @param {string} source
 * @throws {CommandFailure}
 */
export async function prove({ measure }, commands, source) {
  for (const command of commands) {
    await measure([command], { rounds: 1 });
    sameTree(command, source);
  }
}

/** @param {Mirror} mirror @param {string} source @throws {CommandFailure} */
export function sameTree({ name, tree, not }, source) {
  const { stdout, stderr, status } = spawnSync(
    "diff",
    ["-rq", ...not.flatMap((entry) => ["-x", entry]), source, tree],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (status !== 0) {
    throw new CommandFailure(
      `${name}: the tree is not the one that is served\n${(stdout + stderr).slice(0, 2000)}`,
    );
  }
}

/** @param {string} lists @param {import("./origin.mjs").Artifact[]} artifacts */
function writeLists(lists, artifacts) {
  writeFileSync(
    `${lists}.curl`,
    artifacts.map(({ url, path }) => `url = "${url}"\noutput = "${path}"\n`).join(""),
  );
  writeFileSync(
    `${lists}.aria2`,
    artifacts
      .map(({ url, path, sha256 }) => `${url}\n  out=${path}\n  checksum=sha-256=${sha256}\n`)
      .join(""),
  );
}
