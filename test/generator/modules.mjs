import { gzipSync } from "node:zlib";
import { location } from "./locations.mjs";
import { RandomStream } from "./random.mjs";
import { firstNevras } from "./rpms.mjs";

/** @typedef {import("./generate.mjs").Context} Context */
/** @typedef {import("./rpms.mjs").Cell} Cell */
/** @typedef {{ uid: string, name: string, stream: string, version: string, context: string, koji_tag: string }} Module */

const NAMES = ["nodejs", "postgresql", "ruby", "php", "perl", "nginx", "maven"];
const RPMS_PER_MODULE = 5;

/**
 * The payload's modules: variant, arch, entries. With files, the modulemd documents are written on the way.
 *
 * @param {Context} context
 * @returns {object}
 */
export function modulesPayload(context) {
  const { options } = context;
  const modular = new Set(options.variants.slice(0, options.moduleVariants));
  const cells = context.cells.filter((cell) => modular.has(cell.variant));
  const modules = Array.from({ length: options.modules }, (_, index) => module(options.seed, index));
  if (options.files) {
    writeModulemd(context, cells, modules);
  }
  const payload = /** @type {Record<string, Record<string, object>>} */ ({});
  for (const cell of cells) {
    const nevras = firstNevras(context, cell, modules.length * RPMS_PER_MODULE);
    payload[cell.variant] ??= {};
    payload[cell.variant][cell.arch] = Object.fromEntries(
      modules.map((one, index) =>
        entry(context, cell, one, nevras.slice(index * RPMS_PER_MODULE, (index + 1) * RPMS_PER_MODULE)),
      ),
    );
  }
  return payload;
}

/** @param {number} seed @param {number} index @returns {Module} */
function module(seed, index) {
  const random = new RandomStream(seed, "module", index);
  const name = NAMES[index] ?? `${random.pick(NAMES)}${index}`;
  const stream = `${random.between(1, 20)}.${random.between(0, 9)}`;
  const version = `412025${String(random.between(0, 10 ** 9 - 1)).padStart(10, "0")}`;
  const context = random.hex(8);
  return {
    uid: `${name}:${stream}:${version}:${context}`,
    name,
    stream,
    version,
    context,
    koji_tag: `module-${random.hex(16)}`,
  };
}

/** @param {Cell} cell @returns {Record<string, string>} modulemd paths by category */
function modulemdPaths({ variant, arch }) {
  return {
    binary: `${variant}/${arch}/os/repodata/modules.yaml.gz`,
    debug: `${variant}/${arch}/debug/tree/repodata/modules.yaml.gz`,
    source: `${variant}/source/tree/repodata/modules.yaml.gz`,
  };
}

/** @param {Context} context @param {Cell} cell @param {Module} one @param {string[]} rpms @returns {[string, object]} */
function entry({ options, artifacts, distributed }, cell, one, rpms) {
  const paths = modulemdPaths(cell);
  if (!distributed) {
    const modulemdPath = options.version === "1.0" ? paths.binary : paths;
    return [one.uid, { metadata: one, modulemd_path: modulemdPath, rpms }];
  }
  const { name, stream, version, context } = one;
  const known = options.bareLocations ? undefined : artifacts.find(paths.binary);
  return [
    `${one.uid}:${cell.arch}`,
    {
      arch: cell.arch,
      context,
      location: location(options.baseUrl, paths.binary, known),
      name,
      rpms,
      stream,
      version,
    },
  ];
}

/** @param {Context} context @param {Cell[]} cells @param {Module[]} modules */
function writeModulemd({ artifacts }, cells, modules) {
  const arches = /** @type {Map<string, Set<string>>} */ (new Map());
  for (const cell of cells) {
    for (const path of Object.values(modulemdPaths(cell))) {
      arches.set(path, (arches.get(path) ?? new Set()).add(cell.arch));
    }
  }
  for (const [path, names] of modules.length > 0 ? arches : []) {
    const documents = modules.flatMap((one) => [...names].sort().map((arch) => modulemd(one, arch)));
    artifacts.placeBytes(path, gzipSync(documents.join("")));
  }
}

/** @param {Module} one @param {string} arch */
function modulemd({ name, stream, version, context }, arch) {
  return `---
document: modulemd
version: 2
data:
  name: ${name}
  stream: "${stream}"
  version: ${version}
  context: "${context}"
  arch: ${arch}
  summary: ${name}
  description: The ${name} module.
  license:
    module: [MIT]
...
`;
}
