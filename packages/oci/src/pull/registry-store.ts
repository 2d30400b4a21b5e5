import { createHash } from "node:crypto";
import { headerOf, TransferFailure } from "@compose-actions/transfer";
import { addressOf, type RegistryTarget } from "../reference.ts";
import type { Registries } from "../registry/registries.ts";
import type { Registry, RegistryAnswer } from "../registry/registry.ts";
import type { Digest, PinnedManifest } from "../repository.ts";
import { MANIFEST_ACCEPT, MAX_MANIFEST_BYTES, parseManifest } from "./manifest.ts";
import type { ArtifactStore } from "./store.ts";

/** A repository of a registry, for reading. */
export class RegistryStore implements ArtifactStore {
  readonly address: string;
  readonly #registry: Registry;
  readonly #name: string;

  constructor(registries: Registries, target: RegistryTarget) {
    this.address = addressOf(target);
    this.#registry = registries.registry(target.registry);
    this.#name = target.name;
  }

  resolve(tag: string, signal: AbortSignal): Promise<PinnedManifest | undefined> {
    return this.#fetch(tag, undefined, signal);
  }

  manifest(digest: Digest, signal: AbortSignal): Promise<PinnedManifest | undefined> {
    return this.#fetch(digest, digest, signal);
  }

  async blobSize(digest: Digest, signal: AbortSignal): Promise<number | undefined> {
    const answer = await this.#registry.request(
      { method: "HEAD", path: `blobs/${digest}`, repository: this.#name, actions: ["pull"] },
      signal,
    );
    if (answer.status === 404) {
      return undefined;
    }
    const length = headerOf(answer.headers, "content-length");
    if (answer.status !== 200 || length === undefined || !/^\d{1,15}$/.test(length)) {
      throw answer.status === 200
        ? new TransferFailure("protocol", `${this.#registry.name} does not say how big the blob is`, {
            remedy: "elsewhere",
          })
        : this.#registry.failure(answer, `the blob ${digest}`);
    }
    return Number(length);
  }

  blobUrl(digest: Digest): URL {
    return this.#registry.urlOf(this.#name, `blobs/${digest}`);
  }

  async #fetch(
    reference: string,
    expected: Digest | undefined,
    signal: AbortSignal,
  ): Promise<PinnedManifest | undefined> {
    const answer = await this.#registry.request(
      {
        method: "GET",
        path: `manifests/${reference}`,
        repository: this.#name,
        actions: ["pull"],
        headers: { accept: MANIFEST_ACCEPT },
        maxBytes: MAX_MANIFEST_BYTES,
      },
      signal,
    );
    if (answer.status === 404) {
      return undefined;
    }
    if (answer.status !== 200) {
      throw this.#registry.failure(answer, `the manifest ${reference}`);
    }
    return this.#pin(answer, expected);
  }

  /** The digest that a registry says in a header is not looked at: it is the bytes that count. */
  #pin({ body, headers }: RegistryAnswer, expected: Digest | undefined): PinnedManifest {
    const digest: Digest = `sha256:${createHash("sha256").update(body).digest("hex")}`;
    if (expected !== undefined && digest !== expected) {
      throw new TransferFailure(
        "checksum",
        `${this.#registry.name} answers with other bytes than the manifest's: ${digest} instead of ${expected}`,
        { remedy: "elsewhere" },
      );
    }
    const { mediaType } = parseManifest(body, headerOf(headers, "content-type") ?? "");
    return { digest, mediaType, bytes: body };
  }
}
