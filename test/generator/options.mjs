/**
 * @typedef {object} GeneratorOptions
 * @property {string} out folder to write into: the compose is OUT/compose
 * @property {"1.0" | "1.1" | "1.2" | "2.0"} [version] of the metadata
 * @property {number} [seed]
 * @property {number | string[]} [variants] how many, or their names
 * @property {number | string[]} [arches] how many, or their names
 * @property {number} [rpmsPerArch] RPM entries in each variant and arch
 * @property {number} [totalRpms] RPM entries in all, exactly; rpmsPerArch is then ignored
 * @property {number} [overlap] 1: every variant has the same source packages; 0: none in common
 * @property {number} [images] in all
 * @property {number | string} [imageSize] bytes, or with a suffix: 512M
 * @property {number | string} [rpmSize] bytes, or with a suffix: 20K
 * @property {number} [extraFiles] in each variant and arch
 * @property {number} [modules] in each arch of a modular variant
 * @property {number} [moduleVariants] how many variants have modules
 * @property {string[]} [algos] checksum algorithms of images and extra files
 * @property {boolean} [files] write the artifacts and their repodata too
 * @property {boolean} [nested] give the first variant an optional, an addon and a layered-product child
 * @property {boolean} [layered] make the release a layered product
 * @property {boolean} [mixedKeys] short and long signing keys and unsigned RPMs
 * @property {boolean} [oddNames] extra files with blanks, escapes and letters beyond ASCII in their names
 * @property {boolean} [shuffle] keys in a random order, payload before header
 * @property {string} [label] such as RC-1.0
 * @property {boolean} [final]
 * @property {"production" | "nightly" | "test" | "ci" | "development"} [type]
 * @property {number} [respin]
 * @property {string} [date] YYYYMMDD
 * @property {string} [baseUrl] 2.0: what the URLs begin with
 * @property {boolean} [bareLocations] 2.0: no size and checksum but those that 1.2 would have
 */

/** @typedef {Omit<Required<GeneratorOptions>, "variants" | "arches" | "imageSize" | "rpmSize" | "label" | "totalRpms"> & {
 *   variants: string[], arches: string[], imageSize: number, rpmSize: number, label: string | undefined,
 *   totalRpms: number | undefined }} ResolvedOptions */

const VARIANTS = "BaseOS AppStream CRB HighAvailability Server Workstation Everything NFV RT SAP".split(" ");
const ARCHES = "x86_64 aarch64 ppc64le s390x riscv64 armhfp i386".split(" ");
const ALGORITHMS = new Set(["md5", "sha1", "sha256", "sha512"]);

/** Every option but `out`, with its default (an undefined one has none) and what kind of value it takes. */
export const OPTION_KINDS = /** @type {const} */ ({
  version: ["choice", "1.2", ["1.0", "1.1", "1.2", "2.0"]],
  seed: ["integer", 1],
  variants: ["names", 2],
  arches: ["names", 2],
  rpmsPerArch: ["integer", 20],
  totalRpms: ["integer", undefined],
  overlap: ["fraction", 1],
  images: ["integer", 4],
  imageSize: ["size", 65536],
  rpmSize: ["size", 4096],
  extraFiles: ["integer", 4],
  modules: ["integer", 3],
  moduleVariants: ["integer", 1],
  algos: ["list", ["sha256"]],
  files: ["flag", false],
  nested: ["flag", false],
  layered: ["flag", false],
  mixedKeys: ["flag", false],
  oddNames: ["flag", false],
  shuffle: ["flag", false],
  label: ["text", undefined],
  final: ["flag", false],
  type: ["choice", "production", ["production", "nightly", "test", "ci", "development"]],
  respin: ["integer", 0],
  date: ["text", "20260204"],
  baseUrl: ["text", "https://cdn.example.com/compose/"],
  bareLocations: ["flag", false],
});

/**
 * Fills in the defaults and checks every value.
 *
 * @param {GeneratorOptions} options
 * @returns {ResolvedOptions}
 * @throws {RangeError} names the option that cannot be
 */
export function resolveOptions(options) {
  const resolved = /** @type {Record<string, unknown>} */ ({ out: options.out });
  for (const name of Object.keys(options)) {
    if (name !== "out" && !Object.hasOwn(OPTION_KINDS, name)) {
      throw new RangeError(`unknown option ${name}`);
    }
  }
  for (const [name, [kind, fallback, choices]] of Object.entries(OPTION_KINDS)) {
    const value = /** @type {any} */ (options)[name] ?? fallback;
    resolved[name] = value === undefined ? undefined : readValue(name, kind, value, choices);
  }
  const result = /** @type {ResolvedOptions} */ (/** @type {unknown} */ (resolved));
  if (typeof result.out !== "string" || result.out === "") {
    throw new RangeError("out: a folder is needed");
  }
  for (const algorithm of result.algos) {
    if (!ALGORITHMS.has(algorithm)) {
      throw new RangeError(`algos: ${algorithm} is none of ${[...ALGORITHMS].join(", ")}`);
    }
  }
  return result;
}

/** @param {string} name @param {string} kind @param {unknown} value @param {readonly string[]} [choices] */
function readValue(name, kind, value, choices) {
  switch (kind) {
    case "integer":
      return checked(name, Number(value), (number) => Number.isSafeInteger(number) && number >= 0);
    case "fraction":
      return checked(name, Number(value), (number) => number >= 0 && number <= 1);
    case "size":
      return checked(name, bytes(String(value)), Number.isSafeInteger);
    case "choice":
      return checked(name, value, (choice) => choices?.includes(/** @type {string} */ (choice)));
    case "list":
      return typeof value === "string" ? value.split(",") : value;
    case "names":
      return names(name, value);
    case "flag":
      return value === true;
    default:
      return String(value);
  }
}

/** @template T @param {string} name @param {T} value @param {(value: T) => boolean | undefined} accepts */
function checked(name, value, accepts) {
  if (!accepts(value)) {
    throw new RangeError(`${name}: unusable value ${value}`);
  }
  return value;
}

/** @param {string} text @returns {number} NaN when it is no size */
function bytes(text) {
  const match = /^(\d+)([KMG]?)B?$/i.exec(text);
  return match ? Number(match[1]) * 1024 ** " KMG".indexOf(match[2].toUpperCase() || " ") : Number.NaN;
}

/** A number takes so many of the usual names. @param {string} option @param {unknown} value */
function names(option, value) {
  const usual = option === "variants" ? VARIANTS : ARCHES;
  if (typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value))) {
    return checked(
      option,
      usual.slice(0, Number(value)),
      (list) => list.length === Number(value) && list.length > 0,
    );
  }
  const list = typeof value === "string" ? value.split(",") : /** @type {string[]} */ (value);
  const grammar = option === "variants" ? /^[A-Za-z0-9]+$/ : /^[a-z0-9_]+$/;
  return checked(option, list, () => list.length > 0 && list.every((name) => grammar.test(name)));
}
