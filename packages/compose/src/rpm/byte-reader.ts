/** Takes bytes off the front; nothing beyond the end. */
export class ByteReader {
  readonly #bytes: Buffer;
  readonly #fail: (problem: string) => never;
  #at = 0;

  /** @param fail - says what is wrong, and throws */
  constructor(bytes: Buffer, fail: (problem: string) => never) {
    this.#bytes = bytes;
    this.#fail = fail;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** A whole number of so many bytes, the most significant first. */
  uint(length: 1 | 2 | 4): number {
    return this.take(length).readUIntBE(0, length);
  }

  take(length: number): Buffer {
    if (length > this.left) {
      this.#fail(`it ends early: ${length} bytes are announced, ${this.left} are left`);
    }
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** A reader of the next bytes alone. */
  part(length: number): ByteReader {
    return new ByteReader(this.take(length), this.#fail);
  }

  fail(problem: string): never {
    return this.#fail(problem);
  }
}
