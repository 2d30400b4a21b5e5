/** Work that is under way, by what it is for: who wants the same waits, and then looks whether it is still to be done. */
export class OneAtATime<Key> {
  readonly #underWay = new Map<Key, Promise<unknown>>();

  /** The work that is under way for a key. Never rejects. */
  underWay(key: Key): Promise<void> | undefined {
    return this.#underWay.get(key)?.then(noMatter, noMatter);
  }

  /** Does the work once nobody else does any for the key. @throws what the work throws, `signal.reason` */
  async run<T>(key: Key, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    for (let other = this.underWay(key); other !== undefined; other = this.underWay(key)) {
      await other;
    }
    signal.throwIfAborted();
    const working = work();
    this.#underWay.set(key, working);
    try {
      return await working;
    } finally {
      this.#underWay.delete(key);
    }
  }
}

function noMatter(): void {
  // Whether it went well is found out by looking.
}
