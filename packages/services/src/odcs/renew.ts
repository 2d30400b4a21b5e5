import { patiently } from "../http/patiently.ts";
import type { RenewWish } from "../service.ts";
import { ServiceFailure } from "../service-failure.ts";
import { STATES } from "./codes.ts";
import type { Told } from "./routes.ts";
import type { Sameness } from "./same-request.ts";
import { newestId, type SearchOptions, searchCompose } from "./search.ts";
import { Lost, sendOnce } from "./send.ts";
import { type OdcsCompose, words } from "./wire.ts";

/** What may be different in a renewed compose; then there is a new one. */
export interface OdcsRenewWish extends RenewWish {
  readonly sigkeys?: readonly string[] | undefined;
  readonly builds?: readonly string[] | undefined;
  readonly modules?: readonly string[] | undefined;
  /** Servers from 0.8 on heed it. */
  readonly label?: string | undefined;
}

const MAX_SENDS = 3;
const PAUSE_MS = 1_000;

/**
 * Makes a compose live longer. One that is done gets a later end and keeps its id; for one that failed or was removed,
 * or that is to be different, the server makes a new one, with the versions of packages of the old one.
 *
 * @throws ServiceFailure `not-found` when there is no such compose, `client-error` while it is still being made
 */
export async function renewCompose(
  id: number,
  wish: OdcsRenewWish,
  options: SearchOptions,
  signal: AbortSignal,
): Promise<Told<OdcsCompose>> {
  const { routes, retry, clock } = options;
  const what = `the renewal of compose ${id}`;
  const before = await patiently(() => routes.get(id, signal), retry, signal);
  if (before === undefined) {
    throw new ServiceFailure("not-found", `there is no compose ${id}`, { remedy: "never", status: 404 });
  }
  const state = STATES[before.value.state ?? -1];
  if (state === "wait" || state === "generating") {
    throw new ServiceFailure(
      "client-error",
      `compose ${id} is still being made, and cannot be renewed before it is done`,
      {
        remedy: "never",
      },
    );
  }
  const body = bodyOf(wish);
  // To ask twice for a later end gives that end; to ask twice for a new compose gives two.
  const isSafe =
    state === "done" &&
    wish.sigkeys === undefined &&
    wish.builds === undefined &&
    wish.modules === undefined &&
    wish.label === undefined;
  const after = isSafe ? 0 : await newestId(options, signal);
  for (let sends = 1; ; sends++) {
    const outcome = await sendOnce(routes, what, (late) => routes.patch(id, body, late), signal);
    if (!(outcome instanceof Lost)) {
      return routes.readCompose(outcome, what);
    }
    const { failure, isUnsent, isPending, isHopeless } = outcome;
    if (!isUnsent && !isSafe) {
      const compare = (compose: OdcsCompose) => isSuccessor(before.value, compose);
      const found = await searchCompose({ after, failure, isPending, compare }, options, signal);
      if (found !== undefined) {
        return found;
      }
    }
    if (isHopeless || sends === MAX_SENDS) {
      throw failure;
    }
    await clock.sleep(Math.max(PAUSE_MS * 2 ** (sends - 1), failure.retryAfterMs ?? 0), signal);
  }
}

function bodyOf({
  secondsToLive,
  sigkeys,
  builds,
  modules,
  label,
}: OdcsRenewWish): Readonly<Record<string, unknown>> {
  const source = {
    ...(builds === undefined ? {} : { builds }),
    ...(modules === undefined ? {} : { modules }),
  };
  return {
    ...(secondsToLive === undefined ? {} : { seconds_to_live: secondsToLive }),
    // Here and not in the source, unlike in requests for new composes.
    ...(sigkeys === undefined ? {} : { sigkeys }),
    ...(label === undefined ? {} : { label }),
    ...(Object.keys(source).length === 0 ? {} : { source }),
  };
}

/** A new compose says which one it takes the place of, unless that one never got as far as to have a name. */
function isSuccessor(old: OdcsCompose, compose: OdcsCompose): Sameness {
  const isAlike =
    compose.source_type === old.source_type &&
    isSameSet(words(compose.source), words(old.source)) &&
    isSameSet(words(compose.packages), words(old.packages)) &&
    isSameSet(compose.flags ?? [], old.flags ?? []) &&
    isSameSet(compose.results ?? [], old.results ?? []) &&
    isSameSet(words(compose.arches), words(old.arches));
  if (!isAlike) {
    return "different";
  }
  const predecessor = old.pungi_compose_id ?? undefined;
  return predecessor === undefined || compose.respin_of === predecessor ? "same" : "different";
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  const [left, right] = [new Set(one), new Set(other)];
  return left.size === right.size && [...left].every((item) => right.has(item));
}
