/** What can go wrong with the transfer of a file, as reports name it. */
export const FAILURE_CLASSES = [
  "truncated",
  "size-mismatch",
  "too-large",
  "checksum",
  "encoding",
  "range",
  "not-found",
  "auth",
  "forbidden-address",
  "tls",
  "redirect",
  "scheme",
  "protocol",
  "rate-limited",
  "server-error",
  "client-error",
  "timeout",
  "connection",
  "disk",
  "path",
  "conflict",
  "lock",
  "unverifiable",
  "weak",
  "xml",
  "manifest",
  "changed",
  "aborted",
] as const;

export type FailureClass = (typeof FAILURE_CLASSES)[number];

/**
 * What may help: `again` – the same place a little later, or a mirror; `elsewhere` – only a mirror; `never` – nothing
 * that this run could do.
 */
export type Remedy = "again" | "elsewhere" | "never";

export interface FailureOptions {
  readonly remedy: Remedy;
  /** What the server asked for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** HTTP status, where there was one. */
  readonly status?: number | undefined;
  readonly cause?: unknown;
}

/** Why a file could not be had. The message holds no URL: those may carry secrets. */
export class TransferFailure extends Error {
  override readonly name = "TransferFailure";
  readonly failure: FailureClass;
  readonly remedy: Remedy;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;

  constructor(failure: FailureClass, message: string, options: FailureOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.failure = failure;
    this.remedy = options.remedy;
    this.retryAfterMs = options.retryAfterMs;
    this.status = options.status;
  }
}
