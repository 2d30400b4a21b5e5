/**
 * The least that could be called a downloader: every Location of the metadata is fetched and written where it says.
 * It checks nothing, so most cases must find it out; the tests of the corpus rely on that.
 *
 * usage: naive.mjs METADATA-DIRECTORY OUTPUT
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [, , input = "", output = ""] = process.argv;

/** @param {unknown} value @returns {{ url: string, local_path: string }[]} every Location below a value of the metadata */
function locations(value) {
  if (value === null || typeof value !== "object") {
    return [];
  }
  const found = Object.values(value).flatMap(locations);
  return "local_path" in value ? [/** @type {any} */ (value), ...found] : found;
}

let failed = 0;
for (const name of readdirSync(input)) {
  for (const { url, local_path: path } of locations(JSON.parse(readFileSync(join(input, name), "utf8")))) {
    try {
      const response = await fetch(url);
      if (!response.ok) {
        throw new Error(String(response.status));
      }
      const target = join(output, "compose", path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, Buffer.from(await response.arrayBuffer()));
    } catch (error) {
      failed += 1;
      console.error(`${path}: ${error}`);
    }
  }
}
process.exitCode = failed === 0 ? 0 : 1;
