import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { memory, wall } from "../bounds.mjs";
import { describe } from "../commands.mjs";
import { bigImage } from "../composes.mjs";
import { forgetChecksums, push } from "../pushes.mjs";
import { withRegistry } from "../registry.mjs";
import { needTools } from "../tools.mjs";

export const title = "1 file of 2 GB to docker-registry beside skopeo";

const BYTES = 3e9;
const KNOWN = 1.0;
const UNKNOWN = 1.2;

/** @param {import("../bench.mjs").Bench} bench @returns {Promise<import("../report.mjs").Outcome>} */
export function run({ data, measure }) {
  needTools("docker-registry", "skopeo");
  const source = bigImage(data);
  const metadata = describe(data, source);
  return withRegistry(data, BYTES, async ({ host, clear }, folder) => {
    const from = (/** @type {string} */ name, /** @type {string} */ described) =>
      push(
        {
          name,
          metadata: described,
          source,
          target: `${host}/own`,
          output: join(folder, "pushed"),
          before: clear,
        },
        "--kinds",
        "image",
      );
    const known = from("push-oci, checksum known", metadata);
    const unknown = from(
      "push-oci, checksum unknown",
      forgetChecksums(metadata, join(folder, "without-checksums")),
    );
    const layout = join(data.folder, "out", "layout");
    const output = join(folder, "layout-metadata");
    const local = push(
      { name: "layout", metadata, source, target: `oci-layout:${layout}`, output },
      "--kinds",
      "image",
      "--tag",
      "image",
    );
    local.before?.();
    execFileSync(local.argv[0], local.argv.slice(1), { stdio: ["ignore", "ignore", "inherit"] });
    const skopeo = {
      name: "skopeo copy",
      argv: [
        ..."skopeo --insecure-policy copy --quiet --dest-tls-verify=false".split(" "),
        `oci:${layout}:image`,
        `docker://${host}/peer:image`,
      ],
      before: clear,
    };
    const results = await measure([known, unknown, skopeo]);
    return {
      results: [...results.values()],
      bounds: [
        wall(results, known, skopeo, KNOWN),
        wall(results, unknown, skopeo, UNKNOWN),
        memory(results, known, 0),
        memory(results, unknown, 0),
      ],
      notes: [
        "docker-registry keeps its storage in memory and forgets everything before each run. skopeo copies the same blob from an OCI layout directory, whose digest is known.",
      ],
    };
  });
}
