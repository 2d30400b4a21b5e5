import { patiently } from "../http/patiently.ts";
import { lookUntil } from "../look-until.ts";
import { Doubt, maybeOneOf, type SentRequest, timeToAppear } from "../sent-request.ts";
import type { ComposerRequest } from "./request.ts";
import type { Told } from "./routes.ts";
import { look, type SearchOptions } from "./search.ts";
import type { ComposerStatus } from "./wire.ts";

/** An earlier run may be a day old. */
const MAX_RECOVERY_CANDIDATES = 500;

/** What works where the server cannot be asked for its composes. */
export const NO_LIST_ADVICE =
  "this server has no list of its composes: look whether the image has come to its target, or ask whoever runs the server to look into its journal and its queue of jobs";

/**
 * Looks for what came of a request that an earlier run sent: among the new composes it is the only one whose request is
 * the same.
 *
 * @returns why it cannot be told; undefined when the request surely did not arrive
 * @throws ServiceFailure when the server cannot be asked
 */
export async function recoverCompose(
  request: ComposerRequest,
  sent: SentRequest,
  { routes, clock, retry, searchMs }: SearchOptions,
  signal: AbortSignal,
): Promise<Told<ComposerStatus> | Doubt | undefined> {
  if (sent.before === undefined) {
    return new Doubt("what the server had before is not known");
  }
  const wanted = {
    request,
    before: new Set([...sent.before, ...(sent.others ?? [])]),
    maxCandidates: MAX_RECOVERY_CANDIDATES,
  };
  // Those that do not tell what they came of may be what is looked for until another one comes that is.
  let silent: readonly string[] = [];
  const found = await lookUntil(
    clock.now() + timeToAppear(sent, searchMs),
    clock,
    async () => {
      const seen = await patiently(() => look(wanted, routes, signal), retry, signal);
      silent = seen.silent;
      const [same, ...others] = seen.same;
      return same === undefined || others.length === 0 ? same : maybeOneOf([same, ...others].map(idOf));
    },
    signal,
  );
  return found ?? (silent.length === 0 ? undefined : maybeOneOf(silent));
}

function idOf({ value }: Told<ComposerStatus>): string {
  return value.id;
}
