import { TransferFailure } from "@compose-actions/transfer";
import type { Answer } from "../http/ask.ts";
import { wasNotSent } from "../http/not-sent.ts";
import { Lost, sendOnce } from "../lost-request.ts";
import { isWrongRoute, odcsMessage } from "./failure.ts";
import type { OdcsRoutes } from "./routes.ts";

/**
 * Sends what makes a compose, once.
 *
 * @param what - what was asked for, as messages name it
 * @returns the answer when it says what became of the request
 */
export async function sendToOdcs(
  routes: OdcsRoutes,
  what: string,
  send: (signal: AbortSignal) => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer | Lost> {
  const answer = await sendOnce(send, signal);
  if (answer instanceof TransferFailure) {
    return new Lost(answer, wasNotSent(answer), answer.remedy !== "again");
  }
  const { status } = answer;
  if (status === 429) {
    return new Lost(routes.failure(answer, what), true, false);
  }
  if (status < 500 ? status !== 200 || canBeRead(answer, routes, what) : isWrongRoute(answer)) {
    return answer;
  }
  // Its own 500 may have left a compose that failed; that of a server in front may hide one that lives.
  const isItsOwn = odcsMessage(answer.body) !== undefined;
  return new Lost(routes.failure(answer, what), false, isItsOwn, !isItsOwn);
}

function canBeRead(answer: Answer, routes: OdcsRoutes, what: string): boolean {
  try {
    routes.readCompose(answer, what);
    return true;
  } catch {
    return false;
  }
}
