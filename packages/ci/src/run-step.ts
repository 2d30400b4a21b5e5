import {
  type Finding,
  formatCount,
  type InputDefinitions,
  type InputValues,
  type NetworkEnvironment,
  type Presentation,
  parseInputs,
  type RawInputs,
  type Step,
  type UserError,
} from "@compose-actions/step";
import { ANNOTATION_LIMIT } from "./annotation-budget.ts";
import type { JobEnvironment } from "./artifacts/environment.ts";
import type { ArtifactExchange } from "./artifacts/exchange.ts";
import { openExchange } from "./artifacts/open-exchange.ts";
import { readArtifactRequest } from "./artifacts/request.ts";
import { failedPart } from "./failed-part.ts";
import { describeFailure, describeFindings, detailsBeside, type Failure, readOn } from "./failure.ts";
import type { Host } from "./host.ts";
import { jobSummary } from "./job-summary.ts";
import { makeReport, type ReportDocument, reportText } from "./report.ts";
import { type ResultPaths, resultPaths, writeResultFiles } from "./result-files.ts";
import { guardSignals } from "./signals.ts";

/** More details than this are in the report, not in the log. */
const LOGGED_DETAILS = 200;

export interface RunOptions {
  readonly host: Host;
  /** The raw inputs, or what collects them: what it throws is a failure of the step like any other. */
  readonly rawInputs: RawInputs | (() => RawInputs);
  /** Why the inputs are refused, whatever they are: said in the files of the result, as far as the inputs name any. */
  readonly refusal?: UserError | undefined;
  /** The working directory, absolute. */
  readonly cwd: string;
  /** What the environment says of the network. */
  readonly network?: NetworkEnvironment;
  /** What the environment says of the job; absent: a terminal. */
  readonly job?: JobEnvironment;
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
  const places: Places = { paths: {}, exchange: undefined, part: {} };
  try {
    const outcome = await perform(step, options, places, signal);
    return await announce(step, options, { ...outcome, ...places, signal });
  } finally {
    guard?.dispose();
    await places.exchange?.close();
    await options.host.close();
  }
}

/** How the work ended; a result with findings has both a presentation and a failure. */
interface Outcome {
  readonly presentation?: Presentation;
  readonly failure?: Failure;
}

/** Where the result goes, as far as that is known: there is something to tell even when inputs are refused. */
interface Places {
  paths: ResultPaths;
  exchange: ArtifactExchange | undefined;
  /** The report's own fields where there is no result. */
  part: Readonly<Record<string, string>>;
}

async function perform<Definitions extends InputDefinitions, Result>(
  step: Step<Definitions, Result>,
  { host, rawInputs, refusal, cwd, network, job }: RunOptions,
  places: Places,
  signal: AbortSignal,
): Promise<Outcome> {
  let presentation: Presentation | undefined;
  try {
    const given = typeof rawInputs === "function" ? rawInputs() : rawInputs;
    maskSecrets(step.inputs, given, host);
    places.part = failedPart(step, given);
    places.paths = resultPaths(step, given, { cwd, roots: host.roots });
    // Nothing is handed on: what was misread may be the leg that it would be handed on for.
    if (refusal !== undefined) throw refusal;
    const request = readArtifactRequest(step, given);
    places.exchange = await openExchange(step, request, { job, host, cwd, signal });
    const parsed = parseInputs(step.inputs, request.raw);
    const inputs = await resolveInputs(parsed, { job, host, signal }, places);
    const result = await step.run(inputs, {
      signal,
      reporter: host.reporter,
      host,
      ...(network === undefined ? {} : { network }),
    });
    presentation = step.present(result);
    if (presentation.failure === undefined) {
      await places.exchange?.handOn(presentation);
      return { presentation };
    }
    return { presentation, failure: describeFindings(presentation.failure, presentation) };
  } catch (error) {
    const failure = describeFailure(refusal ?? error, signal);
    return presentation === undefined ? { failure } : { presentation, failure };
  }
}

/** The inputs with what only the host can get in the place of what stands for it. */
async function resolveInputs<Definitions extends InputDefinitions>(
  inputs: InputValues<Definitions>,
  options: { readonly job: JobEnvironment | undefined; readonly host: Host; readonly signal: AbortSignal },
  { exchange }: Places,
): Promise<InputValues<Definitions>> {
  options.signal.throwIfAborted();
  const given: Readonly<Record<string, unknown>> = inputs;
  const resolved =
    given["tool-cache"] === true
      ? await (await import("./tool-cache.ts")).withToolCache(inputs, options)
      : inputs;
  return exchange === undefined ? resolved : exchange.take(resolved);
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
  { host, cwd, onReport }: RunOptions,
  {
    presentation,
    failure: worked,
    paths,
    exchange,
    part,
    signal,
  }: Outcome & Places & { readonly signal: AbortSignal },
): Promise<number> {
  if (presentation !== undefined) {
    await host.setOutputs(presentation.outputs);
    await host.addSubjects(presentation.subjects ?? []);
  }
  let document: ReportDocument | undefined;
  // Of a big compose it is big: it is made when somebody wants it, and once.
  const reportOf = (failure: Failure | undefined) => {
    document ??= makeReport(step, failure, presentation?.report ?? part, host.redact);
    return document;
  };
  // Before anything says how the step ended: that its report could not be handed on is a part of that.
  const lost = await handOnReport(exchange, () => reportText(reportOf(worked)), signal);
  const cause = worked ?? lost;
  if (cause !== worked) document = undefined;
  const report = () => reportOf(cause);
  const written = { report, presentation, failure: cause, redact: host.redact };
  const failure = (await writeResultFiles(paths, written)) ?? cause;
  await host.writeSummary(
    jobSummary({ title: step.title, presentation, failure, report: paths.report, cwd }),
  );
  if (onReport !== undefined) onReport(report());
  annotate(host, presentation?.findings ?? []);
  if (presentation !== undefined) host.conclude(presentation.lines);
  if (failure === undefined) return 0;
  await explain(host, failure);
  return failure.exitCode;
}

/** Hands the report on, unless the job is being stopped. Returns what went wrong. */
async function handOnReport(
  exchange: ArtifactExchange | undefined,
  text: () => string,
  signal: AbortSignal,
): Promise<Failure | undefined> {
  if (exchange === undefined || signal.aborted) return undefined;
  try {
    await exchange.handOnReport(text);
    return undefined;
  } catch (error) {
    return describeFailure(error, signal);
  }
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
  const docs = readOn(failure);
  if (docs !== undefined) host.reporter.info(`More: ${docs}`);
}
