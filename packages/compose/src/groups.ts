/** What belongs together, by names: things that were joined with the same thing are one group. */
export class Groups {
  /** Name → a name of the same group that comes before it; the first names itself. */
  readonly #before = new Map<string, string>();

  /** These names are of one group from now on, with whatever each was joined with before. */
  join(names: readonly string[]): void {
    const firsts = names.map((name) => this.#first(name));
    const first = firsts.reduce((least, name) => (name < least ? name : least), firsts[0] ?? "");
    for (const name of firsts) {
      this.#before.set(name, first);
    }
  }

  /** The name that stands for the group, whatever the order in which it came about; undefined for what is in none. */
  of(name: string): string | undefined {
    return this.#before.has(name) ? this.#first(name) : undefined;
  }

  #first(name: string): string {
    let first = name;
    for (;;) {
      const before = this.#before.get(first);
      if (before === undefined || before === first) {
        break;
      }
      first = before;
    }
    // The next look is shorter.
    for (let at = name; at !== first; ) {
      const before = this.#before.get(at) ?? first;
      this.#before.set(at, first);
      at = before;
    }
    return first;
  }
}
