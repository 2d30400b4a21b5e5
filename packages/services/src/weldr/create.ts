import { TransferFailure } from "@compose-actions/transfer";
import type { Clock } from "../clock.ts";
import type { Answer } from "../http/ask.ts";
import { wasNotSent } from "../http/not-sent.ts";
import { patiently, type RetryOptions } from "../http/patiently.ts";
import { lateAbort } from "../late-abort.ts";
import type { Secrets } from "../secrets.ts";
import { keptIds, type OnSending } from "../sent-request.ts";
import { ServiceFailure } from "../service-failure.ts";
import { weldrErrors } from "./failure.ts";
import type { WeldrRequest } from "./request.ts";
import type { Told, WeldrRoutes } from "./routes.ts";
import type { WeldrCompose } from "./wire.ts";

export interface SearchOptions {
  readonly routes: WeldrRoutes;
  readonly secrets: Secrets;
  readonly retry: RetryOptions;
  readonly clock: Clock;
  /** How long a request that was not answered is looked for, in milliseconds. */
  readonly searchMs: number;
}

export interface Created {
  readonly compose: Told<WeldrCompose>;
  readonly how: "created" | "found";
}

const WHAT = "a new compose";
/** How often a request that cannot have arrived is sent in all. */
const MAX_SENDS = 3;
const PAUSE_MS = 1_000;
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 10_000;
/** A request on its way is given so long to be answered after all when everything is to end. */
const LAST_WORD_MS = 4_000;

/**
 * Pushes the blueprint, if there is one, and asks for a compose of it. The service resolves dependencies before it
 * answers, which may take minutes, and goes on with them when nobody waits any more: a request whose answer is lost is
 * looked for, and never sent a second time.
 *
 * @throws ServiceFailure, with `isUncertain` when there may be a compose now or soon
 */
export async function createCompose(
  { blueprint, body }: WeldrRequest,
  options: SearchOptions,
  signal: AbortSignal,
  onSending: OnSending = () => undefined,
): Promise<Created> {
  const { routes, retry, clock } = options;
  if (blueprint !== undefined) {
    // Pushed twice it only gets another version.
    await patiently(() => routes.pushBlueprint(blueprint, signal), retry, signal);
  }
  const filters = filtersOf(body);
  const known = await patiently(() => routes.list(filters, signal), retry, signal);
  const before = new Set(known.map(({ value }) => value.id));
  for (let sends = 1; ; sends++) {
    signal.throwIfAborted();
    onSending(keptIds(before));
    const outcome = await sendOnce(body, options, signal);
    if ("answer" in outcome) {
      return { compose: await accepted(outcome.answer, options, signal), how: "created" };
    }
    const { failure, isUnsent } = outcome;
    if (!isUnsent) {
      return { compose: await search(before, filters, failure, options, signal), how: "found" };
    }
    if (sends === MAX_SENDS || failure.remedy !== "again") {
      throw failure;
    }
    await clock.sleep(Math.max(PAUSE_MS * 2 ** (sends - 1), failure.retryAfterMs ?? 0), signal);
  }
}

/** What lists those of the same kind. */
export function filtersOf({ blueprint_name: blueprint, compose_type: type }: WeldrRequest["body"]) {
  return { blueprint, type };
}

async function sendOnce(
  body: WeldrRequest["body"],
  { routes, secrets }: SearchOptions,
  signal: AbortSignal,
): Promise<{ readonly answer: Answer } | { readonly failure: TransferFailure; readonly isUnsent: boolean }> {
  signal.throwIfAborted();
  // The id of a compose that nobody waits for any more is worth knowing: it can be cancelled.
  using late = lateAbort(signal, LAST_WORD_MS);
  let answer: Answer;
  try {
    answer = await routes.compose(body, late.signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TransferFailure)) {
      throw error;
    }
    return { failure: error, isUnsent: wasNotSent(error) };
  }
  const { status } = answer;
  // Its own word counts, that dependencies are missing for instance.
  const isSaid = weldrErrors(answer.body, secrets).length > 0;
  const isGood = status >= 200 && status < 300;
  if (status < 500 ? status !== 429 && (!isGood || isSaid || canBeRead(answer, routes)) : isSaid) {
    return { answer };
  }
  const isUnsent = status === 429 || status === 503;
  return { failure: routes.failure(answer, WHAT, isUnsent), isUnsent };
}

/** An answer of success without an id is as good as lost. */
function canBeRead(answer: Answer, routes: WeldrRoutes): boolean {
  try {
    routes.readAccepted(answer, WHAT);
    return true;
  } catch {
    return false;
  }
}

/** What was just accepted, as the service describes it; as it must be when it does not yet. */
async function accepted(
  answer: Answer,
  { routes }: SearchOptions,
  signal: AbortSignal,
): Promise<Told<WeldrCompose>> {
  const { value: id, asOf } = routes.readAccepted(answer, WHAT);
  const told = await routes.status(id, signal).catch(() => undefined);
  return told ?? { value: { id, queue_status: "WAITING" } as WeldrCompose, asOf };
}

/** Entries do not repeat what was asked for: what is new, and of that blueprint and type, is taken for ours. */
async function search(
  before: ReadonlySet<string>,
  filters: Readonly<Record<string, string>>,
  lost: TransferFailure,
  { routes, clock, searchMs }: SearchOptions,
  signal: AbortSignal,
): Promise<Told<WeldrCompose>> {
  const until = clock.now() + searchMs;
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    const all = await routes.list(filters, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      return notNow(error, lost);
    });
    const [found, ...others] = all?.filter(({ value }) => !before.has(value.id)) ?? [];
    if (found !== undefined && others.length === 0) {
      return found;
    }
    if (found !== undefined) {
      const ids = [found, ...others].map(({ value }) => value.id).join(", ");
      throw uncertain(lost, `one of the composes ${ids} may be what came of it`);
    }
    const left = until - clock.now();
    if (left <= 0) {
      throw uncertain(lost, "there is no compose yet, but the service may still be at it");
    }
    await clock.sleep(Math.min(pauseMs, left), signal);
    pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
  }
}

function uncertain({ failure, message, status, cause }: TransferFailure, what: string): ServiceFailure {
  const text = `the answer to a request is lost (${message}), and ${what}: look before asking again`;
  return new ServiceFailure(failure, text, { remedy: "never", status, cause, isUncertain: true });
}

/** @throws ServiceFailure that is uncertain, when asking again would not help */
function notNow(error: unknown, lost: TransferFailure): undefined {
  if (!(error instanceof TransferFailure)) {
    throw error;
  }
  if (error.remedy !== "again") {
    throw uncertain(lost, `the service does not tell whether there is a compose now: ${error.message}`);
  }
  return undefined;
}
