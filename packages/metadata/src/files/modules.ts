import { show } from "../json/describe.ts";
import { arrayText, objectText, quote } from "../json/text.ts";
import { type Artifact, isLocation, type Module, type Modulemd } from "../model.ts";
import { type Checker, isObject, type JsonObject } from "../read/checker.ts";
import { generationOf, type Version } from "./header.ts";
import { locationText, readLocalPath, readLocation } from "./location.ts";

const FIELDS = {
  1: new Set(["metadata", "modulemd_path", "rpms"]),
  2: new Set(["name", "stream", "version", "context", "arch", "location", "rpms"]),
} as const;
const NAME_FIELDS = ["name", "stream", "version", "context"] as const;
/** What 2.0 can hold of a module's metadata, besides the `uid` that its key is. */
const HELD_BY_2: ReadonlySet<string> = new Set(NAME_FIELDS);

/** A module with its key in the model: name:stream[:version[:context]]. */
export interface KeyedModule {
  readonly uid: string;
  readonly module: Module<Artifact>;
}

/**
 * Reads one module (productmd: modules); the checker stands at it.
 *
 * @param key - its key in the file: the uid, in 2.0 followed by a colon and the arch
 */
export function readModule(
  checker: Checker,
  value: unknown,
  key: string,
  arch: string,
  version: Version,
): KeyedModule | undefined {
  const fields = checker.object(value);
  if (fields === undefined) {
    return undefined;
  }
  const generation = generationOf(version);
  checker.knownFields(fields, FIELDS[generation]);
  const rpms =
    fields["rpms"] === undefined
      ? []
      : checker.at("rpms", () => checker.list(fields["rpms"], (element) => checker.string(element)));
  const module =
    generation === 2 ? readModule2(checker, fields, key, arch) : readModule1(checker, fields, key, arch);
  return module === undefined || rpms === undefined
    ? undefined
    : {
        uid: module.uid,
        module: { arch: module.arch, metadata: module.metadata, modulemd: module.modulemd, rpms },
      };
}

interface Parts extends Omit<Module<Artifact>, "rpms"> {
  readonly uid: string;
}

function readModule2(checker: Checker, fields: JsonObject, key: string, keyArch: string): Parts | undefined {
  const arch =
    fields["arch"] === undefined ? keyArch : checker.at("arch", () => checker.word(fields["arch"]));
  const location = readLocation(checker, fields["location"], "location");
  const names = NAME_FIELDS.map((name) => checker.at(name, () => checker.string(fields[name] ?? "")) ?? "");
  if (arch === undefined || location === undefined) {
    return undefined;
  }
  if (!key.endsWith(`:${arch}`)) {
    return checker.issue(`the module's key must end with its arch, ${show(`:${arch}`)}`);
  }
  const uid = key.slice(0, -(arch.length + 1));
  const metadata = new Map<string, string>(NAME_FIELDS.map((name, index) => [name, names[index] ?? ""]));
  // 2.0 has no koji_tag; 1.2 must name one (productmd: modules).
  metadata.set("uid", uid).set("koji_tag", "");
  return { uid, arch, metadata, modulemd: [{ category: "binary", artifact: location }] };
}

function readModule1(checker: Checker, fields: JsonObject, key: string, arch: string): Parts | undefined {
  const metadata = checker.at("metadata", () => readMetadata(checker, fields["metadata"] ?? {}));
  const modulemd = checker.at("modulemd_path", () =>
    readModulemdPath(checker, fields["modulemd_path"] ?? {}),
  );
  return metadata === undefined || modulemd === undefined
    ? undefined
    : { uid: key, arch, metadata, modulemd };
}

function readMetadata(checker: Checker, value: unknown): ReadonlyMap<string, string> | undefined {
  const fields = checker.object(value);
  if (fields === undefined) {
    return undefined;
  }
  const metadata = new Map<string, string>();
  for (const name of Object.keys(fields)) {
    const text = checker.at(name, () => checker.string(fields[name]));
    if (text !== undefined) {
      metadata.set(name, text);
    }
  }
  return metadata;
}

/** One path (1.0) or a map from category to path, in file order. */
function readModulemdPath(checker: Checker, value: unknown): readonly Modulemd<Artifact>[] | undefined {
  if (typeof value === "string") {
    return readModulemd(checker, value, null);
  }
  if (!isObject(value)) {
    return checker.expected("a path, or an object with the categories binary, debug, source", value);
  }
  return Object.keys(value).flatMap((category) =>
    checker.at(category, () => readModulemd(checker, value[category], category) ?? []),
  );
}

function readModulemd(
  checker: Checker,
  value: unknown,
  category: string | null,
): readonly Modulemd<Artifact>[] | undefined {
  const localPath = readLocalPath(checker, value);
  return localPath === undefined
    ? undefined
    : [{ category, artifact: { localPath, size: null, checksums: [] } }];
}

/** The names of metadata that 2.0 has no place for and that say something. */
export function lostModuleFields(key: string, module: Module<Artifact>): string[] {
  return [...module.metadata]
    .filter(([name, text]) => !HELD_BY_2.has(name) && text !== "" && !(name === "uid" && text === key))
    .map(([name]) => name);
}

/** The key of a module in the file. */
export function moduleKey(uid: string, module: Module<Artifact>, generation: 1 | 2): string {
  return generation === 2 ? `${uid}:${module.arch}` : uid;
}

/** One module as JSON. */
export function moduleText(module: Module<Artifact>, level: number): string {
  const rpms = arrayText(module.rpms.map(quote), level + 1);
  const first = module.modulemd[0]?.artifact;
  if (first !== undefined && isLocation(first)) {
    return objectText(
      [
        ...NAME_FIELDS.map((name) => [name, quote(module.metadata.get(name) ?? "")] as const),
        ["arch", quote(module.arch)],
        ["location", locationText(first, level + 1)],
        ["rpms", rpms],
      ],
      level,
    );
  }
  return objectText(
    [
      [
        "metadata",
        objectText(
          [...module.metadata].map(([name, text]) => [name, quote(text)] as const),
          level + 1,
        ),
      ],
      ["modulemd_path", modulemdText(module, level + 1)],
      ["rpms", rpms],
    ],
    level,
  );
}

function modulemdText(module: Module<Artifact>, level: number): string {
  const [first] = module.modulemd;
  if (first !== undefined && first.category === null) {
    return quote(first.artifact.localPath);
  }
  return objectText(
    module.modulemd.map(
      ({ category, artifact }) => [category ?? "binary", quote(artifact.localPath)] as const,
    ),
    level,
  );
}
