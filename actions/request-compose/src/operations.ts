import { type Compose, patiently } from "@compose-actions/services";
import { refuse, type StepContext } from "@compose-actions/step";
import { retryOf } from "./access.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import type { CommonService } from "./maker.ts";
import type { ComposeOutcome, RequestComposeResult, Tracked } from "./result.ts";
import { readFilters } from "./settings.ts";

export interface OperationOptions {
  readonly inputs: RequestComposeInputs;
  readonly context: StepContext;
}

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
