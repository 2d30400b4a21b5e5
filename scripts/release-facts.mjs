// What a release is, from its tag: says so to the workflow, or why it is none.
// usage: node scripts/release-facts.mjs vX.Y.Z <file for the release notes>
//   writes tag, version, major, newest (of its major version) and latest (of all) as outputs
import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const TAG = /^v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/**
 * @param {string} tag
 * @param {{version: string, tags: readonly string[], changelog: string}} repository - the version that package.json has,
 *   all tags, and the text of CHANGELOG.md
 * @returns {{version: string, major: string, newest: boolean, latest: boolean, notes: string}}
 */
export function releaseFacts(tag, { version, tags, changelog }) {
  const numbers = parseTag(tag);
  if (numbers === undefined) throw new Error(`${tag} is no tag of a release: vX.Y.Z`);
  if (tag !== `v${version}`) throw new Error(`${tag} is not what package.json says: ${version}`);
  const notes = section(changelog, version);
  if (notes === undefined) throw new Error(`CHANGELOG.md has no section ${version}`);
  const later = tags.map(parseTag).filter((other) => other !== undefined && compare(other, numbers) > 0);
  const newest = later.every(([major]) => major !== numbers[0]);
  return { version, major: `v${numbers[0]}`, newest, latest: later.length === 0, notes };
}

/** @returns {number[] | undefined} */
function parseTag(tag) {
  return TAG.exec(tag)?.slice(1).map(Number);
}

/** @param {readonly number[]} a @param {readonly number[]} b */
function compare(a, b) {
  const index = a.findIndex((number, place) => number !== b[place]);
  return index === -1 ? 0 : a[index] - b[index];
}

/** What stands below `## <version>`, up to the next heading of that level. */
function section(changelog, version) {
  const lines = changelog.split("\n");
  const heading = new RegExp(`^## \\[?${version.replaceAll(".", "\\.")}\\]?(?:\\s|$)`);
  const start = lines.findIndex((line) => heading.test(line));
  if (start === -1) return undefined;
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith("## "));
  const text = lines.slice(start + 1, length === -1 ? undefined : start + 1 + length).join("\n");
  return `${text.trim()}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [tag = "", notesFile] = process.argv.slice(2);
  const read = (name) => readFileSync(join(root, name), "utf8");
  const tags = execFileSync("git", ["tag", "--list", "v*"], { cwd: root, encoding: "utf8" }).split("\n");
  try {
    const { version } = JSON.parse(read("package.json"));
    const facts = releaseFacts(tag, { version, tags, changelog: read("CHANGELOG.md") });
    if (notesFile !== undefined) writeFileSync(notesFile, facts.notes);
    const lines = [
      `tag=${tag}`,
      `version=${version}`,
      `major=${facts.major}`,
      `newest=${facts.newest}`,
      `latest=${facts.latest}`,
    ];
    console.log(lines.join("\n"));
    if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `${lines.join("\n")}\n`);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
