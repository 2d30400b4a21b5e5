import { createHash } from "node:crypto";
import type { Digest } from "./repository.ts";

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Whether the text is a digest as it is used here; anything else must not get into a path or a URL. */
export function isDigest(text: unknown): text is Digest {
  return typeof text === "string" && DIGEST.test(text);
}

export function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** The digits of a digest: the name of a blob in an image layout. */
export function hexOf(digest: Digest): string {
  return digest.slice("sha256:".length);
}
