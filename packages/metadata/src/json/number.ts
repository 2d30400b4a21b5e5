/**
 * A number of a document that is not a whole number from 0 to 2^53-1 written in plain digits: `5.0`, `1e400`, `-1`,
 * `9007199254740993`. JSON.parse would round some of these silently, so the token itself is kept for the checks.
 */
export class JsonNumber {
  // Private, so that it is no member when the members of a value are counted.
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  /** The number as the document writes it. */
  get source(): string {
    return this.#source;
  }
}

const PLAIN_INTEGER = /^(?:0|[1-9][0-9]*)$/;

/** JSON.parse that keeps the token of every number that JavaScript might not hold exactly. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    if (typeof value !== "number") {
      return value;
    }
    const source = context?.source ?? String(value);
    return PLAIN_INTEGER.test(source) && Number.isSafeInteger(value) ? value : new JsonNumber(source);
  });
}
