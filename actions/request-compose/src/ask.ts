import { keepReused } from "./keep-reused.ts";
import { renewedBefore } from "./longer-life.ts";
import type { Ask, Maker } from "./maker.ts";
import { endOf, RememberedRequest, type RememberOptions } from "./remembered-request.ts";
import type { Tracked } from "./result.ts";
import type { StateFile, StateKey } from "./state-file.ts";

export interface AskOptions extends RememberOptions {
  /** Told of all that is known after each answer, before anything else is done. */
  readonly onKnown: (tracked: readonly Tracked[]) => Promise<void>;
}

/**
 * Asks for all composes that are wanted, one after the other, unless they are there: asked for by an earlier run that did
 * not come to its end, or by anybody of us before. Each id is kept before the next request is sent.
 *
 * @throws ServiceFailure, UserError; what was asked for before it is kept and known
 */
export async function askForAll(maker: Maker, options: AskOptions): Promise<readonly Tracked[]> {
  const tracked: Tracked[] = [];
  const keys = stateKeys(maker);
  for (const [index, ask] of maker.asks.entries()) {
    const key = keys[index] as StateKey;
    const goOn = goOnWith(keys, index, options.state);
    tracked.push(await new Asking({ maker, ask, index, key, goOn }, options).run());
    await options.onKnown(tracked);
  }
  return tracked;
}

/** Under what each request is kept. Several that are the same are told apart by their order. */
export function stateKeys({ asks, service }: Maker): readonly StateKey[] {
  const counts = new Map<string, number>();
  return asks.map(({ fingerprint }) => {
    const count = (counts.get(fingerprint) ?? 0) + 1;
    counts.set(fingerprint, count);
    return {
      service: service.kind,
      server: service.shown,
      fingerprint: count === 1 ? fingerprint : `${fingerprint}/${count}`,
    };
  });
}

/** How people go on with what they have found of one of several requests: all are named, or none. */
function goOnWith(keys: readonly StateKey[], index: number, state: StateFile): string | undefined {
  if (keys.length === 1) {
    return undefined;
  }
  const ids = keys.map((key, at) => (at === index ? "the one that was found" : state.find(key)?.id));
  return ids.includes(undefined)
    ? "ask anew"
    : `name all composes in compose-id, in the order of the request, to go on with them (${ids.join(", ")}), or ask anew`;
}

interface Wanted {
  readonly maker: Maker;
  readonly ask: Ask;
  readonly index: number;
  readonly key: StateKey;
  readonly goOn: string | undefined;
}

class Asking {
  readonly #wanted: Wanted;
  readonly #options: AskOptions;
  readonly #request: RememberedRequest;

  constructor(wanted: Wanted, options: AskOptions) {
    this.#wanted = wanted;
    this.#options = options;
    const { maker, key, goOn } = wanted;
    this.#request = new RememberedRequest({ service: maker.service, key, goOn }, options);
  }

  async run(): Promise<Tracked> {
    return (await this.#continued()) ?? (await this.#reused()) ?? (await this.#created());
  }

  async #continued(): Promise<Tracked | undefined> {
    const { reporter, signal } = this.#options.context;
    const resumed = await this.#request.resume((sent) => this.#wanted.ask.recover(sent, signal));
    if (resumed === undefined) {
      return undefined;
    }
    const { id, compose, requestedAt } = resumed;
    const what = compose === undefined ? "not there" : endOf(compose);
    if (compose === undefined || what !== undefined) {
      const ended: Tracked = { id, how: "continued", index: this.#wanted.index, requestedAt };
      const renewed = await renewedBefore(this.#wanted.maker.service, ended, this.#options);
      if (renewed !== undefined) {
        this.#request.settle(renewed.now.id, renewed.now.requestedAt);
        return renewed.now;
      }
      reporter.info(`compose ${id} of the run before is ${what}: it is asked for anew`);
      return undefined;
    }
    reporter.info(`compose ${id} was asked for by the run before, and is continued`);
    return this.#tracked(compose.id, "continued", requestedAt);
  }

  async #reused(): Promise<Tracked | undefined> {
    const { inputs, context } = this.#options;
    const { ask, maker } = this.#wanted;
    if (!inputs.reuse) {
      return undefined;
    }
    if (ask.find === undefined) {
      context.reporter.warn(`reuse: ${maker.service.kind} does not tell which composes are the same`);
      return undefined;
    }
    const found = await ask.find(inputs["min-lifetime"], context.signal);
    const kept = found === undefined ? undefined : await keepReused(found, maker.service, this.#options);
    if (found === undefined || kept === undefined) {
      return undefined;
    }
    context.reporter.info(`compose ${found.id} was asked for with the same request, and is reused`);
    const requestedAt = kept.compose.times.requested ?? Date.now();
    // What an earlier request came to is settled as well.
    this.#request.settle(kept.how === "created" ? kept.compose.id : undefined, requestedAt);
    return this.#tracked(kept.compose.id, kept.how, requestedAt);
  }

  async #created(): Promise<Tracked> {
    const { reporter, signal } = this.#options.context;
    const { answer, requestedAt } = await this.#request.send(
      (onSending) => this.#wanted.ask.create(signal, onSending),
      ({ compose }) => compose.id,
    );
    const { compose, how, notes } = answer;
    reporter.info(
      how === "found"
        ? `compose ${compose.id} was asked for; the answer was lost, and it was found`
        : `compose ${compose.id} was asked for`,
    );
    for (const note of notes) {
      reporter.warn(`compose ${compose.id}: ${note}`);
    }
    return this.#tracked(compose.id, how, requestedAt);
  }

  #tracked(id: string, how: Tracked["how"], requestedAt: number): Tracked {
    return { id, how, index: this.#wanted.index, requestedAt };
  }
}
