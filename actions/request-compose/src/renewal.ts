import { type Compose, ServiceFailure } from "@compose-actions/services";
import { refuse, type StepContext } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import { fingerprintOf } from "./fingerprint.ts";
import type { RequestComposeInputs } from "./inputs.ts";
import type { Maker } from "./maker.ts";
import { get } from "./operations.ts";
import { isoTime } from "./record.ts";
import type { Tracked } from "./result.ts";
import type { StateEntry, StateFile, StateKey } from "./state-file.ts";

export interface RenewalOptions {
  readonly inputs: RequestComposeInputs;
  readonly context: StepContext;
  readonly state: StateFile;
  /** Told, in one line, what people should know of how it came about. */
  readonly onNotice: (line: string) => void;
}

/** What a compose is after its renewal. */
export interface RenewedOne {
  readonly now: Tracked;
  readonly compose: Compose;
  readonly isNew: boolean;
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
  readonly #options: RenewalOptions;

  constructor(maker: RenewingMaker, tracked: Tracked, options: RenewalOptions) {
    this.#maker = maker;
    this.#tracked = tracked;
    this.#options = options;
  }

  /** @throws ServiceFailure, UserError */
  async run(): Promise<RenewedOne> {
    return (await this.#continued()) ?? (await this.#renewed());
  }

  get #key(): StateKey {
    return renewalKey(this.#maker, this.#tracked.id);
  }

  async #continued(): Promise<RenewedOne | undefined> {
    const { state, inputs, context, onNotice } = this.#options;
    const entry = state.find(this.#key);
    if (entry === undefined) {
      return undefined;
    }
    if (Date.now() - entry.requestedAt > inputs["resume-within"]) {
      if (entry.id === undefined) {
        const when = isoTime(entry.requestedAt);
        onNotice(
          `the renewal of compose ${this.#tracked.id} of ${when} was never seen answered, and is older than resume-within: it is sent anew`,
        );
      }
      return undefined;
    }
    if (entry.id === undefined) {
      return this.#recovered(entry);
    }
    const compose = await get(this.#maker.service, entry.id, inputs, context.signal);
    return this.#alive(compose, entry.requestedAt);
  }

  #alive(compose: Compose | undefined, requestedAt: number): RenewedOne | undefined {
    if (compose === undefined || /^(?:failed|expired|cancelled)$/.test(compose.state)) {
      return undefined;
    }
    this.#options.context.reporter.info(
      `compose ${this.#tracked.id} was made anew as ${compose.id} by the run before, which is continued`,
    );
    return { now: this.#now(compose, "continued", requestedAt), compose, isNew: true };
  }

  /** The run before ended while the renewal was on its way: it may have made a compose. */
  async #recovered({ requestedAt, before }: StateEntry): Promise<RenewedOne | undefined> {
    const { state, context, onNotice } = this.#options;
    const { service, renewWish } = this.#maker;
    const { id } = this.#tracked;
    const when = isoTime(requestedAt);
    const sent = { sentAt: requestedAt, before, others: state.ids(this.#key) };
    const recovered = await service.recoverRenewal?.(id, renewWish, sent, context.signal);
    switch (recovered?.outcome) {
      case "found": {
        const { compose } = recovered;
        onNotice(
          `compose ${compose.id} is the only one that can have come of the renewal of compose ${id} of ${when}`,
        );
        this.#keep({ id: compose.id, requestedAt });
        return this.#alive(compose, requestedAt);
      }
      case "unknown":
        throw refuse(
          `The renewal of compose ${id} was sent to ${service.shown} on ${when} by a run that did not live to see the answer, as ${state.path} says, and whether it made a new compose is not known: ${recovered.why}`,
          `look with operation list; then go on with the new compose by operation wait, or renew anew with resume-within 0 or by deleting ${state.path}`,
        );
      default:
        context.reporter.info(
          `the renewal of compose ${id} of ${when} made no new compose: it is sent again`,
        );
        return undefined;
    }
  }

  async #renewed(): Promise<RenewedOne> {
    const { context, state } = this.#options;
    const { reporter } = context;
    const { id } = this.#tracked;
    let requestedAt = Date.now();
    // Kept before it is out: nobody may live to see what comes back.
    const onSending = (before: readonly string[] | undefined): void => {
      requestedAt = Date.now();
      this.#keep({ requestedAt, ...(before === undefined ? {} : { before: [...before] }) });
    };
    const { outcome, compose, notes } = await this.#sent(onSending);
    const isNew = outcome === "replaced";
    if (isNew) {
      this.#keep({ id: compose.id, requestedAt });
    } else {
      state.remove(this.#key);
    }
    reporter.info(isNew ? `compose ${id} was made anew as ${compose.id}` : `compose ${id} was renewed`);
    for (const note of notes) {
      reporter.warn(`compose ${compose.id}: ${note}`);
    }
    return { now: isNew ? this.#now(compose, "created", requestedAt) : this.#tracked, compose, isNew };
  }

  async #sent(onSending: (before: readonly string[] | undefined) => void) {
    const { service, renewWish } = this.#maker;
    const { context, state } = this.#options;
    try {
      const renewed = await service.renew?.(this.#tracked.id, renewWish, context.signal, onSending);
      if (renewed === undefined) {
        throw refuse(`${service.kind} cannot renew composes`);
      }
      return renewed;
    } catch (error) {
      // What certainly made no compose need not be looked for by the next run.
      const isUncertain = error instanceof ServiceFailure && error.isUncertain;
      if (error instanceof TransferFailure && !isUncertain) {
        state.remove(this.#key);
      }
      throw error;
    }
  }

  #keep(entry: Omit<StateEntry, keyof StateKey>): void {
    this.#options.state.put({ ...this.#key, ...entry });
  }

  #now({ id }: Compose, how: Tracked["how"], requestedAt: number): Tracked {
    return { ...this.#tracked, id, how, requestedAt };
  }
}
