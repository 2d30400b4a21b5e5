import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { memory, wall } from "../bounds.mjs";
import { built, describe } from "../commands.mjs";
import { bigImage } from "../composes.mjs";
import { ociUrls, parseOciUrl, push } from "../pushes.mjs";
import { withRegistry } from "../registry.mjs";
import { needTools } from "../tools.mjs";

export const title = "1 file of 2 GB from docker-registry beside curl, then openssl";

const BYTES = 5e9;
const HASHED = 1.2;

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export function run({ data, measure }) {
  needTools("docker-registry", "curl", "openssl");
  const source = bigImage(data);
  const metadata = describe(data, source);
  return withRegistry(data, BYTES, async ({ host }, folder) => {
    const output = join(folder, "pushed");
    const pushed = push(
      { name: "push", metadata, source, target: `${host}/own`, output },
      "--kinds",
      "image",
    );
    execFileSync(pushed.argv[0], pushed.argv.slice(1), { stdio: ["ignore", "ignore", "inherit"] });
    const tree = join(folder, "tree");
    const before = () => rmSync(tree, { recursive: true, force: true });
    const own = {
      name: "localize",
      argv: [
        process.execPath,
        built("dist/cli/index.js"),
        ..."localize --kinds image --compose".split(" "),
        output,
        "--output",
        tree,
      ],
      before,
    };
    const { repository } = parseOciUrl(ociUrls(output, "images.json")[0]);
    const checksum = /"checksum": "(sha256:[0-9a-f]{64})"/.exec(
      execFileSync("cat", [join(output, "images.json")], { encoding: "utf8" }),
    )?.[1];
    const blob = `http://${host}/v2/${repository}/blobs/${checksum}`;
    const file = join(tree, "blob");
    const peer = {
      name: "curl, then openssl dgst",
      argv: [
        "sh",
        "-c",
        `curl -q --no-progress-meter --fail --create-dirs -o '${file}' '${blob}' && openssl dgst -sha256 '${file}'`,
      ],
      before,
    };
    const results = await measure([own, peer]);
    return {
      results: [...results.values()],
      bounds: [wall(results, own, peer, HASHED), memory(results, own, 0)],
      notes: [],
    };
  });
}
