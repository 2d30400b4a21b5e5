/** One thing that is wrong with a metadata file. */
export interface Issue {
  /** Where in the document: `payload.images.Server.x86_64[3].location.size`; empty for the document itself. */
  readonly path: string;
  /** What was expected and what was found. Values are escaped and shortened. */
  readonly message: string;
}

/** At most this many issues of one file are kept; the rest are counted. */
export const MAX_ISSUES = 50;

/**
 * A metadata file that must not pass: every issue of the file at once, the first {@link MAX_ISSUES} in words.
 * `message` names the file and the first issue.
 */
export class MetadataError extends Error {
  override readonly name = "MetadataError";
  /** The file as the caller named it, if it did. */
  readonly file: string | undefined;
  readonly issues: readonly Issue[];
  /** How many issues there are, those beyond the cap included. */
  readonly issueCount: number;
  /** Nothing is known to be wrong with what is in the file: the system does not let it be read. */
  readonly isUnreadable: boolean;

  constructor(
    issues: readonly Issue[],
    options: { file?: string | undefined; issueCount?: number; isUnreadable?: boolean } = {},
  ) {
    const count = options.issueCount ?? issues.length;
    const first = issues[0] === undefined ? "invalid metadata" : describeIssue(issues[0]);
    const more = count > 1 ? ` (and ${count - 1} more)` : "";
    super(`${options.file === undefined ? "" : `${options.file}: `}${first}${more}`);
    this.file = options.file;
    this.issues = issues;
    this.issueCount = count;
    this.isUnreadable = options.isUnreadable ?? false;
  }
}

/** An issue in one line: `payload.header.version: expected …, found …`. */
export function describeIssue(issue: Issue): string {
  return issue.path === "" ? issue.message : `${issue.path}: ${issue.message}`;
}
