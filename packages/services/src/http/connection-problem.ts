import type { TransferFailure } from "@compose-actions/transfer";
import { ServiceFailure } from "../service-failure.ts";
import type { ServicePlace } from "./service-place.ts";

/** A connection that failed, with what may be the matter with it at this service. */
export function connectionProblem(error: TransferFailure, place: ServicePlace): ServiceFailure {
  const { failure, remedy, retryAfterMs, status, cause } = error;
  const hint = place.socket === undefined ? tlsHint(error, place.base) : socketHint(error.message);
  const text = `${place.shown} cannot be asked: ${error.message}${hint === undefined ? "" : `; ${hint}`}`;
  // A handshake ends in the same way each time.
  const isLasting = failure === "tls";
  return new ServiceFailure(failure, text, {
    remedy: isLasting ? "never" : remedy,
    retryAfterMs,
    status,
    cause,
  });
}

function socketHint(message: string): string | undefined {
  switch (/: (E[A-Z]+)$/.exec(message)?.[1]) {
    case "ENOENT":
      return "there is no such socket: the service is not installed or not enabled, or the path is another one";
    case "ECONNREFUSED":
      return "nobody listens on this socket: the service is not running";
    case "EACCES":
      return "this user may not use the socket: it is for root, and where there is one for a group of its own";
    default:
      return undefined;
  }
}

function tlsHint({ failure, message }: TransferFailure, base: URL): string | undefined {
  if (base.protocol !== "https:") {
    return undefined;
  }
  if (failure === "tls" && /ALERT/.test(message)) {
    return "the server wants a client certificate of an authority and with a name that it accepts";
  }
  // With TLS 1.3 a certificate is refused when the connection is made already.
  if (/: (?:UND_ERR_SOCKET|ECONNRESET|EPIPE)$/.test(message)) {
    return "where a client certificate is wanted, a server hangs up on whoever has none that it accepts";
  }
  return /UNABLE_TO|SELF_SIGNED/.test(message)
    ? "its certificate is of an authority that is not trusted here: name it with ca-file"
    : undefined;
}
