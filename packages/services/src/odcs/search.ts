import type { Clock } from "../clock.ts";
import { patiently, type RetryOptions } from "../http/patiently.ts";
import { type Lost, searchLost, uncertain } from "../lost-request.ts";
import type { OdcsRoutes, Told } from "./routes.ts";
import type { Sameness } from "./same-request.ts";
import type { OdcsCompose } from "./wire.ts";

export interface SearchOptions {
  readonly routes: OdcsRoutes;
  readonly retry: RetryOptions;
  readonly clock: Clock;
  /** Who we are to the server, where that is known. */
  readonly owner: string | undefined;
  /** How long a request that was not answered is looked for before it counts as not arrived, in milliseconds. */
  readonly searchMs: number;
}

const PAGE_SIZE = 50;
/** A server that gets more requests than this while one is looked for is not followed. */
const MAX_PAGES = 10;

/** What is newer than this is what came of our request, or of others' at the same time. 0 when there is none. */
export async function newestId({ routes, retry }: SearchOptions, signal: AbortSignal): Promise<number> {
  const query = { order_by: "-id", per_page: "1" };
  const { composes } = await patiently(() => routes.list(query, signal), retry, signal);
  return composes[0]?.value.id ?? 0;
}

/** A request whose answer is lost, and how to tell what came of it. */
export interface LostRequest {
  readonly lost: Lost;
  /** The newest compose before it. */
  readonly after: number;
  compare(compose: OdcsCompose): Sameness;
}

/**
 * Looks for the compose that came of a request, for as long as the server may still be at it.
 *
 * @returns undefined when the request surely did not arrive
 * @throws ServiceFailure that is uncertain when nobody can tell
 */
export async function searchCompose(
  { lost: { failure, isPending }, after, compare }: LostRequest,
  { routes, clock, owner, searchMs }: SearchOptions,
  signal: AbortSignal,
): Promise<Told<OdcsCompose> | undefined> {
  return searchLost(
    {
      lost: failure,
      place: "server",
      clock,
      searchMs,
      look: () => newerThan(after, { routes, maxPages: MAX_PAGES }, signal),
      judge: (newer) => {
        const mine =
          newer?.composes.filter(({ value }) => owner === undefined || value.owner === owner) ?? [];
        const same = mine.find(({ value }) => compare(value) === "same");
        const perhaps = mine.filter(({ value }) => compare(value) === "maybe");
        if (same === undefined && perhaps.length > 0) {
          const ids = perhaps.map(({ value }) => value.id).join(", ");
          throw uncertain(failure, `compose ${ids} may be what came of it`);
        }
        return same ?? (newer === undefined || isPending ? undefined : "absent");
      },
    },
    signal,
  );
}

interface Newer {
  readonly composes: readonly Told<OdcsCompose>[];
  /** There are more than were looked at. */
  readonly isCut: boolean;
}

interface NewerOptions {
  readonly routes: OdcsRoutes;
  readonly maxPages: number;
  readonly filters?: Readonly<Record<string, string>> | undefined;
}

/** The composes that are newer than another one, the newest first; each once, although new ones move the pages. */
export async function newerThan(
  after: number,
  { routes, maxPages, filters = {} }: NewerOptions,
  signal: AbortSignal,
): Promise<Newer> {
  const newer = new Map<number, Told<OdcsCompose>>();
  for (let page = 1; page <= maxPages; page++) {
    const query = { ...filters, order_by: "-id", per_page: String(PAGE_SIZE), page: String(page) };
    const { composes } = await routes.list(query, signal);
    for (const compose of composes.filter(({ value }) => value.id > after)) {
      newer.set(compose.value.id, compose);
    }
    if (composes.length < PAGE_SIZE || composes.some(({ value }) => value.id <= after)) {
      return { composes: [...newer.values()], isCut: false };
    }
  }
  return { composes: [...newer.values()], isCut: true };
}
