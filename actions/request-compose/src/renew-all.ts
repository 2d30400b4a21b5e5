import { userErrorOf } from "@compose-actions/services";
import { refuse, UserError } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import { lineOf } from "./failure.ts";
import type { Maker } from "./maker.ts";
import { bad, shown } from "./operations.ts";
import type { RememberOptions } from "./remembered-request.ts";
import { Renewal } from "./renewal.ts";
import type { ComposeOutcome, Tracked } from "./result.ts";

export interface RenewOptions extends RememberOptions {
  /** Told of all ids after each answer, new ones in the place of old ones, before anything else is done. */
  readonly onKnown: (known: readonly Tracked[]) => Promise<void>;
}

export interface RenewedAll {
  /** Of each compose, in the order of their ids. */
  readonly outcomes: readonly ComposeOutcome[];
  /** Those that are made anew, under their new ids, and those of which metadata is wanted: they are to be waited for. */
  readonly followed: readonly Tracked[];
}

/**
 * Renews composes, one after the other, whatever becomes of the others. An id that is new is kept before the next is
 * renewed.
 *
 * @throws UserError where composes have no lifetime; what the first failed with when the service has refused all
 */
export async function renewAll(
  maker: Maker,
  wanted: readonly Tracked[],
  options: RenewOptions,
): Promise<RenewedAll> {
  const { service } = maker;
  if (service.renew === undefined) {
    throw refuse(`${service.kind} cannot renew composes: they have no lifetime there`);
  }
  const { output, "lock-output": lock } = options.inputs;
  const outcomes: ComposeOutcome[] = [];
  const followed: Tracked[] = [];
  const refusals: Error[] = [];
  for (const [at, tracked] of wanted.entries()) {
    try {
      const { now, compose, isNew } = await new Renewal(maker, tracked, options).run();
      outcomes.push(shown(now, compose));
      if (isNew || output !== undefined || lock !== undefined) {
        followed.push(now);
      }
    } catch (error) {
      options.context.signal.throwIfAborted();
      if (!(error instanceof TransferFailure) && !(error instanceof UserError)) {
        throw error;
      }
      options.context.reporter.warn(`compose ${tracked.id} was not renewed: ${lineOf(error)}`);
      outcomes.push(bad(tracked, undefined, `it was not renewed: ${lineOf(error)}`));
      refusals.push(...(isRefusal(error) ? [error] : []));
    }
    await options.onKnown([...outcomes, ...wanted.slice(at + 1)]);
  }
  if (refusals[0] !== undefined && refusals.length === wanted.length) {
    throw refusals[0];
  }
  return { outcomes, followed };
}

function isRefusal(error: TransferFailure | UserError): boolean {
  return (error instanceof UserError ? error : userErrorOf(error)).exitCode === 2;
}
