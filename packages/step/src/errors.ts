/**
 * What went wrong through no fault of the program: wrong input, wrong environment, or content that must not pass.
 * Hosts print `message` and `remedy` without a stack and exit with `exitCode`; any other error is a defect of ours
 * and is printed with its stack.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  /** What the user can do about it: one sentence, or undefined when the message says it. */
  readonly remedy: string | undefined;
  /** `2`: refused before work (input, configuration). `1`: the work found something bad. */
  readonly exitCode: 1 | 2;
  /** Further lines for the log and the report, for instance every missing file. */
  readonly details: readonly string[];

  constructor(
    message: string,
    options: { remedy?: string; exitCode: 1 | 2; details?: readonly string[]; cause?: unknown },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.remedy = options.remedy;
    this.exitCode = options.exitCode;
    this.details = options.details ?? [];
  }
}

/** Input, configuration or usage that is refused before any work: exit code 2. */
export function refuse(
  message: string,
  remedy?: string,
  details?: readonly string[],
  cause?: unknown,
): UserError {
  return new UserError(message, {
    exitCode: 2,
    ...(remedy === undefined ? {} : { remedy }),
    ...(details === undefined ? {} : { details }),
    cause,
  });
}

/** Content that the work found to be bad: exit code 1. */
export function fault(
  message: string,
  remedy?: string,
  details?: readonly string[],
  cause?: unknown,
): UserError {
  return new UserError(message, {
    exitCode: 1,
    ...(remedy === undefined ? {} : { remedy }),
    ...(details === undefined ? {} : { details }),
    cause,
  });
}
