import type { OnSending } from "../sent-request.ts";
import { requestBody } from "./request.ts";
import type { OdcsRequest } from "./request-schema.ts";
import type { Told } from "./routes.ts";
import { sameness } from "./same-request.ts";
import { newestId, type SearchOptions, searchCompose } from "./search.ts";
import { Lost, sendOnce } from "./send.ts";
import type { OdcsCompose } from "./wire.ts";

export interface Created {
  readonly compose: Told<OdcsCompose>;
  readonly how: "created" | "found";
}

/** How often a request is sent in all, each time after looking that it did not arrive before. */
const MAX_SENDS = 3;
const PAUSE_MS = 1_000;

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
  for (let sends = 1; ; sends++) {
    signal.throwIfAborted();
    onSending([String(after)]);
    const outcome = await sendOnce(routes, WHAT, (late) => routes.post(body, late), signal);
    if (!(outcome instanceof Lost)) {
      return { compose: routes.readCompose(outcome, WHAT), how: "created" };
    }
    const { failure, isUnsent, isPending, isHopeless } = outcome;
    const lost = { after, failure, isPending, compare: (compose: OdcsCompose) => sameness(request, compose) };
    const found = isUnsent ? undefined : await searchCompose(lost, options, signal);
    if (found !== undefined) {
      return { compose: found, how: "found" };
    }
    if (isHopeless || sends === MAX_SENDS) {
      throw failure;
    }
    await clock.sleep(Math.max(PAUSE_MS * 2 ** (sends - 1), failure.retryAfterMs ?? 0), signal);
  }
}

const WHAT = "a new compose";
