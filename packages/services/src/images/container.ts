import { locationUrlProblem } from "@compose-actions/metadata";
import { TransferFailure } from "@compose-actions/transfer";
import * as z from "zod";
import type { ReadManifest } from "./wish.ts";

/** A container image that was pushed. */
export interface PushedContainer {
  /** As a Location has it: `oci://registry/name:tag@sha256:…` */
  readonly url: string;
  /** `registry/name` */
  readonly address: string;
  readonly digest: `sha256:${string}`;
}

/**
 * Where a container image was pushed to.
 *
 * @param url - `quay.io/account/name:tag`, without a scheme
 * @returns why it cannot be told, or where
 */
export function pushedContainer(url: string, digest: string): PushedContainer | string {
  const reference = url.replace(/^(?:docker|oci|https?):\/\//, "").replace(/@.*$/s, "");
  const address = reference.replace(/:[^:/]*$/, "");
  const location = `oci://${reference}@${digest}`;
  const problem = locationUrlProblem(location);
  return problem === undefined ? { url: location, address, digest: digest as `sha256:${string}` } : problem;
}

const size = z.number().int().nonnegative();
const manifestSchema = z.object({
  config: z.object({ size }).optional(),
  layers: z.array(z.object({ size })).optional(),
  manifests: z.array(z.object({ size })).optional(),
});

/**
 * The size of a container image: of all that its manifest names.
 *
 * @returns undefined when the registry has no such image
 * @throws TransferFailure
 */
export async function containerSize(
  { address, digest }: PushedContainer,
  readManifest: ReadManifest,
  signal: AbortSignal,
): Promise<number | undefined> {
  const bytes = await readManifest(address, digest, signal);
  if (bytes === undefined) {
    return undefined;
  }
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    json = undefined;
  }
  const parsed = manifestSchema.safeParse(json);
  const { config, layers = [], manifests = [] } = parsed.data ?? {};
  const parts = [...(config === undefined ? [] : [config]), ...layers, ...manifests];
  const total = parts.reduce((sum, part) => sum + part.size, 0);
  if (!Number.isSafeInteger(total) || total === 0) {
    throw new TransferFailure("protocol", "the manifest of the container image names nothing", {
      remedy: "never",
    });
  }
  return total;
}
