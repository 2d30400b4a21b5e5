import { join } from "node:path";
import { Artifacts } from "./artifacts.mjs";
import { composeinfoPayload, composeSection, planVariants, RELEASE } from "./composeinfo.mjs";
import { extraFilesPayload } from "./extra-files.mjs";
import { imagesPayload } from "./images.mjs";
import { formatJson, sortedKeys, writeObject } from "./json.mjs";
import { modulesPayload } from "./modules.mjs";
import { resolveOptions } from "./options.mjs";
import { packageList } from "./packages.mjs";
import { RandomStream } from "./random.mjs";
import { writeRepodata } from "./repodata.mjs";
import { planCells, writeRpms } from "./rpms.mjs";
import { TextFile } from "./text-file.mjs";

/**
 * @typedef {object} Context what the parts of the generator share
 * @property {import("./options.mjs").ResolvedOptions} options
 * @property {string} compose the compose directory
 * @property {boolean} distributed the metadata is 2.0: Locations instead of paths
 * @property {import("./composeinfo.mjs").Variant[]} variants
 * @property {import("./rpms.mjs").Cell[]} cells
 * @property {(index: number) => import("./packages.mjs").SourcePackage} packages
 * @property {import("./json.mjs").KeyOrder} order
 * @property {Artifacts} artifacts
 * @property {Map<string, import("./repodata.mjs").WrittenRpm>} placedRpms by path; empty without files
 */

/** @typedef {{ compose: string, metadata: string, rpmEntries: number, files: number }} Summary */

/**
 * Writes a compose: OUT/compose/metadata/*.json and, with files, what they name.
 * The same options give the same bytes.
 *
 * @param {import("./options.mjs").GeneratorOptions} options
 * @returns {Summary}
 * @throws {RangeError} an option that cannot be
 */
export function generateCompose(options) {
  const context = createContext(resolveOptions(options));
  let rpmEntries = 0;
  writeDocument(context, "rpms", {
    rpms: (/** @type {TextFile} */ sink, /** @type {number} */ depth) => {
      rpmEntries = writeRpms(sink, depth, context);
    },
  });
  writeDocument(context, "images", { images: imagesPayload(context) });
  writeDocument(context, "extra_files", { extra_files: extraFilesPayload(context) });
  writeDocument(context, "modules", { modules: modulesPayload(context) });
  if (context.options.files) {
    writeRepodata(context);
  }
  writeDocument(context, "composeinfo", composeinfoPayload(context));
  return {
    compose: context.compose,
    metadata: metadataFolder(context),
    rpmEntries,
    files: context.artifacts.count,
  };
}

/**
 * Writes one metadata file.
 *
 * @param {Context} context
 * @param {string} kind
 * @param {Record<string, unknown>} members of the payload besides compose: values, or functions that write one
 */
function writeDocument(context, kind, members) {
  const { options, order } = context;
  const file = new TextFile(join(metadataFolder(context), `${kind}.json`));
  /** @type {(value: unknown, depth: number) => void} */
  const write = (value, depth) =>
    typeof value === "function" ? value(file, depth) : file.write(formatJson(value, depth, order));
  const payload = /** @type {Record<string, unknown>} */ ({ compose: composeSection(options), ...members });
  const keys = order(Object.keys(payload));
  const header = {
    ...(options.version === "1.0" ? {} : { type: `productmd.${kind}` }),
    version: options.version,
  };
  /** @type {[string, () => void][]} */
  const parts = [
    ["header", () => write(header, 1)],
    [
      "payload",
      () =>
        writeObject(
          file,
          1,
          keys.map((key) => [key, payload[key]]),
          (value) => write(value, 2),
        ),
    ],
  ];
  writeObject(file, 0, options.shuffle ? parts.reverse() : parts, (writePart) => writePart());
  file.close();
}

/** @param {Context} context */
function metadataFolder({ compose }) {
  return join(compose, "metadata");
}

/** @param {import("./options.mjs").ResolvedOptions} options @returns {Context} */
function createContext(options) {
  const compose = join(options.out, "compose");
  const variants = planVariants(options);
  const shuffled = new RandomStream(options.seed, "key order");
  return {
    options,
    compose,
    distributed: options.version === "2.0",
    variants,
    cells: planCells(options, variants),
    packages: packageList(options.seed, RELEASE.dist),
    order: options.shuffle ? (keys) => shuffled.shuffle(keys) : sortedKeys,
    artifacts: new Artifacts(compose, options.seed, options.files),
    placedRpms: new Map(),
  };
}
