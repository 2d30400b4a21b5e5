import type { Digest } from "../repository.ts";
import type { ArtifactManifest, Layer } from "./manifest.ts";

/** A manifest in which layers are found at once: a variant's RPMs may be thousands. */
export interface IndexedManifest {
  /** The manifest's own. */
  readonly digest: Digest;
  readonly mediaType: string;
  readonly artifactType: string | undefined;
  readonly layers: readonly Layer[];
  readonly byDigest: ReadonlyMap<string, Layer>;
  /** `ambiguous` where layers with different contents have one title. */
  readonly byTitle: ReadonlyMap<string, Layer | "ambiguous">;
}

export function indexManifest(digest: Digest, manifest: ArtifactManifest): IndexedManifest {
  const { mediaType, artifactType, layers } = manifest;
  const byDigest = new Map<string, Layer>();
  const byTitle = new Map<string, Layer | "ambiguous">();
  for (const layer of layers) {
    if (!byDigest.has(layer.digest)) {
      byDigest.set(layer.digest, layer);
    }
    if (layer.title !== undefined) {
      const known = byTitle.get(layer.title);
      const isSame = known === undefined || (known !== "ambiguous" && known.digest === layer.digest);
      byTitle.set(layer.title, isSame ? layer : "ambiguous");
    }
  }
  return { digest, mediaType, artifactType, layers, byDigest, byTitle };
}
