/** Work that several wait for, each as long as it likes. When nobody does any more, it is stopped. */
export class SharedWork<Result> {
  readonly #stop = new AbortController();
  readonly #result: Promise<Result>;
  #waiting = 0;

  /** @param work - begins at once */
  constructor(work: (signal: AbortSignal) => Promise<Result>) {
    this.#result = work(this.#stop.signal);
    // It may fail when everybody has gone.
    this.#result.catch(() => undefined);
  }

  /** Nobody waits any more: who comes now must begin anew. */
  get isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  /** @throws what the work throws; `signal.reason` when aborted, which stops nobody else */
  async wait(signal: AbortSignal): Promise<Result> {
    signal.throwIfAborted();
    const gone = Promise.withResolvers<never>();
    const leave = (): void => gone.reject(signal.reason);
    signal.addEventListener("abort", leave, { once: true });
    this.#waiting += 1;
    try {
      return await Promise.race([this.#result, gone.promise]);
    } finally {
      signal.removeEventListener("abort", leave);
      this.#waiting -= 1;
      if (this.#waiting === 0) {
        this.#stop.abort();
      }
    }
  }
}
