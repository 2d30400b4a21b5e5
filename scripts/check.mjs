// Checks what tests do not: style, types, generated files, the committed bundle.
// Prints one line per check and ends with "N passed, N failed".
// usage: node scripts/check.mjs [check ...]   by default all of them
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const all = {
  lint: ["style (biome)", () => command("biome", ["check", "."])],
  types: ["types (tsc)", () => command("tsc", ["-b"])],
  "test-types": ["types of the tests (tsc)", () => command("tsc", ["-p", "test"])],
  generated: ["generated files", () => command(process.execPath, ["scripts/generate.mjs", "--check"])],
  actions: ["actions run on Node 24", actionsOnNode24],
  dist: ["dist is what the sources build", distIsCurrent],
  starts: ["the bundle starts", () => command(process.execPath, ["dist/cli/index.js", "--version"])],
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(all);
const unknown = names.filter((name) => !Object.hasOwn(all, name));
if (unknown.length > 0) {
  console.error(`no check: ${unknown.join(", ")}; there are ${Object.keys(all).join(", ")}`);
  process.exit(2);
}
const checks = names.map((name) => all[name]);

let failed = 0;
for (const [title, check] of checks) {
  const problems = check();
  if (problems.length > 0) failed += 1;
  console.log(`${problems.length === 0 ? "ok    " : "FAILED"}  ${title}`);
  for (const problem of problems) console.log(`        ${problem}`);
}
console.log(`${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Runs a program of the project; what it says is the problem when it fails. */
function command(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, encoding: "utf8" });
  if (status === 0) return [];
  const text = error?.message ?? `${stdout}${stderr}`.trim();
  return [...text.split("\n").slice(0, 100), `${program} exited with ${status}`];
}

function actionsOnNode24() {
  const files = [
    "action.yml",
    ...readdirSync(join(root, "actions")).map((name) => join("actions", name, "action.yml")),
  ];
  return files.flatMap((file) => {
    if (!existsSync(join(root, file))) return [`${file} is missing`];
    const text = readFileSync(join(root, file), "utf8");
    const entries = [...text.matchAll(/^ {2}(?:main|post): (\S+)$/gm)].map(([, entry]) => entry);
    const problems = /^ {2}using: node24$/m.test(text) ? [] : [`${file} does not say "using: node24"`];
    const missing = entries.filter((entry) => !existsSync(join(root, dirname(file), entry)));
    return [
      ...problems,
      ...(entries.length === 0 ? [`${file} has no main`] : []),
      ...missing.map((entry) => `${file}: ${entry} does not exist`),
    ];
  });
}

function distIsCurrent() {
  const fresh = mkdtempSync(join(tmpdir(), "compose-actions-dist-"));
  try {
    const built = command(process.execPath, ["scripts/bundle.mjs", fresh]);
    if (built.length > 0) return built;
    const [expected, present] = [contents(fresh), contents(join(root, "dist"))];
    const names = [...new Set([...expected.keys(), ...present.keys()])].sort();
    const differing = names.filter((name) => expected.get(name) !== present.get(name));
    return differing.map((name) => `dist/${name} differs; run "npm run build"`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Every file below a folder, with what it holds and whether it can be executed. */
function contents(folder) {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const executable = (statSync(path).mode & 0o100) !== 0;
      return [relative(folder, path), `${executable}\n${readFileSync(path, "latin1")}`];
    }),
  );
}
