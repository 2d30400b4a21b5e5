import type { Compose } from "@compose-actions/services";
import { refuse, UserError } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import { asUserError, lineOf } from "./failure.ts";
import type { CommonService } from "./maker.ts";
import { bad, type OperationOptions } from "./operations.ts";
import type { ComposeOutcome, Tracked } from "./result.ts";

/** What is done to each of several composes. */
export interface Task extends OperationOptions {
  readonly service: CommonService;
  /** `renewed`: what each is when it is done. */
  readonly done: string;
  /** @throws what it fails with: it is of this compose alone */
  work(tracked: Tracked): Promise<ComposeOutcome>;
  /** Told of all after each, new ones in the place of old ones, before anything else is done. */
  onKnown?(known: readonly Tracked[]): Promise<void>;
}

/**
 * Does something to composes, one after the other, whatever becomes of the others.
 *
 * @returns what became of each, in their order
 * @throws UserError what the first was refused for when the service has refused all
 */
export async function tryEach(wanted: readonly Tracked[], task: Task): Promise<readonly ComposeOutcome[]> {
  const { service, done, inputs, context } = task;
  const { signal, reporter } = context;
  const outcomes: ComposeOutcome[] = [];
  const refusals: UserError[] = [];
  for (const [at, tracked] of wanted.entries()) {
    const { id } = tracked;
    try {
      outcomes.push(await task.work(tracked));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof TransferFailure) && !(error instanceof UserError)) {
        throw error;
      }
      reporter.warn(`compose ${id} was not ${done}: ${lineOf(error)}`);
      const compose = await quietly(service.get(id, signal), signal);
      outcomes.push(bad(tracked, compose, `it was not ${done}: ${lineOf(error)}`));
      const { exitCode, message, remedy } = asUserError(error, inputs.operation);
      if (exitCode === 2) {
        refusals.push(refuse(`compose ${id} was not ${done}: ${message}`, remedy));
      }
    }
    await task.onKnown?.([...outcomes, ...wanted.slice(at + 1)]);
  }
  const [first, ...others] = refusals;
  if (first !== undefined && refusals.length === wanted.length) {
    throw refuse(
      first.message,
      first.remedy,
      others.map(({ message }) => message),
    );
  }
  return outcomes;
}

/** What the service says of a compose, where it says so: it is to be shown, and nothing more. */
export async function quietly(
  looking: Promise<Compose | undefined>,
  signal: AbortSignal,
): Promise<Compose | undefined> {
  try {
    return await looking;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TransferFailure)) {
      throw error;
    }
    return undefined;
  }
}
