import { memory, wall } from "../bounds.mjs";
import { bigImage } from "../composes.mjs";
import { mirrors, prove } from "../mirrors.mjs";
import { withOrigin } from "../origin.mjs";
import { needTools } from "../tools.mjs";

export const title = "1 file of 2 GB at 100 MB/s per connection beside aria2c with 4 connections";

const BYTES = 2.5e9;
const ARIA2 = 1;

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export function run(bench) {
  needTools("nginx", "aria2c");
  const { data, measure } = bench;
  return withOrigin(data, bigImage(data), { limitRate: "100m" }, async (origin) => {
    const { localize, aria2 } = mirrors(origin, data.scratch(BYTES));
    const own = localize("localize, 4 connections per file", "--connections-per-file", "4");
    const peer = aria2("aria2c -x4 -s4, verifying", "-x4", "-s4");
    await prove(bench, [own, peer], origin.source);
    const results = await measure([own, peer]);
    return {
      results: [...results.values()],
      bounds: [wall(results, own, peer, ARIA2), memory(results, own, origin.metadataBytes)],
      notes: [
        "localize opens further connections only when it has found the first to be slow; aria2c opens four at once, " +
          "and reads the file again to verify it.",
      ],
    };
  });
}
