import { ServiceFailure, userErrorOf } from "@compose-actions/services";
import { countOf, UserError } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import type { ComposeOutcome } from "./result.ts";

/** Why the run failed; undefined when no compose is bad. */
export function failureOf(composes: readonly ComposeOutcome[]): string | undefined {
  const bad = composes.filter(({ verdict }) => verdict === "bad");
  const [first] = bad;
  if (first === undefined) {
    return undefined;
  }
  const reason = `Compose ${first.id}: ${first.reasons[0] ?? "it is of no use"}`;
  return composes.length === 1
    ? reason
    : `${bad.length} of ${countOf(composes.length, "compose", "composes")} are of no use. ${reason}`;
}

/** What becomes of an error that ends the run: what went wrong with a service is shown as hosts show it. */
export function asUserError(error: unknown): unknown {
  return error instanceof TransferFailure ? userErrorOf(error, doubtOf(error) ?? hintOf(error)) : error;
}

/** The same as one line, of a run that goes on. */
export function lineOf(error: TransferFailure | UserError): string {
  if (error instanceof UserError) {
    return error.remedy === undefined ? error.message : `${error.message}; ${error.remedy}`;
  }
  const doubt = doubtOf(error);
  return doubt === undefined ? error.message : `${error.message}; ${doubt}`;
}

/** What may help where the service could not be talked to. */
function hintOf({ failure }: TransferFailure): string | undefined {
  switch (failure) {
    case "auth":
      return "check the login: auth-token, oauth-token-url and its inputs, keytab, or client-cert";
    case "connection":
    case "not-found":
    case "protocol":
    case "timeout":
      return "check server: it must be the address of the service that the input service names, and reachable from here";
    case "rate-limited":
    case "server-error":
      return "run it again later: what has been asked for is in the state file";
    case "tls":
      return "name the certificate authority of the server with ca-file";
    default:
      return undefined;
  }
}

/** A request whose answer was lost may have been carried out. */
function doubtOf(error: Error): string | undefined {
  if (!(error instanceof ServiceFailure) || !error.isUncertain) {
    return undefined;
  }
  const { advice = "look with operation list before it is asked for again" } = error;
  return `there may be a compose all the same: ${advice}`;
}
