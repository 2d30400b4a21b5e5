import {
  CLASSES,
  CLOSE,
  COLON,
  DIGIT,
  INEXACT,
  LINE,
  LOWER_E,
  OPEN,
  OTHER,
  SEPARATOR,
  SPACE,
  STRING,
} from "./bytes.ts";

/** More digits than this may be rounded by JSON.parse. */
const EXACT_DIGITS = 15;

/**
 * Finds the end of one JSON value in text that comes in chunks, and learns on the way what the parsing needs to know.
 * It does not judge: what is no JSON is found when the slice is parsed.
 *
 * A chunk is there twice: as bytes, the fastest to look at one by one, and as text of one character a byte, the fastest
 * to search in.
 */
export class SliceScanner {
  /** There may be a number that JSON.parse rounds. */
  inexact = false;
  /** Colons outside strings: the object members that are written. */
  colons = 0;
  /** Line feeds passed. */
  lines = 0;
  /** Deepest nesting so far. */
  depth = 0;

  #kind: number = OTHER;
  #open = 0;
  #inString = false;
  #escaped = false;
  #digits = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #text = "";
  /** Where the next quote of the chunk is; like the next backslash it is searched for once, however often asked. */
  #quote = -1;
  /** Where the next backslash of the chunk is; a search that finds none is not repeated. */
  #backslash = -1;

  /** Whether the value is a number, true, false or null: these end where something else begins. */
  get isScalar(): boolean {
    return this.#kind === OTHER;
  }

  /** Takes the chunk that the next scans are in. */
  enterChunk(bytes: Uint8Array, text: string): void {
    this.#bytes = bytes;
    this.#text = text;
    this.#quote = -1;
    this.#backslash = -1;
  }

  /** Prepares for a value that starts with this byte. */
  start(byte: number): void {
    const kind = CLASSES[byte] as number;
    this.#kind = kind === OPEN || kind === STRING ? kind : OTHER;
    this.inexact = false;
    this.colons = 0;
    this.lines = 0;
    this.depth = 0;
    this.#open = 0;
    this.#inString = false;
    this.#escaped = false;
    this.#digits = 0;
  }

  /** @returns the index behind the value, or -1 when the chunk ends before it does */
  scan(from: number): number {
    return this.#kind === OTHER ? this.#scanScalar(from) : this.#scanNested(this.#bytes, from);
  }

  #scanScalar(from: number): number {
    for (let i = from; i < this.#bytes.length; i++) {
      const kind = CLASSES[this.#bytes[i] as number];
      if (kind === SEPARATOR || kind === CLOSE || kind === LINE) {
        return i;
      }
    }
    return -1;
  }

  /** Nearly all of a file passes here: what changes with every byte is kept in local variables. */
  #scanNested(bytes: Uint8Array, from: number): number {
    const length = bytes.length;
    let open = this.#open;
    let digits = this.#digits;
    let colons = this.colons;
    let i = this.#inString ? this.#scanString(this.#text, from) : from;
    let end = !this.#inString && open === 0 && i > from ? i : -1;
    while (end === -1 && i < length) {
      const byte = bytes[i] as number;
      const kind = CLASSES[byte];
      i += 1;
      if (kind === STRING) {
        i = this.#scanString(this.#text, i);
        end = open === 0 && !this.#inString ? i : -1;
      } else if (kind === LINE) {
        this.lines += 1;
        while (i < length && bytes[i] === SPACE) {
          i += 1;
        }
      } else if (kind === COLON) {
        colons += 1;
      } else if (kind === DIGIT) {
        digits += 1;
        this.inexact ||= digits > EXACT_DIGITS;
        continue;
      } else if (kind === INEXACT || (byte === LOWER_E && digits > 0)) {
        // An exponent only counts behind a digit: "e" is also part of true and false.
        this.inexact = true;
      } else if (kind === OPEN) {
        open += 1;
        this.depth = Math.max(this.depth, open);
      } else if (kind === CLOSE) {
        open -= 1;
        end = open <= 0 ? i : -1;
      }
      digits = 0;
    }
    this.#open = open;
    this.#digits = digits;
    this.colons = colons;
    return end;
  }

  /** From within a string to behind its closing quote, or to the end of the chunk. */
  #scanString(text: string, from: number): number {
    let i = from;
    this.#inString = true;
    if (this.#escaped) {
      this.#escaped = false;
      i += 1;
    }
    for (;;) {
      if (this.#backslash < i) {
        this.#backslash = indexOrEnd(text, "\\", i);
      }
      if (this.#quote < i) {
        this.#quote = indexOrEnd(text, '"', i);
      }
      if (this.#quote < this.#backslash || this.#backslash === text.length) {
        this.#inString = this.#quote === text.length;
        return Math.min(this.#quote + 1, text.length);
      }
      i = this.#backslash + 2;
      if (i > text.length) {
        this.#escaped = true;
        return text.length;
      }
    }
  }
}

function indexOrEnd(text: string, char: string, from: number): number {
  const index = text.indexOf(char, from);
  return index === -1 ? text.length : index;
}
