import { patiently } from "../http/patiently.ts";
import { lookUntil } from "../look-until.ts";
import { Doubt, maybeOneOf, type SentRequest, timeToAppear } from "../sent-request.ts";
import { filtersOf, type SearchOptions } from "./create.ts";
import type { WeldrRequest } from "./request.ts";
import type { Told } from "./routes.ts";
import type { WeldrCompose } from "./wire.ts";

/** Clocks make this much of a difference. */
const TOLERANCE_MS = 60_000;

/**
 * Looks for what came of a request that an earlier run sent. Entries do not repeat what was asked for: ours is the only
 * new one of its blueprint and type that was made while the service may have been at it.
 *
 * @param resolveMs - how long the service may resolve dependencies before there is a compose
 * @returns why it cannot be told; undefined when the request surely did not arrive
 * @throws ServiceFailure when the service cannot be asked
 */
export async function recoverCompose(
  { body }: WeldrRequest,
  sent: SentRequest,
  { routes, retry, clock, searchMs }: SearchOptions,
  resolveMs: number,
  signal: AbortSignal,
): Promise<Told<WeldrCompose> | Doubt | undefined> {
  if (sent.before === undefined) {
    return new Doubt("what the service had before is not known");
  }
  const before = new Set([...sent.before, ...(sent.others ?? [])]);
  const filters = filtersOf(body);
  const isInTime = ({ value }: Told<WeldrCompose>): boolean => {
    const created = (value.job_created ?? 0) * 1000;
    return created >= sent.sentAt - TOLERANCE_MS && created <= sent.sentAt + resolveMs + TOLERANCE_MS;
  };
  const found = await lookUntil(
    clock.now() + timeToAppear(sent, searchMs),
    clock,
    async () => {
      const all = await patiently(() => routes.list(filters, signal), retry, signal);
      const [one, ...others] = all.filter((compose) => !before.has(compose.value.id) && isInTime(compose));
      return one === undefined || others.length === 0
        ? one
        : maybeOneOf([one, ...others].map(({ value }) => value.id));
    },
    signal,
  );
  const isOverdue = Date.now() > sent.sentAt + resolveMs + TOLERANCE_MS;
  return found ?? (isOverdue ? undefined : STILL_AT_IT);
}

const STILL_AT_IT = new Doubt(
  "there is no compose yet, but the service may still be resolving its dependencies",
);
