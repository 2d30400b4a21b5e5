import { type FailureClass, type Headers, type Remedy, TransferFailure } from "@compose-actions/transfer";

export interface VerboseOutput {
  /** 0 when there was no answer. */
  readonly status: number;
  readonly headers: Headers;
  /** What Kerberos says is wrong. */
  readonly kerberos: string | undefined;
}

/** Reads what curl says with `--verbose`, followed by the status of the last answer on a line of its own. */
export function readVerbose(text: string): VerboseOutput {
  const lines = text.split(/\r?\n/);
  let headers: Record<string, string> = {};
  let kerberos: string | undefined;
  for (const line of lines) {
    if (line.startsWith("< HTTP/")) {
      // Of several answers, such as that of a proxy, the last one counts.
      headers = {};
    } else if (line.startsWith("< ")) {
      const colon = line.indexOf(":");
      if (colon > 2) {
        headers[line.slice(2, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
      }
    }
    kerberos ??= /^\* (?:gss_\w+\(\) failed|SPNEGO [^:]*): *(.*)$/.exec(line)?.[1]?.trim();
  }
  const last = lines.findLast((line) => /^\d{3}$/.test(line));
  return { status: Number(last ?? 0), headers, kerberos };
}

/** Exit codes of curl, as far as they mean something else than that the connection broke. */
const MEANINGS: ReadonlyMap<number, readonly [FailureClass, Remedy, string, code?: string]> = new Map([
  [5, ["connection", "again", "the name of the proxy cannot be resolved", "ENOTFOUND"]],
  [6, ["connection", "again", "the name of the server cannot be resolved", "ENOTFOUND"]],
  [7, ["connection", "again", "no connection to the server", "ECONNREFUSED"]],
  [28, ["timeout", "again", "the server did not answer in time"]],
  [35, ["tls", "never", "no secure connection"]],
  [58, ["tls", "never", "no secure connection: the client certificate cannot be used"]],
  [60, ["tls", "never", "no secure connection: the server's certificate is not trusted"]],
  [63, ["too-large", "never", "the answer is longer than any should be"]],
  [77, ["tls", "never", "no secure connection: the file of authorities cannot be read"]],
]);

/** A failure of curl in our words. */
export function curlFailure(code: number | null, errors: string): TransferFailure {
  if (code === 2 || code === 4) {
    return new TransferFailure("auth", "this curl cannot do Kerberos: install one with support for GSS-API", {
      remedy: "never",
    });
  }
  const [failure, remedy, message, cause] = MEANINGS.get(code ?? -1) ?? [
    "connection" as const,
    "again" as const,
    `the connection ended before the answer did (curl: ${code ?? "killed"})`,
  ];
  const isAlert = failure === "connection" && /\balert\b.*\b(?:unknown ca|certificate)/i.test(errors);
  return isAlert
    ? new TransferFailure("tls", "no secure connection: the server refuses the certificate", {
        remedy: "never",
      })
    : new TransferFailure(failure, message, {
        remedy,
        ...(cause === undefined ? {} : { cause: { code: cause } }),
      });
}
