/**
 * Remembers the keys of one object to find one that comes twice. While keys come in ascending order, as in nearly every
 * metadata file, none can have been there before, and they are only listed.
 */
export class KeyLog {
  readonly #keys: string[] = [];
  #seen: Set<string> | undefined;

  /** @returns false when the key was there before */
  add(key: string): boolean {
    const last = this.#keys.at(-1);
    if (this.#seen === undefined && (last === undefined || last < key)) {
      this.#keys.push(key);
      return true;
    }
    this.#seen ??= new Set(this.#keys);
    const size = this.#seen.size;
    return this.#seen.add(key).size > size;
  }
}
