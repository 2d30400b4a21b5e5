import {
  formatCount,
  type InputDefinitions,
  type Presentation,
  parseInputs,
  type RawInputs,
  type Step,
} from "@compose-actions/step";
import { writeTextAtomically } from "./atomic-file.ts";
import { messageOf } from "./error-text.ts";
import { describeFailure, type Failure } from "./failure.ts";
import { failureSummary } from "./failure-summary.ts";
import type { Host } from "./host.ts";
import { makeReport, type ReportDocument, reportText } from "./report.ts";
import { mayBeReplaced, resolveReportPath } from "./report-path.ts";
import { guardSignals } from "./signals.ts";

/** More details than this are in the report, not in the log. */
const LOGGED_DETAILS = 200;

export interface RunOptions {
  readonly host: Host;
  /** The raw inputs, or what collects them: what it throws is a failure of the step like any other. */
  readonly rawInputs: RawInputs | (() => RawInputs);
  /** The working directory, absolute. */
  readonly cwd: string;
  /** Stops the work; without it the process's own signals do. */
  readonly signal?: AbortSignal;
  /** Gets the finished report, whether or not it is written to a file as well. */
  readonly onReport?: (document: ReportDocument) => void;
}

/**
 * Runs a step on its host, from raw inputs to the exit code. Outputs, report and summary are written before a failure
 * is announced. Never throws.
 *
 * @returns 0 done, 1 the work found or met something bad, 2 refused, 130 interrupted
 */
export async function runStep<Definitions extends InputDefinitions, Result>(
  step: Step<Definitions, Result>,
  options: RunOptions,
): Promise<number> {
  const guard = options.signal === undefined ? guardSignals() : undefined;
  const signal = options.signal ?? guard?.signal ?? new AbortController().signal;
  try {
    const outcome = await perform(step, options, signal);
    return await announce(step, options, outcome);
  } finally {
    guard?.dispose();
    await options.host.close();
  }
}

/** How the work ended; a result with findings has both a presentation and a failure. */
interface Outcome {
  readonly presentation?: Presentation;
  readonly failure?: Failure;
  readonly reportPath?: string;
}

async function perform<Definitions extends InputDefinitions, Result>(
  step: Step<Definitions, Result>,
  { host, rawInputs, cwd }: RunOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  let reportPath: string | undefined;
  const known = () => (reportPath === undefined ? {} : { reportPath });
  try {
    const raw = typeof rawInputs === "function" ? rawInputs() : rawInputs;
    maskSecrets(step.inputs, raw, host);
    reportPath = reportPathOf(step.inputs, raw, cwd, host);
    const inputs = parseInputs(step.inputs, raw);
    signal.throwIfAborted();
    const result = await step.run(inputs, { signal, reporter: host.reporter });
    const presentation = step.present(result);
    if (presentation.failure === undefined) return { presentation, ...known() };
    const failure: Failure = { status: "failed", exitCode: 1, message: presentation.failure, details: [] };
    return { presentation, failure, ...known() };
  } catch (error) {
    return { failure: describeFailure(error, signal), ...known() };
  }
}

function maskSecrets(definitions: InputDefinitions, raw: RawInputs, host: Host): void {
  for (const [name, field] of Object.entries(definitions)) {
    const value = raw[name];
    if (field.secret && typeof value === "string") host.mask(value);
  }
}

/** Read apart from the other inputs, so that their being refused is reported too. */
function reportPathOf(
  definitions: InputDefinitions,
  raw: RawInputs,
  cwd: string,
  host: Host,
): string | undefined {
  const field = definitions["report"];
  if (field === undefined) return undefined;
  const { report } = parseInputs({ report: field }, { report: raw["report"] });
  return typeof report === "string" ? resolveReportPath(report, cwd, host.roots) : undefined;
}

async function announce(
  step: Pick<Step, "name" | "title">,
  { host, onReport }: RunOptions,
  { presentation, failure: cause, reportPath }: Outcome,
): Promise<number> {
  if (presentation !== undefined) await host.setOutputs(presentation.outputs);
  const report = makeReport(step, cause, presentation?.report ?? {}, host.redact);
  const failure = (await writeReport(report, reportPath)) ?? cause;
  const summary = failure === undefined ? [] : [failureSummary(step.title, failure)];
  await host.writeSummary(
    [...summary, ...(presentation === undefined ? [] : [presentation.summary])].join("\n\n"),
  );
  onReport?.(report);
  if (presentation !== undefined) host.conclude(presentation.lines);
  if (failure === undefined) return 0;
  await explain(host, failure);
  return failure.exitCode;
}

/** A report that was asked for and cannot be written is a failure, but not one that hides a worse one. */
async function writeReport(report: ReportDocument, path: string | undefined): Promise<Failure | undefined> {
  if (path === undefined) return undefined;
  try {
    // The step may have written a file of its own there.
    if (!mayBeReplaced(path)) throw new Error(`${path} is another file now`);
    await writeTextAtomically(path, reportText(report));
    return undefined;
  } catch (error) {
    if (report.status !== "ok") return undefined;
    return {
      status: "failed",
      exitCode: 1,
      message: `The report could not be written: ${messageOf(error)}`,
      details: [],
    };
  }
}

async function explain(host: Host, failure: Failure): Promise<void> {
  const [only = "", ...others] = failure.details;
  // The message may name the only detail in full.
  if (others.length > 0 || !failure.message.includes(only)) {
    const shown = failure.details.slice(0, LOGGED_DETAILS);
    const more = failure.details.length - shown.length;
    const rest = more > 0 ? [`and ${formatCount(more)} more; the report has them all`] : [];
    await host.group("Details", [...shown, ...rest]);
  }
  if (failure.stack !== undefined) await host.group("Stack", failure.stack);
  host.annotate({ level: "error", message: failure.message });
  if (failure.remedy !== undefined) host.reporter.info(failure.remedy);
}
