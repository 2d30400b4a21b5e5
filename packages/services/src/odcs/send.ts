import { TransferFailure } from "@compose-actions/transfer";
import type { Answer } from "../http/ask.ts";
import { wasNotSent } from "../http/not-sent.ts";
import { lateAbort } from "../late-abort.ts";
import { isWrongRoute, odcsMessage } from "./failure.ts";
import type { OdcsRoutes } from "./routes.ts";

/** A request that has no answer which says what became of it. */
export class Lost {
  readonly failure: TransferFailure;
  /** It cannot have reached the service. */
  readonly isUnsent: boolean;
  /** The service may still be at it. */
  readonly isPending: boolean;
  /** It would fail in the same way again. */
  readonly isHopeless: boolean;

  constructor(
    failure: TransferFailure,
    kind: { readonly isUnsent: boolean; readonly isPending: boolean; readonly isHopeless: boolean },
  ) {
    this.failure = failure;
    this.isUnsent = kind.isUnsent;
    this.isPending = kind.isPending;
    this.isHopeless = kind.isHopeless;
  }
}

/** A request on its way is given so long to be answered after all when everything is to end. */
const LAST_WORD_MS = 4_000;

/**
 * Sends what makes a compose, once.
 *
 * @param what - what was asked for, as messages name it
 * @returns the answer when it says what became of the request
 */
export async function sendOnce(
  routes: OdcsRoutes,
  what: string,
  send: (signal: AbortSignal) => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer | Lost> {
  signal.throwIfAborted();
  // The id of a compose that nobody waits for any more is worth knowing: it can be cancelled.
  using late = lateAbort(signal, LAST_WORD_MS);
  let answer: Answer;
  try {
    answer = await send(late.signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TransferFailure)) {
      throw error;
    }
    return new Lost(error, {
      isUnsent: wasNotSent(error),
      isPending: true,
      isHopeless: error.remedy !== "again",
    });
  }
  const { status } = answer;
  if (status === 429) {
    return new Lost(routes.failure(answer, what), { isUnsent: true, isPending: false, isHopeless: false });
  }
  if (status < 500 ? status !== 200 || canBeRead(answer, routes, what) : isWrongRoute(answer)) {
    return answer;
  }
  // Its own 500 may have left a compose that failed; that of a server in front may hide one that lives.
  const isItsOwn = odcsMessage(answer.body) !== undefined;
  const failure = routes.failure(answer, what);
  return new Lost(failure, { isUnsent: false, isPending: !isItsOwn, isHopeless: isItsOwn });
}

function canBeRead(answer: Answer, routes: OdcsRoutes, what: string): boolean {
  try {
    routes.readCompose(answer, what);
    return true;
  } catch {
    return false;
  }
}
