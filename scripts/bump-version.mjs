// Makes the version another one, everywhere it stands, and gives the section Unreleased of the changelog its heading.
// usage: node scripts/bump-version.mjs X.Y.Z
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;
/** What is built, and tests, which hold for every version. */
const NEVER = /^dist\/|(^|\/)test\//;

/**
 * @param {string} path - of a file of the repository
 * @param {string} text
 * @param {{from: string, to: string, date: string}} versions - `date` is that of the release, YYYY-MM-DD
 * @returns {string} what the file is with the new version
 */
export function bumped(path, text, { from, to, date }) {
  if (NEVER.test(path)) return text;
  if (path === "CHANGELOG.md") return text.replace(/^## Unreleased$/m, `## ${to} (${date})`);
  if (path === "package-lock.json") return json(text, (lock) => bumpLock(lock, to));
  if (/(^|\/)package\.json$/.test(path)) return json(text, (manifest) => bumpPackage(manifest, to));
  return text.replace(versionIn(from), to);
}

/** @param {string} version */
export function versionIn(version) {
  return new RegExp(`(?<![\\d.])${version.replaceAll(".", "\\.")}(?!\\.?\\d)`, "g");
}

function json(text, change) {
  const value = JSON.parse(text);
  change(value);
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The packages of this repository ask for each other; npm would ask its registry for a version that it does not find. */
function bumpPackage(manifest, to) {
  manifest.version = to;
  for (const kind of ["dependencies", "devDependencies"]) {
    for (const name of Object.keys(manifest[kind] ?? {})) {
      if (name.startsWith("@compose-actions/")) manifest[kind][name] = to;
    }
  }
}

function bumpLock(lock, to) {
  lock.version = to;
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (!path.includes("node_modules/")) bumpPackage(entry, to);
  }
}

/** @returns {string[]} the files of the repository that are text, but for what is built */
export function trackedTexts() {
  const listed = execFileSync("git", ["-C", root, "ls-files", "-z"], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  const paths = listed.split("\0").filter((path) => path !== "" && !path.startsWith("dist/"));
  return paths.filter((path) => existsSync(join(root, path)) && !readFileSync(join(root, path)).includes(0));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [to = ""] = process.argv.slice(2);
  if (!VERSION.test(to)) {
    console.error("usage: npm run bump -- X.Y.Z");
    process.exit(2);
  }
  const { version: from } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const date = new Date().toISOString().slice(0, 10);
  for (const path of trackedTexts()) {
    const text = readFileSync(join(root, path), "utf8");
    const next = bumped(path, text, { from, to, date });
    if (next === text) continue;
    writeFileSync(join(root, path), next);
    console.log(`${path}: ${to}`);
  }
}
