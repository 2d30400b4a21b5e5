import {
  type Compose,
  type OnSending,
  type Recovered,
  remainingLife,
  type SentRequest,
  ServiceFailure,
} from "@compose-actions/services";
import { refuse, type StepContext } from "@compose-actions/step";
import { TransferFailure } from "@compose-actions/transfer";
import type { RequestComposeInputs } from "./inputs.ts";
import type { CommonService } from "./maker.ts";
import { get } from "./operations.ts";
import { isoTime } from "./record.ts";
import type { StateEntry, StateFile, StateKey } from "./state-file.ts";

export interface RememberOptions {
  readonly inputs: RequestComposeInputs;
  readonly context: StepContext;
  readonly state: StateFile;
  /** Told, in one line, what people should know of how it came about. */
  readonly onNotice: (line: string) => void;
}

interface RequestAt {
  readonly service: CommonService;
  readonly key: StateKey;
  /** The id of the compose that it is to renew. */
  readonly renewed?: string;
  /** How people go on when they have found what came of it, if it is not alone. */
  readonly goOn?: string | undefined;
}

/** What came of a request that an earlier run sent. The compose is undefined when the service knows it no more. */
type Resumed = Pick<StateEntry, "requestedAt"> & {
  readonly id: string;
  readonly compose: Compose | undefined;
};
type Recover = (sent: SentRequest) => Promise<Recovered>;

/** A request that may make a compose: kept in the state from before it is out until what came of it is settled. */
export class RememberedRequest {
  readonly #request: RequestAt;
  readonly #options: RememberOptions;

  constructor(request: RequestAt, options: RememberOptions) {
    this.#request = request;
    this.#options = options;
  }

  /**
   * What came of it when an earlier run sent it and did not come to its end.
   *
   * @param recover - looks for what came of it when nobody has seen its answer
   * @returns undefined when it is to be sent
   * @throws ServiceFailure; UserError when nobody can tell whether there is a compose
   */
  async resume(recover: Recover): Promise<Resumed | undefined> {
    const { state, inputs, context, onNotice } = this.#options;
    const { service, key, renewed } = this.#request;
    const entry = state.find(key);
    if (entry === undefined) {
      return undefined;
    }
    const { id, requestedAt } = entry;
    // The clock of the run before may have been ahead of ours.
    const within = inputs["resume-within"];
    if (within === 0 || Date.now() - requestedAt > within) {
      if (id === undefined) {
        onNotice(
          `the ${wordsFor(renewed).name} of ${isoTime(requestedAt)} was never seen answered, and is older than resume-within: it is sent anew`,
        );
      }
      return undefined;
    }
    return id === undefined
      ? this.#recovered(entry, recover)
      : { id, requestedAt, compose: await get(service, id, inputs, context.signal) };
  }

  /** The run before ended while the request was on its way: it may have arrived. */
  async #recovered(entry: StateEntry, recover: Recover): Promise<Resumed | undefined> {
    const { state, context, onNotice } = this.#options;
    const { service, key, renewed } = this.#request;
    const { requestedAt, before } = entry;
    const { name, sent, made, absent, goOn } = wordsFor(renewed);
    const when = isoTime(requestedAt);
    const recovered = await recover({ sentAt: requestedAt, before, others: state.ids(key) });
    switch (recovered.outcome) {
      case "absent":
        context.reporter.info(`the ${name} of ${when} ${absent}: it is sent again`);
        return undefined;
      case "found": {
        const { compose } = recovered;
        const { id } = compose;
        onNotice(`compose ${id} is the only one that can have come of the ${name} of ${when}`);
        this.settle(id, requestedAt);
        return { id, requestedAt, compose };
      }
      case "unknown":
        // Whoever waits for one of them has found it.
        if (recovered.candidates !== undefined) {
          state.suspect(entry, recovered.candidates);
        }
        throw refuse(
          `${sent} was sent to ${service.shown} on ${when} by a run that did not live to see the answer, as ${state.path} says, and whether it made ${made} is not known: ${recovered.why}`,
          `${recovered.advice ?? "look with operation list"}; then ${this.#request.goOn ?? goOn} with resume-within 0 or by deleting ${state.path}`,
        );
    }
  }

  /**
   * Sends it.
   *
   * @param madeBy - the id of the compose that it made; undefined when it made none
   * @returns the answer, and when the request was last sent, in milliseconds since 1970
   */
  async send<Answer>(
    work: (onSending: OnSending) => Promise<Answer>,
    madeBy: (answer: Answer) => string | undefined,
  ): Promise<{ readonly answer: Answer; readonly requestedAt: number }> {
    const { state } = this.#options;
    let requestedAt = Date.now();
    // Kept before the request is out: nobody may live to see what comes back.
    const onSending: OnSending = (before) => {
      requestedAt = Date.now();
      state.put({ ...this.#request.key, requestedAt, ...(before && { before: [...before] }) });
    };
    try {
      const answer = await work(onSending);
      this.settle(madeBy(answer), requestedAt);
      return { answer, requestedAt };
    } catch (error) {
      // What certainly made no compose, or was refused, need not be looked for by the next run.
      const isUncertain = error instanceof ServiceFailure && error.isUncertain;
      if (error instanceof TransferFailure && !isUncertain) {
        state.remove(this.#request.key);
      }
      throw error;
    }
  }

  /** @param id - of the compose that came of it; when there is none nobody need look for it any more */
  settle(id: string | undefined, requestedAt: number): void {
    const { state } = this.#options;
    const { key } = this.#request;
    if (id === undefined) {
      state.remove(key);
    } else {
      state.put({ ...key, id, requestedAt });
    }
  }
}

function wordsFor(renewed: string | undefined) {
  return renewed === undefined
    ? {
        name: "request",
        sent: "A request",
        made: "a compose",
        absent: "did not arrive",
        goOn: "name the compose in compose-id to go on with it, or ask anew",
      }
    : {
        name: `renewal of compose ${renewed}`,
        sent: `The renewal of compose ${renewed}`,
        made: "a new compose",
        absent: "made no new compose",
        goOn: "go on with the new compose by operation wait, or renew anew",
      };
}

/**
 * Why a compose is of no use to anybody who asks for it now; undefined when it is, or may come to be. One whose time is
 * over may be called finished until it is really removed.
 */
export function endOf(compose: Compose): string | undefined {
  const { state, reported } = compose;
  if (state === "failed" || state === "expired" || state === "cancelled") {
    return reported;
  }
  const isOver = state === "finished" && (remainingLife(compose) ?? 1) <= 0;
  return isOver ? `${reported}, and not to be kept any longer` : undefined;
}
