import { type Compose, patiently, type Requested, ServiceFailure } from "@compose-actions/services";
import type { StepContext } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import { retryOf } from "./access.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import { keepReused } from "./keep-reused.ts";
import type { Ask, Maker } from "./maker.ts";
import type { Tracked } from "./result.ts";
import type { StateFile } from "./state-file.ts";

/** Clocks make this much of a difference. */
const TOLERANCE_MS = 60_000;

export interface AskOptions {
  readonly inputs: RequestComposeInputs;
  readonly context: StepContext;
  readonly state: StateFile;
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
  for (const [index, ask] of maker.asks.entries()) {
    tracked.push(await new Asking(maker, ask, index, options).run());
    await options.onKnown(tracked);
  }
  return tracked;
}

class Asking {
  readonly #maker: Maker;
  readonly #ask: Ask;
  readonly #index: number;
  readonly #options: AskOptions;

  constructor(maker: Maker, ask: Ask, index: number, options: AskOptions) {
    this.#maker = maker;
    this.#ask = ask;
    this.#index = index;
    this.#options = options;
  }

  async run(): Promise<Tracked> {
    return (await this.#continued()) ?? (await this.#reused()) ?? (await this.#created());
  }

  get #key() {
    const { kind, shown } = this.#maker.service;
    return { service: kind, server: shown, fingerprint: this.#ask.fingerprint };
  }

  async #continued(): Promise<Tracked | undefined> {
    const { state, inputs, context } = this.#options;
    const { signal, reporter } = context;
    const entry = state.find(this.#key);
    if (entry === undefined || Date.now() - entry.requestedAt > inputs["resume-within"]) {
      return undefined;
    }
    if (entry.id === undefined) {
      return this.#unanswered(entry.requestedAt);
    }
    const { id } = entry;
    const compose = await patiently(() => this.#maker.service.get(id, signal), retryOf(inputs), signal);
    if (compose === undefined || !isAlive(compose)) {
      reporter.info(
        `compose ${entry.id} of the run before is ${compose === undefined ? "not there" : compose.reported}: it is asked for anew`,
      );
      return undefined;
    }
    reporter.info(`compose ${entry.id} was asked for by the run before, and is continued`);
    return this.#tracked(compose.id, "continued", entry.requestedAt);
  }

  /** The run before ended while the request was on its way: it may have arrived. */
  async #unanswered(since: number): Promise<Tracked | undefined> {
    const compose = await this.#ask.find?.(0, this.#options.context.signal);
    const requested = compose?.times.requested;
    if (compose === undefined || requested === undefined || requested + TOLERANCE_MS < since) {
      return undefined;
    }
    this.#options.context.reporter.info(`compose ${compose.id} is what the run before had asked for`);
    this.#keep(compose.id, since);
    return this.#tracked(compose.id, "continued", since);
  }

  async #reused(): Promise<Tracked | undefined> {
    const { inputs, context } = this.#options;
    if (!inputs.reuse) {
      return undefined;
    }
    if (this.#ask.find === undefined) {
      context.reporter.warn(`reuse: ${this.#maker.service.kind} does not tell which composes are the same`);
      return undefined;
    }
    const found = await this.#ask.find(inputs["min-lifetime"], context.signal);
    const kept =
      found === undefined ? undefined : await keepReused(found, this.#maker.service, inputs, context);
    if (found === undefined || kept === undefined) {
      return undefined;
    }
    context.reporter.info(`compose ${found.id} was asked for with the same request, and is reused`);
    return this.#tracked(kept.compose.id, kept.how, kept.compose.times.requested ?? Date.now());
  }

  async #created(): Promise<Tracked> {
    const { state, context } = this.#options;
    const since = Date.now();
    this.#keep(undefined, since);
    let requested: Requested;
    try {
      requested = await this.#ask.create(context.signal);
    } catch (error) {
      // What certainly did not arrive, or was refused, need not be looked for by the next run.
      const isUncertain = error instanceof ServiceFailure && error.isUncertain;
      if (error instanceof TransferFailure && !isUncertain) {
        state.remove(this.#key);
      }
      throw error;
    }
    const { compose, how, notes } = requested;
    this.#keep(compose.id, since);
    context.reporter.info(
      how === "found"
        ? `compose ${compose.id} was asked for; the answer was lost, and it was found`
        : `compose ${compose.id} was asked for`,
    );
    for (const note of notes) {
      context.reporter.warn(`compose ${compose.id}: ${note}`);
    }
    return this.#tracked(compose.id, how, since);
  }

  #keep(id: string | undefined, requestedAt: number): void {
    this.#options.state.put({ ...this.#key, ...(id === undefined ? {} : { id }), requestedAt });
  }

  #tracked(id: string, how: Tracked["how"], requestedAt: number): Tracked {
    return { id, how, index: this.#index, requestedAt, fingerprint: this.#ask.fingerprint };
  }
}

function isAlive({ state }: Compose): boolean {
  return state !== "failed" && state !== "expired" && state !== "cancelled";
}
