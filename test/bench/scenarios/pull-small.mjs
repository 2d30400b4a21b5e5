import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { memory, wall } from "../bounds.mjs";
import { built, describe } from "../commands.mjs";
import { fewSmallFiles } from "../composes.mjs";
import { push } from "../pushes.mjs";
import { withRegistry } from "../registry.mjs";
import { needTools } from "../tools.mjs";

export const title = "2,000 files of 20 KB from docker-registry beside a bare loop of the same requests";

const BYTES = 1e9;
const LOOP = 1.3;
const CONNECTIONS = "8";
const BARE = fileURLToPath(new URL("../peers/undici-pull.mjs", import.meta.url));

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export function run({ data, measure }) {
  needTools("docker-registry");
  const source = fewSmallFiles(data);
  const metadata = describe(data, source);
  return withRegistry(data, BYTES, async ({ host }, folder) => {
    const output = join(folder, "pushed");
    const pushed = push({ name: "push", metadata, source, target: `${host}/own`, output }, "--kinds", "rpm");
    execFileSync(pushed.argv[0], pushed.argv.slice(1), { stdio: ["ignore", "ignore", "inherit"] });
    const tree = join(folder, "tree");
    const before = () => rmSync(tree, { recursive: true, force: true });
    const own = {
      name: "localize",
      argv: [
        process.execPath,
        built("dist/cli/index.js"),
        ..."localize --kinds rpm --compose".split(" "),
        output,
        "--output",
        tree,
        "--parallel-downloads",
        CONNECTIONS,
      ],
      before,
    };
    const peer = {
      name: "bare loop, not verifying",
      argv: [process.execPath, BARE, join(output, "rpms.json"), tree, CONNECTIONS],
      before,
    };
    const results = await measure([own, peer]);
    return {
      results: [...results.values()],
      bounds: [wall(results, own, peer, LOOP), memory(results, own, 0)],
      notes: ["Both ask for a manifest and a blob per file, with as many connections."],
    };
  });
}
