import { oneLine } from "@compose-actions/services";
import type { BusPlace } from "./bus-place.ts";

/** Why the bus is not heard, as people can mend it. One line, without anything secret. */
export function busProblem(error: unknown, { login, isEncrypted, keyPair, virtualHost }: BusPlace): string {
  const message = textOf(error);
  // The library keeps the broker's reason to itself.
  const text = /Expected ConnectionOpenOk; got <ConnectionClose/.test(message)
    ? `the broker refuses the virtual host ${virtualHost}: there is none, or it is not for this user`
    : message;
  const hint = hintOf(text, isEncrypted, keyPair !== undefined);
  const line = oneLine(hint === undefined ? text : `${text}; ${hint}`);
  // An empty one is everywhere.
  return login.kind === "user" && login.password !== "" ? line.replaceAll(login.password, "***") : line;
}

/** What is under an error that says nothing by itself, such as that all addresses of a host have failed. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { code, errors } = error as { code?: unknown; errors?: readonly unknown[] };
  const inner = Array.isArray(errors) && errors.length > 0 ? textOf(errors[0]) : "";
  const message = error.message === "" ? inner : error.message;
  // The text of OpenSSL holds addresses in its memory.
  const isTls = typeof code === "string" && /^(?:ERR_SSL|ERR_OSSL|EPROTO$)/.test(code);
  if (isTls) {
    const alert = /SSL alert number \d+|[a-z0-9 ]*\balert [a-z ]+/.exec(message)?.[0]?.trim();
    return `no secure connection: ${code}${alert === undefined ? "" : ` (${alert})`}`;
  }
  return message === "" && typeof code === "string" ? code : message;
}

function hintOf(text: string, isEncrypted: boolean, hasCertificate: boolean): string | undefined {
  if (!isEncrypted) {
    return /abruptly|ECONNRESET|EPIPE/.test(text)
      ? "where the broker wants encryption, the URL begins with amqps://"
      : undefined;
  }
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH/.test(text)) {
    return "the broker does not speak TLS on this port";
  }
  if (/self-signed|unable to (?:get|verify)/.test(text)) {
    return "its certificate is of an authority that is not trusted here: name it with ca-file";
  }
  if (/mechanism EXTERNAL/.test(text)) {
    return "the broker takes no certificate for a login: give a user in bus, and bus-password";
  }
  if (/ALERT|alert|abruptly|ECONNRESET|EPIPE/.test(text)) {
    return hasCertificate
      ? "the broker may not accept bus-cert"
      : "where a client certificate is wanted, a broker hangs up on whoever has none: name it with bus-cert";
  }
  return undefined;
}
