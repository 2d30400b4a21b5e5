// Bundles everything into dist/suite and writes an entry for the command line and for each action.
// usage: node scripts/bundle.mjs [output folder]
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const OLDEST_NODE = 24;

const output = resolve(process.argv[2] ?? join(root, "dist"));
const input = join(root, "packages", "cli", "lib", "suite.js");
/** Files of threads, which lie beside the bundle as they are. */
const workers = [
  join(root, "packages", "compose", "lib", "hash-worker.js"),
  join(root, "packages", "transfer", "lib", "download", "follow-worker.js"),
];

/** What a library does without when it is not installed: it catches that, and only colours its debugging less. */
const optional = 'eval("require")("supports-color")';

const files = await bundle();
refuseBroken(files);
rmSync(output, { recursive: true, force: true });
for (const [name, content] of files) write(join("suite", name), content);
// Workers are started from URLs beside the bundle; ncc emits them only when it understands that expression.
for (const worker of workers) {
  const name = basename(worker);
  if (!files.has(name)) write(join("suite", name), withoutMapReference(name, readFileSync(worker, "utf8")));
}
write("package.json", '{\n  "type": "module"\n}\n');
await writeEntries();

/** @returns {Promise<Map<string, string | Buffer>>} the files of the bundle by name */
async function bundle() {
  const ncc = require("@vercel/ncc");
  const { code, assets } = await ncc(input, {
    cache: false,
    esm: true,
    license: "licenses.txt",
    minify: false,
    quiet: true,
    sourceMap: false,
    target: "es2022",
  });
  const emitted = new Map([["index.js", code]]);
  for (const [name, { source }] of Object.entries(assets)) {
    // Our packages say themselves that they are modules, once for all of dist.
    if (name !== "package.json") emitted.set(name, withoutMapReference(name, source));
  }
  return new Map([...emitted].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Files that are emitted as they are still name the source map of their compilation, which is not committed. */
function withoutMapReference(name, source) {
  return name.endsWith(".js") ? source.toString().replace(/^\/\/# sourceMappingURL=.*\n?/m, "") : source;
}

/** A module that was not found fails only when it is used; a path of this machine makes the bundle irreproducible. */
function refuseBroken(bundled) {
  for (const [name, content] of bundled) {
    const text = content.toString().replaceAll(optional, "");
    for (const bad of ["webpackMissingModule", 'eval("require")', root]) {
      if (name !== "licenses.txt" && text.includes(bad))
        throw new Error(`${name} of the bundle contains ${bad}`);
    }
  }
}

async function writeEntries() {
  const { steps } = await import(pathToFileURL(join(root, "packages", "cli", "lib", "steps.js")).href);
  for (const [name, load] of Object.entries(steps)) {
    write(join(name, "index.js"), entry(`runAction(${JSON.stringify(name)})`));
    if ((await load()).cleanUp !== undefined)
      write(join(name, "post.js"), postEntry(`runActionCleanUp(${JSON.stringify(name)})`));
  }
  write(join("main", "index.js"), entry("runUmbrella()"));
  write(join("main", "post.js"), postEntry("runUmbrellaCleanUp()"));
  write(join("cli", "index.js"), commandEntry());
  chmodSync(join(output, "cli", "index.js"), 0o755);
}

function entry(call) {
  const [name] = call.split("(");
  return `import { ${name} } from "../suite/index.js";\nawait ${call};\n`;
}

/** Most steps have left nothing: then nothing is loaded. */
function postEntry(call) {
  const [name] = call.split("(");
  return `if (process.env.STATE_cleanup) {
  const { ${name} } = await import("../suite/index.js");
  await ${call};
}
`;
}

function commandEntry() {
  return `#!/usr/bin/env node
if (Number.parseInt(process.versions.node, 10) < ${OLDEST_NODE}) {
  process.stderr.write(\`compose-actions needs Node ${OLDEST_NODE} or later, this is Node \${process.versions.node}.\\n\`);
  process.exit(2);
}
const { runCli } = await import("../suite/index.js");
await runCli();
`;
}

function write(name, content) {
  const path = join(output, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
