import { TransferFailure } from "@compose-actions/transfer";
import type { Answer } from "../http/ask.ts";
import { wasNotSent } from "../http/not-sent.ts";
import { Lost, sendOnce, sendUntilArrived } from "../lost-request.ts";
import type { OnSending } from "../sent-request.ts";
import { isWrongRoute, odcsMessage } from "./failure.ts";
import type { OdcsRoutes, Told } from "./routes.ts";
import type { Sameness } from "./same-request.ts";
import { newestId, type SearchOptions, searchCompose } from "./search.ts";
import type { OdcsCompose } from "./wire.ts";

/** What makes a compose. */
export interface Sending {
  /** What is asked for, as messages name it. */
  readonly what: string;
  send(signal: AbortSignal): Promise<Answer>;
  /** Whether a compose came of it. */
  compare(compose: OdcsCompose): Sameness;
  /** Whether to ask once more makes no second one, as things are now; absent where it always may. */
  isSafe?(signal: AbortSignal): Promise<boolean>;
}

export interface Made {
  readonly compose: Told<OdcsCompose>;
  readonly how: "created" | "found";
}

/**
 * Sends what makes a compose, and looks for that when the answer is lost.
 *
 * @throws ServiceFailure, with `isUncertain` when nobody can tell whether there is a compose now
 */
export async function sendAndSearch(
  sending: Sending,
  options: SearchOptions,
  signal: AbortSignal,
  onSending: OnSending = () => undefined,
): Promise<Made> {
  const { routes, clock } = options;
  const { what } = sending;
  const after = await newestId(options, signal);
  return sendUntilArrived(
    async () => {
      onSending([String(after)]);
      const outcome = await answerTo(sending, routes, signal);
      if (!(outcome instanceof Lost)) {
        return { compose: routes.readCompose(outcome, what), how: "created" };
      }
      const found =
        outcome.isUnsent || (await sending.isSafe?.(signal)) === true
          ? undefined
          : await searchCompose(
              { lost: outcome, after, compare: (compose) => sending.compare(compose) },
              options,
              signal,
            );
      return found === undefined ? outcome : { compose: found, how: "found" };
    },
    clock,
    signal,
  );
}

/** The answer when it says what became of the request. */
async function answerTo(
  { what, send }: Sending,
  routes: OdcsRoutes,
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
