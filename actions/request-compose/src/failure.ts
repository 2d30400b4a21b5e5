import { ServiceFailure, userErrorOf } from "@compose-actions/services";
import { countOf, UserError } from "@compose-actions/step";
import type { TransferFailure } from "@compose-actions/transfer";
import type { ComposeOutcome } from "./result.ts";
import type { Operation } from "./service-inputs.ts";

/** What composes are that are not as they should be, by what was wanted of them: of one, and of several. */
export function faultOf(operation: Operation): readonly [one: string, several: string] {
  switch (operation) {
    case "get":
      return ["is not known", "are not known"];
    case "renew":
      return ["was not renewed", "were not renewed"];
    case "delete":
      return ["was not deleted", "were not deleted"];
    default:
      return ["is of no use", "are of no use"];
  }
}

/** Why the run failed; undefined when no compose is bad. */
export function failureOf(composes: readonly ComposeOutcome[], operation: Operation): string | undefined {
  const bad = composes.filter(({ verdict }) => verdict === "bad");
  const [first] = bad;
  if (first === undefined) {
    return undefined;
  }
  const [one, several] = faultOf(operation);
  const reason = `Compose ${first.id}: ${first.reasons[0] ?? `it ${one}`}`;
  return composes.length === 1
    ? reason
    : `${bad.length} of ${countOf(composes.length, "compose", "composes")} ${several}. ${reason}`;
}

/** What went wrong with a service as hosts show it, of a run that it ends. */
export function asUserError(error: TransferFailure | UserError, operation: Operation): UserError {
  return error instanceof UserError ? error : userErrorOf(error, doubtOf(error) ?? hintOf(error, operation));
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
function hintOf({ failure }: TransferFailure, operation: Operation): string | undefined {
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
      return operation === "create" || operation === "renew"
        ? "run it again later: what has been asked for is in the state file"
        : "run it again later";
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
