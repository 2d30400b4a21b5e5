import { patiently } from "../http/patiently.ts";
import { lookUntil } from "../look-until.ts";
import { type SentRequest, timeToAppear } from "../sent-request.ts";
import { STATES } from "./codes.ts";
import { type OdcsRenewWish, wantsOther } from "./renew-wish.ts";
import type { Told } from "./routes.ts";
import { newerThan, type SearchOptions } from "./search.ts";
import { isSuccessor } from "./successor.ts";
import type { OdcsCompose } from "./wire.ts";

/** A server that got more requests than this since is not followed: an earlier run may be a day old. */
const MAX_PAGES = 40;

/** The new compose; nothing; or why that cannot be told. */
type Found = Told<OdcsCompose> | string | undefined;

/**
 * Looks for what came of a renewal that an earlier run sent: the only compose since then that takes the place of the old
 * one. Nothing is also what there is to find when the old one lives on: to ask for that again makes no second one.
 *
 * @throws ServiceFailure when the server cannot be asked
 */
export async function recoverRenewal(
  id: number,
  wish: OdcsRenewWish,
  sent: SentRequest,
  options: SearchOptions,
  signal: AbortSignal,
): Promise<Found> {
  const { clock, searchMs, routes, retry, owner } = options;
  const old = await patiently(() => routes.get(id, signal), retry, signal);
  if (old === undefined || (STATES[old.value.state ?? -1] === "done" && !wantsOther(wish))) {
    return undefined;
  }
  const { before } = sent;
  if (before === undefined) {
    return "what the server had before was not kept";
  }
  const after = Math.max(0, ...before.map(Number));
  const known = new Set(sent.others);
  const filters: Record<string, string> =
    typeof old.value.source_type === "number" ? { source_type: String(old.value.source_type) } : {};
  return lookUntil(
    clock.now() + timeToAppear(sent, searchMs),
    clock,
    async () => {
      const wanted = { routes, maxPages: MAX_PAGES, filters };
      const { composes, isCut } = await patiently(() => newerThan(after, wanted, signal), retry, signal);
      if (isCut) {
        return "the server has got too many requests since";
      }
      const candidates = composes
        .filter(({ value }) => !known.has(String(value.id)))
        .filter(({ value }) => owner === undefined || value.owner === owner)
        .map((told) => ({ told, sort: isSuccessor(old.value, wish, told.value) }))
        .filter(({ sort }) => sort !== "different");
      return theOnlyOne(candidates);
    },
    signal,
  );
}

function theOnlyOne(
  candidates: readonly { readonly told: Told<OdcsCompose>; readonly sort: "same" | "maybe" | "different" }[],
): Found {
  const [first] = candidates;
  if (first === undefined || (candidates.length === 1 && first.sort === "same")) {
    return first?.told;
  }
  const ids = candidates.map(({ told }) => told.value.id).join(", ");
  return `${candidates.length === 1 ? "compose" : "one of the composes"} ${ids} may be what came of it`;
}
