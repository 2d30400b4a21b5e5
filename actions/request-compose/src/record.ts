import type { ComposeOutcome } from "./result.ts";

/** A moment as the report has it. */
export function isoTime(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString().replace(".000Z", "Z");
}

/** When the service may remove a compose. */
export function expiryOf({ compose }: ComposeOutcome): string | undefined {
  return isoTime(compose?.times.expires);
}

/** A compose as the output and the report name it. */
export function composeRecord({ id, how, compose, verdict, reasons, results }: ComposeOutcome) {
  const { requested, started, finished, expires, removed } = compose?.times ?? {};
  return {
    id,
    how,
    state: compose?.state ?? "unknown",
    reported: compose?.reported ?? "",
    verdict,
    ...present({
      owner: compose?.owner,
      reason: compose?.reason,
      requested: isoTime(requested),
      started: isoTime(started),
      finished: isoTime(finished),
      expires: isoTime(expires),
      removed: isoTime(removed),
      resultUrl: results?.resultUrl ?? compose?.links["result"],
    }),
    problems: reasons,
  };
}

function present(fields: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
