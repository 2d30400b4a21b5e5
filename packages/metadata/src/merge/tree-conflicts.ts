import { type ArtifactContext, treeFiles } from "../artifacts.ts";
import { PathIndex } from "../convert/path-index.ts";
import { checksumAlgorithm } from "../grammar/checksum.ts";
import { directoryOf } from "../grammar/local-path.ts";
import { isOciUrl } from "../grammar/location-url.ts";
import type { JsonPath } from "../json/slicer.ts";
import { type AnyMetadata, type Artifact, isLocation, type Metadata, type TreeFile } from "../model.ts";
import { formatPath } from "../read/checker.ts";
import { type PlaceOf, visitArtifacts } from "../visit-artifacts.ts";
import type { ConflictLog, ConflictSide } from "./conflicts.ts";
import { shown } from "./holders.ts";

/** A file that is merged. */
export interface TreeSource {
  readonly file: string;
  readonly model: Metadata<Artifact>;
}

/**
 * Finds what cannot lie in one tree: one path with different sizes or checksums, a file where others need a directory.
 * The merged metadata tells whether there is anything; only then the files are searched for who says what.
 */
export function findTreeConflicts(
  merged: readonly Metadata<Artifact>[],
  sources: readonly TreeSource[],
  log: ConflictLog,
): void {
  const index = new PathIndex();
  const suspects = { facts: new Set<string>(), directory: new Set<string>() };
  for (const model of merged) {
    visitArtifacts(model as AnyMetadata, (artifact, context) => {
      for (const file of comparableFiles(artifact, context)) {
        const { conflict } = index.add(file);
        if (conflict !== undefined) {
          suspects[conflict.kind].add(conflict.localPath);
        }
      }
    });
  }
  if (suspects.facts.size === 0 && suspects.directory.size === 0) {
    return;
  }
  const claims = new ClaimSearch(suspects.facts, suspects.directory, log);
  for (const { file, model } of sources) {
    visitArtifacts(model as AnyMetadata, (artifact, context, place) =>
      claims.look(file, artifact, context, place),
    );
  }
}

/**
 * What a merged artifact says of its files for good. The size of something in a registry is that of the file or that of
 * the manifest, which only the checksum tells: a later merge may still bring it.
 */
function comparableFiles(artifact: Artifact, context: ArtifactContext): readonly TreeFile[] {
  const files = treeFiles(artifact, context);
  return isLocation(artifact) && isOciUrl(artifact.url) && artifact.checksum === null
    ? files.map((file) => (artifact.contents.length > 0 ? file : { ...file, size: null }))
    : files;
}

interface Fact {
  readonly value: string;
  readonly side: () => ConflictSide;
  /** Tells entries apart that the same file or another one may have. */
  readonly entry: string;
}

/** Goes through the files and names for every suspect the first claim and those that contradict it. */
class ClaimSearch {
  readonly #facts: ReadonlySet<string>;
  readonly #directories: ReadonlySet<string>;
  readonly #log: ConflictLog;
  /** Path and what is claimed of it (size, algorithm) → the first claim. */
  readonly #first = new Map<string, Fact>();
  readonly #named = new Set<string>();
  /** Path that is a file and a directory → the claim of the one kind that came first. */
  readonly #kinds = new Map<
    string,
    { readonly kind: "file" | "below"; readonly side: ConflictSide } | "named"
  >();

  constructor(facts: ReadonlySet<string>, directories: ReadonlySet<string>, log: ConflictLog) {
    this.#facts = facts;
    this.#directories = directories;
    this.#log = log;
  }

  look(file: string, artifact: Artifact, context: ArtifactContext, placeOf: PlaceOf): void {
    for (const [index, found] of treeFiles(artifact, context).entries()) {
      if (this.#facts.has(found.localPath)) {
        this.#lookAtFacts(file, found, fieldsOf(artifact, context, index, placeOf));
      }
      if (this.#directories.size > 0) {
        this.#lookAtDirectories(file, found.localPath, artifact, context, placeOf);
      }
    }
  }

