import type { ServiceAbout } from "@compose-actions/services";
import { code, countOf, details, escapeText, formatCount, heading, table } from "@compose-actions/step";
import { faultOf } from "./failure.ts";
import { expiryOf } from "./record.ts";
import type { ComposeOutcome, RequestComposeResult } from "./result.ts";
import type { Operation } from "./service-inputs.ts";

/** More lines than this would hide the rest of a summary. */
const MAX_LISTED = 100;
/** Each has its reasons and the end of a log. */
const MAX_EXPLAINED = 20;

/** The job summary. */
export function summaryOf(result: RequestComposeResult): string {
  const { service, shown, about, failure, composes, emitted } = result;
  const parts = [
    heading(2, titleOf(result)),
    `${SERVICES[service] ?? escapeText(service)} at ${code(shown)}${about?.version === undefined ? "" : `, version ${code(about.version)}`}.`,
    ...(about === undefined ? [] : [aboutTable(about)]),
    ...(composes.length === 0 ? [] : [composeTable(composes)]),
    ...whysOf(result),
    ...(emitted.directories.length === 0
      ? []
      : [`Metadata in ${emitted.directories.slice(0, MAX_LISTED).map(code).join(", ")}.`]),
    ...targetTable(result),
    ...notices(result),
    ...(failure === undefined ? [] : [nextOf(result)]),
  ];
  return `${parts.join("\n\n")}\n`;
}

const SERVICES: Readonly<Record<string, string>> = {
  odcs: "ODCS",
  "osbuild-composer": "osbuild-composer",
  weldr: "Weldr",
};

/** What becomes of composes, and where to read on. */
function nextOf({ operation }: RequestComposeResult): string {
  const page = "What to do about each kind of failure is in the page of this step.";
  switch (operation) {
    case "create":
      return `What goes on is continued by the next run with the same state file; what failed is asked for anew. ${page}`;
    case "renew":
      return `What was made anew and goes on is continued by the next run with the same state file. ${page}`;
    default:
      return page;
  }
}

function titleOf({ operation, failure, composes }: RequestComposeResult): string {
  switch (operation) {
    case "about":
      return "What the service offers";
    case "list":
      return "Composes";
    case "get":
      return "Compose";
    case "delete":
      return failure === undefined ? "Compose deleted" : "Compose not deleted";
    case "renew":
      return failure === undefined ? "Compose renewed" : "Compose not renewed";
    default: {
      const isOpen = composes.some(({ verdict }) => verdict === "open" || verdict === "shown");
      return failure !== undefined ? "Compose of no use" : isOpen ? "Compose requested" : "Compose finished";
    }
  }
}

function composeTable(composes: readonly ComposeOutcome[]): string {
  const rows = composes.slice(0, MAX_LISTED).map((outcome) => {
    const { id, how, compose, results } = outcome;
    const url = results?.resultUrl ?? compose?.links["result"];
    return [
      code(id),
      escapeText(how),
      escapeText(compose?.reported ?? "not known"),
      escapeText(expiryOf(outcome) ?? ""),
      url === undefined ? "" : code(url),
    ];
  });
  const more = composes.length - rows.length;
  return table(
    ["Compose", "How", "State", "Kept until", "Result"],
    more > 0 ? [...rows, [escapeText(`and ${formatCount(more)} more`)]] : rows,
  );
}

function whysOf({ composes, operation }: RequestComposeResult): readonly string[] {
  const bad = composes.filter(({ verdict }) => verdict === "bad");
  const more = bad.length - MAX_EXPLAINED;
  return [
    ...bad.slice(0, MAX_EXPLAINED).flatMap((one) => whyOf(one, operation)),
    ...(more > 0 ? [`The report says why of ${formatCount(more)} more.`] : []),
  ];
}

function whyOf({ id, reasons, log }: ComposeOutcome, operation: Operation): readonly string[] {
  return [
    heading(3, `Why compose ${id} ${faultOf(operation)[0]}`),
    reasons
      .slice(0, MAX_LISTED)
      .map((reason) => `- ${escapeText(reason)}`)
      .join("\n"),
    ...(log.length === 0
      ? []
      : [
          details(
            `The last ${countOf(log.length, "line", "lines")} of its log`,
            log.map((line) => `- ${code(line)}`).join("\n"),
          ),
        ]),
  ];
}

function aboutTable({ offers, untold = {}, authentication: login }: ServiceAbout): string {
  return table(
    ["What", "Values"],
    [
      ["login", escapeText(login ?? "it does not say")],
      ...Object.entries(offers).map(([name, values]) => [
        escapeText(name),
        values.slice(0, MAX_LISTED).map(code).join(", "),
      ]),
      ...Object.entries(untold).map(([name, why]) => [escapeText(name), escapeText(`not known: ${why}`)]),
    ],
  );
}

function targetTable({ targets }: RequestComposeResult): readonly string[] {
  const rows = targets.slice(0, MAX_LISTED).map(({ compose, imageType = "", arch = "", target, results }) => [
    code(compose),
    escapeText([imageType, arch].filter((part) => part !== "").join(" for ")),
    code(target),
    Object.entries(results)
      .map(([name, value]) => `${escapeText(name)}: ${code(value)}`)
      .join(", "),
  ]);
  return rows.length === 0 ? [] : [table(["Compose", "Image", "Target", "Result"], rows)];
}

function notices({ notices: lines }: RequestComposeResult): readonly string[] {
  return lines.length === 0
    ? []
    : [
        heading(3, "What to know"),
        lines
          .slice(0, MAX_LISTED)
          .map((line) => `- ${escapeText(line)}`)
          .join("\n"),
      ];
}
