import { createHash } from "node:crypto";
import type { Secrets } from "@compose-actions/services";

/** Tells requests apart. What is secret in them is left out, so that it cannot be guessed from the outcome. */
export function fingerprintOf(request: unknown, secrets?: Secrets): string {
  const text = JSON.stringify(request);
  return createHash("sha256")
    .update(secrets?.hide(text) ?? text)
    .digest("hex");
}
