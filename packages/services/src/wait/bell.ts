/** Wakes those who wait for a compose: something else has told that it has changed. */
export class Bell {
  readonly #sleepers = new Map<string, Set<() => void>>();
  /** Others are no business of this run, and there may be many. */
  readonly #expected = new Set<string>();
  /** Rung while nobody slept: the next one who would sleep does not. */
  readonly #pending = new Set<string>();

  /** From now on it is heard when it is rung for a compose. */
  expect(id: string): void {
    this.#expected.add(id);
  }

  /** @param id - of the compose that has changed */
  ring(id: string): void {
    if (!this.#expected.has(id)) {
      return;
    }
    const sleepers = this.#sleepers.get(id);
    if (sleepers === undefined || sleepers.size === 0) {
      this.#pending.add(id);
      return;
    }
    for (const wake of [...sleepers]) {
      wake();
    }
  }

  /** For all that are expected: something may have been missed. */
  ringAll(): void {
    for (const id of this.#expected) {
      this.ring(id);
    }
  }

  /** Resolves when it is rung for the compose, or when the signal is aborted. */
  rung(id: string, signal: AbortSignal): Promise<void> {
    if (this.#pending.delete(id) || signal.aborted) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const sleepers = this.#sleepers.get(id) ?? new Set();
      this.#sleepers.set(id, sleepers);
      const wake = (): void => {
        sleepers.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      sleepers.add(wake);
      signal.addEventListener("abort", wake, { once: true });
    });
  }
}
