import { isOtherEncoding, startsWithByteOrderMark } from "./byte-order-mark.ts";
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
import { SliceError, SliceReader } from "./slice-reader.ts";

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
const MAX_DEPTH = 64;

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
 * Refused on the way: a document deeper than {@link MAX_DEPTH}, an entry larger than 64 MiB, duplicate
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

  /** The value or key that is being read whole. */
  readonly #slice = new SliceReader();
  #slicing = false;

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
    this.#placeErrors(() => {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      if (this.#head === undefined) {
        this.#walk(bytes);
        return;
      }
      const head = Buffer.concat([this.#head, bytes]);
      this.#head = head.length < 3 ? head : undefined;
      if (this.#head === undefined) {
        this.#walk(this.#skipByteOrderMark(head));
      }
    });
  }

  /**
   * Says that the document is complete.
   *
   * @throws JsonSyntaxError when it is not
   */
  end(): void {
    this.#placeErrors(() => this.#finish());
  }

  /** A slice knows what is wrong with it, but not where it stands. */
  #placeErrors(read: () => void): void {
    try {
      read();
    } catch (error) {
      throw error instanceof SliceError ? this.#error(error.message) : error;
    }
  }

  #finish(): void {
    if (this.#head !== undefined) {
      this.#walk(this.#head);
    }
    if (this.#stopped) {
      return;
    }
    if (this.#slicing && this.#slice.isScalar) {
      this.#endSlice(this.#slice.take());
    }
    if (this.#state !== State.done) {
      const started = this.#frames.length > 0 || this.#slicing;
      throw this.#error(started ? "the file ends before the JSON document does" : "the file is empty");
    }
  }

  #skipByteOrderMark(bytes: Buffer): Buffer {
    if (isOtherEncoding(bytes)) {
      throw this.#error("the file is not UTF-8 (it looks like UTF-16 or UTF-32); metadata files are UTF-8");
    }
    this.hadByteOrderMark = startsWithByteOrderMark(bytes);
    return this.hadByteOrderMark ? bytes.subarray(3) : bytes;
  }

  #walk(bytes: Buffer): void {
    this.#slice.enterChunk(bytes);
    const length = bytes.length;
    let i = 0;
    while (i < length && !this.#stopped) {
      if (this.#slicing) {
        i = this.#readSlice(i);
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
    this.#slice.start(byte, MAX_DEPTH - this.#frames.length);
    return this.#readSlice(i);
  }

  /** Follows the current slice through the chunk; returns the index behind it, or the chunk's length. */
  #readSlice(from: number): number {
    const end = this.#slice.read(from);
    if (end === -1) {
      return this.#slice.chunkLength;
    }
    this.#endSlice(this.#slice.take());
    return end;
  }

  #endSlice(value: unknown): void {
    this.#slicing = false;
    this.#line += this.#slice.lines;
    if (this.#state === State.key) {
      this.#takeKey(value as string);
      return;
    }
    this.#handler.value(this.#path, value);
    this.#afterValue();
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
