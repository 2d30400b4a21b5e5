import { join } from "node:path";
import type { ByArch, Image, Images, Location } from "@compose-actions/metadata";
import {
  buildManifest,
  COMPOSE_WORDS,
  composeAnnotations,
  composeWords,
  type Digest,
  EMPTY_CONFIG,
  fileBlob,
  fillRepository,
  fillTag,
  locationUrl,
  mediaTypeOf,
  openRepositories,
  parseReference,
  parseRepositoryTemplate,
  parseTemplate,
  Registries,
  RegistryStore,
  type Repositories,
  type Repository,
  type RepositoryTemplate,
  type Template,
} from "@compose-actions/oci";
import { fault, refuse, type StepContext } from "@compose-actions/step";
import type { RequestComposeInputs } from "./inputs.ts";

const WORDS = [...COMPOSE_WORDS, "variant", "arch", "type", "subvariant", "format", "name"] as const;
type Word = (typeof WORDS)[number];

/** What images are as artifacts, as `push-oci` makes them. */
const ARTIFACT_TYPE = "application/vnd.productmd.artifact";

/** The registries of a run: where container images are looked at, and where stored images go. */
export class RegistryReach implements AsyncDisposable {
  readonly #inputs: RequestComposeInputs;
  readonly #context: StepContext;
  readonly #repository: RepositoryTemplate<Word> | undefined;
  readonly #tag: Template<Word>;
  #registries: Registries | undefined;

  /** @throws UserError for templates that are none */
  constructor(inputs: RequestComposeInputs, context: StepContext) {
    this.#inputs = inputs;
    this.#context = context;
    const { repository } = inputs;
    this.#repository =
      repository === undefined ? undefined : parseRepositoryTemplate("repository", repository, WORDS);
    if (this.#repository?.kind === "directory") {
      throw refuse("repository: expected one of a registry", "a directory is what store: directory is for");
    }
    this.#tag = parseTemplate("tag", inputs.tag, WORDS);
  }

  /** @returns undefined when the registry has none */
  async manifest(address: string, digest: Digest, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const reference = parseReference(address);
    if (typeof reference === "string" || reference.target.kind !== "registry") {
      throw refuse(`${address} is no repository of a registry`);
    }
    return (await new RegistryStore(this.#open(), reference.target).manifest(digest, signal))?.bytes;
  }

  /**
   * Pushes the images that lie in a folder, and describes them where they are then.
   *
   * @throws UserError, TransferFailure
   */
  async push(model: Images<Location>, folder: string, signal: AbortSignal): Promise<Images<Location>> {
    await using repositories = openRepositories({ registries: this.#open(), inputs: this.#inputs });
    const images = new Map<string, Map<string, readonly Image<Location>[]>>();
    for (const [variant, arches] of model.images as ByArch<readonly Image<Location>[]>) {
      const moved = new Map<string, readonly Image<Location>[]>();
      for (const [arch, list] of arches) {
        const all: Image<Location>[] = [];
        for (const image of list) {
          const isHere = image.artifact.url === image.artifact.localPath;
          all.push(
            isHere ? await this.#pushOne(image, variant, model, { repositories, folder, signal }) : image,
          );
        }
        moved.set(arch, all);
      }
      images.set(variant, moved);
    }
    return { ...model, images };
  }

  async #pushOne(
    image: Image<Location>,
    variant: string,
    { compose }: Images<Location>,
    { repositories, folder, signal }: { repositories: Repositories; folder: string; signal: AbortSignal },
  ): Promise<Image<Location>> {
    const { arch, type, subvariant, format, artifact } = image;
    const { localPath, size, checksum } = artifact;
    if (this.#repository === undefined || size === null || checksum === null) {
      throw new Error("what was stored has size and checksum");
    }
    const name = localPath.split("/").at(-1) ?? localPath;
    const words = { ...composeWords(compose), variant, arch, type, subvariant, format, name };
    const wordOf = (word: Word): string | undefined => words[word];
    const { target } = fillRepository(this.#repository, wordOf);
    const tag = fillTag(this.#tag, wordOf);
    const repository = repositories.open(target);
    const blob = fileBlob(join(folder, localPath), { digest: checksum as Digest, size, shown: localPath });
    const manifest = buildManifest({
      artifactType: ARTIFACT_TYPE,
      annotations: composeAnnotations(compose),
      layers: [{ title: localPath, digest: blob.digest, size, mediaType: mediaTypeOf(localPath) }],
    });
    const policy = this.#inputs["tag-policy"];
    if (policy === "immutable") {
      await refuseMove(repository, tag, manifest.digest, signal);
    }
    this.#context.reporter.info(`pushing ${localPath} to ${target}:${tag}`);
    for (const part of [EMPTY_CONFIG, blob]) {
      await repository.pushBlob(part, { others: [], signal });
    }
    await repository.pushManifest(manifest, signal);
    await repository.tag(tag, manifest, policy, signal);
    return {
      ...image,
      artifact: { ...artifact, url: locationUrl(repository.address, tag, manifest.digest) },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#registries?.[Symbol.asyncDispose]();
  }

  #open(): Registries {
    const { repository } = this.#inputs;
    const named = repository === undefined ? [] : [`${this.#repository?.start ?? ""}any`];
    this.#registries ??= new Registries({ inputs: this.#inputs, context: this.#context, named });
    return this.#registries;
  }
}

/** @throws UserError for a tag that is something else, before anything is sent */
async function refuseMove(repository: Repository, tag: string, digest: Digest, signal: AbortSignal) {
  const found = await repository.resolve(tag, signal);
  if (found !== undefined && found !== digest) {
    throw fault(
      `A tag that must not move is something else already: ${repository.address}:${tag} is ${found}, and would be ${digest}`,
      "use another tag, or tag-policy: move; the compose is kept in state-file, and the next run continues it",
    );
  }
}
