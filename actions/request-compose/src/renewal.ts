import type { Compose } from "@compose-actions/services";
import { type Reporter, refuse } from "@compose-actions/step";
import { fingerprintOf } from "./fingerprint.ts";
import type { Maker } from "./maker.ts";
import { endOf, RememberedRequest, type RememberOptions } from "./remembered-request.ts";
import type { Tracked } from "./result.ts";
import type { StateKey } from "./state-file.ts";

/** What a compose is after its renewal. */
export interface RenewedOne {
  readonly now: Tracked;
  readonly compose: Compose;
  readonly isNew: boolean;
  /** What the service did otherwise than it was asked to. One line each. */
  readonly notes: readonly string[];
}

type RenewingMaker = Pick<Maker, "service" | "renewWish">;

/** Under what the renewal of a compose is kept. */
export function renewalKey({ service, renewWish }: RenewingMaker, id: string): StateKey {
  const { secondsToLive, ...changes } = renewWish;
  const renewal = { renew: id, seconds: secondsToLive ?? null, ...changes };
  return { service: service.kind, server: service.shown, fingerprint: fingerprintOf(renewal) };
}

/** Makes a compose live longer, unless an earlier run that did not come to its end has had it made anew. */
export class Renewal {
  readonly #maker: RenewingMaker;
  readonly #tracked: Tracked;
  readonly #options: RememberOptions;
  readonly #request: RememberedRequest;

  constructor(maker: RenewingMaker, tracked: Tracked, options: RememberOptions) {
    this.#maker = maker;
    this.#tracked = tracked;
    this.#options = options;
    const { service } = maker;
    const { id: renewed } = tracked;
    this.#request = new RememberedRequest({ service, key: renewalKey(maker, renewed), renewed }, options);
  }

  /** @throws ServiceFailure, UserError */
  async run(): Promise<RenewedOne> {
    return (await this.continued()) ?? (await this.#renewed());
  }

  /** What an earlier run has had it made anew as; undefined when it has not. @throws ServiceFailure, UserError */
  async continued(): Promise<RenewedOne | undefined> {
    const { reporter, signal } = this.#options.context;
    const { service, renewWish } = this.#maker;
    const { id } = this.#tracked;
    const resumed = await this.#request.resume(
      async (sent) => (await service.recoverRenewal?.(id, renewWish, sent, signal)) ?? { outcome: "absent" },
    );
    const { compose, requestedAt = 0 } = resumed ?? {};
    if (compose === undefined || endOf(compose) !== undefined) {
      return undefined;
    }
    reporter.info(`compose ${id} was made anew as ${compose.id} by the run before, which is continued`);
    const now: Tracked = { ...this.#tracked, id: compose.id, how: "continued", requestedAt };
    return { now, compose, isNew: true, notes: [] };
  }

  async #renewed(): Promise<RenewedOne> {
    const { signal } = this.#options.context;
    const { service, renewWish } = this.#maker;
    const { id } = this.#tracked;
    const { answer, requestedAt } = await this.#request.send(
      async (onSending) => {
        const renewed = await service.renew?.(id, renewWish, signal, onSending);
        if (renewed === undefined) {
          throw refuse(`${service.kind} cannot renew composes`);
        }
        return renewed;
      },
      ({ outcome, compose }) => (outcome === "replaced" ? compose.id : undefined),
    );
    const { outcome, compose, notes } = answer;
    const isNew = outcome === "replaced";
    const anew: Tracked = { ...this.#tracked, id: compose.id, how: "created", requestedAt };
    return { now: isNew ? anew : this.#tracked, compose, isNew, notes };
  }
}

/** Says in the log what has become of a compose. @param id - the one that it was */
export function tellOf(id: string, { now, compose, isNew, notes }: RenewedOne, reporter: Reporter): void {
  if (now.how !== "continued") {
    reporter.info(isNew ? `compose ${id} was made anew as ${compose.id}` : `compose ${id} was renewed`);
  }
  for (const note of notes) {
    reporter.warn(`compose ${compose.id}: ${note}`);
  }
}
