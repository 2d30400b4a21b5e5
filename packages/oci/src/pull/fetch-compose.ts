import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { METADATA_FILE_NAMES, show } from "@compose-actions/metadata";
import { fault, refuse, type StepContext } from "@compose-actions/step";
import { type ConnectionInputs, TransferFailure, TransferMeter } from "@compose-actions/transfer";
import type { FetchedMetadataFile } from "../compose-fetcher.ts";
import {
  LAYOUT_HOST,
  looksLikeReference,
  type Reference,
  readReference,
  showReference,
} from "../reference.ts";
import { Registries } from "../registry/registries.ts";
import type { RegistryInputs } from "../registry-inputs.ts";
import type { Digest } from "../repository.ts";
import { blobToFile } from "./blob-file.ts";
import type { IndexedManifest } from "./indexed-manifest.ts";
import { LayoutStore } from "./layout-store.ts";
import { pinnedManifest } from "./manifests.ts";
import { RegistryStore } from "./registry-store.ts";
import type { ArtifactStore } from "./store.ts";

/** What the metadata of a compose is as an artifact. */
const COMPOSE_TYPE = "application/vnd.productmd.compose+json";
/** No metadata file of a compose comes near this. */
const MAX_METADATA_BYTES = 2 * 1024 ** 3;

export interface FetchComposeOptions {
  readonly inputs: ConnectionInputs & RegistryInputs & { readonly compose: readonly string[] };
  /** References that other inputs name. */
  readonly named: readonly string[];
  readonly context: StepContext;
  readonly signal: AbortSignal;
}

/**
 * Downloads the metadata of a compose that is an artifact: one layer for each file, with its name as title.
 *
 * @param directory - for the files; it must not exist yet
 * @throws UserError
 */
export async function fetchCompose(
  input: string,
  directory: string,
  { inputs, named, context, signal }: FetchComposeOptions,
): Promise<readonly FetchedMetadataFile[]> {
  const reference = readReference("compose", input);
  if (reference.tag === undefined && reference.digest === undefined) {
    throw refuse(`compose: ${show(input)} has neither tag nor digest`, "write oci://registry/repository:tag");
  }
  await using registries = new Registries({
    inputs,
    context,
    named: [...inputs.compose.filter(looksLikeReference), ...named],
  });
  const meter = new TransferMeter({
    lowSpeed: { bytesPerSecond: inputs["low-speed-limit"], milliseconds: inputs["low-speed-time"] },
    now: () => performance.now(),
  });
  const options = { client: () => registries.client, retry: registries.retry, meter, signal };
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  try {
    const store = storeOf(reference, registries);
    const digest = await digestOf(reference, store, signal);
    const manifest = await pinnedManifest(store, digest, isCompose, signal);
    if (!isCompose(manifest)) {
      throw refuse(
        `compose: ${show(input)} is no compose: it is ${show(manifest.artifactType ?? "of no type")}, not ${COMPOSE_TYPE}`,
        "name the artifact that publish-metadata of push-oci or merge-metadata has made",
      );
    }
    const pinned = showReference({ ...reference, digest });
    if (reference.digest === undefined) {
      context.reporter.info(`compose: ${pinned}`);
    }
    return await fetchFiles(manifest, pinned, directory, {
      store,
      fetch: (blob, path) => blobToFile(blob, path, options),
    });
  } catch (error) {
    if (!(error instanceof TransferFailure)) {
      throw error;
    }
    const message = `compose: ${show(input)} could not be read: ${error.message}`;
    // A login that does not suffice is the caller's to mend, as an input is.
    throw (error.failure === "auth" ? refuse : fault)(message, undefined, undefined, error);
  } finally {
    meter.close();
  }
}

function isCompose({ artifactType }: IndexedManifest): boolean {
  return artifactType === COMPOSE_TYPE;
}

function storeOf({ target }: Reference, registries: Registries): ArtifactStore {
  switch (target.kind) {
    case "registry":
      return new RegistryStore(registries, target);
    case "directory":
      return new LayoutStore(target.path, LAYOUT_HOST);
    case "layout":
      throw refuse(
        `compose: ${LAYOUT_HOST} names no place of its own`,
        "name the layout directory: oci-layout:directory:tag",
      );
  }
}

async function digestOf(reference: Reference, store: ArtifactStore, signal: AbortSignal): Promise<Digest> {
  if (reference.digest !== undefined) {
    return reference.digest;
  }
  const found = await store.resolve(reference.tag ?? "", signal);
  if (found === undefined) {
    throw refuse(
      `compose: there is no ${show(showReference(reference))}`,
      "check the repository and the tag",
    );
  }
  return found.digest;
}

interface Fetching {
  readonly store: ArtifactStore;
  readonly fetch: (blob: Parameters<typeof blobToFile>[0], path: string) => Promise<void>;
}

async function fetchFiles(
  manifest: IndexedManifest,
  shown: string,
  directory: string,
  { store, fetch }: Fetching,
): Promise<readonly FetchedMetadataFile[]> {
  const files: FetchedMetadataFile[] = [];
  for (const [expects, ...names] of METADATA_FILE_NAMES) {
    const name = names.find((title) => manifest.byTitle.has(title));
    const layer = name === undefined ? undefined : manifest.byTitle.get(name);
    if (name === undefined || layer === undefined) {
      continue;
    }
    if (layer === "ambiguous" || layer.size > MAX_METADATA_BYTES) {
      const what = layer === "ambiguous" ? "holds it twice" : "says that it has more than 2 GiB";
      throw new TransferFailure("manifest", `${name}: the manifest ${what}`, { remedy: "elsewhere" });
    }
    const path = join(directory, name);
    await fetch({ url: store.blobUrl(layer.digest), digest: layer.digest, size: layer.size }, path);
    files.push({ expects, path, root: directory, url: `${shown}/${name}` });
  }
  if (files.length === 0) {
    throw refuse(
      `compose: ${show(shown)} holds no metadata`,
      "none of its layers has the title of a metadata file",
    );
  }
  return files;
}
