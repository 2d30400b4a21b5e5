import { fault } from "@compose-actions/step";

/** Milliseconds that handing on may take at least: how a step ended must travel also when its time is over. */
const LEAST_FOR_KEEPING = 60_000;

/** Bounds what a step does with artifacts by the time that the whole step has, where its inputs give it one. */
export class TimeLimit {
  readonly #timeout: number | undefined;
  readonly #started = performance.now();

  /** @param timeout - milliseconds from now on */
  constructor(timeout: number | undefined) {
    this.#timeout = timeout;
  }

  /** Milliseconds that are left of the step; undefined without a limit. */
  get left(): number | undefined {
    if (this.#timeout === undefined) return undefined;
    return Math.max(1, Math.ceil(this.#started + this.#timeout - performance.now()));
  }

  /** Lets artifacts be fetched in the time that is left. @throws UserError when it is over; `signal.reason` */
  async fetching<Value>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    return within(this.left, signal, work);
  }

  /** The same for handing on, which gets a little time in any case. */
  async keeping<Value>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const { left } = this;
    return within(left === undefined ? undefined : Math.max(left, LEAST_FOR_KEEPING), signal, work);
  }
}

async function within<Value>(
  limit: number | undefined,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  if (limit === undefined) return work(signal);
  const deadline = AbortSignal.timeout(limit);
  const both = AbortSignal.any([signal, deadline]);
  try {
    return await work(both);
  } catch (error) {
    const isOver = deadline.aborted && !signal.aborted;
    // Streams say that they were stopped with an error of their own.
    const wasStopped = error === both.reason || (error instanceof Error && error.name === "AbortError");
    if (!isOver || !wasStopped) throw error;
    throw fault(
      "the time of this step is over",
      "Give the step a longer timeout. If the artifact service does not answer, run the job again; see also https://www.githubstatus.com.",
    );
  }
}
