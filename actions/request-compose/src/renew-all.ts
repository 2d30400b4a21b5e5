import { type Compose, userErrorOf } from "@compose-actions/services";
import { refuse, type StepContext, UserError } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import { lineOf } from "./failure.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import type { CommonService } from "./maker.ts";
import { bad, get, shown } from "./operations.ts";
import type { ComposeOutcome, Tracked } from "./result.ts";
import type { StateFile } from "./state-file.ts";

export interface RenewOptions {
  readonly inputs: RequestComposeInputs;
  readonly context: StepContext;
  readonly state: StateFile;
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
  service: CommonService,
  wanted: readonly Tracked[],
  options: RenewOptions,
): Promise<RenewedAll> {
  if (service.renew === undefined) {
    throw refuse(`${service.kind} cannot renew composes: they have no lifetime there`);
  }
  const { output, "lock-output": lock } = options.inputs;
  const outcomes: ComposeOutcome[] = [];
  const followed: Tracked[] = [];
  const refusals: Error[] = [];
  for (const [at, tracked] of wanted.entries()) {
    try {
      const { now, compose, isNew } = await new Renewal(service, tracked, options).run();
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

/** What a compose is after its renewal. */
interface Renewed {
  readonly now: Tracked;
  readonly compose: Compose;
  readonly isNew: boolean;
}

class Renewal {
  readonly #service: CommonService;
  readonly #tracked: Tracked;
  readonly #options: RenewOptions;

  constructor(service: CommonService, tracked: Tracked, options: RenewOptions) {
    this.#service = service;
    this.#tracked = tracked;
    this.#options = options;
  }

  async run(): Promise<Renewed> {
    return (await this.#continued()) ?? (await this.#renewed());
  }

  get #key() {
    const { kind, shown } = this.#service;
    const seconds = this.#options.inputs["seconds-to-live"] ?? null;
    const fingerprint = fingerprintOf({ renew: this.#tracked.id, seconds });
    return { service: kind, server: shown, fingerprint };
  }

  /** The run before has had it made anew, and did not come to its end. */
  async #continued(): Promise<Renewed | undefined> {
    const { state, inputs, context } = this.#options;
    const { id, requestedAt = 0 } = state.find(this.#key) ?? {};
    if (id === undefined || Date.now() - requestedAt > inputs["resume-within"]) {
      return undefined;
    }
    const compose = await get(this.#service, id, inputs, context.signal);
    if (compose === undefined || /^(?:failed|expired|cancelled)$/.test(compose.state)) {
      return undefined;
    }
    context.reporter.info(
      `compose ${this.#tracked.id} was made anew as ${id} by the run before, which is continued`,
    );
    return { now: this.#now(compose, "continued", requestedAt), compose, isNew: true };
  }

  async #renewed(): Promise<Renewed> {
    const { inputs, context, state } = this.#options;
    const { signal, reporter } = context;
    const { id } = this.#tracked;
    const since = Date.now();
    const renewed = await this.#service.renew?.(id, { secondsToLive: inputs["seconds-to-live"] }, signal);
    if (renewed === undefined) {
      throw refuse(`${this.#service.kind} cannot renew composes`);
    }
    const { outcome, compose, notes } = renewed;
    const isNew = outcome === "replaced";
    if (isNew) {
      state.put({ ...this.#key, id: compose.id, requestedAt: since });
    }
    reporter.info(isNew ? `compose ${id} was made anew as ${compose.id}` : `compose ${id} was renewed`);
    for (const note of notes) {
      reporter.warn(`compose ${compose.id}: ${note}`);
    }
    return { now: isNew ? this.#now(compose, "created", since) : this.#tracked, compose, isNew };
  }

  #now({ id }: Compose, how: Tracked["how"], requestedAt: number): Tracked {
    return { ...this.#tracked, id, how, requestedAt };
  }
}
