import { type Compose, patiently, type Requested, ServiceFailure } from "@compose-actions/services";
import { refuse, type StepContext } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import { retryOf } from "./access.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import { keepReused } from "./keep-reused.ts";
import type { Ask, Maker } from "./maker.ts";
import { isoTime } from "./record.ts";
import type { Tracked } from "./result.ts";
import type { StateEntry, StateFile, StateKey } from "./state-file.ts";

export interface AskOptions {
  readonly inputs: RequestComposeInputs;
  readonly context: StepContext;
  readonly state: StateFile;
  /** Told of all that is known after each answer, before anything else is done. */
  readonly onKnown: (tracked: readonly Tracked[]) => Promise<void>;
  /** Told, in one line, what people should know of how it came about. */
  readonly onNotice: (line: string) => void;
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
    tracked.push(await new Asking({ maker, ask, index, key }, options).run());
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

interface Wanted {
  readonly maker: Maker;
  readonly ask: Ask;
  readonly index: number;
  readonly key: StateKey;
}

class Asking {
  readonly #wanted: Wanted;
  readonly #options: AskOptions;

  constructor(wanted: Wanted, options: AskOptions) {
    this.#wanted = wanted;
    this.#options = options;
  }

  async run(): Promise<Tracked> {
    return (await this.#continued()) ?? (await this.#reused()) ?? (await this.#created());
  }

  async #continued(): Promise<Tracked | undefined> {
    const { state, inputs, context, onNotice } = this.#options;
    const { key, maker } = this.#wanted;
    const { signal } = context;
    const entry = state.find(key);
    if (entry === undefined) {
      return undefined;
    }
    if (Date.now() - entry.requestedAt > inputs["resume-within"]) {
      if (entry.id === undefined) {
        onNotice(
          `the request of ${isoTime(entry.requestedAt)} was never seen answered, and is older than resume-within: it is sent anew`,
        );
      }
      return undefined;
    }
    if (entry.id === undefined) {
      return this.#recovered(entry);
    }
    const { id } = entry;
    const compose = await patiently(() => maker.service.get(id, signal), retryOf(inputs), signal);
    return this.#alive(id, compose, entry.requestedAt);
  }

  /** @param compose - undefined when the service does not know it */
  #alive(id: string, compose: Compose | undefined, requestedAt: number): Tracked | undefined {
    const { reporter } = this.#options.context;
    if (compose === undefined || !isAlive(compose)) {
      const what = compose === undefined ? "not there" : compose.reported;
      reporter.info(`compose ${id} of the run before is ${what}: it is asked for anew`);
      return undefined;
    }
    reporter.info(`compose ${id} was asked for by the run before, and is continued`);
    return this.#tracked(compose.id, "continued", requestedAt);
  }

  /** The run before ended while the request was on its way: it may have arrived. */
  async #recovered({ requestedAt, before }: StateEntry): Promise<Tracked | undefined> {
    const { state, context, onNotice } = this.#options;
    const { ask, key, maker } = this.#wanted;
    const when = isoTime(requestedAt);
    const sent = { sentAt: requestedAt, before, others: state.ids(key) };
    const recovered = await ask.recover(sent, context.signal);
    switch (recovered.outcome) {
      case "absent":
        context.reporter.info(`the request of ${when} did not arrive: it is sent again`);
        return undefined;
      case "found": {
        const { compose } = recovered;
        onNotice(`compose ${compose.id} is the only one that can have come of the request of ${when}`);
        this.#keep({ id: compose.id, requestedAt });
        return this.#alive(compose.id, compose, requestedAt);
      }
      case "unknown":
        throw refuse(
          `A request was sent to ${maker.service.shown} on ${when} by a run that did not live to see the answer, as ${state.path} says, and whether it made a compose is not known: ${recovered.why}`,
          `${recovered.advice ?? "look with operation list"}; then name the compose in compose-id to go on with it, or ask anew with resume-within 0 or by deleting ${state.path}`,
        );
    }
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
    if (kept.how === "created") {
      this.#keep({ id: kept.compose.id, requestedAt });
    } else {
      // What an earlier request came to is settled: nobody need look for it any more.
      this.#options.state.remove(this.#wanted.key);
    }
    return this.#tracked(kept.compose.id, kept.how, requestedAt);
  }

  async #created(): Promise<Tracked> {
    const { state, context } = this.#options;
    const { ask, key } = this.#wanted;
    let requestedAt = Date.now();
    // Kept before the request is out: nobody may live to see what comes back.
    const onSending = (before: readonly string[] | undefined): void => {
      requestedAt = Date.now();
      this.#keep({ requestedAt, ...(before === undefined ? {} : { before: [...before] }) });
    };
    let requested: Requested;
    try {
      requested = await ask.create(context.signal, onSending);
    } catch (error) {
      // What certainly did not arrive, or was refused, need not be looked for by the next run.
      const isUncertain = error instanceof ServiceFailure && error.isUncertain;
      if (error instanceof TransferFailure && !isUncertain) {
        state.remove(key);
      }
      throw error;
    }
    const { compose, how, notes } = requested;
    this.#keep({ id: compose.id, requestedAt });
    context.reporter.info(
      how === "found"
        ? `compose ${compose.id} was asked for; the answer was lost, and it was found`
        : `compose ${compose.id} was asked for`,
    );
    for (const note of notes) {
      context.reporter.warn(`compose ${compose.id}: ${note}`);
    }
    return this.#tracked(compose.id, how, requestedAt);
  }

  #keep(entry: Omit<StateEntry, keyof StateKey>): void {
    this.#options.state.put({ ...this.#wanted.key, ...entry });
  }

  #tracked(id: string, how: Tracked["how"], requestedAt: number): Tracked {
    return { id, how, index: this.#wanted.index, requestedAt };
  }
}

function isAlive({ state }: Compose): boolean {
  return state !== "failed" && state !== "expired" && state !== "cancelled";
}
