import { type FailureClass, type Remedy, TransferFailure } from "../failure.ts";
import { codeInWords } from "./connection-words.ts";
import { parseRetryAfter } from "./retry-after.ts";

/** Names of headers in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The only value of a header; several are joined, as HTTP has it. */
export function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" || value === undefined ? value : value.join(", ");
}

/**
 * What an answer means that is neither the content nor a redirect.
 *
 * @param now - milliseconds since 1970, to read dates in `Retry-After`
 */
export function statusFailure(status: number, headers: Headers, now: number): TransferFailure {
  const [failure, remedy] = meaningOf(status);
  const header = headerOf(headers, "retry-after");
  const retryAfterMs = remedy === "again" && header !== undefined ? parseRetryAfter(header, now) : undefined;
  return new TransferFailure(failure, `the server answers ${status}`, { remedy, status, retryAfterMs });
}

function meaningOf(status: number): readonly [FailureClass, Remedy] {
  switch (status) {
    case 401:
    case 403:
    case 407:
      return ["auth", "elsewhere"];
    case 404:
    case 410:
    case 451:
      return ["not-found", "elsewhere"];
    case 408:
    case 425:
      return ["timeout", "again"];
    case 429:
    case 503:
      return ["rate-limited", "again"];
    case 500:
    case 502:
    case 504:
      return ["server-error", "again"];
    case 416:
      return ["range", "again"];
    default:
      return status >= 500 ? ["server-error", "elsewhere"] : ["client-error", "elsewhere"];
  }
}

/** Errors of certificates and of the TLS handshake, by the beginning of their code. */
const TLS =
  /^(?:ERR_SSL|ERR_TLS|EPROTO$|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|CRL_)/;

/** Answers that are no HTTP, or contradict themselves. */
const PROTOCOL = /^(?:HPE_|UND_ERR_(?:HEADERS_OVERFLOW|INFORMATION|RES_CONTENT_LENGTH_MISMATCH|RESPONSE)$)/;

/** An error of the HTTP layer in our words. Its own message is not used: it may hold the URL. */
export function connectionFailure(error: unknown, receiving: boolean): TransferFailure {
  if (error instanceof TransferFailure) {
    return error;
  }
  const code = codeOf(error);
  const make = (failure: FailureClass, message: string, remedy: Remedy): TransferFailure =>
    new TransferFailure(failure, message, { remedy, cause: error });
  if (code === "EADDRFORBIDDEN") {
    return make("forbidden-address", "the host has a private address, which is not allowed", "elsewhere");
  }
  if (TLS.test(code)) {
    return make("tls", `no secure connection: ${codeInWords(code)}`, "elsewhere");
  }
  if (code === "EMFILE" || code === "ENFILE") {
    return make("disk", `too many files are open (${code})`, "again");
  }
  if (PROTOCOL.test(code) || (error as Error | undefined)?.name === "HTTPParserError") {
    return make("protocol", `the answer is not valid HTTP: ${code}`, "again");
  }
  if (/TIMEOUT|ETIMEDOUT/.test(code)) {
    return make("timeout", timeoutText(code), "again");
  }
  if (receiving) {
    return make("truncated", `the connection ended before the file did: ${code}`, "again");
  }
  return make("connection", `no connection: ${codeInWords(code)}`, "again");
}

function timeoutText(code: string): string {
  switch (code) {
    case "UND_ERR_CONNECT_TIMEOUT":
      return "the server could not be reached in time";
    case "UND_ERR_HEADERS_TIMEOUT":
      return "the server did not answer in time";
    default:
      return "the server stopped sending";
  }
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) {
    return "unknown";
  }
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  // What a socket met is more to the point than that there was something.
  const inner =
    code === undefined || code === "UND_ERR_SOCKET" || code === "UND_ERR_PRX_TLS" ? cause : undefined;
  if (inner !== undefined && codeOf(inner) !== "unknown") {
    return codeOf(inner);
  }
  if (Array.isArray(errors) && errors.length > 0 && code === undefined) {
    return codeOf(errors[0]);
  }
  return typeof code === "string" ? code : "unknown";
}
