import type { Location } from "@compose-actions/metadata";
import { TransferFailure } from "@compose-actions/transfer";
import { addressOf, LAYOUT_HOST, type LayoutTarget, type RegistryTarget } from "../reference.ts";
import type { Registries } from "../registry/registries.ts";
import type { Digest } from "../repository.ts";
import { type DeclaredFile, declaredFiles, pinnedReference } from "./declared-files.ts";
import type { IndexedManifest } from "./indexed-manifest.ts";
import { chooseLayer } from "./layer-choice.ts";
import type { LayoutMap } from "./layout-map.ts";
import { LayoutStore } from "./layout-store.ts";
import { pinnedManifest } from "./manifests.ts";
import { RegistryStore } from "./registry-store.ts";
import type { ArtifactStore } from "./store.ts";

/** Where the bytes of a file are. */
export interface LocatedFile {
  readonly localPath: string;
  readonly size: number;
  /** All that are known, `algorithm:digest`; all must hold. The layer's digest is one of them. */
  readonly checksums: readonly string[];
  readonly digest: Digest;
  /** `https:` or `http:`, to be asked with the run's registries as authorizer; `file:` for a layout directory. */
  readonly url: string;
}

/** Layers of manifests that are kept in memory; those not used for longest are forgotten first. */
const MAX_KEPT_LAYERS = 200_000;

interface Kept {
  readonly manifest: Promise<IndexedManifest>;
  weight: number;
}

/** Finds out what Locations in registries and layout directories stand for. One for a run: it keeps manifests. */
export class Artifacts {
  readonly #registries: Registries;
  readonly #layouts: LayoutMap;
  readonly #stores = new Map<string, ArtifactStore>();
  readonly #kept = new Map<string, Kept>();
  #layers = 0;

  constructor(registries: Registries, layouts: LayoutMap) {
    this.#registries = registries;
    this.#layouts = layouts;
  }

  /**
   * Where a file is that a Location stands for.
   *
   * @param url - of the Location
   * @param file - one of the Location's {@link declaredFiles}, or another one that is meant to lie with them
   * @throws TransferFailure
   */
  async locate(url: string, file: DeclaredFile, signal: AbortSignal): Promise<LocatedFile> {
    const { target, digest } = pinnedReference(url);
    const store = this.store(target);
    const manifest = await this.#manifest(store, digest, file, signal);
    const layer = chooseLayer(file, manifest);
    return {
      localPath: file.localPath,
      size: layer.size,
      checksums: [...new Set([...file.checksums, layer.digest])],
      digest: layer.digest,
      url: store.blobUrl(layer.digest).href,
    };
  }

  /** All files of a Location. @throws TransferFailure */
  async files(location: Location, signal: AbortSignal): Promise<readonly LocatedFile[]> {
    const { digest } = pinnedReference(location.url);
    const files: LocatedFile[] = [];
    for (const file of declaredFiles(location, digest)) {
      files.push(await this.locate(location.url, file, signal));
    }
    return files;
  }

  /** @throws TransferFailure when there is no such layout directory */
  store(target: RegistryTarget | LayoutTarget): ArtifactStore {
    const address = addressOf(target);
    let store = this.#stores.get(address);
    if (store === undefined) {
      store =
        target.kind === "registry" ? new RegistryStore(this.#registries, target) : this.#layout(target.name);
      this.#stores.set(address, store);
    }
    return store;
  }

  #layout(name: string): ArtifactStore {
    const found = this.#layouts.find(name);
    if (typeof found === "string") {
      throw new TransferFailure("path", found, { remedy: "elsewhere" });
    }
    return new LayoutStore(found.directory, `${LAYOUT_HOST}/${name}`);
  }

  /** Thousands of Locations may share a manifest, whatever tags they write. */
  async #manifest(
    store: ArtifactStore,
    digest: Digest,
    file: DeclaredFile,
    signal: AbortSignal,
  ): Promise<IndexedManifest> {
    const key = `${store.address}@${digest}`;
    const known = this.#kept.get(key);
    if (known !== undefined) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known.manifest;
    }
    let isOfIndex = false;
    const manifest = pinnedManifest(
      store,
      digest,
      (candidate) => {
        isOfIndex = true;
        return holds(candidate, file);
      },
      signal,
    );
    const kept: Kept = { manifest, weight: 1 };
    this.#kept.set(key, kept);
    this.#layers += 1;
    try {
      const found = await manifest;
      this.#layers += found.layers.length;
      kept.weight += found.layers.length;
      if (isOfIndex) {
        // Another artifact's may be another manifest of the same index.
        this.#forget(key, kept);
      }
      this.#trim();
      return found;
    } catch (error) {
      this.#forget(key, kept);
      throw error;
    }
  }

  #trim(): void {
    for (const [key, kept] of this.#kept) {
      if (this.#layers <= MAX_KEPT_LAYERS || this.#kept.size === 1) {
        return;
      }
      this.#forget(key, kept);
    }
  }

  #forget(key: string, kept: Kept): void {
    if (this.#kept.get(key) === kept) {
      this.#kept.delete(key);
      this.#layers -= kept.weight;
    }
  }
}

function holds(manifest: IndexedManifest, file: DeclaredFile): boolean {
  try {
    chooseLayer(file, manifest);
    return true;
  } catch (error) {
    if (error instanceof TransferFailure) {
      return false;
    }
    throw error;
  }
}
