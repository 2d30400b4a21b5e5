import { closeSync, openSync, write, writeSync } from "node:fs";
import { promisify } from "node:util";
import { type ExplainError, explained, FILE_MODE } from "./text-file.ts";

/** Has room for what is made of one chunk of a file that is read, as a rule. */
const BUFFER_BYTES = 4 * 1024 * 1024;
/** Text is gathered into pieces of this size: joining strings is cheaper than copying many of them. */
const PIECE_CHARS = 64 * 1024;

const writeBehind = promisify(write);

/** A file that is written while more of it is made; only ASCII text. */
export class StreamedFile {
  readonly #descriptor: number;
  #pending = "";
  #buffer: Buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  #used = 0;
  /** The buffer that is being written, or was. */
  #other: Buffer | undefined;
  /** Settles when that is done. */
  #writing: Promise<void> = Promise.resolve();
  /** Where the buffer belongs in the file. */
  #position = 0;

  readonly #explain: ExplainError;

  /**
   * Creates a file that must not exist yet.
   *
   * @param explain - what is thrown, here and later, for an error of the system
   */
  constructor(path: string, explain: ExplainError) {
    this.#explain = explain;
    this.#descriptor = explained(explain, () => openSync(path, "wx", FILE_MODE));
  }

  /** @throws the system error, explained */
  write(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= PIECE_CHARS) {
      this.#gather();
    }
  }

  /**
   * To be called now and then between writes: what has gathered is written from now on, while the caller goes on.
   *
   * @throws the system error of an earlier write
   */
  async turn(): Promise<void> {
    await this.#writing;
    this.#gather();
    const buffer = this.#buffer;
    const length = this.#used;
    this.#writing = this.#writeAll(buffer, length, this.#position);
    // Whoever waits for it next is told.
    this.#writing.catch(() => undefined);
    this.#position += length;
    this.#buffer = this.#other ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
    this.#other = buffer;
    this.#used = 0;
  }

  /** @throws the system error, also of an earlier write */
  async close(): Promise<void> {
    try {
      await this.#writing;
      this.#gather();
      this.#flush();
    } finally {
      closeSync(this.#descriptor);
    }
  }

  #gather(): void {
    const text = this.#pending;
    this.#pending = "";
    for (let start = 0; start < text.length; ) {
      const part = Math.min(text.length - start, BUFFER_BYTES - this.#used);
      this.#buffer.write(text.slice(start, start + part), this.#used, "latin1");
      this.#used += part;
      start += part;
      if (this.#used === BUFFER_BYTES) {
        this.#flush();
      }
    }
  }

  /** Writes the buffer at once. */
  #flush(): void {
    for (let offset = 0; offset < this.#used; ) {
      const start = offset;
      const length = explained(this.#explain, () =>
        writeSync(this.#descriptor, this.#buffer, start, this.#used - start, this.#position),
      );
      offset += length;
      this.#position += length;
    }
    this.#used = 0;
  }

  async #writeAll(buffer: Buffer, length: number, position: number): Promise<void> {
    for (let offset = 0; offset < length; ) {
      const { bytesWritten } = await writeBehind(
        this.#descriptor,
        buffer,
        offset,
        length - offset,
        position + offset,
      ).catch((error: unknown) => Promise.reject(this.#explain(error)));
      offset += bytesWritten;
    }
  }
}
