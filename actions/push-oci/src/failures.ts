import { type FailureClass, TransferFailure } from "@compose-actions/transfer";

/** Why something is not there, in the words of a report. */
export interface PushFailure {
  readonly class: FailureClass;
  readonly message: string;
  /** HTTP status, where that was the failure. */
  readonly status?: number;
}

/** @throws the error when it is none of bytes; `signal.reason` when aborted */
export function failureOf(error: unknown, signal: AbortSignal): PushFailure {
  signal.throwIfAborted();
  if (!(error instanceof TransferFailure)) {
    throw error;
  }
  const { failure, message, status } = error;
  return { class: failure, message, ...(status === undefined ? {} : { status }) };
}

/** What is the same for everything in a repository: asking again for each file would only take time. */
const OF_ALL: ReadonlySet<FailureClass> = new Set(["auth", "tls", "forbidden-address", "disk", "lock"]);
/** What may pass, but does not after so many files that were each tried several times. */
const OUT_OF_REACH: ReadonlySet<FailureClass> = new Set([
  "connection",
  "timeout",
  "rate-limited",
  "server-error",
]);
const MAX_IN_A_ROW = 3;

/** Knows the repositories that are not worth another try. */
export class Patience {
  readonly #lost = new Map<string, PushFailure>();
  readonly #inARow = new Map<string, number>();

  /** Why nothing more is tried at a target; undefined while it is. */
  lost(target: string): PushFailure | undefined {
    return this.#lost.get(target);
  }

  succeeded(target: string): void {
    this.#inARow.delete(target);
  }

  failed(target: string, failure: PushFailure): void {
    const count = OUT_OF_REACH.has(failure.class) ? (this.#inARow.get(target) ?? 0) + 1 : 0;
    this.#inARow.set(target, count);
    if (OF_ALL.has(failure.class) || count >= MAX_IN_A_ROW) {
      this.#lost.set(target, { ...failure, message: `not tried any more: ${failure.message}` });
    }
  }
}
