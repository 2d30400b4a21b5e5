import { TransferFailure } from "@compose-actions/transfer";
import { OneAtATime } from "../blobs/one-at-a-time.ts";
import type { RegistryStore } from "../pull/registry-store.ts";
import { isTag } from "../reference.ts";
import type {
  BlobOutcome,
  BlobSource,
  Digest,
  PinnedManifest,
  Repository,
  TagPolicy,
} from "../repository.ts";
import { uploadBlob } from "./blob-upload.ts";
import { lookFor, proveThere } from "./look.ts";
import { hasManifest, MissingBlobs, neededBlobs, putManifest } from "./push-manifest.ts";
import { listReferrer, listsReferrers, subjectOf } from "./referrers-tag.ts";
import type { UploadContext } from "./upload-context.ts";

type PushBlobOptions = Parameters<Repository["pushBlob"]>[1];

/** A repository of a registry. */
export class RegistryRepository implements Repository {
  readonly address: string;
  readonly shown: string;
  readonly #context: UploadContext;
  readonly #store: RegistryStore;
  /** Blobs that this run has seen there. */
  readonly #there = new Set<Digest>();
  /** Blobs that this run was given: a registry may lose them again. */
  readonly #sources = new Map<Digest, BlobSource>();
  readonly #pushing = new OneAtATime<Digest>();
  /** Lists of what is attached, by subject. */
  readonly #listing = new OneAtATime<Digest>();

  /** @param store - the same repository, for reading */
  constructor(context: UploadContext, store: RegistryStore) {
    this.address = context.address;
    this.shown = context.address;
    this.#context = context;
    this.#store = store;
  }

  async resolve(tag: string, signal: AbortSignal): Promise<Digest | undefined> {
    return (await this.#store.resolve(tag, signal))?.digest;
  }

  manifest(digest: Digest, signal: AbortSignal): Promise<PinnedManifest | undefined> {
    return this.#store.manifest(digest, signal);
  }

  blobSize(digest: Digest, signal: AbortSignal): Promise<number | undefined> {
    return this.#store.blobSize(digest, signal);
  }

  async pushBlob(blob: BlobSource, options: PushBlobOptions): Promise<BlobOutcome> {
    const { digest } = blob;
    this.#sources.set(digest, blob);
    const others = options.others.filter((other) => this.#isNeighbour(other));
    // Looked for before this push is under way: so nobody waits for one that waits for him.
    const elsewhere = others.map((other) => other.#pushing.underWay(digest)).find((one) => one !== undefined);
    return this.#pushing.run(digest, options.signal, async () => {
      if (this.#there.has(digest)) {
        return "existing";
      }
      const outcome = await this.#push(blob, others, elsewhere, options);
      this.#there.add(digest);
      return outcome;
    });
  }

  async pushManifest(manifest: PinnedManifest, signal: AbortSignal): Promise<"pushed" | "existing"> {
    const subject = subjectOf(manifest)?.digest;
    if (await hasManifest(this.#context, manifest, signal)) {
      // A run that was killed may have put the manifest, and not on the list.
      if (subject !== undefined && !(await listsReferrers(this.#context, subject, signal))) {
        await this.#list(manifest, subject, signal);
      }
      return "existing";
    }
    const { listsReferrers: isListed } = await this.#put(manifest, manifest.digest, signal);
    const stored = await this.#store.manifest(manifest.digest, signal);
    if (stored === undefined) {
      throw new TransferFailure(
        "protocol",
        `${this.#context.registry.name} took the manifest ${manifest.digest}, and does not have it`,
        { remedy: "elsewhere" },
      );
    }
    if (subject !== undefined && !isListed) {
      await this.#list(manifest, subject, signal);
    }
    return "pushed";
  }

  async tag(
    tag: string,
    manifest: PinnedManifest,
    policy: TagPolicy,
    signal: AbortSignal,
  ): Promise<"pushed" | "existing"> {
    if (!isTag(tag)) {
      throw new TypeError("no tag");
    }
    const former = await this.resolve(tag, signal);
    if (former === manifest.digest) {
      return "existing";
    }
    if (former !== undefined && policy === "immutable") {
      throw this.#conflict(tag, `is at ${former}, and must not be moved to ${manifest.digest}`);
    }
    await this.#put(manifest, tag, signal);
    const now = await this.resolve(tag, signal);
    if (now !== manifest.digest) {
      throw this.#conflict(tag, `was put to ${manifest.digest}, and is at ${now ?? "nothing"}`);
    }
    return "pushed";
  }

  /** Another repository of the same registry: it can take blobs from there by itself. */
  #isNeighbour(other: Repository): other is RegistryRepository {
    return (
      other instanceof RegistryRepository &&
      other !== this &&
      other.#context.registry === this.#context.registry
    );
  }

  async #push(
    blob: BlobSource,
    others: readonly RegistryRepository[],
    elsewhere: Promise<void> | undefined,
    { onBytes = () => undefined, signal }: PushBlobOptions,
  ): Promise<BlobOutcome> {
    const { digest, size } = blob;
    if ((await lookFor(this.#context, digest, size, signal)) === "there") {
      return "existing";
    }
    // One of them sends it: two need not.
    await elsewhere;
    const holder = others.find((other) => other.#there.has(digest));
    const mountFrom = holder === undefined ? undefined : holder.#context.name;
    const outcome = await uploadBlob(this.#context, blob, { mountFrom, onBytes, signal });
    if (outcome === "mounted" && (await lookFor(this.#context, digest, size, signal)) !== "there") {
      await uploadBlob(this.#context, blob, { mountFrom: undefined, onBytes, signal });
      await proveThere(this.#context, digest, size, signal);
      return "pushed";
    }
    if (outcome === "pushed") {
      await proveThere(this.#context, digest, size, signal);
    }
    return outcome;
  }

  /** Puts a manifest; when the registry has lost blobs since, they are sent once more. */
  async #put(manifest: PinnedManifest, reference: string, signal: AbortSignal) {
    try {
      return await putManifest(this.#context, manifest, reference, signal);
    } catch (error) {
      if (!(error instanceof MissingBlobs)) {
        throw error;
      }
      const needed = neededBlobs(manifest);
      const sources = needed.flatMap((digest) => this.#sources.get(digest) ?? []);
      if (sources.length < needed.length) {
        throw error;
      }
      for (const blob of sources) {
        await this.#pushAgain(blob, signal);
      }
    }
    return putManifest(this.#context, manifest, reference, signal);
  }

  /** Without asking: what the registry says of it has proved to be wrong. */
  async #pushAgain(blob: BlobSource, signal: AbortSignal): Promise<void> {
    const { digest, size } = blob;
    this.#there.delete(digest);
    await this.#pushing.run(digest, signal, async () => {
      await uploadBlob(this.#context, blob, { mountFrom: undefined, onBytes: () => undefined, signal });
      await proveThere(this.#context, digest, size, signal);
      this.#there.add(digest);
    });
  }

  #list(manifest: PinnedManifest, subject: Digest, signal: AbortSignal): Promise<void> {
    return this.#listing.run(subject, signal, () =>
      listReferrer(this.#context, this.#store, manifest, subject, signal),
    );
  }

  #conflict(tag: string, what: string): TransferFailure {
    return new TransferFailure("conflict", `${this.shown}: the tag ${tag} ${what}`, { remedy: "never" });
  }
}
