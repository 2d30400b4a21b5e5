import { memory, wall } from "../bounds.mjs";
import { bigImage } from "../composes.mjs";
import { mirrors, prove, thenHash } from "../mirrors.mjs";
import { withOrigin } from "../origin.mjs";
import { needTools } from "../tools.mjs";

export const title = "1 file of 2 GB over http beside curl, then openssl";

const BYTES = 2.5e9;
const HASHED = 1.2;

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export function run(bench) {
  needTools("nginx", "curl", "openssl");
  const { data, measure } = bench;
  return withOrigin(data, bigImage(data), {}, async (origin) => {
    const { localize, curl } = mirrors(origin, data.scratch(BYTES));
    const own = localize("localize");
    const peer = thenHash("curl, then openssl dgst", curl("curl"));
    await prove(bench, [own, peer], origin.source);
    const results = await measure([own, peer]);
    return {
      results: [...results.values()],
      bounds: [wall(results, own, peer, HASHED), memory(results, own, origin.metadataBytes)],
      notes: [],
    };
  });
}
