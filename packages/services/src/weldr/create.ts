import { TransferFailure } from "@compose-actions/transfer";
import type { Clock } from "../clock.ts";
import type { Answer } from "../http/ask.ts";
import { wasNotSent } from "../http/not-sent.ts";
import { patiently, type RetryOptions } from "../http/patiently.ts";
import { Lost, searchLost, sendOnce, sendUntilArrived, uncertain } from "../lost-request.ts";
import type { Secrets } from "../secrets.ts";
import { keptIds, type OnSending } from "../sent-request.ts";
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
  return sendUntilArrived(
    async () => {
      onSending(keptIds(before));
      const outcome = await sendToWeldr(body, options, signal);
      if (!(outcome instanceof Lost)) {
        return { compose: accepted(outcome, body, routes), how: "created" };
      }
      const { failure, isUnsent } = outcome;
      const found = isUnsent ? undefined : await search(before, filters, failure, options, signal);
      return found === undefined ? outcome : { compose: found, how: "found" };
    },
    clock,
    signal,
  );
}

/** What lists those of the same kind. */
export function filtersOf({ blueprint_name: blueprint, compose_type: type }: WeldrRequest["body"]) {
  return { blueprint, type };
}

async function sendToWeldr(
  body: WeldrRequest["body"],
  { routes, secrets }: SearchOptions,
  signal: AbortSignal,
): Promise<Answer | Lost> {
  const answer = await sendOnce((late) => routes.compose(body, late), signal);
  if (answer instanceof TransferFailure) {
    return new Lost(answer, wasNotSent(answer), answer.remedy !== "again");
  }
  const { status } = answer;
  // Its own word counts, that dependencies are missing for instance.
  const isSaid = weldrErrors(answer.body, secrets).length > 0;
  const isGood = status >= 200 && status < 300;
  if (status < 500 ? status !== 429 && (!isGood || isSaid || canBeRead(answer, routes)) : isSaid) {
    return answer;
  }
  const isUnsent = status === 429 || status === 503;
  const failure = routes.failure(answer, WHAT, isUnsent);
  return new Lost(failure, isUnsent, failure.remedy !== "again");
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

/** What was just accepted, as it must be: nothing is asked before its id is known to all. */
function accepted(answer: Answer, body: WeldrRequest["body"], routes: WeldrRoutes): Told<WeldrCompose> {
  const { value: id, asOf } = routes.readAccepted(answer, WHAT);
  const { blueprint_name: blueprint, compose_type } = body;
  return { value: { id, blueprint, compose_type, queue_status: "WAITING" } as WeldrCompose, asOf };
}

/** Entries do not repeat what was asked for: what is new, and of that blueprint and type, is taken for ours. */
async function search(
  before: ReadonlySet<string>,
  filters: Readonly<Record<string, string>>,
  lost: TransferFailure,
  { routes, clock, searchMs }: SearchOptions,
  signal: AbortSignal,
): Promise<Told<WeldrCompose> | undefined> {
  return searchLost(
    {
      lost,
      place: "service",
      clock,
      searchMs,
      look: () => routes.list(filters, signal),
      judge: (all, isOver) => {
        const [found, ...others] = all?.filter(({ value }) => !before.has(value.id)) ?? [];
        if (found !== undefined && others.length > 0) {
          const ids = [found, ...others].map(({ value }) => value.id).join(", ");
          throw uncertain(lost, `one of the composes ${ids} may be what came of it`);
        }
        if (found === undefined && isOver) {
          throw uncertain(lost, "there is no compose yet, but the service may still be at it");
        }
        return found;
      },
    },
    signal,
  );
}
