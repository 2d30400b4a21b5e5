import { formatJson, writeObject } from "./json.mjs";
import { location } from "./locations.mjs";
import { nevra, packageRpms, rpmCount, rpmPath } from "./packages.mjs";
import { RandomStream } from "./random.mjs";

/** @typedef {import("./generate.mjs").Context} Context */
/** @typedef {import("./artifacts.mjs").Known} Known */
/** @typedef {{ variant: string, arch: string, quota: number, first: number }} Cell one arch of one variant: how many RPM entries, from which source package on */
/** @typedef {import("./packages.mjs").Rpm & { path: string }} PlacedRpm */

const ENTRY_DEPTH = 5;

/**
 * Shares the RPM entries out among the variants and arches.
 *
 * @param {import("./options.mjs").ResolvedOptions} options
 * @param {{ uid: string, arches: string[] }[]} variants
 * @returns {Cell[]}
 */
export function planCells(options, variants) {
  const places = variants.flatMap(({ uid, arches }, index) => arches.map((arch) => ({ uid, arch, index })));
  return places.map(({ uid, arch, index }, place) => {
    const quota =
      options.totalRpms === undefined
        ? options.rpmsPerArch
        : Math.floor(options.totalRpms / places.length) + (place < options.totalRpms % places.length ? 1 : 0);
    return { variant: uid, arch, quota, first: Math.floor((1 - options.overlap) * quota) * index };
  });
}

/**
 * Writes the payload's rpms, one source package after the other, and the files of the RPMs.
 *
 * @param {{ write(text: string): void }} sink
 * @param {number} depth
 * @param {Context} context
 * @returns {number} entries written
 */
export function writeRpms(sink, depth, context) {
  let count = 0;
  const byVariant = Map.groupBy(context.cells, (cell) => cell.variant);
  const variants = ordered(context, byVariant);
  writeObject(sink, depth, variants, (cells) => {
    const byArch = new Map(cells.map((cell) => [cell.arch, cell]));
    writeObject(sink, depth + 1, ordered(context, byArch), (cell) => {
      writeObject(sink, depth + 2, groups(context, cell), (rpms) => {
        sink.write(formatJson(group(context, rpms), ENTRY_DEPTH, context.order));
        count += rpms.length;
      });
    });
  });
  return count;
}

/** @template T @param {Context} context @param {Map<string, T>} map @returns {[string, T][]} */
function ordered(context, map) {
  return context.order([...map.keys()]).map((key) => [key, /** @type {T} */ (map.get(key))]);
}

/**
 * The groups of a cell by source package, in the order of writing. Only names and numbers are held for a
 * whole cell; the RPMs of a group are made when it is its turn.
 *
 * @param {Context} context
 * @param {Cell} cell
 * @returns {Generator<[string, PlacedRpm[]]>}
 */
function* groups(context, cell) {
  const bySource = /** @type {Map<string, { index: number, take: number }>} */ (new Map());
  for (const { index, take, source } of takePackages(context, cell, cell.quota)) {
    bySource.set(nevra({ ...source, arch: "src", category: "source" }), { index, take });
  }
  for (const [key, { index, take }] of ordered(context, bySource)) {
    yield [key, cellRpms(context, cell, index).slice(0, take)];
  }
}

/** @param {Context} context @param {Cell} cell @param {number} quota */
function* takePackages(context, cell, quota) {
  for (let index = cell.first, left = quota; left > 0; index += 1) {
    const source = context.packages(index);
    const take = Math.min(left, rpmCount(source));
    yield { index, take, source };
    left -= take;
  }
}

/** @param {Context} context @param {Cell} cell @param {number} index @returns {PlacedRpm[]} */
function cellRpms(context, cell, index) {
  const rpms = packageRpms(context.packages(index), cell.arch);
  return rpms.map((rpm) => ({ ...rpm, path: rpmPath(rpm, cell.variant, cell.arch) }));
}

/**
 * The first RPMs of a cell, for modules to name.
 *
 * @param {Context} context
 * @param {Cell} cell
 * @param {number} count
 * @returns {string[]} NEVRAs
 */
export function firstNevras(context, cell, count) {
  const packages = takePackages(context, cell, Math.min(count, cell.quota));
  return [...packages].flatMap(({ index, take }) => cellRpms(context, cell, index).slice(0, take).map(nevra));
}

/** @param {Context} context @param {PlacedRpm[]} rpms @returns {Record<string, object>} entries by NEVRA */
function group(context, rpms) {
  const { options, distributed } = context;
  const sigkey = options.mixedKeys ? mixedKey(options.seed, rpms[0].name) : "fd431d51";
  const sigkeys = sigkey === null || options.bareLocations ? [] : [sigkey];
  const entries = /** @type {Record<string, object>} */ ({});
  for (const rpm of rpms) {
    const known = knownRpm(context, rpm);
    entries[nevra(rpm)] = distributed
      ? { category: rpm.category, location: location(options.baseUrl, rpm.path, known), sigkey, sigkeys }
      : { category: rpm.category, path: rpm.path, sigkey };
  }
  return entries;
}

/** Writes the RPM where files are wanted. @param {Context} context @param {PlacedRpm} rpm @returns {Known | undefined} */
function knownRpm({ options, artifacts, distributed, placedRpms }, rpm) {
  if (options.files) {
    const known = artifacts.place(rpm.path, options.rpmSize, ["sha256"]);
    placedRpms.set(rpm.path, { ...rpm, size: known.size, sha256: known.checksums.sha256 });
    return options.bareLocations ? undefined : known;
  }
  return distributed && !options.bareLocations ? artifacts.find(rpm.path) : undefined;
}

/** @param {number} seed @param {string} name */
function mixedKey(seed, name) {
  return new RandomStream(seed, "key", name).pick(["fd431d51", "199e2f91fd431d51", null]);
}
