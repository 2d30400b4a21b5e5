import { refuse } from "@compose-actions/step";
import type { Maker } from "./maker.ts";
import { shown } from "./operations.ts";
import type { RememberOptions } from "./remembered-request.ts";
import { Renewal, tellOf } from "./renewal.ts";
import type { ComposeOutcome, Tracked } from "./result.ts";
import { tryEach } from "./try-each.ts";

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
 * @throws UserError where composes have no lifetime; what the first was refused for when the service has refused all
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
  const followed: Tracked[] = [];
  const work = async (tracked: Tracked): Promise<ComposeOutcome> => {
    const renewed = await new Renewal(maker, tracked, options).run();
    tellOf(tracked.id, renewed, options.context.reporter);
    const { now, compose, isNew } = renewed;
    if (isNew || output !== undefined || lock !== undefined) {
      followed.push(now);
    }
    return shown(now, compose);
  };
  const { inputs, context, onKnown } = options;
  const outcomes = await tryEach(wanted, { service, inputs, context, done: "renewed", work, onKnown });
  return { outcomes, followed };
}
