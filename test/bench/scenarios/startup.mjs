import { built } from "../commands.mjs";

export const title = "time to start beside bare node";

const ADDED_MS = 150;
const ROUNDS_EACH = 4;

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export async function run({ measure, rounds }) {
  const node = process.execPath;
  const bare = { name: "node -e 0", argv: [node, "-e", "0"] };
  const others = [
    { name: "the action, inputs missing", argv: [node, built("dist/upgrade-metadata/index.js")], exit: 2 },
    { name: "the command line, --version", argv: [node, built("dist/cli/index.js"), "--version"] },
  ];
  const results = await measure([bare, ...others], { rounds: rounds * ROUNDS_EACH });
  const floor = results.get(bare.name)?.wall ?? Number.NaN;
  return {
    results: [...results.values()],
    bounds: others.map(({ name }) => ({
      name: `${name}, more than bare node`,
      value: ((results.get(name)?.wall ?? Number.NaN) - floor) * 1000,
      limit: ADDED_MS,
      unit: /** @type {const} */ ("ms"),
    })),
    notes: [],
  };
}
