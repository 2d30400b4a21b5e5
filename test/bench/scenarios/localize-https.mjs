import { memory, wall } from "../bounds.mjs";
import { smallFiles } from "../composes.mjs";
import { mirrors, prove } from "../mirrors.mjs";
import { withOrigin } from "../origin.mjs";
import { needTools } from "../tools.mjs";

export const title = "20,000 files of 20 KB over https beside curl";

const BYTES = 20_000 * 24 * 1024;
const UNVERIFIED = 1.7;

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export function run(bench) {
  needTools("nginx", "curl", "openssl");
  const { data, measure } = bench;
  return withOrigin(data, smallFiles(data), { tls: true }, async (origin) => {
    const { localize, curl } = mirrors(origin, data.scratch(BYTES));
    const own = localize("localize, https");
    const peer = curl("curl -Z, https, not verifying", "-Z", "--parallel-max", "16");
    await prove(bench, [own, peer], origin.source);
    const results = await measure([own, peer]);
    return {
      results: [...results.values()],
      bounds: [wall(results, own, peer, UNVERIFIED), memory(results, own, origin.metadataBytes)],
      notes: ["Both trust the server's own certificate and check it; curl checks no checksums of files."],
    };
  });
}
