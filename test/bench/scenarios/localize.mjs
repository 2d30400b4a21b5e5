import { memory, wall } from "../bounds.mjs";
import { smallFiles } from "../composes.mjs";
import { mirrors, prove, thenHash } from "../mirrors.mjs";
import { withOrigin } from "../origin.mjs";
import { needTools } from "../tools.mjs";

export const title = "20,000 files of 20 KB over http beside curl and aria2";

const BYTES = 20_000 * 24 * 1024;
const UNVERIFIED = 1.6;
const HASHED = 1.05;
const ARIA2 = 0.5;

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export function run(bench) {
  needTools("nginx", "curl", "aria2c", "openssl");
  const { data, measure } = bench;
  return withOrigin(data, smallFiles(data), {}, async (origin) => {
    const { localize, curl, aria2 } = mirrors(origin, data.scratch(BYTES));
    const own = localize("localize");
    const plain = curl("curl -Z, not verifying", "-Z", "--parallel-max", "16");
    const hashed = thenHash("curl -Z, then openssl dgst", plain);
    const checked = aria2("aria2c -j16, verifying", "-j16");
    const commands = [own, plain, hashed, checked];
    await prove(bench, commands, origin.source);
    const results = await measure(commands);
    return {
      results: [...results.values()],
      bounds: [
        wall(results, own, plain, UNVERIFIED),
        wall(results, own, hashed, HASHED),
        wall(results, own, checked, ARIA2),
        memory(results, own, origin.metadataBytes),
      ],
      notes: [
        "nginx with one worker on loopback. All fetch the same files, those of the repositories included; " +
          "the list of URLs is made for curl and aria2c beforehand, from the metadata that localize reads.",
      ],
    };
  });
}
