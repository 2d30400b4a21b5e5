import { join } from "node:path";
import { memory, wall } from "../bounds.mjs";
import { describe } from "../commands.mjs";
import { fewSmallFiles } from "../composes.mjs";
import { push } from "../pushes.mjs";
import { withRegistry } from "../registry.mjs";
import { needTools } from "../tools.mjs";

export const title =
  "2,000 files of 20 KB to docker-registry, each with its manifest; one at a time, and again";

const BYTES = 1e9;
const ALONE = 0.7;
const AGAIN = 0.3;

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export function run({ data, measure }) {
  needTools("docker-registry");
  const source = fewSmallFiles(data);
  const metadata = describe(data, source);
  return withRegistry(data, BYTES, async ({ host, clear }, folder) => {
    const to = (
      /** @type {string} */ name,
      /** @type {(() => void) | undefined} */ before,
      /** @type {string[]} */ ...more
    ) =>
      push(
        {
          name,
          metadata,
          source,
          target: `${host}/own`,
          output: join(folder, "pushed"),
          ...(before ? { before } : {}),
        },
        "--kinds",
        "rpm",
        "--layout",
        "file",
        ...more,
      );
    const parallel = to("push-oci", clear);
    const alone = to("push-oci, one at a time", clear, "--parallel-uploads", "1");
    const first = await measure([parallel, alone]);
    const again = to("push-oci, again", undefined);
    await measure([parallel], { rounds: 1 });
    const results = new Map([...first, ...(await measure([again]))]);
    return {
      results: [...results.values()],
      bounds: [
        wall(results, parallel, alone, ALONE),
        wall(results, again, parallel, AGAIN),
        memory(results, parallel, 0),
      ],
      notes: ["Layout file: 2,000 manifests. The push again finds everything there."],
    };
  });
}
