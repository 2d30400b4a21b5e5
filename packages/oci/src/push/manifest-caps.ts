import { hostRules } from "./host-rules.ts";

/** How large a manifest may be made that can also be two. */
export interface ManifestCaps {
  readonly layers: number;
  readonly bytes: number;
}

/** Registries guarantee no more (distribution-spec 1.1.1, "Pushing Manifests"). */
const GUARANTEED_BYTES = 4 * 1024 * 1024;
/** Registries do not document how many layers they take: it may be fewer than people have met. */
const OF_UNPROMISED = 0.8;

/** @param registry - host and port: what stands before the first slash of a repository's address */
export function manifestCaps(registry: string): ManifestCaps {
  const { maxLayers } = hostRules(registry);
  return {
    layers: maxLayers === undefined ? Number.POSITIVE_INFINITY : Math.floor(maxLayers.value * OF_UNPROMISED),
    bytes: GUARANTEED_BYTES,
  };
}
