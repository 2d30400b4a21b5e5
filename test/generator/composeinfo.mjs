import { location } from "./locations.mjs";

/** @typedef {import("./generate.mjs").Context} Context */
/** @typedef {import("./options.mjs").ResolvedOptions} ResolvedOptions */
/** @typedef {{ uid: string, id: string, name: string, type: string, arches: string[], children: string[] }} Variant */

export const RELEASE = { name: "Fedora", short: "Fedora", version: "41", dist: ".fc41" };
const BASE_PRODUCT = { name: "Red Hat Enterprise Linux", short: "RHEL", version: "9" };
const ID_SUFFIXES = { production: "", nightly: ".n", test: ".t", ci: ".ci", development: ".d" };
const CHILDREN = /** @type {const} */ ([
  ["HA", "addon"],
  ["LP", "layered-product"],
  ["optional", "optional"],
]);
const PATHS = {
  os_tree: "{arch}/os",
  packages: "{arch}/os/Packages",
  repository: "{arch}/os",
  isos: "{arch}/iso",
  images: "{arch}/images",
  jigdos: "{arch}/jigdo",
  source_tree: "source/tree",
  source_packages: "source/tree/Packages",
  source_repository: "source/tree",
  source_isos: "source/iso",
  source_jigdos: "source/jigdo",
  debug_tree: "{arch}/debug/tree",
  debug_packages: "{arch}/debug/tree/Packages",
  debug_repository: "{arch}/debug/tree",
};
const REPOSITORIES = ["repository", "debug_repository", "source_repository"];

/** @param {ResolvedOptions} options @returns {Variant[]} parents before children */
export function planVariants(options) {
  const arches = [...options.arches].sort();
  const tops = options.variants.map((uid) => ({
    uid,
    id: uid,
    name: uid,
    type: "variant",
    arches,
    children: /** @type {string[]} */ ([]),
  }));
  if (!options.nested) {
    return tops;
  }
  const [parent, ...others] = tops;
  parent.children = CHILDREN.map(([id]) => id);
  const children = CHILDREN.map(([id, type]) => ({
    uid: `${parent.uid}-${id}`,
    id,
    name: `${parent.name} ${id}`,
    type,
    arches: arches.slice(0, 1),
    children: [],
  }));
  return [parent, ...children, ...others];
}

/** The payload's compose section. @param {ResolvedOptions} options */
export function composeSection(options) {
  const base = options.layered ? `-${BASE_PRODUCT.short}-${BASE_PRODUCT.version}` : "";
  const suffix = `${ID_SUFFIXES[options.type]}.${options.respin}`;
  return {
    date: options.date,
    id: `${RELEASE.short}-${RELEASE.version}${base}-${options.date}${suffix}`,
    respin: options.respin,
    type: options.type,
    ...(options.label === undefined ? {} : { label: options.label, final: options.final }),
  };
}

/** The roots of a variant's repositories, each once. @param {Variant} variant @returns {string[]} */
export function repositoryRoots(variant) {
  return [...new Set(REPOSITORIES.flatMap((category) => Object.values(categoryPaths(variant, category))))];
}

/** @param {Context} context @returns {Record<string, unknown>} what the payload holds besides compose */
export function composeinfoPayload(context) {
  const { options, variants } = context;
  const type = options.version === "1.0" ? {} : { type: "ga" };
  const { name, short, version } = RELEASE;
  return {
    release: {
      name,
      short,
      version,
      ...type,
      internal: false,
      ...(options.layered ? { is_layered: true } : {}),
    },
    ...(options.layered ? { base_product: { ...BASE_PRODUCT, ...type } } : {}),
    variants: Object.fromEntries(variants.map((variant) => [variant.uid, variantEntry(context, variant)])),
  };
}

/** @param {Context} context @param {Variant} variant */
function variantEntry(context, variant) {
  const { uid, id, name, type, arches, children } = variant;
  return {
    arches,
    id,
    name,
    paths: Object.fromEntries(
      Object.keys(PATHS).map((category) => [category, pathEntry(context, variant, category)]),
    ),
    type,
    uid,
    ...(children.length > 0 ? { variants: children } : {}),
    ...(type === "layered-product" ? { release: layeredRelease(context.options) } : {}),
  };
}

/** @param {ResolvedOptions} options */
function layeredRelease(options) {
  const type = options.version === "1.0" ? {} : { type: "ga" };
  return { name: "Layered Product", short: "LP", version: "2.1", ...type, is_layered: true, internal: false };
}

/** @param {Context} context @param {Variant} variant @param {string} category */
function pathEntry(context, variant, category) {
  const { options, artifacts, distributed } = context;
  const paths = categoryPaths(variant, category);
  if (!distributed) {
    return paths;
  }
  const hashed = REPOSITORIES.includes(category) && !options.bareLocations;
  return Object.fromEntries(
    Object.entries(paths).map(([arch, path]) => [
      arch,
      location(options.baseUrl, path, hashed ? artifacts.find(`${path}/repodata/repomd.xml`) : undefined),
    ]),
  );
}

/** @param {Variant} variant @param {string} category @returns {Record<string, string>} paths by arch */
function categoryPaths(variant, category) {
  const template = PATHS[/** @type {keyof typeof PATHS} */ (category)];
  return Object.fromEntries(
    variant.arches.map((arch) => [arch, `${variant.uid}/${template.replace("{arch}", arch)}`]),
  );
}
