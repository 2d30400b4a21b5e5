import {
  type ErrorList,
  noteIgnored,
  parseFile,
  readMetadataFile,
  type Source,
  shownPath,
  theCompose,
} from "@compose-actions/compose";
import {
  type AnyMetadata,
  type Compose,
  locations,
  type MetadataType,
  RpmsStream,
  type Warning,
  WarningLog,
} from "@compose-actions/metadata";
import type { ConsistencyCheck } from "./consistency.ts";
import type { Inventory } from "./inventory.ts";

/** In this order each file knows what it needs of those before it. */
const ORDER: readonly MetadataType[] = ["composeinfo", "images", "extra_files", "modules"];

/** What metadata is read into. */
export type InventoryTaker = Pick<Inventory, "add" | "knowVariants" | "log" | "hasRpms">;

/** What a file says besides the artifacts. */
interface ReadFile {
  readonly compose: Compose;
  readonly warnings: readonly Warning[];
}

/** Reads the metadata of a compose into an inventory; the errors of all files are told together. */
export class MetadataReading {
  readonly #sources: readonly Source[];
  readonly #inventory: InventoryTaker;
  readonly #errors: ErrorList;
  readonly #signal: AbortSignal;
  readonly #log = new WarningLog();
  readonly #composes: { readonly source: Source; readonly compose: Compose }[] = [];

  /** @param errors - what went wrong with finding the sources */
  constructor(sources: readonly Source[], inventory: InventoryTaker, errors: ErrorList, signal: AbortSignal) {
    this.#sources = sources;
    this.#inventory = inventory;
    this.#errors = errors;
    this.#signal = signal;
    noteIgnored(sources, this.#log);
  }

  /** Reads all files but that of the packages, which is by far the largest. */
  async readSmall(): Promise<void> {
    for (const type of ORDER) {
      await this.#read(type);
    }
  }

  /**
   * Reads the packages; then everything is known.
   *
   * @throws UserError, MetadataError for what is wrong with any of the files
   */
  async readPackages(): Promise<void> {
    await this.#read("rpms");
    this.#errors.throwAny();
    theCompose(this.#composes, this.#log);
  }

  /** The compose that all files are of. */
  get compose(): Compose {
    const [first] = this.#composes;
    if (first === undefined) {
      throw new Error("no metadata was read");
    }
    return first.compose;
  }

  warnings(): Warning[] {
    return this.#log.warnings();
  }

  async #read(type: MetadataType): Promise<void> {
    for (const source of this.#sources.filter(({ identity }) => identity.type === type)) {
      await this.#errors.collect(async () => {
        const { compose, warnings } = await readIntoInventory(source, this.#inventory, this.#signal);
        this.#composes.push({ source, compose });
        this.#log.merge(warnings);
      });
    }
  }
}

/** @throws MetadataError */
async function readIntoInventory(
  source: Source,
  inventory: InventoryTaker,
  signal: AbortSignal,
): Promise<ReadFile> {
  if (source.identity.type === "rpms") {
    inventory.hasRpms = true;
    if (source.identity.version.major > 0) {
      return streamPackages(source, inventory, signal);
    }
  }
  const { model, warnings } = await parseFile(source.path, source.identity, signal, shownPath(source));
  if (model.type === "composeinfo") {
    inventory.knowVariants(model);
  }
  for (const record of locations(model)) {
    inventory.add(record.artifact, record);
  }
  return { compose: model.compose, warnings: withoutFindings(model, warnings, inventory) };
}

async function streamPackages(
  source: Source,
  inventory: InventoryTaker,
  signal: AbortSignal,
): Promise<ReadFile> {
  const stream = new RpmsStream(source.identity, {
    version: "2.0",
    keepEmpty: true,
    file: shownPath(source),
    artifact: (artifact, context) => {
      inventory.add(artifact, context);
      return artifact;
    },
  });
  await readMetadataFile(
    source.path,
    (chunk) => {
      stream.push(chunk);
      return true;
    },
    signal,
    shownPath(source),
  );
  return stream.finish();
}

/** Warnings of the reader that are findings here. */
const FINDINGS: ReadonlyMap<string, string> = new Map<ConsistencyCheck, string>([
  [
    "image-identity",
    "the images are equal in subvariant, type, format, arch and disc number, but not in their checksums",
  ],
  ["repeated-image", "the image is listed more than once in the same variant and arch"],
]);

function withoutFindings(
  model: AnyMetadata,
  warnings: readonly Warning[],
  inventory: InventoryTaker,
): Warning[] {
  return warnings.filter(({ code, count, examples }) => {
    const message = FINDINGS.get(code);
    if (message === undefined) {
      return true;
    }
    for (const [index, path] of examples.entries()) {
      // The reader counts all and names the first few.
      const standsFor = index === examples.length - 1 ? count - index : 1;
      inventory.log.add(code as ConsistencyCheck, { path, message, group: model.type }, standsFor);
    }
    return false;
  });
}
