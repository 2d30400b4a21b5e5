import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { MetadataError } from "@compose-actions/metadata";
import { systemCodeText } from "@compose-actions/step";

/** A file of a binary format of which a few bytes are wanted: read at any place, a little at a time. */
export interface BinaryFile {
  /** Bytes. */
  readonly size: number;
  /**
   * So many bytes from an offset on; they stay what they are.
   *
   * @param what - what they are, for the message when the file ends before
   * @throws MetadataError
   */
  read(offset: number, length: number, what: string): Buffer;
  /** @throws MetadataError that names the file: it breaks a rule of its format */
  fail(rule: string): never;
}

/** What is read at once: the beginning of nearly every package holds all that is wanted of it. */
const WINDOW_BYTES = 32 * 1024;

/**
 * Opens a file for as long as something is read from it.
 *
 * @param shown - how messages name it
 * @throws MetadataError when it is no regular file or cannot be read, and what `use` throws
 */
export function readBinaryFile<T>(path: string, shown: string, use: (file: BinaryFile) => T): T {
  return explained(shown, () => {
    // Without O_NONBLOCK opening a named pipe would wait for a writer.
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile()) {
        throw formatError(shown, "not a regular file");
      }
      return use(new OpenFile(descriptor, stats.size, shown));
    } finally {
      closeSync(descriptor);
    }
  });
}

/** An error that names a file and the rule that it breaks. */
export function formatError(shown: string, rule: string): MetadataError {
  return new MetadataError([{ path: "", message: rule }], { file: shown });
}

function explained<T>(shown: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code === "string" && /^E(?!RR_)/.test(code)) {
      throw formatError(shown, `the file cannot be read: ${systemCodeText(code)}`);
    }
    throw error;
  }
}

class OpenFile implements BinaryFile {
  readonly size: number;
  readonly #descriptor: number;
  readonly #shown: string;
  /** What was read last, for the reads that follow nearby. */
  #window: Buffer = Buffer.alloc(0);
  #windowStart = 0;

  constructor(descriptor: number, size: number, shown: string) {
    this.#descriptor = descriptor;
    this.size = size;
    this.#shown = shown;
  }

  read(offset: number, length: number, what: string): Buffer {
    if (offset + length > this.size) {
      this.fail(`the file ends within ${what}`);
    }
    if (length > WINDOW_BYTES) {
      return this.#fetch(offset, length, length, what);
    }
    if (offset < this.#windowStart || offset + length > this.#windowStart + this.#window.length) {
      this.#window = this.#fetch(offset, WINDOW_BYTES, length, what);
      this.#windowStart = offset;
    }
    const start = offset - this.#windowStart;
    return this.#window.subarray(start, start + length);
  }

  fail(rule: string): never {
    throw formatError(this.#shown, rule);
  }

  /** At least so many bytes as are needed, and as many as are wanted if the file has them. */
  #fetch(offset: number, wanted: number, needed: number, what: string): Buffer {
    const buffer = Buffer.allocUnsafe(Math.min(wanted, this.size - offset));
    let length = 0;
    while (length < buffer.length) {
      const count = readSync(this.#descriptor, buffer, length, buffer.length - length, offset + length);
      if (count === 0) {
        break;
      }
      length += count;
    }
    if (length < needed) {
      this.fail(`the file ends within ${what}`);
    }
    return buffer.subarray(0, length);
  }
}
