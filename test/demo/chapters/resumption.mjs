import { readFileSync } from "node:fs";
import { artifactsOf, differences } from "../trees.mjs";

export const title = "The same command again goes on where it was killed";

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  const origin = /** @type {import("../origin.mjs").Origin} */ (stage.origin);
  const isWhole = ({ status }) => status === 200 || status === 206;
  const before = origin.sent(isWhole);
  origin.recover();
  await stage.run(["localize", origin.url, "--output", "mirror"], 0);
  const original = artifactsOf(stage.path("compose"));
  const continued = origin.exchanges.filter(({ status }) => status === 206);
  const [first] = continued;
  stage.say(
    `asked for, among others: ${first?.path}\n  Range: ${first?.range}  → ${first?.status}, ${first?.bytes} bytes`,
  );
  stage.check(
    "each image was asked for from the byte on that was missing",
    continued.length > 0 && continued.every(({ path, range }) => range === `bytes=${before.get(path)}-`),
  );
  const now = origin.sent(isWhole);
  const twice = [...original].filter(
    ([path, { length }]) => (before.get(path) ?? 0) + (now.get(path) ?? 0) > length,
  );
  stage.check("no byte of the compose was sent twice", twice.length === 0, twice[0]?.[0]);
  const mirror = artifactsOf(stage.path("mirror/compose"));
  stage.check(
    `all ${original.size} files are the original ones, byte for byte`,
    differences(original, mirror).length === 0,
  );
  const made = [...mirror.keys()].filter((path) => !original.has(path));
  stage.say(`made besides, since the server has none: ${made.join(", ")}`);
  stage.check(
    "nothing else is there but descriptions of installable trees",
    made.every((path) => path.endsWith("/.treeinfo")),
  );
  for (const name of ["composeinfo.json", "images.json", "rpms.json", "extra_files.json"]) {
    stage.check(
      `${name} is the compose's own, byte for byte`,
      readFileSync(stage.path("mirror/compose/metadata", name)).equals(
        readFileSync(stage.path("compose/metadata", name)),
      ),
    );
  }
}
