import { Lost, sendUntilArrived } from "../lost-request.ts";
import type { OnSending } from "../sent-request.ts";
import { requestBody } from "./request.ts";
import type { OdcsRequest } from "./request-schema.ts";
import type { Told } from "./routes.ts";
import { sameness } from "./same-request.ts";
import { newestId, type SearchOptions, searchCompose } from "./search.ts";
import { sendToOdcs } from "./send.ts";
import type { OdcsCompose } from "./wire.ts";

export interface Created {
  readonly compose: Told<OdcsCompose>;
  readonly how: "created" | "found";
}

/**
 * Asks for a compose. When the answer is lost, the newest composes are searched for what was asked for: ODCS has no keys
 * by which it would know a request again, and a second one would be a second compose.
 *
 * @throws ServiceFailure, with `isUncertain` when nobody can tell whether there is a compose now
 */
export async function createCompose(
  request: OdcsRequest,
  options: SearchOptions,
  signal: AbortSignal,
  onSending: OnSending = () => undefined,
): Promise<Created> {
  const { routes, clock } = options;
  const body = requestBody(request);
  const after = await newestId(options, signal);
  return sendUntilArrived(
    async () => {
      onSending([String(after)]);
      const outcome = await sendToOdcs(routes, WHAT, (late) => routes.post(body, late), signal);
      if (!(outcome instanceof Lost)) {
        return { compose: routes.readCompose(outcome, WHAT), how: "created" };
      }
      const compare = (compose: OdcsCompose) => sameness(request, compose);
      const found = outcome.isUnsent
        ? undefined
        : await searchCompose({ lost: outcome, after, compare }, options, signal);
      return found === undefined ? outcome : { compose: found, how: "found" };
    },
    clock,
    signal,
  );
}

const WHAT = "a new compose";
