import { createHash } from "node:crypto";
import type { Digest } from "./repository.ts";

export function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** The digits of a digest: the name of a blob in an image layout. */
export function hexOf(digest: Digest): string {
  return digest.slice("sha256:".length);
}
