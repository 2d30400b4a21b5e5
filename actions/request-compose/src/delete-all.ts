import { type Compose, type Ended, isFinal } from "@compose-actions/services";
import { refuse } from "@compose-actions/step";
import type { CommonService } from "./maker.ts";
import { bad, get, type OperationOptions, shown } from "./operations.ts";
import type { ComposeOutcome, Tracked } from "./result.ts";
import { quietly, tryEach } from "./try-each.ts";

/**
 * Stops composes that are not finished, and removes the others, whatever becomes of each. One that is gone already is as
 * it should be.
 *
 * @throws UserError what the first was refused for when the service would have none of it
 */
export function deleteAll(
  service: CommonService,
  wanted: readonly Tracked[],
  { inputs, context }: OperationOptions,
): Promise<readonly ComposeOutcome[]> {
  const { signal, reporter } = context;
  const work = async (tracked: Tracked): Promise<ComposeOutcome> => {
    const { id } = tracked;
    const compose = await get(service, id, inputs, signal);
    const ended: Ended =
      compose === undefined ? { outcome: "gone", said: undefined } : await end(service, compose, signal);
    if (ended.outcome === "refused") {
      if (ended.status === 400 || ended.status === 401 || ended.status === 403) {
        throw refuse(ended.said);
      }
      return bad(tracked, compose, `it was not deleted: ${ended.said}`);
    }
    reporter.info(
      ended.outcome === "gone"
        ? `compose ${id} is not there`
        : `compose ${id} was deleted${ended.said === undefined ? "" : `: ${ended.said}`}`,
    );
    return shown(tracked, await quietly(get(service, id, inputs, signal), signal));
  };
  return tryEach(wanted, { service, inputs, context, done: "deleted", work });
}

async function end(service: CommonService, compose: Compose, signal: AbortSignal): Promise<Ended> {
  const isOver = isFinal(compose.state);
  const cannot = isOver
    ? `${service.kind} cannot remove composes`
    : `${service.kind} cannot stop a compose, and this one is ${compose.reported}`;
  const work = isOver ? service.delete?.(compose.id, signal) : service.cancel?.(compose.id, signal);
  return (await work) ?? { outcome: "refused", said: cannot };
}
