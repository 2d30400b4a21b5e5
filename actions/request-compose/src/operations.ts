import { type Compose, type Ended, isFinal, patiently } from "@compose-actions/services";
import { refuse, type StepContext } from "@compose-actions/step";
import { retryOf } from "./access.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import type { CommonService } from "./maker.ts";
import type { ComposeOutcome, RequestComposeResult, Tracked } from "./result.ts";
import { readFilters } from "./settings.ts";

/** A compose that the user has named. @param index - which of several */
export function given(id: string, index: number): Tracked {
  return { id, how: "given", index, requestedAt: Date.now() };
}

/** @throws UserError for filters and orders that the service does not have */
export async function listAll(
  service: CommonService,
  inputs: RequestComposeInputs,
  signal: AbortSignal,
): Promise<Pick<RequestComposeResult, "composes" | "total">> {
  if (service.list === undefined) {
    throw refuse(`${service.kind} cannot list composes`);
  }
  const wish = { filters: readFilters(inputs.filters ?? []), limit: inputs.limit, order: inputs.order };
  const { composes, total } = await service.list(wish, signal);
  return { composes: composes.map((compose, index) => shown(given(compose.id, index), compose)), total };
}

/** What the service says of composes; one that it does not know is bad. */
export async function getAll(
  service: CommonService,
  wanted: readonly Tracked[],
  inputs: RequestComposeInputs,
  signal: AbortSignal,
): Promise<readonly ComposeOutcome[]> {
  const outcomes: ComposeOutcome[] = [];
  for (const tracked of wanted) {
    const compose = await get(service, tracked.id, inputs, signal);
    outcomes.push(compose === undefined ? bad(tracked, undefined, UNKNOWN) : shown(tracked, compose));
  }
  return outcomes;
}

/**
 * Stops composes that are not finished, and removes the others. One that is gone already is as it should be.
 *
 * @throws UserError what the first was refused for when the service would have none of it
 */
export async function deleteAll(
  service: CommonService,
  wanted: readonly Tracked[],
  inputs: RequestComposeInputs,
  { signal, reporter }: StepContext,
): Promise<readonly ComposeOutcome[]> {
  const outcomes: ComposeOutcome[] = [];
  const refusals: string[] = [];
  for (const tracked of wanted) {
    const { id } = tracked;
    const compose = await get(service, id, inputs, signal);
    const ended: Ended =
      compose === undefined ? { outcome: "gone", said: undefined } : await end(service, compose, signal);
    if (ended.outcome === "refused") {
      outcomes.push(bad(tracked, compose, `it was not deleted: ${ended.said}`));
      if (ended.status === 400 || ended.status === 401 || ended.status === 403) {
        refusals.push(`compose ${id} was not deleted: ${ended.said}`);
      }
      continue;
    }
    reporter.info(
      ended.outcome === "gone"
        ? `compose ${id} is not there`
        : `compose ${id} was deleted${ended.said === undefined ? "" : `: ${ended.said}`}`,
    );
    outcomes.push(shown(tracked, await get(service, id, inputs, signal)));
  }
  const [first, ...others] = refusals;
  if (first !== undefined && refusals.length === wanted.length) {
    throw refuse(first, undefined, others);
  }
  return outcomes;
}

async function end(service: CommonService, compose: Compose, signal: AbortSignal): Promise<Ended> {
  const isOver = isFinal(compose.state);
  const cannot = isOver
    ? `${service.kind} cannot remove composes`
    : `${service.kind} cannot stop a compose, and this one is ${compose.reported}`;
  const work = isOver ? service.delete?.(compose.id, signal) : service.cancel?.(compose.id, signal);
  return (await work) ?? { outcome: "refused", said: cannot };
}

/** What the service says of a compose; undefined when it knows none. */
export function get(
  service: CommonService,
  id: string,
  inputs: RequestComposeInputs,
  signal: AbortSignal,
): Promise<Compose | undefined> {
  return patiently(() => service.get(id, signal), retryOf(inputs), signal);
}

const UNKNOWN = "the service knows no such compose";

/** Of which nothing is expected. */
export function shown(tracked: Tracked, compose: Compose | undefined): ComposeOutcome {
  return outcomeOf(tracked, compose, { verdict: "shown", reasons: [] });
}

/** Of no use, for a reason in one line. */
export function bad(tracked: Tracked, compose: Compose | undefined, reason: string): ComposeOutcome {
  return outcomeOf(tracked, compose, { verdict: "bad", reasons: [reason] });
}

function outcomeOf(
  { id, how, index, requestedAt }: Tracked,
  compose: Compose | undefined,
  judgement: Pick<ComposeOutcome, "verdict" | "reasons">,
): ComposeOutcome {
  return { id, how, index, requestedAt, compose, ...judgement, log: [], results: undefined };
}
