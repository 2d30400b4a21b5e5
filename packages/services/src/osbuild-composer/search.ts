import { TransferFailure } from "@compose-actions/transfer";
import type { Clock } from "../clock.ts";
import type { RetryOptions } from "../http/patiently.ts";
import type { Secrets } from "../secrets.ts";
import { ServiceFailure } from "../service-failure.ts";
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
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 10_000;

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
  const until = clock.now() + searchMs;
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    const found = await look(lost, routes, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      return notNow(error, lost.failure);
    });
    if (found?.same[0] !== undefined) {
      return found.same[0];
    }
    const left = until - clock.now();
    if (left <= 0) {
      if (found === undefined) {
        throw uncertain(lost.failure, "the server could not be asked whether there is a compose now");
      }
      if (found.silent.length > 0) {
        throw uncertain(lost.failure, `compose ${found.silent.join(", ")} may be what came of it`);
      }
      return undefined;
    }
    await clock.sleep(Math.min(pauseMs, left), signal);
    pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
  }
}

/** @param advice - where to look, with servers that do not list what they have */
export function uncertain(
  { failure, message, status, cause }: TransferFailure,
  what: string,
  advice?: string,
): ServiceFailure {
  const text = `the answer to a request is lost (${message}), and ${what}: look before asking again`;
  return new ServiceFailure(failure, text, { remedy: "never", status, cause, isUncertain: true, advice });
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

/** @throws ServiceFailure that is uncertain, when asking again would not help */
function notNow(error: unknown, lost: TransferFailure): undefined {
  if (!(error instanceof TransferFailure)) {
    throw error;
  }
  if (error.remedy !== "again") {
    throw uncertain(lost, `the server does not tell whether there is a compose now: ${error.message}`);
  }
  return undefined;
}
