import { TransferFailure } from "@compose-actions/transfer";
import type { Answer } from "../http/ask.ts";
import { wasNotSent } from "../http/not-sent.ts";
import { Lost, sendOnce } from "../lost-request.ts";
import type { Secrets } from "../secrets.ts";
import { apiError } from "./failure.ts";
import type { ComposerRoutes } from "./routes.ts";

/**
 * Sends what makes something, once.
 *
 * @param what - what was asked for, as messages name it
 * @returns the answer when it says what became of the request
 */
export async function sendToComposer(
  { routes, secrets }: { readonly routes: ComposerRoutes; readonly secrets: Secrets },
  what: string,
  send: (signal: AbortSignal) => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer | Lost> {
  const answer = await sendOnce(send, signal);
  if (answer instanceof TransferFailure) {
    return lost(answer, wasNotSent(answer));
  }
  const { status, body } = answer;
  // The service's own word counts, its server errors included: it has made nothing then.
  if (status < 500 ? status !== 429 : apiError(body, secrets) !== undefined) {
    return answer;
  }
  // Who stands in front says 503 of services that are not there, and the others of any that do not answer.
  const isUnsent = status === 429 || status === 503;
  return lost(routes.failure(answer, what, isUnsent), isUnsent);
}

/** What the server may have taken is looked for, and sent again when it has not. */
function lost(failure: TransferFailure, isUnsent: boolean): Lost {
  return new Lost(failure, isUnsent, isUnsent && failure.remedy !== "again");
}
