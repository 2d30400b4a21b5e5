import { compareCodePoints } from "../json/order.ts";
import {
  type AnyMetadata,
  type Artifact,
  type Compose,
  type Composeinfo,
  METADATA_TYPES,
  type Metadata,
  type MetadataType,
} from "../model.ts";
import { writtenVersion } from "../write/serialize.ts";
import { ConflictLog, MergeError, type Undeclared } from "./conflicts.ts";
import { declareVariants, namedVariants } from "./declared-variants.ts";
import { agreed, type Holder } from "./holders.ts";
import { findImageConflicts } from "./image-identity.ts";
import { findTreeConflicts } from "./tree-conflicts.ts";
import { uniteComposeinfo } from "./unite-composeinfo.ts";
import { uniteExtraFiles, uniteImages, uniteModules, uniteRpms } from "./unite-tables.ts";

/** A metadata file that takes part in a merge. */
export interface MergeFile {
  /** How conflicts name it. */
  readonly file: string;
  readonly model: AnyMetadata;
}

export interface MergeOptions {
  /** Refuse variants and arches that composeinfo.json does not declare, instead of adding them. */
  readonly strict?: boolean;
}

export interface Merged {
  /** One of each type that was given, in the order in which files are written. */
  readonly models: readonly AnyMetadata[];
  /** What was added to composeinfo.json because other files name it. */
  readonly completed: readonly Undeclared[];
}

/**
 * One set of metadata from the files of any number of jobs: any number of each type, all of one generation. The result
 * depends neither on the order of the files nor on how they are merged in steps, and merging something twice changes
 * nothing. Of the times of one image the earliest stays. Nothing of the input is changed.
 *
 * All models are in memory at once, since conflicts may lie between any two of them; entries that only one file has are
 * shared with it. The work grows with the number of entries.
 *
 * @throws MergeError with every conflict
 */
export function merge(files: readonly MergeFile[], options: MergeOptions = {}): Merged {
  // What lies in the artifacts is the same in all files once their generations are compared.
  const sources = files
    .map(({ file, model }) => ({ file, model: model as Metadata<Artifact> }))
    .sort((a, b) => compareCodePoints(a.file, b.file) || compareTypes(a.model.type, b.model.type));
  const log = new ConflictLog();
  refuseGenerations(sources, log);
  if (sources.length === 0) {
    return { models: [], completed: [] };
  }
  const compose = uniteCompose(sources, log);
  const united = METADATA_TYPES.flatMap((type) => uniteType(type, sources, compose, log));
  findImageConflicts(ofType(sources, "images"), log);
  findTreeConflicts(united, sources, log);
  const { models, completed, undeclared } = withDeclared(united, sources, options);
  if (log.count > 0 || undeclared.length > 0) {
    throw new MergeError(log.conflicts, { conflictCount: log.count, undeclared });
  }
  return { models: models as readonly AnyMetadata[], completed };
}

interface Source {
  readonly file: string;
  readonly model: Metadata<Artifact>;
}

function compareTypes(a: MetadataType, b: MetadataType): number {
  return METADATA_TYPES.indexOf(a) - METADATA_TYPES.indexOf(b);
}

type OfType<Type extends MetadataType> = Extract<Metadata<Artifact>, { type: Type }>;

function ofType<Type extends MetadataType>(
  sources: readonly Source[],
  type: Type,
): { file: string; model: OfType<Type> }[] {
  return sources.filter(({ model }) => model.type === type) as { file: string; model: OfType<Type> }[];
}

/** Paths and Locations cannot be compared: nothing else is looked at. */
function refuseGenerations(sources: readonly Source[], log: ConflictLog): void {
  const [first, ...others] = sources;
  for (const other of others) {
    if (first !== undefined && other.model.generation !== first.model.generation) {
      log.add("generation", () => [generationSide(first), generationSide(other)]);
    }
  }
  if (log.count > 0) {
    throw new MergeError(log.conflicts, { conflictCount: log.count });
  }
}

function generationSide({ file, model }: Source) {
  return { file, path: "header.version", value: writtenVersion(model) === "2.0" ? "2.0" : "1.x" };
}

function uniteCompose(sources: readonly Source[], log: ConflictLog): Compose {
  const holders = sources.map(({ file, model }) => ({ file, value: model.compose }));
  const compared = { log, holders, at: ["payload", "compose"] };
  const field = <Name extends keyof Compose>(name: Name): Compose[Name] =>
    agreed(compared, {
      rule: "compose",
      field: [name],
      read: (compose) => compose[name],
      // No label is a statement: a compose has one or it has none.
      isAbsent: () => false,
    });
  return {
    id: field("id"),
    date: field("date"),
    type: field("type"),
    respin: field("respin"),
    label: field("label"),
    final:
      agreed(compared, {
        rule: "compose",
        field: ["final"],
        // Without a label it is not written.
        read: ({ label, final }) => (label === null ? null : final),
      }) ?? false,
  };
}

function uniteType(
  type: MetadataType,
  sources: readonly Source[],
  compose: Compose,
  log: ConflictLog,
): Metadata<Artifact>[] {
  const [first] = ofType(sources, type);
  if (first === undefined) {
    return [];
  }
  const { generation } = first.model;
  const common = { generation, compose };
  switch (type) {
    case "images": {
      const images = uniteImages(holdersOf(ofType(sources, type), "images"), log);
      return [{ type, ...common, images }];
    }
    case "rpms": {
      const rpms = uniteRpms(holdersOf(ofType(sources, type), "rpms"), log);
      return [{ type, ...common, rpms }];
    }
    case "extra_files": {
      const extraFiles = uniteExtraFiles(holdersOf(ofType(sources, type), "extraFiles"), log);
      return [{ type, ...common, extraFiles }];
    }
    case "modules": {
      const modules = uniteModules(holdersOf(ofType(sources, type), "modules"), generation, log);
      return [{ type, ...common, modules }];
    }
    case "composeinfo": {
      const parts = uniteComposeinfo(
        ofType(sources, type).map(({ file, model }) => ({ file, value: model })),
        log,
      );
      return [{ type, ...common, ...parts }];
    }
  }
}

function holdersOf<Model, Name extends keyof Model>(
  files: readonly { file: string; model: Model }[],
  table: Name,
): Holder<Model[Name]>[] {
  return files.map(({ file, model }) => ({ file, value: model[table] }));
}

interface WithDeclared {
  readonly models: readonly Metadata<Artifact>[];
  readonly completed: readonly Undeclared[];
  readonly undeclared: readonly Undeclared[];
}

function withDeclared(
  models: readonly Metadata<Artifact>[],
  sources: readonly Source[],
  { strict = false }: MergeOptions,
): WithDeclared {
  const composeinfo = models.find((model): model is Composeinfo<Artifact> => model.type === "composeinfo");
  if (composeinfo === undefined) {
    return { models, completed: [], undeclared: strict ? namedVariants(sources) : [] };
  }
  const { variants, completed, undeclared } = declareVariants(composeinfo, sources);
  if (strict) {
    return { models, completed: [], undeclared: [...completed, ...undeclared] };
  }
  return {
    models: models.map((model) => (model === composeinfo ? { ...composeinfo, variants } : model)),
    completed,
    undeclared,
  };
}
