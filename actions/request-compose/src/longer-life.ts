import type { RenewWish, WaitOptions } from "@compose-actions/services";
import type { CommonService } from "./maker.ts";
import type { RememberOptions } from "./remembered-request.ts";
import { Renewal, type RenewedOne } from "./renewal.ts";
import type { Tracked } from "./result.ts";

/** What is wanted of renewals for `min-lifetime`. */
export function lifeWish(minLifeMs: number): RenewWish {
  return { secondsToLive: Math.ceil(minLifeMs / 1000) };
}

/** What a wait needs of a service, with renewals that are remembered from before they are sent. */
export function remembering(service: CommonService, options: RememberOptions): WaitOptions["service"] {
  const { context } = options;
  return {
    get: (id, signal) => service.get(id, signal),
    openLog: (compose) => service.openLog(compose),
    ...(service.renew !== undefined && {
      async renew(id: string, renewWish: RenewWish, signal: AbortSignal) {
        const tracked: Tracked = { id, how: "given", index: undefined, requestedAt: Date.now() };
        const own = { ...options, context: { ...context, signal } };
        const { compose, isNew, notes } = await new Renewal({ service, renewWish }, tracked, own).run();
        return { outcome: isNew ? "replaced" : "extended", compose, notes } as const;
      },
    }),
  };
}

/**
 * What an earlier run, which did not come to its end, has had a compose made anew as so that it is kept for long enough.
 *
 * @throws ServiceFailure; UserError when nobody can tell
 */
export async function renewedBefore(
  service: CommonService,
  tracked: Tracked,
  options: RememberOptions,
): Promise<RenewedOne | undefined> {
  const minLifeMs = options.inputs["min-lifetime"];
  return service.renew === undefined || minLifeMs === 0
    ? undefined
    : new Renewal({ service, renewWish: lifeWish(minLifeMs) }, tracked, options).continued();
}

/**
 * Composes that the user has named, as an earlier run has left them. What was made anew is kept in the place of the old.
 *
 * @throws ServiceFailure, UserError
 */
export async function asTheyAreNow(
  service: CommonService,
  named: readonly Tracked[],
  options: RememberOptions,
): Promise<readonly Tracked[]> {
  const now: Tracked[] = [];
  for (const one of named) {
    const by = (await renewedBefore(service, one, options))?.now ?? one;
    options.state.replace({ service: service.kind, server: service.shown }, one.id, by);
    now.push(by);
  }
  return now;
}
