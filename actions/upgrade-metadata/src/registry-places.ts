import {
  type Artifact,
  type ArtifactContext,
  type Compose,
  checksumAlgorithm,
  type FileEntry,
  type FileFacts,
  isDirectory,
  isLocation,
  isManifestDigest,
  isWeakChecksum,
  knownChecksums,
  type Location,
  localPathProblem,
  REPOMD,
  show,
} from "@compose-actions/metadata";
import type { IndexedManifest, Layer, Registries } from "@compose-actions/oci";
import { countOf, fault, refuse, type StepContext } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer/failure";
import type { UpgradeMetadataInputs } from "./inputs.ts";
import type { RegistryTemplates, TaggedReference } from "./registry-templates.ts";

/** Tags that are asked for at a time. */
const PARALLEL = 8;

/** An artifact that is looked for. */
interface Wanted {
  readonly key: string;
  readonly localPath: string;
  readonly isRepository: boolean;
  readonly size: number | null;
  /** All that are known. */
  readonly checksums: readonly string[];
  /** The one that its Location had, or shall have, when it is strong enough. */
  readonly kept: string | undefined;
}

interface Lacking {
  readonly wanted: Wanted;
  /** What its tag lacks: a sentence whose subject is the tag. */
  readonly problem: string;
}

interface Tagged {
  readonly reference: TaggedReference;
  readonly wanted: Wanted[];
}

/**
 * Finds artifacts in registries by the tags that templates give, and knows their Locations then. What a tag is today is
 * written down: the digest of its manifest.
 */
export class RegistryPlaces {
  readonly #templates: RegistryTemplates;
  readonly #byReference = new Map<string, Tagged>();
  readonly #found = new Map<string, Location>();
  /** By kind and path, whatever variant and arch list it. */
  readonly #byPath = new Map<string, Location>();

  constructor(templates: RegistryTemplates) {
    this.#templates = templates;
  }

  /** Takes an artifact of the metadata, with what is known of its file. @throws UserError */
  add(artifact: Artifact, context: ArtifactContext, compose: Compose, facts: FileFacts | undefined): void {
    if (isDirectory(context) || (isLocation(artifact) && artifact.contents.length > 0)) {
      return;
    }
    const { localPath } = artifact;
    const reference = this.#templates.referenceOf(localPath, context, compose);
    if (reference === undefined) {
      return;
    }
    const name = `${reference.target}:${reference.tag}`;
    const tagged = this.#byReference.get(name) ?? { reference, wanted: [] };
    this.#byReference.set(name, tagged);
    const own = isLocation(artifact) && isManifestDigest(artifact.checksum, artifact.url);
    const checksums = own ? [] : knownChecksums(artifact);
    tagged.wanted.push({
      key: keyOf(artifact, context),
      localPath,
      isRepository: context.kind === "variant_path",
      size: own ? (facts?.size ?? null) : (artifact.size ?? facts?.size ?? null),
      checksums: facts === undefined ? checksums : [...checksums, facts.checksum],
      kept: isLocation(artifact) ? checksums.find((one) => !isWeakChecksum(one)) : undefined,
    });
  }

  /** Where an artifact is; undefined for those that are not looked for. */
  readonly place = (artifact: Artifact, context: ArtifactContext): Location | undefined =>
    this.#found.get(keyOf(artifact, context));

