import type { OnSending } from "../sent-request.ts";
import { requestBody } from "./request.ts";
import type { OdcsRequest } from "./request-schema.ts";
import { sameness } from "./same-request.ts";
import type { SearchOptions } from "./search.ts";
import { type Made, sendAndSearch } from "./send.ts";
import type { OdcsCompose } from "./wire.ts";

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
  onSending?: OnSending,
): Promise<Made> {
  const body = requestBody(request);
  const sending = {
    what: "a new compose",
    send: (late: AbortSignal) => options.routes.post(body, late),
    compare: (compose: OdcsCompose) => sameness(request, compose),
  };
  return sendAndSearch(sending, options, signal, onSending);
}
