const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** A limit that is documented (`error`), or that people have met and nobody promises (`warning`). */
export interface Limit {
  readonly value: number;
  readonly severity: "error" | "warning";
}

/** What is known of a registry: limits, and forms of uploads that do not work there. */
export interface HostRules {
  /** How messages name it. */
  readonly name: string;
  /** Whether uploads in chunks are worth trying where nobody asked for them; without, they are known to break. */
  readonly takesChunks: boolean;
  /** Largest chunk. */
  readonly maxChunkBytes?: number;
  /** Largest body of any request. */
  readonly maxBodyBytes?: number;
  readonly maxLayerBytes?: Limit;
  readonly maxLayers?: Limit;
  /** Manifests are refused whose artifact type is not on a list. */
  readonly checksArtifactTypes?: true;
}

const BODY_OF_CLOUDFLARE = 100_000_000;

/** By host; the first that fits counts. Facts and their sources: documentation of the registries, and threads of those who met the limits. */
const RULES: readonly (readonly [RegExp, HostRules])[] = [
  [
    /^ghcr\.io$/,
    {
      name: "ghcr.io",
      takesChunks: false,
      // Larger ones are answered 416.
      maxChunkBytes: 4 * MIB,
      maxLayerBytes: { value: 10 * GIB, severity: "error" },
    },
  ],
  [
    /^public\.ecr\.aws$/,
    {
      name: "Amazon ECR Public",
      takesChunks: false,
      maxLayerBytes: { value: 10_000 * MIB, severity: "error" },
      // In no document, but nobody has got past it.
      maxLayers: { value: 500, severity: "error" },
    },
  ],
  [
    // Chunks after the first are dropped, and the Range does not move.
    /\.amazonaws\.com(?:\.cn)?$/,
    {
      name: "Amazon ECR",
      takesChunks: false,
      maxLayerBytes: { value: 52_000 * MIB, severity: "error" },
      maxLayers: { value: 500, severity: "error" },
    },
  ],
  [
    /(?:^|\.)(?:pkg\.dev|gcr\.io)$/,
    {
      name: "Google Artifact Registry",
      takesChunks: false,
      maxLayerBytes: { value: 10 * GIB, severity: "warning" },
    },
  ],
  [
    /^quay\.io$/,
    { name: "quay.io", takesChunks: true, maxLayerBytes: { value: 20 * GIB, severity: "warning" } },
  ],
  [/^registry\.gitlab\.com$/, { name: "GitLab", takesChunks: true, checksArtifactTypes: true }],
  [
    /(?:\.workers\.dev|^registry\.cloudflare\.com)$/,
    { name: "Cloudflare", takesChunks: true, maxBodyBytes: BODY_OF_CLOUDFLARE },
  ],
];

const OTHERS: HostRules = { name: "the registry", takesChunks: true };

/** @param registry - host and port, as references have it */
export function hostRules(registry: string): HostRules {
  const host = registry.toLowerCase().replace(/:\d+$/, "");
  return RULES.find(([pattern]) => pattern.test(host))?.[1] ?? OTHERS;
}
