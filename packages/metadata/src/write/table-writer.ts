import { compareCodePoints } from "../json/order.ts";
import { indent, quote } from "../json/text.ts";

/** The parts came in another order than the file must have; they have to be collected and sorted first. */
export class OutOfOrderError extends Error {
  override readonly name = "OutOfOrderError";
}

/** The table's own object stands at this depth; its first keys are one deeper. */
const TABLE_LEVEL = 2;

/**
 * Writes nested objects key by key: variants, in them arches, in them entries, in those of rpms.json packages. Keys
 * must come sorted by code point; otherwise {@link OutOfOrderError} is thrown, and what was written is worthless.
 */
export class TableWriter {
  readonly #write: (text: string) => void;
  /** The last key of every object that is open, outermost first; undefined where there was none yet. */
  readonly #last: (string | undefined)[] = [undefined];

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** Starts an object under a key. @param depth - 0 for a variant, 1 for an arch, 2 for a group of packages */
  open(depth: number, key: string): void {
    this.#key(depth, key, "");
    this.#last.push(undefined);
  }

  /** Writes a value under a key; `json` starts on a line at level `depth` + 3. */
  value(depth: number, key: string, json: string): void {
    this.#key(depth, key, json);
  }

  end(): void {
    this.#closeTo(0);
    this.#close();
  }

  #key(depth: number, key: string, json: string): void {
    this.#closeTo(depth);
    const previous = this.#last[depth];
    if (previous !== undefined && compareCodePoints(previous, key) >= 0) {
      throw new OutOfOrderError(`"${key}" comes after "${previous}"`);
    }
    this.#last[depth] = key;
    const margin = MARGINS[depth] ?? lineStart(depth);
    this.#write(`${previous === undefined ? "{" : ","}${margin}${quote(key)}: ${json}`);
  }

  /** Closes the objects that are deeper than `depth`. */
  #closeTo(depth: number): void {
    while (this.#last.length > depth + 1) {
      this.#close();
    }
  }

  #close(): void {
    const empty = this.#last.pop() === undefined;
    this.#write(empty ? "{}" : `\n${indent(TABLE_LEVEL + this.#last.length)}}`);
  }
}

function lineStart(depth: number): string {
  return `\n${indent(TABLE_LEVEL + 1 + depth)}`;
}

const MARGINS: readonly string[] = [0, 1, 2, 3].map(lineStart);
