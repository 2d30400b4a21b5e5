import { TransferFailure } from "@compose-actions/transfer/files";
import { isDigest } from "../reference.ts";
import type { PinnedManifest } from "../repository.ts";
import type { Descriptor } from "./build-manifest.ts";
import type { CanonicalValue } from "./canonical-json.ts";
import { asArray, asObject, parseJsonObject } from "./parse-json.ts";

/**
 * What must be in a repository before a manifest is: the config and the layers, or the manifests of an index.
 *
 * @throws TransferFailure `manifest` when it is neither
 */
export function blobsOf(manifest: PinnedManifest): readonly Descriptor[] {
  const document = parseJsonObject(manifest.bytes);
  if (typeof document === "string") {
    throw noManifest(document);
  }
  const parts = [
    ...(document["config"] === undefined ? [] : [document["config"]]),
    ...(asArray(document["layers"]) ?? []),
    ...(asArray(document["manifests"]) ?? []),
  ];
  return parts.map(descriptorOf);
}

/** The media type that a manifest says it has; undefined when it does not say. */
export function mediaTypeIn(bytes: Uint8Array): string | undefined {
  const document = parseJsonObject(bytes);
  const type = typeof document === "string" ? undefined : document["mediaType"];
  return typeof type === "string" ? type : undefined;
}

function descriptorOf(value: CanonicalValue): Descriptor {
  const { mediaType, digest, size } = asObject(value) ?? {};
  if (typeof mediaType !== "string" || !isDigest(digest) || typeof size !== "number" || size < 0) {
    throw noManifest("it lists something that is no descriptor");
  }
  return { mediaType, digest, size };
}

function noManifest(problem: string): TransferFailure {
  return new TransferFailure("manifest", `not a manifest: ${problem}`, { remedy: "never" });
}
