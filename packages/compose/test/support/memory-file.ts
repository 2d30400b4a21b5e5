import type { BinaryFile } from "../../src/binary-file.ts";
import { formatError } from "../../src/binary-file.ts";

/** A file in memory that counts what is taken from it. */
export class MemoryFile implements BinaryFile {
  readonly size: number;
  /** Bytes that were asked for, each time anew. */
  taken = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.size = bytes.length;
  }

  read(offset: number, length: number, what: string): Buffer {
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0) {
      throw new TypeError(`there are no ${length} bytes at ${offset}`);
    }
    if (offset + length > this.size) {
      this.fail(`the file ends within ${what}`);
    }
    this.taken += length;
    return this.#bytes.subarray(offset, offset + length);
  }

  fail(rule: string): never {
    throw formatError("file", rule);
  }
}
