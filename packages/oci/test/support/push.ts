import {
  digestOf,
  EMPTY_CONFIG,
  type LayerSpec,
  manifestOf,
  type StoredManifest,
} from "../../../../test/support/registry/oci-content.ts";
import type { Registry } from "../../src/registry/registry.ts";
import { never } from "./registries.ts";

const actions = ["pull", "push"] as const;

/** Pushes a manifest and its layers in the simplest way. */
export async function pushTo(
  registry: Registry,
  repository: string,
  layers: readonly LayerSpec[],
  { tag, manifest = manifestOf(layers) }: { tag?: string; manifest?: StoredManifest } = {},
): Promise<StoredManifest> {
  for (const content of [EMPTY_CONFIG, ...layers.map((layer) => layer.content)]) {
    const begun = await registry.request(
      { method: "POST", path: "blobs/uploads/", repository, actions },
      never,
    );
    const url = new URL(String(begun.headers["location"]), begun.url);
    url.searchParams.set("digest", digestOf(content));
    await expectCreated(registry.request({ method: "PUT", url, repository, actions, body: content }, never));
  }
  for (const reference of [manifest.digest, ...(tag === undefined ? [] : [tag])]) {
    const headers = { "content-type": manifest.mediaType };
    const path = `manifests/${reference}`;
    await expectCreated(
      registry.request({ method: "PUT", path, repository, actions, headers, body: manifest.bytes }, never),
    );
  }
  return manifest;
}

async function expectCreated(answer: ReturnType<Registry["request"]>): Promise<void> {
  const { status, body } = await answer;
  if (status !== 201) throw new Error(`the registry answers ${status}: ${body}`);
}
