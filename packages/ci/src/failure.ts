import { UserError } from "@compose-actions/step";
import { INTERRUPTED } from "./signals.ts";

/** Why a step did not end well, in the words of the log, the summary and the report. */
export interface Failure {
  readonly status: "failed" | "refused" | "interrupted";
  readonly exitCode: 1 | 2 | 130;
  /** One line. */
  readonly message: string;
  /** What the user can do. */
  readonly remedy?: string;
  readonly details: readonly string[];
  /** Lines of the stack: only for errors that nobody expected, and only for the log. */
  readonly stack?: readonly string[];
}

/** The details that the message does not give already: it may name the only one in full. */
export function detailsBeside({ message, details }: Failure): readonly string[] {
  const [only = "", ...others] = details;
  return others.length === 0 && message.includes(only) ? [] : details;
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
      details: error.details,
    };
  }
  if (isMetadataError(error)) {
    return {
      status: "failed",
      exitCode: 1,
      message: error.message,
      remedy: "mend the file at the place that is named, or make it anew",
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
      details: [],
    };
  }
  return unexpected(error);
}

function unexpected(error: unknown): Failure {
  const known = error instanceof Error ? error : new Error(String(error));
  return {
    status: "failed",
    exitCode: 1,
    message: `Unexpected error: ${known.message}`,
    remedy: "This is a defect of compose-actions: please report it with the log of this step.",
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
function isMetadataError(error: unknown): error is Error & { readonly issues: readonly MetadataIssue[] } {
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
