import { show } from "@compose-actions/metadata";
import { formatBytes, formatCount } from "@compose-actions/step";
import { LAYOUT_HOST } from "../reference.ts";
import { type HostRules, hostRules, type Limit } from "./host-rules.ts";

/** Registries guarantee no more (distribution-spec 1.1.1, "Pushing Manifests"). */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

/** A set is one entry in metadata and one manifest: neither can be several. */
const SMALLER = "use the layout file or bundle; a repository cannot be split, keep it elsewhere";

/** What is to be pushed to one registry. */
export interface PushPlan {
  readonly blobs: readonly { readonly shown: string; readonly size: number }[];
  readonly manifests: readonly {
    readonly shown: string;
    readonly layers: number;
    readonly bytes: number;
  }[];
}

export interface PreflightProblem {
  /** `error`: it will fail. `warning`: it has failed for others. */
  readonly severity: "error" | "warning";
  /** One sentence that names what, the limit, and what helps. */
  readonly message: string;
}

/**
 * What of a plan a registry will refuse, as far as that is known before a byte is sent.
 *
 * @param registry - host and port: what stands before the first slash of a repository's address
 */
export function preflight(registry: string, plan: PushPlan): readonly PreflightProblem[] {
  const isLayout = registry === LAYOUT_HOST;
  const rules = hostRules(registry);
  return [
    ...plan.blobs.flatMap(({ shown, size }) => [
      ...over(rules.maxLayerBytes, size, () => layerMessage(rules, shown, size)),
      ...(size === 0 && !isLayout ? [emptyWarning(shown)] : []),
    ]),
    ...plan.manifests.flatMap(({ shown, layers, bytes }) => [
      ...over(rules.maxLayers, layers, () => layersMessage(rules, shown, layers)),
      ...over({ value: MAX_MANIFEST_BYTES, severity: "error" }, bytes, () => manifestMessage(shown, bytes)),
    ]),
  ];
}

function over(limit: Limit | undefined, value: number, message: () => string): readonly PreflightProblem[] {
  return limit === undefined || value <= limit.value
    ? []
    : [{ severity: limit.severity, message: message() }];
}

function layerMessage({ name, maxLayerBytes }: HostRules, shown: string, size: number): string {
  const limit = formatBytes(maxLayerBytes?.value ?? 0);
  return `${show(shown)} has ${formatBytes(size)}, and ${name} takes at most ${limit} in a layer: keep it elsewhere, or leave it out`;
}

function layersMessage({ name, maxLayers }: HostRules, shown: string, layers: number): string {
  const limit = formatCount(maxLayers?.value ?? 0);
  return `${show(shown)} has ${formatCount(layers)} layers, and ${name} takes at most ${limit}: ${SMALLER}`;
}

function manifestMessage(shown: string, bytes: number): string {
  return `The manifest of ${show(shown)} has ${formatBytes(bytes)}, and registries take at most ${formatBytes(MAX_MANIFEST_BYTES)}: ${SMALLER}`;
}

function emptyWarning(shown: string): PreflightProblem {
  return {
    severity: "warning",
    message: `${show(shown)} is empty, and not all registries take empty layers`,
  };
}
