import { patiently } from "../http/patiently.ts";
import { lookUntil } from "../look-until.ts";
import { type SentRequest, timeToAppear } from "../sent-request.ts";
import { sourceTypeNumber } from "./codes.ts";
import type { OdcsRequest } from "./request-schema.ts";
import type { Told } from "./routes.ts";
import { sameness } from "./same-request.ts";
import { newerThan, type SearchOptions } from "./search.ts";
import type { OdcsCompose } from "./wire.ts";

/** A server that got more requests than this since is not followed: an earlier run may be a day old. */
const MAX_PAGES = 40;

/** A compose; nothing; or why that cannot be told. */
type Found = Told<OdcsCompose> | string | undefined;

/**
 * Looks for what came of a request that an earlier run sent: among the composes that are newer than those before it, it
 * is the only one that was asked for with the same request, whatever has become of it.
 *
 * @throws ServiceFailure when the server cannot be asked
 */
export async function recoverCompose(
  request: OdcsRequest,
  sent: SentRequest,
  options: SearchOptions,
  signal: AbortSignal,
): Promise<Found> {
  const { before } = sent;
  if (before === undefined) {
    return "what the server had before was not kept";
  }
  const { clock, searchMs, routes, retry, owner } = options;
  const after = Math.max(0, ...before.map(Number));
  const filters = { source_type: String(sourceTypeNumber(request.source.type)) };
  const known = new Set(sent.others);
  return lookUntil(
    clock.now() + timeToAppear(sent, searchMs),
    clock,
    async () => {
      const wish = { routes, maxPages: MAX_PAGES, filters };
      const { composes, isCut } = await patiently(() => newerThan(after, wish, signal), retry, signal);
      if (isCut) {
        return "the server has got too many requests since";
      }
      const mine = composes
        .filter(({ value }) => !known.has(String(value.id)))
        .filter(({ value }) => owner === undefined || value.owner === owner);
      return theOnlyOne(mine, request);
    },
    signal,
  );
}

function theOnlyOne(composes: readonly Told<OdcsCompose>[], request: OdcsRequest): Found {
  const like = (sort: "same" | "maybe") => composes.filter(({ value }) => sameness(request, value) === sort);
  const [same, ...others] = like("same");
  if (same !== undefined && others.length === 0) {
    return same;
  }
  const candidates = same === undefined ? like("maybe") : [same, ...others];
  const ids = candidates.map(({ value }) => value.id).join(", ");
  return candidates.length === 0
    ? undefined
    : `${candidates.length === 1 ? "compose" : "one of the composes"} ${ids} may be what came of it`;
}
