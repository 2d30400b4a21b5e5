import { patiently } from "../http/patiently.ts";
import { lookUntil } from "../look-until.ts";
import { Doubt, maybeOneOf, type SentRequest, timeToAppear } from "../sent-request.ts";
import { STATES, sourceTypeNumber } from "./codes.ts";
import { type OdcsRenewWish, wantsOther } from "./renew-wish.ts";
import type { OdcsRequest } from "./request-schema.ts";
import type { Told } from "./routes.ts";
import { type Sameness, sameness } from "./same-request.ts";
import { newerThan, type SearchOptions } from "./search.ts";
import { isSuccessor } from "./successor.ts";
import type { OdcsCompose } from "./wire.ts";

/** A server that got more requests than this since is not followed: an earlier run may be a day old. */
const MAX_PAGES = 40;

/** A compose; nothing; or why that cannot be told. */
type Found = Told<OdcsCompose> | Doubt | undefined;

/** What tells the compose that came of a request. */
interface Marks {
  readonly sourceType: number | undefined;
  /** One that is the same is taken for it although there are others that may be. */
  readonly isSure: boolean;
  compare(compose: OdcsCompose): Sameness;
}

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
  const sourceType = sourceTypeNumber(request.source.type);
  const compare = (compose: OdcsCompose) => sameness(request, compose);
  return recover({ sourceType, compare, isSure: true }, sent, options, signal);
}

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
  const { routes, retry } = options;
  const old = await patiently(() => routes.get(id, signal), retry, signal);
  if (old === undefined || (STATES[old.value.state ?? -1] === "done" && !wantsOther(wish))) {
    return undefined;
  }
  const sourceType = old.value.source_type ?? undefined;
  const compare = (compose: OdcsCompose) => isSuccessor(old.value, wish, compose);
  return recover({ sourceType, compare, isSure: false }, sent, options, signal);
}

async function recover(
  marks: Marks,
  sent: SentRequest,
  { clock, searchMs, routes, retry, owner }: SearchOptions,
  signal: AbortSignal,
): Promise<Found> {
  const { before } = sent;
  if (before === undefined) {
    return new Doubt("what the server had before was not kept");
  }
  const after = Math.max(0, ...before.map(Number));
  const known = new Set(sent.others);
  const { sourceType } = marks;
  const filters: Record<string, string> = sourceType === undefined ? {} : { source_type: String(sourceType) };
  return lookUntil(
    clock.now() + timeToAppear(sent, searchMs),
    clock,
    async () => {
      const wish = { routes, maxPages: MAX_PAGES, filters };
      const { composes, isCut } = await patiently(() => newerThan(after, wish, signal), retry, signal);
      if (isCut) {
        return new Doubt("the server has got too many requests since");
      }
      const mine = composes
        .filter(({ value }) => !known.has(String(value.id)))
        .filter(({ value }) => owner === undefined || value.owner === owner);
      return theOnlyOne(mine, marks);
    },
    signal,
  );
}

function theOnlyOne(composes: readonly Told<OdcsCompose>[], { compare, isSure }: Marks): Found {
  const likely = composes
    .map((told) => ({ told, sort: compare(told.value) }))
    .filter(({ sort }) => sort !== "different");
  const same = likely.filter(({ sort }) => sort === "same");
  const candidates = isSure && same.length > 0 ? same : likely;
  const [first] = candidates;
  if (first === undefined || (candidates.length === 1 && first.sort === "same")) {
    return first?.told;
  }
  return maybeOneOf(candidates.map(({ told }) => String(told.value.id)));
}
