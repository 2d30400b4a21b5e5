import { availableParallelism } from "node:os";
import { openssl, upgrade } from "../commands.mjs";
import { mixedFiles } from "../composes.mjs";
import { ratio } from "../report.mjs";

export const title = "checksums of 20,000 files of 20 KB and 4 of 512 MB beside openssl";

const WALL = 1.15;
const RSS_MB = 200;

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export async function run({ data, measure }) {
  const compose = mixedFiles(data);
  const cores = availableParallelism();
  const own = upgrade("upgrade with --compute-checksums", data, compose, "--compute-checksums");
  const peer = openssl(compose, cores);
  const results = await measure([own, peer]);
  const ours = /** @type {any} */ (results.get(own.name));
  const theirs = /** @type {any} */ (results.get(peer.name));
  return {
    results: [...results.values()],
    bounds: [
      { name: "upgrade ÷ openssl, wall", value: ratio(ours, theirs, "wall"), limit: WALL, unit: "×" },
      { name: "upgrade, peak RSS", value: ours.rss / 1e6, limit: RSS_MB, unit: "MB" },
    ],
    notes: [
      "Both read warm files. openssl takes the big files first, one a process, then the small ones, 500 a process; " +
        "it neither reads nor writes metadata.",
    ],
  };
}
