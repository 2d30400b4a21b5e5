import { countOf, type Finding, formatDuration, type Presentation } from "@compose-actions/step";
import { reportOf } from "./present-report.ts";
import { summaryOf } from "./present-summary.ts";
import { composeRecord, expiryOf } from "./record.ts";
import type { ComposeOutcome, RequestComposeResult } from "./result.ts";

/** Hosts cut or drop outputs that are longer. */
const MAX_OUTPUT = 256 * 1024;
/** From the best to the worst. */
const ORDER: readonly string[] = [
  "finished",
  "running",
  "requested",
  "unknown",
  "expired",
  "cancelled",
  "failed",
];

/** Outputs, report, closing lines and job summary of a run. */
export function present(result: RequestComposeResult): Presentation {
  const { composes, emitted, tree, targets, failure } = result;
  const [first] = composes;
  return {
    outputs: {
      "compose-id": first?.id ?? "",
      "compose-ids": composes.map(({ id }) => id).join("\n"),
      state: worstState(composes),
      "metadata-dir": emitted.directories.join("\n"),
      "compose-dir": tree ?? "",
      "result-url": composes.map(resultUrl).find((url) => url !== undefined) ?? "",
      "repo-file": emitted.repoFiles.join("\n"),
      expires: earliest(composes),
      targets: capped(targets),
      composes: capped(composes.map(composeRecord)),
    },
    report: reportOf(result),
    lines: linesOf(result),
    summary: summaryOf(result),
    findings: findingsOf(result),
    ...(failure === undefined ? {} : { failure }),
  };
}

function worstState(composes: readonly ComposeOutcome[]): string {
  const states = composes.map(({ compose }) => compose?.state ?? "unknown");
  return states.reduce<string>(
    (worst, state) => (worst === "" || ORDER.indexOf(state) > ORDER.indexOf(worst) ? state : worst),
    "",
  );
}

function resultUrl({ results, compose }: ComposeOutcome): string | undefined {
  return results?.resultUrl ?? compose?.links["result"];
}

function earliest(composes: readonly ComposeOutcome[]): string {
  return composes.flatMap((outcome) => expiryOf(outcome) ?? []).sort()[0] ?? "";
}

function capped(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= MAX_OUTPUT ? text : "";
}

/** Of several composes each has a line of its own; of one the failure says it all. */
function findingsOf({ composes }: RequestComposeResult): readonly Finding[] {
  return composes.length < 2
    ? []
    : composes
        .filter(({ verdict }) => verdict === "bad")
        .map(({ id, compose, reasons }) => ({
          check: compose?.state ?? "unknown",
          severity: "error",
          path: `compose ${id}`,
          message: reasons[0] ?? "it is of no use",
          group: "composes",
        }));
}

function linesOf(result: RequestComposeResult): string[] {
  const { operation, shown, composes, emitted, total, about, milliseconds } = result;
  if (about !== undefined) {
    return [
      `${shown}: ${result.service} ${about.version ?? ""}`.trimEnd(),
      `login: ${about.authentication ?? "it does not say"}`,
      ...Object.entries(about.offers).map(([name, values]) => `${name}: ${values.join(", ") || "none"}`),
      ...Object.entries(about.untold ?? {}).map(([name, why]) => `${name}: not known, ${why}`),
    ];
  }
  const more = total !== undefined && total > composes.length ? ` of ${total}` : "";
  return [
    `${shown}: ${countOf(composes.length, "compose", "composes")}${operation === "list" ? more : ""} (${formatDuration(milliseconds)})`,
    ...composes.map(composeLine),
    ...composes.flatMap(({ id, log }) =>
      log.length === 0 ? [] : [`The log of compose ${id} ends in:`, ...log],
    ),
    ...(emitted.files.length === 0
      ? []
      : [
          `${countOf(emitted.files.length, "metadata file", "metadata files")} written to ${emitted.directories.join(", ")}`,
        ]),
  ];
}

function composeLine(outcome: ComposeOutcome): string {
  const { id, compose, reasons } = outcome;
  const url = resultUrl(outcome);
  const expires = expiryOf(outcome);
  return [
    `compose ${id}: ${compose?.reported ?? "not known"}`,
    ...reasons.slice(0, 1),
    ...(url === undefined || reasons.length > 0 ? [] : [url]),
    ...(expires === undefined ? [] : [`kept until ${expires}`]),
  ].join(", ");
}
