// What a release is, from its tag: says so to the workflow, or why it is none.
// usage: node scripts/release-facts.mjs vX.Y.Z <file for the release notes>
//   writes tag, version and major as outputs
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const TAG = /^v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/**
 * @param {string} tag
 * @param {{version: string, changelog: string}} repository - the version that package.json has, and the text of
 *   CHANGELOG.md
 * @returns {{version: string, major: string, notes: string}}
 */
export function releaseFacts(tag, { version, changelog }) {
  const [, major] = TAG.exec(tag) ?? [];
  if (major === undefined) throw new Error(`${tag} is no tag of a release: vX.Y.Z`);
  if (tag !== `v${version}`) throw new Error(`${tag} is not what package.json says: ${version}`);
  const notes = section(changelog, version);
  if (notes === undefined) throw new Error(`CHANGELOG.md has no section ${version}`);
  return { version, major: `v${major}`, notes };
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
  try {
    const { version } = JSON.parse(read("package.json"));
    const facts = releaseFacts(tag, { version, changelog: read("CHANGELOG.md") });
    if (notesFile !== undefined) writeFileSync(notesFile, facts.notes);
    const lines = [`tag=${tag}`, `version=${version}`, `major=${facts.major}`];
    console.log(lines.join("\n"));
    if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `${lines.join("\n")}\n`);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
