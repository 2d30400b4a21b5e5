import { TransferFailure } from "@compose-actions/transfer";
import type { Answer } from "../http/ask.ts";
import { wasNotSent } from "../http/not-sent.ts";
import { lateAbort } from "../late-abort.ts";
import type { Secrets } from "../secrets.ts";
import { apiError } from "./failure.ts";
import type { ComposerRoutes } from "./routes.ts";

/** A request that has no answer which says what became of it. */
export interface Lost {
  readonly failure: TransferFailure;
  /** It cannot have been carried out. */
  readonly isUnsent: boolean;
}

/** A request on its way is given so long to be answered after all when everything is to end. */
const LAST_WORD_MS = 4_000;

/**
 * Sends what makes something, once.
 *
 * @param what - what was asked for, as messages name it
 * @returns the answer when it says what became of the request
 */
export async function sendOnce(
  { routes, secrets }: { readonly routes: ComposerRoutes; readonly secrets: Secrets },
  what: string,
  send: (signal: AbortSignal) => Promise<Answer>,
  signal: AbortSignal,
): Promise<{ readonly answer: Answer } | { readonly lost: Lost }> {
  signal.throwIfAborted();
  // The id of a compose that nobody waits for any more is worth knowing.
  using late = lateAbort(signal, LAST_WORD_MS);
  let answer: Answer;
  try {
    answer = await send(late.signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TransferFailure)) {
      throw error;
    }
    return { lost: { failure: error, isUnsent: wasNotSent(error) } };
  }
  const { status, body } = answer;
  // The service's own word counts, its server errors included: it has made nothing then.
  if (status < 500 ? status !== 429 : apiError(body, secrets) !== undefined) {
    return { answer };
  }
  // Who stands in front says 503 of services that are not there, and the others of any that do not answer.
  const isUnsent = status === 429 || status === 503;
  return { lost: { failure: routes.failure(answer, what, isUnsent), isUnsent } };
}
