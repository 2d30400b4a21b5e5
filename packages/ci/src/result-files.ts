import { join, resolve } from "node:path";
import {
  type Finding,
  type InputDefinitions,
  type Presentation,
  parseInputs,
  type RawInputs,
  refuse,
  type Step,
} from "@compose-actions/step";
import { writeTextAtomically } from "./atomic-file.ts";
import { CODE_QUALITY_STARTS, codeQualityText } from "./code-quality.ts";
import { messageOf } from "./error-text.ts";
import type { Failure } from "./failure.ts";
import type { Host } from "./host.ts";
import { JUNIT_START, junitText } from "./junit.ts";
import { REPORT_START, type ReportDocument, reportText } from "./report.ts";
import { isWithin, mayBeReplaced, realPlace, realTarget, resolveReportPath } from "./report-path.ts";

/** The inputs that name files for the result, in the order in which the files are written. */
const FILE_INPUTS = ["report", "junit", "codequality"] as const;
type FileInput = (typeof FILE_INPUTS)[number];

/** How a file begins that we wrote ourselves, and which may be written again. */
const STARTS: Readonly<Record<FileInput, readonly string[]>> = {
  report: [REPORT_START],
  junit: [JUNIT_START],
  codequality: CODE_QUALITY_STARTS,
};

/** Paths of the files that were asked for. */
export type ResultPaths = Readonly<Partial<Record<FileInput, string>>>;

/**
 * Where the result of a step is to be written. Read apart from the other inputs, so that their being refused is
 * reported too.
 *
 * @throws UserError
 */
export function resultPaths(
  { inputs: definitions, outputFiles = [] }: Pick<Step<InputDefinitions>, "inputs" | "outputFiles">,
  raw: RawInputs,
  { cwd, roots }: { readonly cwd: string; readonly roots: Host["roots"] },
): ResultPaths {
  const paths: Partial<Record<FileInput, string>> = {};
  for (const input of FILE_INPUTS) {
    const field = definitions[input];
    if (field === undefined) continue;
    const { [input]: path } = parseInputs({ [input]: field }, { [input]: raw[input] });
    if (typeof path !== "string") continue;
    const resolved = resolveReportPath(path, { input, cwd, roots, starts: STARTS[input] });
    const other = FILE_INPUTS.find((name) => paths[name] === resolved);
    refuseOutput(resolved, { input, path, output: outputOf(definitions, raw, cwd), outputFiles });
    if (other !== undefined) throw refuse(`Invalid input: ${input}: ${path} is the file of ${other} already`);
    paths[input] = resolved;
  }
  return paths;
}

/** Where the output of a step goes, if it has one and it was named; whether it makes sense is not for us to say. */
function outputOf(definitions: InputDefinitions, raw: RawInputs, cwd: string): string | undefined {
  const [named = ""] = [raw["output"]].flat();
  return definitions["output"]?.kind === "path" && named.trim() !== ""
    ? resolve(cwd, named.trim())
    : undefined;
}

interface OutputPlace {
  readonly input: FileInput;
  /** The result's path as the user wrote it. */
  readonly path: string;
  readonly output: string | undefined;
  readonly outputFiles: readonly string[];
}

/** Refuses a path where the output goes: one of them would be lost, after all the work. */
function refuseOutput(resolved: string, { input, path, output, outputFiles }: OutputPlace): void {
  if (output === undefined) return;
  const [own, theirs] = [realTarget(resolved), realPlace(output)];
  const clash =
    own === theirs
      ? "is the output itself"
      : isWithin(own, theirs)
        ? "must be a file, but the output lies below it"
        : outputFiles.some((name) => own === join(theirs, name))
          ? "is a file of the output"
          : undefined;
  if (clash !== undefined) throw refuse(`Invalid input: ${input}: ${path} ${clash}`, "Choose another path.");
}

/** What a finished step has to write. */
export interface StepResult {
  readonly report: () => ReportDocument;
  readonly presentation: Presentation | undefined;
  readonly failure: Failure | undefined;
  readonly redact: (text: string) => string;
}

/** Writes the files that were asked for. One that cannot be written is a failure, but not one that hides a worse one. */
export async function writeResultFiles(paths: ResultPaths, result: StepResult): Promise<Failure | undefined> {
  let failure: Failure | undefined;
  for (const input of FILE_INPUTS) {
    const path = paths[input];
    if (path === undefined) continue;
    try {
      // The step may have written a file of its own there.
      if (!mayBeReplaced(path, STARTS[input])) throw new Error(`${path} is another file now`);
      await writeTextAtomically(path, textOf(input, result));
    } catch (error) {
      failure ??= {
        status: "failed",
        exitCode: 1,
        message: `The ${NAMES[input]} could not be written: ${messageOf(error)}`,
        remedy: `Give another path with ${input}.`,
        details: [],
      };
    }
  }
  return result.failure === undefined ? failure : undefined;
}

const NAMES: Readonly<Record<FileInput, string>> = {
  report: "report",
  junit: "JUnit file",
  codequality: "code quality report",
};

function textOf(input: FileInput, result: StepResult): string {
  const { presentation } = result;
  const report = result.report();
  if (input === "report") return reportText(report);
  const findings = findingsOf(result);
  return input === "codequality"
    ? codeQualityText(report.step, findings)
    : junitText({ step: report.step, findings, checked: presentation?.checked ?? [] });
}

/** A step that failed is never without a finding: there being none would look like success. */
function findingsOf({ report, presentation, failure, redact }: StepResult): readonly Finding[] {
  const findings = (presentation?.findings ?? []).map((finding) => ({
    ...finding,
    path: redact(finding.path),
    message: redact(finding.message),
  }));
  if (failure === undefined || findings.some(({ severity }) => severity === "error")) return findings;
  const message = redact(failure.message);
  return [
    { check: "failed", severity: "error", path: report().step, message, group: report().step },
    ...findings,
  ];
}
