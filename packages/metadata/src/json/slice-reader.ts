import { SliceScanner } from "./slice-scanner.ts";
import { parseSlice, sliceProblem } from "./slice-value.ts";

/** One entry (an image, a package, a module) beyond this many bytes is refused. */
const MAX_SLICE_BYTES = 64 * 1024 * 1024;

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const NOT_ASCII = /[\x80-\xff]/;

/** What is wrong with a slice. */
export class SliceError extends Error {
  override readonly name = "SliceError";
}

/**
 * Reads one JSON value at a time out of chunks, which it may span.
 *
 * Chunks are taken as text of one character a byte: JSON's structure is ASCII, searching in strings is the fastest that
 * JavaScript has, and a value that is not ASCII is decoded on its own.
 */
export class SliceReader {
  readonly #scanner = new SliceScanner();
  #text = "";
  /** The chunk has no byte above 0x7f. */
  #chunkAscii = true;
  /** Text of the value so far, and whether all of it is from chunks that are ASCII. */
  #begun = "";
  #ascii = true;
  #maxDepth = 0;

  get chunkLength(): number {
    return this.#text.length;
  }

  /** Line feeds in the value so far. */
  get lines(): number {
    return this.#scanner.lines;
  }

  /** Whether the value ends only where something else begins, be it the end of the document. */
  get isScalar(): boolean {
    return this.#scanner.isScalar;
  }

  enterChunk(bytes: Buffer): void {
    const text = bytes.toString("utf8");
    // The decoder gives one character a byte only for ASCII and for bytes that are no UTF-8.
    this.#chunkAscii = text.length === bytes.length && !text.includes("\ufffd");
    this.#text = this.#chunkAscii ? text : bytes.toString("latin1");
    this.#scanner.enterChunk(bytes, this.#text);
  }

  /** Prepares for a value that starts with this byte. */
  start(byte: number, maxDepth: number): void {
    this.#ascii = true;
    this.#maxDepth = maxDepth;
    this.#scanner.start(byte);
  }

  /**
   * Reads on from this index of the chunk.
   *
   * @returns the index behind the value, or -1 when it goes on in the next chunk
   * @throws SliceError when it is too deep or too large
   */
  read(from: number): number {
    const end = this.#scanner.scan(from);
    if (this.#scanner.depth > this.#maxDepth) {
      throw new SliceError("nested deeper than 64 levels");
    }
    this.#ascii &&= this.#chunkAscii;
    this.#begun += end === -1 ? this.#text.slice(from) : this.#text.slice(from, end);
    if (this.#begun.length > MAX_SLICE_BYTES) {
      throw new SliceError(`an entry is larger than ${MAX_SLICE_BYTES / 1024 / 1024} MiB`);
    }
    return end;
  }

  /**
   * The value that was read.
   *
   * @throws SliceError when it is no JSON, no UTF-8, or names a key twice
   */
  take(): unknown {
    const text = this.#ascii ? this.#begun : decode(this.#begun);
    this.#begun = "";
    try {
      return parseSlice(text, this.#scanner.isScalar || this.#scanner.inexact, this.#scanner.colons);
    } catch (error) {
      throw new SliceError(sliceProblem(error));
    }
  }
}

function decode(text: string): string {
  if (!NOT_ASCII.test(text)) {
    return text;
  }
  try {
    return UTF8.decode(Buffer.from(text, "latin1"));
  } catch {
    throw new SliceError("the text is not valid UTF-8");
  }
}