  #lookAtFacts(file: string, { localPath, size, checksums }: TreeFile, fields: Fields): void {
    const entry = fields.entry;
    if (size !== null) {
      const side = () => ({ file, path: fields.size(), value: `${size} bytes (${shown(localPath)})` });
      this.#claim("path-size", `${localPath}\0`, { value: String(size), side, entry });
    }
    for (const checksum of checksums) {
      const algorithm = checksumAlgorithm(checksum);
      const side = () => ({
        file,
        path: fields.checksum(algorithm),
        value: `${checksum} (${shown(localPath)})`,
      });
      this.#claim("path-checksum", `${localPath}\0${algorithm}`, { value: checksum, side, entry });
    }
  }

  #claim(rule: "path-size" | "path-checksum", name: string, fact: Fact): void {
    const first = this.#first.get(name);
    if (first === undefined) {
      this.#first.set(name, fact);
      return;
    }
    const pair = `${name}\0${fact.value}`;
    // What one entry says in several files was compared before.
    if (first.value === fact.value || first.entry === fact.entry || this.#named.has(pair)) {
      return;
    }
    this.#named.add(pair);
    this.#log.add(rule, () => [first.side(), fact.side()]);
  }

  #lookAtDirectories(
    file: string,
    localPath: string,
    artifact: Artifact,
    context: ArtifactContext,
    placeOf: PlaceOf,
  ): void {
    const side = (): ConflictSide => ({
      file,
      path: formatPath([...placeOf(), ...pathField(artifact, context)]),
      value: shown(localPath),
    });
    if (this.#directories.has(localPath)) {
      this.#claimKind(localPath, "file", side);
    }
    for (let above = directoryOf(localPath); above !== ""; above = directoryOf(above)) {
      if (this.#directories.has(above)) {
        this.#claimKind(above, "below", side);
      }
    }
  }

  #claimKind(path: string, kind: "file" | "below", side: () => ConflictSide): void {
    const first = this.#kinds.get(path);
    if (first === undefined) {
      this.#kinds.set(path, { kind, side: side() });
    } else if (first !== "named" && first.kind !== kind) {
      this.#kinds.set(path, "named");
      this.#log.add("directory", () => [first.side, side()]);
    }
  }
}

interface Fields {
  readonly entry: string;
  size(): string;
  checksum(algorithm: string): string;
}

/** @param index - of the file among those that the artifact puts into the tree */
function fieldsOf(artifact: Artifact, context: ArtifactContext, index: number, placeOf: PlaceOf): Fields {
  const { kind, variant, arch } = context;
  const listed = kind === "image" || kind === "extra_file";
  const place = () => [...placeOf(), ...locationField(artifact, context)];
  const within = isLocation(artifact) && artifact.contents.length > 0 ? ["contents", index] : [];
  return {
    entry: JSON.stringify([listed ? [kind, variant, arch] : placeOf(), artifact.localPath, index]),
    size: () => formatPath([...place(), ...within, "size"]),
    checksum: (algorithm) =>
      formatPath([
        ...place(),
        ...(isLocation(artifact) ? [...within, "checksum"] : ["checksums", algorithm]),
      ]),
  };
}

function locationField(artifact: Artifact, { kind }: ArtifactContext): JsonPath {
  return isLocation(artifact) && kind !== "variant_path" ? ["location"] : [];
}

function pathField(artifact: Artifact, context: ArtifactContext): JsonPath {
  if (isLocation(artifact)) {
    return [...locationField(artifact, context), "local_path"];
  }
  switch (context.kind) {
    case "image":
    case "rpm":
      return ["path"];
    case "extra_file":
      return ["file"];
    case "module":
      return ["modulemd_path"];
    case "variant_path":
      return [];
  }
}
