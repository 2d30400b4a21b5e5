import { join } from "node:path";
import { memory, wall } from "../bounds.mjs";
import { smallFiles } from "../composes.mjs";
import { mirrors, sameTree } from "../mirrors.mjs";
import { withOrigin } from "../origin.mjs";
import { needTools } from "../tools.mjs";

export const title = "an unchanged mirror of 20,000 files once more beside the first run";

const BYTES = 2 * 20_000 * 24 * 1024;
const LEAST = 20_000 * 20 * 1024;
const AGAIN = 0.2;

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export function run(bench) {
  needTools("nginx");
  const { data, measure } = bench;
  return withOrigin(data, smallFiles(data), { log: true }, async (origin) => {
    const folder = data.scratch(BYTES);
    const first = mirrors(origin, join(folder, "first")).localize("first run");
    const again = { ...mirrors(origin, join(folder, "again")).localize("run again"), before: undefined };
    await measure([{ ...again, name: "the mirror" }], { rounds: 1 });
    sameTree(again, origin.source);
    const fetched = await origin.restart({ log: true });
    await measure([again], { rounds: 1 });
    sameTree(again, origin.source);
    const accesses = await origin.restart({});
    if (artifactBytes(fetched, origin.artifacts) < LEAST) {
      throw new Error("the access log does not tell what was fetched");
    }
    const results = await measure([first, again]);
    return {
      results: [...results.values()],
      bounds: [
        wall(results, again, first, AGAIN),
        {
          name: "artifacts fetched again",
          value: artifactBytes(accesses, origin.artifacts),
          limit: 0,
          unit: "bytes",
        },
        memory(results, again, origin.metadataBytes),
      ],
      notes: [`The run again asks ${accesses.length} times for something (nginx's access log).`],
    };
  });
}

/** @param {import("../nginx.mjs").Access[]} accesses @param {import("../origin.mjs").Artifact[]} artifacts */
function artifactBytes(accesses, artifacts) {
  const paths = new Set(artifacts.map(({ path }) => path));
  return accesses.filter(({ path }) => paths.has(path)).reduce((sum, { bytes }) => sum + bytes, 0);
}
