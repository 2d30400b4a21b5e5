import type { TransferFailure } from "../failure.ts";
import type { HostOutcome } from "./host-limits.ts";

/** What a failure says of the host that was asked. */
export function hostOutcome({ failure, remedy, retryAfterMs, cause }: TransferFailure): HostOutcome {
  switch (failure) {
    case "rate-limited":
      return { kind: "busy", retryAfterMs };
    case "connection":
      return { kind: "connection" };
    case "timeout":
      return { kind: isConnectTimeout(cause) ? "connection" : "other", retryAfterMs };
    case "disk":
      // Too many open files: fewer transfers at a time may do.
      return { kind: remedy === "again" ? "busy" : "none" };
    case "path":
    case "conflict":
      return { kind: "none" };
    default:
      return { kind: "other", retryAfterMs };
  }
}

/** A host that swallows what is sent to it is out of reach as well. */
function isConnectTimeout(cause: unknown): boolean {
  return ["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"].includes(
    (cause as { code?: string } | undefined)?.code ?? "",
  );
}
