import { hash } from "node:crypto";
import { readFileSync } from "node:fs";

export const title = "Upgrade to 2.0: every artifact gets a URL, a size and a checksum";

const BASE_URL = "https://cdn.example.com/compose/41/";

/** @param {import("../stage.mjs").Stage} stage */
export async function play(stage) {
  const inputs = ["--output", "metadata-2.0", "--base-url", BASE_URL];
  await stage.run(["upgrade-metadata", "compose", ...inputs, "--compute-checksums"], 0);
  const [nevra, before] = firstRpm(stage.json("compose", "metadata", "rpms.json"));
  const [sameNevra, after] = firstRpm(stage.json("metadata-2.0", "rpms.json"));
  stage.say(`\n${nevra}\nbefore ${pretty(before)}\nafter  ${pretty(after)}\n `);
  const bytes = readFileSync(stage.path("compose", before.path));
  const { url, size, checksum } = after.location;
  stage.check("the URL is the base URL and the path", nevra === sameNevra && url === BASE_URL + before.path);
  stage.check("the size is the file's", size === bytes.length);
  stage.check("the checksum is the file's", checksum === `sha256:${hash("sha256", bytes)}`);
}

/** The first package of the first source package. @param {any} document @returns {[string, any]} */
function firstRpm({ payload }) {
  const [group] = /** @type {any[]} */ (Object.values(payload.rpms.BaseOS.x86_64));
  const nevra = Object.keys(group)[0] ?? "";
  return [nevra, group[nevra]];
}

/** @param {unknown} value */
function pretty(value) {
  return JSON.stringify(value, undefined, 2);
}
