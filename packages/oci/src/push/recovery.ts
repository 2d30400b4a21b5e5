import type { FailureClass, TransferFailure } from "@compose-actions/transfer";

/**
 * What may be done about a part that could not be sent:
 * - `fail`: nothing;
 * - `resume`: ask the registry how far it is, and go on there;
 * - `restart`: begin anew, the upload is lost;
 * - `mismatch`: begin anew, the registry found other bytes than those of the digest;
 * - `smaller`: send less at a time;
 * - `whole`: send all at once.
 */
export type Recovery = "fail" | "resume" | "restart" | "mismatch" | "smaller" | "whole";

/** Nothing that is sent again will be another thing. */
const FINAL: ReadonlySet<FailureClass> = new Set([
  "auth",
  "changed",
  "checksum",
  "conflict",
  "disk",
  "forbidden-address",
  "path",
  "redirect",
  "scheme",
  "tls",
]);

/**
 * @param part - what was being sent: a chunk, or all that was left
 * @param hasBytes - whether there were any
 */
export function recoveryOf(
  { failure, status, remedy, message }: TransferFailure,
  part: "chunk" | "rest",
  hasBytes: boolean,
): Recovery {
  if (FINAL.has(failure)) {
    return "fail";
  }
  switch (status) {
    case undefined:
      return remedy === "again" ? "resume" : "fail";
    case 404:
    case 409:
    case 410:
      return "restart";
    case 400:
      // docker-registry says so of uploads that it does not know any more, too (BLOB_UPLOAD_INVALID).
      return /DIGEST_INVALID|SIZE_INVALID/.test(message) ? "mismatch" : "restart";
    case 405:
    case 501:
      return part === "chunk" ? "whole" : "fail";
    case 413:
      return hasBytes ? "smaller" : "fail";
    case 416:
      return "resume";
    default:
      return remedy === "again" ? "resume" : "fail";
  }
}

/** Whether a registry may have stored a blob although it did not say so. */
export function mayBeDone({ failure, status, remedy }: TransferFailure, part: "chunk" | "rest"): boolean {
  return part === "rest" && !FINAL.has(failure) && (remedy === "again" || status === 404 || status === 400);
}
