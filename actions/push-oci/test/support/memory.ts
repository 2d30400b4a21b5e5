import { createHash } from "node:crypto";
import type {
  BlobOutcome,
  BlobSource,
  Digest,
  PinnedManifest,
  Repositories,
  Repository,
  TagPolicy,
} from "@compose-actions/oci";
import { TransferFailure } from "@compose-actions/transfer";
import type { OpenReach } from "../../src/reach.ts";

type Call = { readonly what: "blob" | "manifest" | "tag" | "resolve"; readonly name: string };

/** A repository in memory. It takes only what is what it says. */
export class MemoryRepository implements Repository {
  readonly address: string;
  readonly shown: string;
  readonly blobs = new Map<Digest, Buffer>();
  readonly manifests = new Map<Digest, PinnedManifest>();
  readonly tags = new Map<string, Digest>();
  readonly #registry: MemoryRegistry;

  constructor(address: string, registry: MemoryRegistry) {
    this.address = address;
    this.shown = address;
    this.#registry = registry;
  }

  async resolve(tag: string): Promise<Digest | undefined> {
    await this.#call("resolve", tag);
    return this.tags.get(tag);
  }

  async manifest(digest: Digest): Promise<PinnedManifest | undefined> {
    return this.manifests.get(digest);
  }

  async blobSize(digest: Digest): Promise<number | undefined> {
    return this.blobs.get(digest)?.length;
  }

  async pushBlob(
    blob: BlobSource,
    { others, onBytes, signal }: Parameters<Repository["pushBlob"]>[1],
  ): Promise<BlobOutcome> {
    signal.throwIfAborted();
    await this.#call("blob", blob.shown);
    if (this.blobs.has(blob.digest)) return "existing";
    const source = others.find((other) => other instanceof MemoryRepository && other.blobs.has(blob.digest));
    if (source instanceof MemoryRepository) {
      this.blobs.set(blob.digest, source.blobs.get(blob.digest) as Buffer);
      return "mounted";
    }
    const chunks: Buffer[] = [];
    for await (const chunk of blob.open(0)) {
      chunks.push(chunk);
      onBytes?.(chunk.length);
    }
    const bytes = Buffer.concat(chunks);
    if (`sha256:${createHash("sha256").update(bytes).digest("hex")}` !== blob.digest) {
      throw new TransferFailure("checksum", `${blob.shown} has another digest`, { remedy: "never" });
    }
    this.blobs.set(blob.digest, bytes);
    return "pushed";
  }

  async pushManifest(manifest: PinnedManifest): Promise<"pushed" | "existing"> {
    const { config, layers } = JSON.parse(manifest.bytes.toString());
    await this.#call(
      "manifest",
      layers.map((layer: never) => layer["annotations"]["org.opencontainers.image.title"]).join(),
    );
    for (const { digest } of [config, ...layers]) {
      if (!this.blobs.has(digest)) throw new Error(`${digest} is not there`);
    }
    const known = this.manifests.has(manifest.digest);
    this.manifests.set(manifest.digest, manifest);
    return known ? "existing" : "pushed";
  }

  async tag(tag: string, manifest: PinnedManifest, policy: TagPolicy): Promise<"pushed" | "existing"> {
    await this.#call("tag", tag);
    if (!this.manifests.has(manifest.digest)) throw new Error(`${manifest.digest} is not there`);
    const known = this.tags.get(tag);
    if (known === manifest.digest) return "existing";
    if (known !== undefined && policy === "immutable") {
      throw new TransferFailure("conflict", "the tag is another", { remedy: "never" });
    }
    this.tags.set(tag, manifest.digest);
    return "pushed";
  }

  async #call(what: Call["what"], name: string): Promise<void> {
    this.#registry.calls.push({ what, name });
    await this.#registry.before({ what, name }, this);
  }
}

/** A registry in memory. */
export class MemoryRegistry {
  readonly repositories = new Map<string, MemoryRepository>();
  readonly calls: Call[] = [];
  /** Whatever a test wants to happen before a call is answered. */
  before: (call: Call, repository: MemoryRepository) => unknown = () => undefined;
  closed = 0;

  get open(): OpenReach {
    return () => ({
      repositories: () => this.#repositories(),
      look: async () => undefined,
      [Symbol.asyncDispose]: async () => undefined,
    });
  }

  /** What was asked, in the order of the first time: "blob manifest tag". */
  get order(): string {
    return [...new Set(this.calls.map(({ what }) => what))].join(" ");
  }

  count(what: Call["what"]): number {
    return this.calls.filter((call) => call.what === what).length;
  }

  #repositories(): Repositories {
    return {
      open: (target) => {
        const known = this.repositories.get(target) ?? new MemoryRepository(target, this);
        this.repositories.set(target, known);
        return known;
      },
      [Symbol.asyncDispose]: async () => {
        this.closed += 1;
      },
    };
  }
}
