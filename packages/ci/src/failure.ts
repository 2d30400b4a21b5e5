import { type Presentation, UserError } from "@compose-actions/step";
import { INTERRUPTED } from "./signals.ts";
import { classesUrl, failureClassOf, sectionUrl } from "./troubleshooting.ts";

/** Why a step did not end well, in the words of the log, the summary and the report. */
export interface Failure {
  readonly status: "failed" | "refused" | "interrupted";
  readonly exitCode: 1 | 2 | 130;
  /** One line. */
  readonly message: string;
  /** What the user can do. */
  readonly remedy?: string;
  /** The section of the documentation that says more. */
  readonly docs?: string;
  readonly details: readonly string[];
  /** Lines of the stack: only for errors that nobody expected, and only for the log. */
  readonly stack?: readonly string[];
}

/** The details that the message does not give already: it may name the only one in full. */
export function detailsBeside({ message, details }: Failure): readonly string[] {
  const [only = "", ...others] = details;
  return others.length === 0 && message.includes(only) ? [] : details;
}

/** Where people are sent to read on: not for what was refused, since the message and the remedy mend that. */
export function readOn({ docs }: Failure): string | undefined {
  return docs === sectionUrl("refused") ? undefined : docs;
}

const ROOM = "make room on the disk, or choose another directory";
const RIGHTS = "let this user read and write there, or choose another directory";
const FEWER_FILES = "raise the limit of open files (ulimit -n), or do fewer things at a time";

/** What the environment may do to any program, and what helps: no defect, so no stack. */
const ENVIRONMENT_REMEDIES: Readonly<Record<string, string>> = {
  EACCES: RIGHTS,
  EDQUOT: ROOM,
  EIO: "look at the disk: the system could not read or write",
  EMFILE: FEWER_FILES,
  ENFILE: FEWER_FILES,
  ENOSPC: ROOM,
  EPERM: RIGHTS,
  EROFS: RIGHTS,
};

/** Says what an error means for the step that threw it. */
export function describeFailure(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) {
    const reason: unknown = signal.reason;
    const message = reason instanceof Error && reason.name !== "AbortError" ? reason.message : "Interrupted";
    return {
      status: "interrupted",
      exitCode: INTERRUPTED,
      message,
      remedy: "Run the step again.",
      details: [],
    };
  }
  if (error instanceof UserError) {
    return {
      status: error.exitCode === 2 ? "refused" : "failed",
      exitCode: error.exitCode,
      message: error.message,
      ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
      ...docsOf(error),
      details: error.details,
    };
  }
  if (isMetadataError(error)) {
    return {
      status: "failed",
      exitCode: 1,
      message: error.message,
      ...(error.isUnreadable === true
        ? { remedy: "see to it that this user can read the file", docs: sectionUrl("disk") }
        : {
            remedy: "mend the file at the place that is named, or make it anew",
            docs: sectionUrl("invalid-metadata"),
          }),
      details: error.issues.map(issueLine),
    };
  }
  if (error instanceof Error && "code" in error && Object.hasOwn(ENVIRONMENT_REMEDIES, String(error.code))) {
    const remedy = ENVIRONMENT_REMEDIES[String(error.code)];
    return {
      status: "failed",
      exitCode: 1,
      message: error.message,
      ...(remedy === undefined ? {} : { remedy }),
      docs: sectionUrl("disk"),
      details: [],
    };
  }
  return unexpected(error);
}

/** Says what findings mean: the work was completed, and the step fails all the same. */
export function describeFindings(
  message: string,
  { failureClasses = [] }: Pick<Presentation, "failureClasses">,
): Failure {
  const docs = classesUrl(failureClasses);
  return { status: "failed", exitCode: 1, message, ...(docs === undefined ? {} : { docs }), details: [] };
}

/** What is refused, or is wrong, has its words and its remedy; where a server or a disk is at fault there is more to say. */
function docsOf(error: UserError): Pick<Failure, "docs"> {
  const known = failureClassOf(error);
  if (known !== undefined) return { docs: sectionUrl(known) };
  return error.exitCode === 2 ? { docs: sectionUrl("refused") } : {};
}

function unexpected(error: unknown): Failure {
  const known = error instanceof Error ? error : new Error(String(error));
  return {
    status: "failed",
    exitCode: 1,
    message: `Unexpected error: ${known.message}`,
    remedy: "This is a defect of compose-actions: please report it with the log of this step.",
    docs: sectionUrl("unexpected"),
    details: [],
    stack: stackLines(known),
  };
}

function stackLines(error: Error): string[] {
  const own = (error.stack ?? error.message).split("\n");
  return error.cause instanceof Error ? [...own, "caused by:", ...stackLines(error.cause)] : own;
}

interface MetadataIssue {
  readonly file?: unknown;
  readonly path?: unknown;
  readonly message?: unknown;
}

/** The metadata core's own error, recognised by its shape: hosts know nothing of metadata. */
function isMetadataError(
  error: unknown,
): error is Error & { readonly issues: readonly MetadataIssue[]; readonly isUnreadable?: unknown } {
  return (
    error instanceof Error &&
    error.name === "MetadataError" &&
    "issues" in error &&
    Array.isArray(error.issues)
  );
}

function issueLine(issue: MetadataIssue): string {
  return [issue.file, issue.path, issue.message]
    .filter((part) => part !== undefined && part !== "")
    .map(String)
    .join(": ");
}
