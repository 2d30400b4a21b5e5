import { fault, refuse, type UserError } from "@compose-actions/step";
import { type FailureClass, type FailureOptions, TransferFailure } from "@compose-actions/transfer";

export interface ServiceFailureOptions extends FailureOptions {
  /** The service's own words, one line, safe to show. */
  readonly said?: string | undefined;
  /** What the service's operators find the request by. */
  readonly operationId?: string | undefined;
  /** The answer is not the service's own, but that of something in front of it, or elsewhere. */
  readonly isStray?: boolean | undefined;
  /** The request may have been carried out all the same. */
  readonly isUncertain?: boolean | undefined;
  /** Where a person can look for what may have been made, if not at the service's list. */
  readonly advice?: string | undefined;
}

/** What went wrong between us and a service. Nothing in it is secret. */
export class ServiceFailure extends TransferFailure {
  readonly said: string | undefined;
  readonly operationId: string | undefined;
  readonly isStray: boolean;
  readonly isUncertain: boolean;
  readonly advice: string | undefined;

  constructor(failure: FailureClass, message: string, options: ServiceFailureOptions) {
    super(failure, message, options);
    this.said = options.said;
    this.operationId = options.operationId;
    this.isStray = options.isStray ?? false;
    this.isUncertain = options.isUncertain ?? false;
    this.advice = options.advice;
  }
}

/**
 * A failure as hosts show it: refused (exit 2) when the request is wrong or the service does not know who asks, else a
 * fault (exit 1).
 */
export function userErrorOf(failure: TransferFailure, remedy?: string): UserError {
  const { status, message } = failure;
  const isRefusal = failure.failure === "auth" || status === 400 || status === 401 || status === 403;
  const id = failure instanceof ServiceFailure ? failure.operationId : undefined;
  return (isRefusal ? refuse : fault)(
    message,
    remedy,
    id === undefined ? undefined : [`operation id: ${id}`],
    failure,
  );
}
