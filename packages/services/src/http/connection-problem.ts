import { type FailureClass, TransferFailure } from "@compose-actions/transfer";
import { LoginFailure } from "../auth/login-failure.ts";
import { ServiceFailure } from "../service-failure.ts";
import type { ServicePlace } from "./service-place.ts";

/** What is the matter before there is an answer. */
const UNREACHED: ReadonlySet<FailureClass> = new Set(["connection", "tls", "timeout", "forbidden-address"]);

/**
 * Asks a service, and names it in what goes wrong on the way. What the login lacks is said as it is.
 *
 * @throws ServiceFailure, and what `send` throws otherwise
 */
export async function askAt<Result>(place: ServicePlace, send: () => Promise<Result>): Promise<Result> {
  try {
    return await send();
  } catch (error) {
    const isNamed =
      error instanceof ServiceFailure || error instanceof LoginFailure || !(error instanceof TransferFailure);
    throw isNamed || error.failure === "auth" ? error : connectionProblem(error, place);
  }
}

/** A connection that failed, with what may be the matter with it at this service. */
export function connectionProblem(error: TransferFailure, place: ServicePlace): ServiceFailure {
  const { failure, remedy, retryAfterMs, status, cause } = error;
  const hint = place.socket === undefined ? tlsHint(error, place.base) : socketHint(error.message);
  const what = UNREACHED.has(failure) ? "cannot be asked" : "does not answer as it should";
  const text = `${place.shown} ${what}: ${error.message}${hint === undefined ? "" : `; ${hint}`}`;
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
  switch (/: (E[A-Z]+)(?: \(.*\))?$/.exec(message)?.[1]) {
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
  if (/: (?:UND_ERR_SOCKET|ECONNRESET|EPIPE)(?: \(.*\))?$/.test(message)) {
    return "where a client certificate is wanted, a server hangs up on whoever has none that it accepts";
  }
  return /UNABLE_TO|SELF_SIGNED/.test(message)
    ? "its certificate is of an authority that is not trusted here: name it with ca-file"
    : undefined;
}
