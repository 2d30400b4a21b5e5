import { TransferFailure } from "@compose-actions/transfer";
import type { Clock } from "../clock.ts";
import type { RetryOptions } from "../http/patiently.ts";
import { searchLost, uncertain } from "../lost-request.ts";
import type { Secrets } from "../secrets.ts";
import type { ComposerRequest } from "./request.ts";
import type { ComposerRoutes, Told } from "./routes.ts";
import { isSameRequest } from "./same-request.ts";
import type { ComposerStatus } from "./wire.ts";

export interface SearchOptions {
  readonly routes: ComposerRoutes;
  readonly secrets: Secrets;
  readonly retry: RetryOptions;
  readonly clock: Clock;
  /** How long a request that was not answered is looked for before it counts as not arrived, in milliseconds. */
  readonly searchMs: number;
}

/** A server on which so many come at the same time is not followed. */
const MAX_CANDIDATES = 50;

/**
 * The composes that there are, so that new ones are told from them. Undefined when the server does not list them after
 * all: that is only needed when something goes wrong.
 */
export async function knownIds(
  routes: ComposerRoutes,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  try {
    return new Set((await routes.list(signal)).map(({ value }) => value.id));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TransferFailure) {
      return undefined;
    }
    throw error;
  }
}

/** A request whose answer is lost. */
export interface LostRequest {
  readonly request: ComposerRequest;
  /** The composes before it. */
  readonly before: ReadonlySet<string>;
  readonly failure: TransferFailure;
}

/**
 * Looks for the compose that came of a request, for as long as the server may still be at it: among the new ones it is
 * the one whose request is the same.
 *
 * @returns undefined when the request surely did not arrive
 * @throws ServiceFailure that is uncertain when nobody can tell
 */
export async function searchCompose(
  lost: LostRequest,
  { routes, clock, searchMs }: SearchOptions,
  signal: AbortSignal,
): Promise<Told<ComposerStatus> | undefined> {
  const { failure } = lost;
  return searchLost(
    {
      lost: failure,
      place: "server",
      clock,
      searchMs,
      look: () => look(lost, routes, signal),
      judge: (seen, isOver) => {
        const same = seen?.same[0];
        const silent = seen?.silent ?? [];
        if (same === undefined && isOver && silent.length > 0) {
          throw uncertain(failure, `compose ${silent.join(", ")} may be what came of it`);
        }
        return same;
      },
    },
    signal,
  );
}

interface Wanted extends Pick<LostRequest, "request" | "before"> {
  readonly maxCandidates?: number;
}

interface Found {
  readonly same: readonly Told<ComposerStatus>[];
  /** New composes that do not tell what they came of. */
  readonly silent: readonly string[];
}

/** Looks once at what is new. */
export async function look(
  { request, before, maxCandidates = MAX_CANDIDATES }: Wanted,
  routes: ComposerRoutes,
  signal: AbortSignal,
): Promise<Found> {
  const fresh = (await routes.list(signal)).filter(({ value }) => !before.has(value.id));
  const same: Told<ComposerStatus>[] = [];
  const silent: string[] = [];
  for (const [index, compose] of fresh.entries()) {
    const { id, koji_status: koji } = compose.value;
    // Composes for Koji have no metadata.
    const isTold = (koji === null || koji === undefined) && index < maxCandidates;
    const metadata = isTold ? await metadataOf(id, routes, signal) : { request: undefined };
    if (metadata === undefined) {
      // Another tenant's, or gone.
      continue;
    }
    if (metadata.request === undefined || metadata.request === null) {
      silent.push(id);
    } else if (isSameRequest(request.body, metadata.request)) {
      same.push(compose);
    }
  }
  return { same, silent };
}

/** One that does not tell is no reason not to look at the others. */
async function metadataOf(
  id: string,
  routes: ComposerRoutes,
  signal: AbortSignal,
): Promise<{ readonly request?: unknown } | undefined> {
  try {
    return await routes.metadata(id, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TransferFailure && error.remedy !== "again") {
      return {};
    }
    throw error;
  }
}
