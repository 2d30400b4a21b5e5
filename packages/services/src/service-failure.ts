import { fault, refuse, type UserError } from "@compose-actions/step";
import { type FailureClass, type FailureOptions, TransferFailure } from "@compose-actions/transfer";

export interface ServiceFailureOptions extends FailureOptions {
  /** The service's own words, one line, safe to show. */
  readonly said?: string | undefined;
  /** What the service's operators find the request by. */
  readonly operationId?: string | undefined;
  /** The request may have been carried out all the same. */
  readonly isUncertain?: boolean | undefined;
}

/** What went wrong between us and a service. Nothing in it is secret. */
export class ServiceFailure extends TransferFailure {
  readonly said: string | undefined;
  readonly operationId: string | undefined;
  readonly isUncertain: boolean;

  constructor(failure: FailureClass, message: string, options: ServiceFailureOptions) {
    super(failure, message, options);
    this.said = options.said;
    this.operationId = options.operationId;
    this.isUncertain = options.isUncertain ?? false;
  }

  /** As hosts show it: refused (exit 2) when the service says that the request or who asks is wrong, else a fault. */
  asUserError(remedy?: string): UserError {
    const isRefusal = this.status === 400 || this.status === 401 || this.status === 403;
    const details = this.operationId === undefined ? undefined : [`operation id: ${this.operationId}`];
    return (isRefusal ? refuse : fault)(this.message, remedy, details);
  }
}
