import { statSync } from "node:fs";
import { join } from "node:path";
import { downgrade, upgrade } from "../commands.mjs";
import { PYTHON } from "../measure.mjs";
import { ratio } from "../report.mjs";

export const title =
  "500,000 RPM entries: upgrade and downgrade beside a plain rewrite of the 2.0 file by Python's json";

const COMPOSE = { variants: 5, arches: 4, images: 40, modules: 20, moduleVariants: 5 };
const REWRITE =
  'import json,sys; json.dump(json.load(open(sys.argv[1])), open(sys.argv[2],"w"), indent=4, sort_keys=True)';
const WALL = 0.3;
const RSS = 0.4;

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export async function run({ data, measure }) {
  const small = composes(data, 500_000);
  const commands = [
    upgrade("upgrade", data, small.v1),
    rewrite("json of what upgrade writes", data, small.bare),
    downgrade("downgrade", data, small.v2),
    rewrite("json of what downgrade reads", data, small.v2),
  ];
  const results = await measure(commands);
  const [up, upPeer, down, downPeer] = commands.map(({ name }) => results.get(name));
  data.clearOutputs();

  const big = composes(data, 1_000_000);
  const once = await measure(
    [
      upgrade("upgrade, 1,000,000 entries", data, big.v1),
      downgrade("downgrade, 1,000,000 entries", data, big.v2),
    ],
    { rounds: 1 },
  );
  return {
    results: [...results.values(), ...once.values()],
    bounds: [...compare("upgrade", up, upPeer), ...compare("downgrade", down, downPeer)],
    notes: [
      `rpms.json: ${megabytes(small.v1)} in 1.2, ${megabytes(small.bare)} in 2.0 as an upgrade writes it, ` +
        `${megabytes(small.v2)} in 2.0 with sizes and checksums, which is what the downgrade reads.`,
    ],
  };
}

/** @param {import("../data.mjs").BenchData} data @param {number} totalRpms */
function composes(data, totalRpms) {
  const options = { ...COMPOSE, totalRpms };
  const distributed = /** @type {const} */ ({
    ...options,
    version: "2.0",
    baseUrl: "https://cdn.example.com/",
  });
  return {
    v1: data.compose(`rpms-${totalRpms}-1.2`, options),
    v2: data.compose(`rpms-${totalRpms}-2.0`, distributed),
    /** Only the peer of the upgrade reads it. */
    get bare() {
      return data.compose(`rpms-${totalRpms}-2.0-bare`, { ...distributed, bareLocations: true });
    },
  };
}

/** @param {string} name @param {import("../data.mjs").BenchData} data @param {string} compose @returns {import("../measure.mjs").Command} */
function rewrite(name, data, compose) {
  const { path, clear } = data.output(`${name.replaceAll(" ", "-")}.json`);
  return { name, argv: [PYTHON, "-c", REWRITE, rpmsFile(compose), path], before: clear };
}

/** @param {string} name @param {any} result @param {any} peer @returns {import("../report.mjs").Bound[]} */
function compare(name, result, peer) {
  return [
    { name: `${name} ÷ json, wall`, value: ratio(result, peer, "wall"), limit: WALL, unit: "×" },
    { name: `${name} ÷ json, peak RSS`, value: ratio(result, peer, "rss"), limit: RSS, unit: "×" },
  ];
}

/** @param {string} compose */
const rpmsFile = (compose) => join(compose, "metadata/rpms.json");

/** @param {string} compose */
const megabytes = (compose) => `${(statSync(rpmsFile(compose)).size / 1e6).toFixed(0)} MB`;
