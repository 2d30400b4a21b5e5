import { availableParallelism } from "node:os";
import { upgrade } from "../commands.mjs";
import { ratio } from "../report.mjs";

export const title = "checksums of 20,000 files of 20 KB and 4 of 512 MB beside openssl";

const WALL = 1.15;
const RSS_MB = 200;

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export async function run({ data, measure }) {
  const compose = data.compose("files", {
    files: true,
    variants: 2,
    arches: 1,
    totalRpms: 20_000,
    rpmSize: "20K",
    images: 4,
    imageSize: "512M",
    extraFiles: 0,
    modules: 0,
  });
  const cores = availableParallelism();
  const own = upgrade("upgrade with --compute-checksums", data, compose, "--compute-checksums");
  const peer = { name: `find, xargs -P${cores}, openssl dgst`, argv: ["sh", "-c", openssl(compose, cores)] };
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

/** -size -1M would be rounded up to whole MB and match nothing: blocks of 1 KB it is. @param {string} compose @param {number} cores */
function openssl(compose, cores) {
  const files = `find '${compose}' -type f ! -path '*/metadata/*' ! -path '*/repodata/*'`;
  const hash = `openssl dgst -sha256`;
  return (
    `${files} -size +1024k -print0 | xargs -0 -n 1 -P${cores} ${hash} && ` +
    `${files} ! -size +1024k -print0 | xargs -0 -n 500 -P${cores} ${hash}`
  );
}
