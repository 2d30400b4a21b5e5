import type * as z from "zod";
import type { MetadataArtifactRole } from "./artifact-inputs.ts";
import type { InputDefinitions, InputValues } from "./inputs.ts";
import type { StepContext } from "./reporter.ts";

/** An output of a step, as later steps and jobs see it. */
export interface OutputDefinition {
  readonly description: string;
}

/**
 * A step, complete: from one such value come the action, the CLI command, the GitLab component, the README table,
 * `--help` and the report's schema. It knows no host.
 *
 * @typeParam Definitions - the inputs, as {@link defineInputs} made them
 * @typeParam Result - what `run` gives: the outcome of work that was completed, good or bad
 */
export interface Step<Definitions extends InputDefinitions = InputDefinitions, Result = unknown> {
  /** The action's folder and the CLI command: `upgrade-metadata`. */
  readonly name: string;
  /** One line, without a full stop. */
  readonly title: string;
  /** A paragraph of plain text. */
  readonly description: string;
  /** Marketplace branding of the action: a Feather icon. */
  readonly icon: string;
  readonly inputs: Definitions;
  readonly outputs: Readonly<Record<string, OutputDefinition>>;
  /** What `output` names is too big to be handed from job to job by default. */
  readonly bigOutput?: true;
  /** Schema of the report document, without the common fields that the runner adds. */
  readonly report: z.ZodType;
  /** Names of the files that the step may write into the directory that its input `output` names. */
  readonly outputFiles?: readonly string[];
  /** What it does with the metadata that its input `metadata-artifact` names; its output `metadata-dir` is handed on. */
  readonly metadataArtifact?: MetadataArtifactRole;

  /** Does the work. Throws `UserError` or `MetadataError` for what the user can mend. */
  run(inputs: InputValues<Definitions>, context: StepContext): Promise<Result>;
  /**
   * Does what is left to be done when the job was cancelled, in a process of its own, after that of the step has ended or
   * was killed; has some seconds for it. What it throws fails nothing.
   *
   * @param left - what was given to `StepHost.saveState` last; not called when that is empty
   */
  cleanUp?(inputs: InputValues<Definitions>, context: StepContext, left: string): Promise<void>;
  /** How the result is shown; pure. */
  present(result: Result): Presentation;
}

/** One thing that is wrong, for hosts and tools that show such things one by one. Texts are plain. */
export interface Finding {
  /** What kind of thing, as a machine names it: "corrupt". */
  readonly check: string;
  /** A warning does not fail the step. */
  readonly severity: "error" | "warning";
  /** The file that it is about, relative to what was checked. */
  readonly path: string;
  /** One line, without the path. */
  readonly message: string;
  /** The {@link CheckedGroup} that it belongs to. */
  readonly group: string;
}

/** What was checked together, good or bad. */
export interface CheckedGroup {
  readonly name: string;
  /** How many things were checked in it. */
  readonly checked: number;
}

/** A result in the forms that hosts want. Texts are plain: hosts escape them for their own medium. */
export interface Presentation {
  /** Values of all the outputs in `Step.outputs`. Lists are joined with newlines. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The report's own fields, valid against `Step.report`; may be a getter, and is asked for when it is wanted. */
  readonly report: Readonly<Record<string, unknown>>;
  /** The closing lines in a log or on a terminal. */
  readonly lines: readonly string[];
  /** The job summary in Markdown, made with the escaping functions of this package. */
  readonly summary: string;
  /**
   * What the step has made that can be attested, the most important first: `oci://registry/repository@sha256:…`. Hosts
   * that keep a list of such things take it up.
   */
  readonly subjects?: readonly string[];
  /** Why the step must fail although the work was completed (findings); undefined when all is well. */
  readonly failure?: string;
  /** Classes of what failed, where failures have classes. */
  readonly failureClasses?: readonly string[];
  /** What is wrong, the worst first: annotated, and written to the files that `junit` and `codequality` name. */
  readonly findings?: readonly Finding[];
  /** What was checked, in the order in which it is shown. */
  readonly checked?: readonly CheckedGroup[];
}

/** Declares a step, so that the types of its inputs and result are inferred. */
export function defineStep<const Definitions extends InputDefinitions, Result>(
  step: Step<Definitions, Result>,
): Step<Definitions, Result> {
  return step;
}
