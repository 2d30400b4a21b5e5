/** `change`: the compose is said to have changed. `doubt`: it may have, and nobody would have told. */
export type Ring = "change" | "doubt";

/** Wakes those who wait for a compose: something else has told that it has changed. */
export class Bell {
  readonly #sleepers = new Map<string, Set<(ring: Ring) => void>>();
  /** Others are no business of this run, and there may be many. */
  readonly #expected = new Set<string>();
  /** Rung while nobody slept: the next one who would sleep does not. */
  readonly #pending = new Map<string, Ring>();

  /** From now on it is heard when it is rung for a compose. */
  expect(id: string): void {
    this.#expected.add(id);
  }

  /** @param id - of the compose that has changed */
  ring(id: string, ring: Ring = "change"): void {
    if (!this.#expected.has(id)) {
      return;
    }
    const sleepers = this.#sleepers.get(id);
    if (sleepers === undefined || sleepers.size === 0) {
      if (this.#pending.get(id) !== "change") {
        this.#pending.set(id, ring);
      }
      return;
    }
    for (const wake of [...sleepers]) {
      wake(ring);
    }
  }

  /** For all that are expected: something may have been missed. */
  ringAll(): void {
    for (const id of this.#expected) {
      this.ring(id, "doubt");
    }
  }

  /** Resolves when it is rung for the compose, or, with nothing, when the signal is aborted. */
  rung(id: string, signal: AbortSignal): Promise<Ring | undefined> {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (pending !== undefined || signal.aborted) {
      return Promise.resolve(pending);
    }
    return new Promise((resolve) => {
      const sleepers = this.#sleepers.get(id) ?? new Set();
      this.#sleepers.set(id, sleepers);
      const wake = (ring: Ring | undefined): void => {
        sleepers.delete(wake);
        signal.removeEventListener("abort", onAbort);
        resolve(ring);
      };
      const onAbort = (): void => wake(undefined);
      sleepers.add(wake);
      signal.addEventListener("abort", onAbort, { once: true });
    });
  }
}
