import { memory, wall } from "../bounds.mjs";
import { bigImage } from "../composes.mjs";
import { mirrors, prove } from "../mirrors.mjs";
import { withOrigin } from "../origin.mjs";
import { needTools } from "../tools.mjs";

export const title = "1 file of 2 GB at 250 MB/s beside curl, which does not verify";

const BYTES = 2.5e9;
const UNVERIFIED = 1.05;

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export function run(bench) {
  needTools("nginx", "curl");
  const { data, measure } = bench;
  return withOrigin(data, bigImage(data), { limitRate: "250m" }, async (origin) => {
    const { localize, curl } = mirrors(origin, data.scratch(BYTES));
    const own = localize("localize, 1 connection per file", "--connections-per-file", "1");
    const peer = curl("curl, not verifying");
    await prove(bench, [own, peer], origin.source);
    const results = await measure([own, peer]);
    return {
      results: [...results.values()],
      bounds: [wall(results, own, peer, UNVERIFIED), memory(results, own, origin.metadataBytes)],
      notes: ["nginx limits each connection, so both must make do with one."],
    };
  });
}
