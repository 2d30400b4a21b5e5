import {
  CLASSES,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COLON_BYTE,
  COMMA,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SEPARATOR,
  SPACE,
} from "./bytes.ts";
import { KeyLog } from "./key-log.ts";
import { SliceScanner } from "./slice-scanner.ts";
import { parseSlice, sliceProblem } from "./slice-value.ts";

/** A step from the document's root: object keys and array indexes. */
export type JsonPath = readonly (string | number)[];

/** Receives a document in pieces, in the order of the file. `path` is only valid during the call: copy it to keep it. */
export interface SliceHandler {
  /** Whether to walk into this container (its members then come one by one) or to give it whole to `value`. */
  descend(path: JsonPath, kind: "object" | "array"): boolean;
  /** A complete value at `path`. */
  value(path: JsonPath, value: unknown): void;
  /** A container that is walked was opened. */
  open?(path: JsonPath): void;
}

/** The document is not JSON, or not the JSON that we accept: duplicate keys, too deep, invalid UTF-8. */
export class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";
  readonly path: JsonPath;

  constructor(message: string, path: JsonPath) {
    super(message);
    this.path = [...path];
  }
}

/** Nesting beyond this is refused: real metadata needs 10 levels. */
export const MAX_DEPTH = 64;
/** One entry (an image, a package, a module) beyond this many bytes is refused. */
export const MAX_SLICE_BYTES = 64 * 1024 * 1024;

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const NOT_ASCII = /[\x80-\xff]/;

/** What may come next in the structure that is walked. */
const State = { value: 0, firstElement: 1, firstKey: 2, key: 3, colon: 4, next: 5, done: 6 } as const;
type State = (typeof State)[keyof typeof State];

interface Frame {
  readonly isArray: boolean;
  readonly keys: KeyLog;
}

/**
 * Cuts a JSON document into its entries while it streams by, so that memory depends on the largest entry and not on
 * the file. The text is looked at once, to follow strings and nesting; each entry is then parsed by `JSON.parse`, so
 * that only one parser decides what a value is.
 *
 * Chunks are taken as text of one character a byte: JSON's structure is ASCII, searching in strings is the fastest that
 * JavaScript has, and an entry that is not ASCII is decoded on its own.
 *
 * Refused on the way: a document deeper than {@link MAX_DEPTH}, an entry larger than {@link MAX_SLICE_BYTES}, duplicate
 * keys at any level, invalid UTF-8, UTF-16, anything after the document. A byte order mark is skipped
 * ({@link JsonSlicer.hadByteOrderMark}).
 */
export class JsonSlicer {
  hadByteOrderMark = false;

  readonly #handler: SliceHandler;
  readonly #frames: Frame[] = [];
  readonly #path: (string | number)[] = [];
  #state: State = State.value;
  #line = 1;
  #stopped = false;
  /** The first bytes, until there are enough of them to see a byte order mark. */
  #head: Buffer | undefined = Buffer.alloc(0);
  /** The chunk that is being walked has no byte above 0x7f. */
  #ascii = true;
  #text = "";

  // The slice that is being read: a value that goes whole to the handler, or a key.
  readonly #scanner = new SliceScanner();
  #slicing = false;
  #sliceAscii = true;
  /** Its text from earlier chunks. */
  #begun = "";

  constructor(handler: SliceHandler) {
    this.#handler = handler;
  }

  /** True once {@link stop} was called: further chunks are ignored. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Ends the reading early, from within a handler: the rest of the document is not looked at. */
  stop(): void {
    this.#stopped = true;
  }

