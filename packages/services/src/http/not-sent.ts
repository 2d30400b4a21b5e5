import { TransferFailure } from "@compose-actions/transfer";
import { LoginFailure } from "../auth/login-failure.ts";

/** Errors that come before a byte of a request is on its way. */
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  "EADDRNOTAVAIL",
  "EAI_AGAIN",
  "EAI_FAIL",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "EMFILE",
  "ENETUNREACH",
  "ENFILE",
  "ENOENT",
  "ENOTFOUND",
  "UND_ERR_CONNECT_TIMEOUT",
]);
/** Failures that say of themselves that the request was not carried out. */
const NEVER_SENT: ReadonlySet<string> = new Set(["auth", "tls", "forbidden-address", "scheme"]);

/**
 * Whether a request whose exchange failed cannot have reached the service: then it may be sent again. False also when
 * it is not known.
 */
export function wasNotSent(error: unknown): boolean {
  if (!(error instanceof TransferFailure)) {
    return false;
  }
  if (error instanceof LoginFailure) {
    return true;
  }
  return NEVER_SENT.has(error.failure) || codesOf(error.cause).some((code) => BEFORE_SENDING.has(code));
}

function codesOf(error: unknown, depth = 0): readonly string[] {
  if (typeof error !== "object" || error === null || depth > 4) {
    return [];
  }
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  const own = typeof code === "string" ? [code] : [];
  // Several addresses were tried: the request is unsent only when that is so for all, and it was sent on none.
  const inner = Array.isArray(errors) ? codesOf(errors[0], depth + 1) : codesOf(cause, depth + 1);
  return [...own, ...inner];
}
