import type { Step, UserError } from "@compose-actions/step";
import type { Failure } from "./failure.ts";

/** The report of a step: the fields that all have in common, and the step's own. */
export interface ReportDocument {
  /** `compose-actions/<step>/1`. */
  readonly schema: string;
  readonly step: string;
  readonly status: "ok" | "failed" | "refused" | "interrupted";
  readonly error?: {
    readonly message: string;
    readonly remedy?: string;
    readonly docs?: string;
    readonly details: readonly string[];
  };
  readonly [field: string]: unknown;
}

/** How every report starts. */
export const REPORT_START = '{\n  "schema": "compose-actions/';

export function reportSchemaName(step: Pick<Step, "name">): string {
  return `compose-actions/${step.name}/1`;
}

/** Puts a report together; `redact` goes over every text in it. */
export function makeReport(
  step: Pick<Step, "name">,
  failure: Failure | undefined,
  fields: Readonly<Record<string, unknown>>,
  redact: (text: string) => string,
): ReportDocument {
  const common = {
    schema: reportSchemaName(step),
    step: step.name,
    status: failure?.status ?? "ok",
    ...(failure === undefined ? {} : { error: errorOf(failure) }),
  };
  return redactDeep({ ...common, ...fields, ...common }, redact) as ReportDocument;
}

/** The report where there is no step to make one: the command line itself was refused. */
export function refusalReport(
  { message, remedy, details }: UserError,
  redact: (text: string) => string,
): ReportDocument {
  const error = { message, ...(remedy === undefined ? {} : { remedy }), details };
  return makeReport({ name: "command-line" }, { status: "refused", exitCode: 2, ...error }, {}, redact);
}

function errorOf({ message, remedy, docs, details }: Failure) {
  return {
    message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(docs === undefined ? {} : { docs }),
    details,
  };
}

/** As `JSON.stringify` would see the value, with every text redacted. */
function redactDeep(value: unknown, redact: (text: string) => string): unknown {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "string" ? redact(inner) : inner,
  );
  return JSON.parse(text);
}

/** The report as a file's content. */
export function reportText(document: ReportDocument): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
