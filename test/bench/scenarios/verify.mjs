import { cpSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { memory, wall } from "../bounds.mjs";
import { built, describe, openssl } from "../commands.mjs";
import { mixedFiles } from "../composes.mjs";
import { CommandFailure } from "../measure.mjs";
import { needTools } from "../tools.mjs";

export const title = "verification of 20,000 files of 20 KB and 4 of 512 MB beside openssl";

const WALL = 1.15;
const ARTIFACTS = 20_004;

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export async function run(bench) {
  needTools("openssl");
  const { data, measure } = bench;
  const compose = mixedFiles(data);
  const metadata = describe(data, compose);
  const old = verify("verify, 1.2", "--compose", compose);
  const distributed = ["--root", compose, "--unlisted", "ignore"];
  const own = verify("verify, 2.0", "--compose", metadata, ...distributed);
  const peer = openssl(compose, availableParallelism());

  await prove(bench, old, ARTIFACTS, 0);
  await prove(bench, own, ARTIFACTS, 0);
  const wrong = verify("verify, one checksum wrong", "--compose", falsify(metadata), ...distributed);
  await prove(bench, { ...wrong, exit: 1 }, ARTIFACTS - 1, 1);

  const results = await measure([old, own, peer]);
  return {
    results: [...results.values()],
    bounds: [
      wall(results, old, peer, WALL),
      wall(results, own, peer, WALL),
      memory(results, old, rpmsBytes(join(compose, "metadata"))),
      memory(results, own, rpmsBytes(metadata)),
    ],
    notes: [
      "All read warm files. openssl compares nothing and reads no metadata. " +
        "Of a 1.2 tree the packages' checksums are those in the repositories' primary.xml.",
    ],
  };

  /** A copy of the metadata that expects other content of one package. @param {string} folder */
  function falsify(folder) {
    const { path, clear } = data.output("false-metadata");
    clear();
    cpSync(folder, path, { recursive: true });
    const rpms = readFileSync(join(path, "rpms.json"), "utf8");
    writeFileSync(
      join(path, "rpms.json"),
      rpms.replace(/"sha256:(.)/, (_, digit) => `"sha256:${digit === "0" ? 1 : 0}`),
    );
    return path;
  }

  /** Runs it once, not for its figures: a report that is wrong makes them worthless. @param {typeof bench} bench @param {import("../measure.mjs").Command} command @param {number} least verified @param {number} failed */
  async function prove({ measure }, command, least, failed) {
    const { path, clear } = data.output("verify.json");
    clear();
    await measure([{ ...command, argv: [...command.argv, "--report", path] }], { rounds: 1 });
    const report = JSON.parse(readFileSync(path, "utf8"));
    if (report.verified < least || report.failed !== failed) {
      throw new CommandFailure(`${command.name}: ${report.verified} verified, ${report.failed} failed`);
    }
  }
}

/** @param {string} name @param {...string} flags @returns {import("../measure.mjs").Command} */
function verify(name, ...flags) {
  return { name, argv: [process.execPath, built("dist/cli/index.js"), "verify", ...flags] };
}

/** @param {string} metadata */
const rpmsBytes = (metadata) => statSync(join(metadata, "rpms.json")).size;