  /**
   * Takes the next bytes of the document. The chunk may be reused by the caller afterwards.
   *
   * @throws JsonSyntaxError
   */
  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#head === undefined) {
      this.#take(bytes);
      return;
    }
    const head = Buffer.concat([this.#head, bytes]);
    this.#head = head.length < 3 ? head : undefined;
    if (this.#head === undefined) {
      this.#take(this.#skipByteOrderMark(head));
    }
  }

  /**
   * Says that the document is complete.
   *
   * @throws JsonSyntaxError when it is not
   */
  end(): void {
    if (this.#head !== undefined) {
      this.#take(this.#head);
    }
    if (this.#stopped) {
      return;
    }
    if (this.#slicing && this.#scanner.isScalar) {
      this.#finishSlice("");
    }
    if (this.#state !== State.done) {
      const started = this.#frames.length > 0 || this.#slicing;
      throw this.#error(started ? "the file ends before the JSON document does" : "the file is empty");
    }
  }

  #skipByteOrderMark(bytes: Buffer): Buffer {
    const [a, b, c] = bytes;
    if (a === 0xef && b === 0xbb && c === 0xbf) {
      this.hadByteOrderMark = true;
      return bytes.subarray(3);
    }
    if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || b === 0) {
      throw this.#error("the file is not UTF-8 (it looks like UTF-16 or UTF-32); metadata files are UTF-8");
    }
    return bytes;
  }

  #take(bytes: Buffer): void {
    const text = bytes.toString("utf8");
    // The decoder gives one character a byte only for ASCII and for bytes that are no UTF-8.
    this.#ascii = text.length === bytes.length && !text.includes("\ufffd");
    this.#text = this.#ascii ? text : bytes.toString("latin1");
    this.#scanner.enterChunk(bytes, this.#text);
    this.#walk(bytes);
  }

  #walk(bytes: Buffer): void {
    const length = bytes.length;
    let i = 0;
    while (i < length && !this.#stopped) {
      if (this.#slicing) {
        i = this.#scan(i);
        continue;
      }
      const byte = bytes[i] as number;
      if (byte === NEWLINE) {
        this.#line += 1;
        i += 1;
      } else if (byte === SPACE || byte === 0x0d || byte === 0x09) {
        i += 1;
      } else {
        i = this.#token(i, byte);
      }
    }
  }

  /** Handles one token of the walked structure and returns the index behind it. */
  #token(i: number, byte: number): number {
    switch (this.#state) {
      case State.value:
        return this.#startValue(i, byte);
      case State.firstElement:
        return byte === CLOSE_BRACKET ? this.#closeContainer(i) : this.#startValue(i, byte);
      case State.firstKey:
        return byte === CLOSE_BRACE ? this.#closeContainer(i) : this.#startKey(i, byte);
      case State.key:
        return this.#startKey(i, byte);
      case State.colon:
        if (byte !== COLON_BYTE) {
          throw this.#unexpected(byte, "a colon after the key");
        }
        this.#state = State.value;
        return i + 1;
      case State.next:
        return this.#separator(i, byte);
      default:
        throw this.#unexpected(byte, "nothing after the document");
    }
  }

  #separator(i: number, byte: number): number {
    const isArray = this.#frames.at(-1)?.isArray === true;
    if (byte === COMMA) {
      if (isArray) {
        this.#path.push((this.#path.pop() as number) + 1);
      }
      this.#state = isArray ? State.value : State.key;
      return i + 1;
    }
    if (byte !== (isArray ? CLOSE_BRACKET : CLOSE_BRACE)) {
      throw this.#unexpected(byte, `"," or "${isArray ? "]" : "}"}"`);
    }
    return this.#closeContainer(i);
  }

  #startKey(i: number, byte: number): number {
    if (byte !== QUOTE) {
      throw this.#unexpected(byte, "a key between double quotes");
    }
    this.#state = State.key;
    return this.#startSlice(i, byte);
  }

  #startValue(i: number, byte: number): number {
    const kind = CLASSES[byte];
    if (kind === SEPARATOR || kind === COLON || byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      throw this.#unexpected(byte, "a value");
    }
    const isArray = byte === OPEN_BRACKET;
    const isContainer = isArray || byte === OPEN_BRACE;
    if (!isContainer || !this.#handler.descend(this.#path, isArray ? "array" : "object")) {
      this.#state = State.value;
      return this.#startSlice(i, byte);
    }
    this.#frames.push({ isArray, keys: new KeyLog() });
    this.#handler.open?.(this.#path);
    // The element's index, or a place for the key to come.
    this.#path.push(isArray ? 0 : "");
    this.#state = isArray ? State.firstElement : State.firstKey;
    return i + 1;
  }

  #closeContainer(i: number): number {
    this.#frames.pop();
    this.#path.pop();
    this.#afterValue();
    return i + 1;
  }

  #afterValue(): void {
    this.#state = this.#frames.length === 0 ? State.done : State.next;
  }

  #startSlice(i: number, byte: number): number {
    this.#slicing = true;
    this.#sliceAscii = true;
    this.#scanner.start(byte);
    return this.#scan(i);
  }

  /** Follows the current slice through the chunk; returns the index behind it, or the chunk's length. */
  #scan(from: number): number {
    const end = this.#scanner.scan(from);
    if (this.#frames.length + this.#scanner.depth > MAX_DEPTH) {
      throw this.#error(`nested deeper than ${MAX_DEPTH} levels`);
    }
    this.#sliceAscii &&= this.#ascii;
    if (end !== -1) {
      this.#finishSlice(this.#text.slice(from, end));
      return end;
    }
    this.#begun += this.#text.slice(from);
    this.#limitSize(this.#begun);
    return this.#text.length;
  }

  #finishSlice(last: string): void {
    const text = this.#begun + last;
    this.#limitSize(text);
    this.#begun = "";
    this.#slicing = false;
    const value = this.#parse(this.#sliceAscii ? text : this.#decode(text));
    this.#line += this.#scanner.lines;
    if (this.#state === State.key) {
      this.#takeKey(value as string);
      return;
    }
    this.#handler.value(this.#path, value);
    this.#afterValue();
  }

  #limitSize(text: string): void {
    if (text.length > MAX_SLICE_BYTES) {
      throw this.#error(`an entry is larger than ${MAX_SLICE_BYTES / 1024 / 1024} MiB`);
    }
  }

  #decode(text: string): string {
    if (!NOT_ASCII.test(text)) {
      return text;
    }
    try {
      return UTF8.decode(Buffer.from(text, "latin1"));
    } catch {
      throw this.#error("the text is not valid UTF-8");
    }
  }

  #parse(text: string): unknown {
    const { isScalar, inexact, colons } = this.#scanner;
    try {
      return parseSlice(text, isScalar || inexact, colons);
    } catch (error) {
      throw this.#error(sliceProblem(error));
    }
  }

  #takeKey(key: string): void {
    this.#path[this.#path.length - 1] = key;
    this.#state = State.colon;
    if (this.#frames.at(-1)?.keys.add(key) === false) {
      throw this.#error("this key is there twice in the same object; remove one of the two");
    }
  }

  #unexpected(byte: number, expected: string): JsonSyntaxError {
    const char =
      byte > SPACE && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16)}`;
    return this.#error(`not valid JSON: expected ${expected}, found ${char}`);
  }

  /** Lines are counted up to the start of the entry that is being read. */
  #error(message: string): JsonSyntaxError {
    // Before a key is read there is only a place for it in the path.
    const keyless = this.#state === State.firstKey || this.#state === State.key;
    const path = keyless ? this.#path.slice(0, -1) : this.#path;
    return new JsonSyntaxError(this.#line === 1 ? message : `${message} (line ${this.#line})`, path);
  }
}
