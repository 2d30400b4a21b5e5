import { upgrade } from "../commands.mjs";
import { ratio } from "../report.mjs";

export const title = "twice the metadata takes about twice the time";

const LIMIT = 2.5;
const SERIES = [
  { what: "RPM entries", option: "totalRpms", counts: [125_000, 250_000, 500_000] },
  { what: "images", option: "images", counts: [1000, 2000, 4000] },
];

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export async function run({ data, measure }) {
  const base = { variants: 5, arches: 4, rpmsPerArch: 20, images: 4 };
  const series = SERIES.map(({ what, option, counts }) =>
    counts.map((count) => {
      const compose = data.compose(`linear-${option}-${count}`, { ...base, [option]: count });
      return upgrade(`${count.toLocaleString("en")} ${what}`, data, compose);
    }),
  );
  const results = await measure(series.flat());
  const bounds = series.flatMap((commands) =>
    commands.slice(1).map(({ name }, index) => ({
      name: `${name} ÷ half as many, wall`,
      value: ratio(
        /** @type {any} */ (results.get(name)),
        /** @type {any} */ (results.get(commands[index].name)),
        "wall",
      ),
      limit: LIMIT,
      unit: /** @type {const} */ ("×"),
    })),
  );
  return { results: [...results.values()], bounds, notes: [] };
}
