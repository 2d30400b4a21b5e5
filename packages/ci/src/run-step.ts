import {
  type Finding,
  formatCount,
  type InputDefinitions,
  type NetworkEnvironment,
  type Presentation,
  parseInputs,
  type RawInputs,
  type Step,
} from "@compose-actions/step";
import { ANNOTATION_LIMIT } from "./annotation-budget.ts";
import { describeFailure, detailsBeside, type Failure } from "./failure.ts";
import { failureSummary } from "./failure-summary.ts";
import type { Host } from "./host.ts";
import { makeReport, type ReportDocument } from "./report.ts";
import { type ResultPaths, resultPaths, writeResultFiles } from "./result-files.ts";
import { guardSignals } from "./signals.ts";

/** More details than this are in the report, not in the log. */
const LOGGED_DETAILS = 200;

export interface RunOptions {
  readonly host: Host;
  /** The raw inputs, or what collects them: what it throws is a failure of the step like any other. */
  readonly rawInputs: RawInputs | (() => RawInputs);
  /** The working directory, absolute. */
  readonly cwd: string;
  /** What the environment says of the network. */
  readonly network?: NetworkEnvironment;
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
  readonly paths: ResultPaths;
}

async function perform<Definitions extends InputDefinitions, Result>(
  step: Step<Definitions, Result>,
  { host, rawInputs, cwd, network }: RunOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  let paths: ResultPaths = {};
  try {
    const raw = typeof rawInputs === "function" ? rawInputs() : rawInputs;
    maskSecrets(step.inputs, raw, host);
    paths = resultPaths(step, raw, { cwd, roots: host.roots });
    const inputs = parseInputs(step.inputs, raw);
    signal.throwIfAborted();
    const result = await step.run(inputs, {
      signal,
      reporter: host.reporter,
      host,
      ...(network === undefined ? {} : { network }),
    });
    const presentation = step.present(result);
    if (presentation.failure === undefined) return { presentation, paths };
    const failure: Failure = { status: "failed", exitCode: 1, message: presentation.failure, details: [] };
    return { presentation, failure, paths };
  } catch (error) {
    return { failure: describeFailure(error, signal), paths };
  }
}

/** Before anything is shown. */
export function maskSecrets(definitions: InputDefinitions, raw: RawInputs, host: Host): void {
  for (const [name, field] of Object.entries(definitions)) {
    const value = raw[name];
    if (field.secret && typeof value === "string") host.mask(value);
  }
}

async function announce(
  step: Pick<Step, "name" | "title">,
  { host, onReport }: RunOptions,
  { presentation, failure: cause, paths }: Outcome,
): Promise<number> {
  if (presentation !== undefined) {
    await host.setOutputs(presentation.outputs);
    await host.addSubjects(presentation.subjects ?? []);
  }
  let document: ReportDocument | undefined;
  // Of a big compose it is big: it is made when somebody wants it.
  const report = () => {
    document ??= makeReport(step, cause, presentation?.report ?? {}, host.redact);
    return document;
  };
  const written = { report, presentation, failure: cause, redact: host.redact };
  const failure = (await writeResultFiles(paths, written)) ?? cause;
  const summary = failure === undefined ? [] : [failureSummary(step.title, failure)];
  await host.writeSummary(
    [...summary, ...(presentation === undefined ? [] : [presentation.summary])].join("\n\n"),
  );
  if (onReport !== undefined) onReport(report());
  annotate(host, presentation?.findings ?? []);
  if (presentation !== undefined) host.conclude(presentation.lines);
  if (failure === undefined) return 0;
  await explain(host, failure);
  return failure.exitCode;
}

/** One annotation is left for what the step says of itself. */
function annotate(host: Host, findings: readonly Finding[]): void {
  for (const { severity, path, message, check } of findings.slice(0, ANNOTATION_LIMIT - 1)) {
    host.annotate({ level: severity, title: check, message: `${path}: ${message}` });
  }
  const more = findings.length - ANNOTATION_LIMIT + 1;
  if (more > 0) host.reporter.info(`and ${formatCount(more)} more; the report has them`);
}

async function explain(host: Host, failure: Failure): Promise<void> {
  const details = detailsBeside(failure);
  if (details.length > 0) {
    const shown = details.slice(0, LOGGED_DETAILS);
    const more = details.length - shown.length;
    const rest = more > 0 ? [`and ${formatCount(more)} more; the report has them all`] : [];
    await host.group("Details", [...shown, ...rest]);
  }
  if (failure.stack !== undefined) await host.group("Stack", failure.stack);
  host.annotate({ level: "error", message: failure.message });
  if (failure.remedy !== undefined) host.reporter.info(failure.remedy);
}
