import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AnyMetadata, type Images, isDistributed, type Location } from "@compose-actions/metadata";
import {
  type ComposeResults,
  foreseeableClashes,
  type ImagesWish,
  type ImageWish,
} from "@compose-actions/services";
import { refuse, type StepContext } from "@compose-actions/step";
import { FileStore } from "@compose-actions/transfer";
import { type ImageCompose, imageCompose } from "./image-compose.ts";
import { readImageLines } from "./image-lines.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import type { Origin } from "./maker.ts";
import { RegistryReach } from "./registry-reach.ts";
import { checkNamed } from "./settings.ts";

/** What was asked for of an image. */
export type AskedImage = Pick<ImageWish, "arch" | "imageType" | "distribution" | "targets">;

export interface ListingOptions {
  readonly inputs: RequestComposeInputs;
  readonly context: StepContext;
  /** Of each request its images; nothing when composes were named and the request was not given. */
  readonly asked: readonly (readonly AskedImage[])[];
}

/** Where a store puts its files, below its directory. */
export const TREE = "compose";
/** Of a variant that nobody will read of. */
const UNNAMED = "Images";
/** How long another run may keep the store to itself; one on another machine that is dead is found out within that. */
const LOCK_TIMEOUT_MS = 150_000;

/**
 * How the images of a run are listed, and where those are put that would not stay where the service has them. What cannot
 * be listed is refused before anything is built.
 */
export class ImageListing implements AsyncDisposable {
  readonly #inputs: RequestComposeInputs;
  readonly #context: StepContext;
  readonly #wishes: readonly (readonly ImageWish[])[];
  readonly #compose: ImageCompose | undefined;
  readonly #registries: RegistryReach;
  #at: number | undefined;
  #store: Promise<FileStore> | undefined;
  #scratch: string | undefined;

  /** @throws UserError */
  constructor({ inputs, context, asked }: ListingOptions) {
    this.#inputs = inputs;
    this.#context = context;
    checkNamed(inputs, asked.length);
    const lines = readImageLines(inputs.images ?? []);
    const count = asked.flat().length;
    if (count > 0 && lines.length > count) {
      throw refuse(`images has ${lines.length} lines, and the request is for ${count}`);
    }
    let next = 0;
    // Without the request there is an image in each compose.
    const known: readonly (readonly AskedImage[])[] =
      asked.length > 0 ? asked : (inputs["compose-id"] ?? []).map(() => [{}]);
    this.#wishes = known.map((images) => images.map((image) => this.#wish(image, lines[next++])));
    this.#compose = imageCompose(inputs, this.#wishes.flat()[0]?.distribution);
    this.#registries = new RegistryReach(inputs, context);
    if (isListing(inputs)) {
      this.#refuseUnlisted();
      if (inputs.store === "directory") {
        FileStore.probe(this.#storeDirectory(), this.#storeInput);
      }
    }
  }

  /** How the images of one compose are to be listed. */
  async wishFor({ index, requestedAt }: Origin): Promise<ImagesWish> {
    // All images are of one compose, however long it took to ask for them.
    this.#at ??= requestedAt;
    const compose = this.#compose ?? NO_COMPOSE;
    return {
      isListed: isListing(this.#inputs),
      compose: compose.at(this.#at),
      release: compose.release,
      images: this.#wishes[index ?? 0] ?? [],
      readManifest: (address, digest, signal) => this.#registries.manifest(address, digest, signal),
      store: this.#inputs.store === "none" ? undefined : await this.#openStore(),
    };
  }

  /** What was stored on the way is brought where it stays. */
  async settle(results: ComposeResults, signal: AbortSignal): Promise<ComposeResults> {
    const { problems, unlisted = [] } = results;
    const isWhole = problems.length === 0 && unlisted.length === 0;
    if (this.#inputs.store !== "push-oci" || this.#scratch === undefined || !isWhole) {
      return results;
    }
    const tree = join(this.#scratch, TREE);
    const metadata: AnyMetadata[] = [];
    for (const model of results.metadata) {
      const isStored = model.type === "images" && isDistributed(model);
      metadata.push(isStored ? await this.#registries.push(model as Images<Location>, tree, signal) : model);
    }
    return { ...results, metadata };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      (await this.#store?.catch(() => undefined))?.close();
      await this.#registries[Symbol.asyncDispose]();
    } finally {
      if (this.#scratch !== undefined) {
        rmSync(this.#scratch, { recursive: true, force: true });
      }
    }
  }

  #wish(asked: AskedImage, line: Partial<ImageWish> = {}): ImageWish {
    const variant = line.variant ?? this.#inputs.variant;
    if (variant === undefined && isListing(this.#inputs)) {
      throw refuse("variant: required for output, unless images names one for each image");
    }
    return { ...asked, ...line, variant: variant ?? UNNAMED };
  }

  #refuseUnlisted(): void {
    const compose = this.#compose;
    if (compose === undefined) {
      throw refuse(
        "metadata-compose-id: required for output, unless release-short and release-version are given or the request names a distribution",
      );
    }
    const options = { compose: compose.at(Date.now()), release: compose.release };
    const [clash, ...others] = foreseeableClashes(this.#wishes.flat(), options);
    if (clash !== undefined) {
      throw refuse(`images: ${clash}`, undefined, others);
    }
  }

  /** Opened when it is needed: another run may use the directory while this one waits. */
  #openStore(): Promise<FileStore> {
    this.#store ??= FileStore.open({
      output: this.#storeDirectory(),
      subject: this.#storeInput,
      lockTimeoutMs: LOCK_TIMEOUT_MS,
      signal: this.#context.signal,
    });
    return this.#store;
  }

  get #storeInput(): string {
    return this.#inputs["store-directory"] === undefined ? "output" : "store-directory";
  }

  #storeDirectory(): string {
    const { store, output, "store-directory": directory } = this.#inputs;
    if (store === "push-oci") {
      this.#scratch ??= mkdtempSync(join(tmpdir(), "compose-images-"));
      return this.#scratch;
    }
    return directory ?? output ?? ".";
  }
}

/** Whether metadata comes of the run. */
function isListing({ output, operation, wait }: RequestComposeInputs): boolean {
  return output !== undefined && (operation === "wait" || (operation === "create" && wait));
}

/** Nothing is written of it. */
const NO_COMPOSE: ImageCompose = {
  at: () => ({
    id: "none-0-20000101.t.0",
    date: "20000101",
    type: "test",
    respin: 0,
    label: null,
    final: false,
  }),
  release: undefined,
};