  /**
   * Asks the registries.
   *
   * @throws UserError that lists all that is not there
   */
  async find(inputs: UpgradeMetadataInputs, context: StepContext): Promise<void> {
    const { Registries } = await import("@compose-actions/oci");
    const named = [...this.#byReference.keys()];
    await using registries = new Registries({ inputs, context, named, connections: PARALLEL });
    const lacking: Lacking[] = [];
    const rest = this.#byReference.values();
    const work = async () => {
      for (const tagged of rest) {
        lacking.push(...(await this.#look(tagged, registries, context.signal)));
      }
    };
    const workers = Array.from({ length: PARALLEL }, work);
    try {
      await Promise.all(workers);
    } catch (error) {
      if (!(error instanceof TransferFailure)) {
        throw error;
      }
      const message = `url-map: ${error.message}`;
      // A login that does not suffice is the caller's to mend, as an input is.
      throw (error.failure === "auth" ? refuse : fault)(message, undefined, undefined, error);
    } finally {
      rest.return?.();
      await Promise.allSettled(workers);
    }
    this.#byReference.clear();
    const problems = this.#problemsOf(lacking);
    if (problems.length > 0) {
      throw fault(
        `Not in the registry: ${countOf(problems.length, "artifact", "artifacts")}`,
        "push them, or say in url-map where they are",
        problems.sort(),
      );
    }
  }

  /** What is listed under several variants or arches is one file, and is pushed once: any of its tags will do. */
  #problemsOf(lacking: readonly Lacking[]): string[] {
    return lacking.flatMap(({ wanted, problem }) => {
      const elsewhere = this.#byPath.get(pathKeyOf(wanted));
      if (elsewhere === undefined) {
        return [`${wanted.localPath}: ${problem}`];
      }
      this.#found.set(wanted.key, elsewhere);
      return [];
    });
  }

  /** @returns what is not there */
  async #look(
    { reference, wanted }: Tagged,
    registries: Registries,
    signal: AbortSignal,
  ): Promise<readonly Lacking[]> {
    const { target, tag } = reference;
    const shown = `oci://${target}:${tag}`;
    const manifest = await manifestOf(reference, registries, signal);
    if (typeof manifest === "string") {
      return wanted.map((one) => ({ wanted: one, problem: `${shown} ${manifest}` }));
    }
    return wanted.flatMap((one) => {
      const found = one.isRepository ? repositoryIn(manifest, one) : fileIn(manifest, one);
      if (typeof found === "string") {
        return [{ wanted: one, problem: `${shown} ${found}` }];
      }
      const place = { url: `${shown}@${manifest.digest}`, localPath: one.localPath, ...found };
      this.#found.set(one.key, place);
      this.#byPath.set(pathKeyOf(one), this.#byPath.get(pathKeyOf(one)) ?? place);
      return [];
    });
  }
}

type Found = Omit<Location, "url" | "localPath">;

/** @returns a sentence without its subject when there is none that would do */
async function manifestOf(
  { target, tag }: TaggedReference,
  registries: Registries,
  signal: AbortSignal,
): Promise<IndexedManifest | string> {
  const { indexManifest, parseManifest, parseReference, RegistryStore } = await import(
    "@compose-actions/oci"
  );
  const reference = parseReference(target);
  if (typeof reference === "string" || reference.target.kind !== "registry") {
    return `is no reference: ${typeof reference === "string" ? reference : "it names no registry"}`;
  }
  const pinned = await new RegistryStore(registries, reference.target).resolve(tag, signal);
  if (pinned === undefined) {
    return "does not exist";
  }
  const manifest = parseManifest(pinned.bytes, pinned.mediaType);
  return manifest.kind === "index" ? "is an index, and no manifest" : indexManifest(pinned.digest, manifest);
}

/** The layer with the file's checksum, else that with its path as title. */
function fileIn(manifest: IndexedManifest, { localPath, size, checksums, kept }: Wanted): Found | string {
  const layer = layerIn(manifest, localPath, size, checksums);
  return typeof layer === "string"
    ? layer
    : { size: layer.size, checksum: kept ?? layer.digest, contents: [] };
}

function layerIn(
  manifest: IndexedManifest,
  localPath: string,
  size: number | null,
  checksums: readonly string[],
): Layer | string {
  const exact = checksums.find((checksum) => manifest.byDigest.has(checksum));
  const layer =
    exact === undefined ? manifest.byTitle.get(localPath) : (manifest.byDigest.get(exact) as Layer);
  if (layer === undefined) {
    return "does not hold it";
  }
  if (layer === "ambiguous") {
    return "holds several files of that path";
  }
  const other = checksums.find(
    (checksum) => checksumAlgorithm(checksum) === "sha256" && checksum !== layer.digest,
  );
  if (other !== undefined) {
    return `holds another file of that path: ${layer.digest} instead of ${other}`;
  }
  return size === null || size === layer.size
    ? layer
    : `holds another file of that path: ${layer.size} bytes instead of ${size}`;
}

/** A repository is the set of its repomd.xml and what else is in repodata. */
function repositoryIn(manifest: IndexedManifest, { localPath, size, checksums }: Wanted): Found | string {
  const repomd = layerIn(manifest, `${localPath}/${REPOMD}`, size, checksums);
  if (typeof repomd === "string") {
    return `${repomd} (its ${REPOMD})`;
  }
  const prefix = `${localPath}/`;
  const contents: FileEntry[] = [];
  for (const [title, layer] of manifest.byTitle) {
    const file = title.slice(prefix.length);
    if (!title.startsWith(`${prefix}repodata/`) || localPathProblem(file) !== undefined) {
      continue;
    }
    if (layer === "ambiguous") {
      return `holds several files of the path ${show(title)}`;
    }
    contents.push({ file, size: layer.size, checksum: layer.digest, layerDigest: layer.digest });
  }
  if (!contents.some(({ file }) => file === REPOMD)) {
    return `does not hold its ${REPOMD} under that path`;
  }
  return {
    size: contents.reduce((sum, entry) => sum + entry.size, 0),
    checksum: manifest.digest,
    contents,
  };
}

function pathKeyOf({ isRepository, localPath }: Wanted): string {
  return `${isRepository} ${localPath}`;
}

function keyOf({ localPath }: Artifact, { kind, variant, arch, fieldName }: ArtifactContext): string {
  return `${kind}\n${variant}\n${arch}\n${fieldName ?? ""}\n${localPath}`;
}
