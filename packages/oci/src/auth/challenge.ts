import type { Headers } from "@compose-actions/transfer";

/** One challenge of a `WWW-Authenticate` header (RFC 9110, 11.6.1). */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** No registry needs more, and no answer may cost more to read. */
const MAX_HEADER = 8192;
const MAX_CHALLENGES = 16;

const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const SPACE = /[ \t]*/y;
const SEPARATOR = /[ \t,]*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
/** A parameter's value without quotes, laxer than the grammar: real registries send URLs so. */
const BARE = /[^\s,"]+/y;
const TOKEN68 = /[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$))/y;

/**
 * The challenges of an answer. What cannot be read ends the reading: the challenges before it count.
 *
 * @param headers - of the answer; the header may come several times
 */
export function challengesOf(headers: Headers): readonly Challenge[] {
  const value = headers["www-authenticate"];
  const lines = typeof value === "string" ? [value] : (value ?? []);
  return lines.flatMap((line) => parseChallenges(line)).slice(0, MAX_CHALLENGES);
}

export function parseChallenges(text: string): readonly Challenge[] {
  const challenges: { readonly scheme: string; readonly parameters: Map<string, string> }[] = [];
  if (text.length > MAX_HEADER) {
    return challenges;
  }
  const reader = new Reader(text);
  reader.take(SEPARATOR);
  while (!reader.isAtEnd && challenges.length < MAX_CHALLENGES) {
    const name = reader.take(TOKEN);
    if (name === undefined) {
      return challenges;
    }
    const spaced = reader.take(SPACE) !== "";
    const current = challenges.at(-1);
    if (reader.takeText("=") && current !== undefined) {
      // A parameter of the challenge that has begun.
      reader.take(SPACE);
      const raw = reader.take(QUOTED);
      const parameter = raw === undefined ? reader.take(BARE) : unquote(raw);
      if (parameter === undefined) {
        return challenges;
      }
      // Of two values it is not for us to choose the better one: the first counts.
      if (!current.parameters.has(name.toLowerCase())) {
        current.parameters.set(name.toLowerCase(), parameter);
      }
    } else {
      challenges.push({ scheme: name.toLowerCase(), parameters: new Map() });
      // Schemes such as Negotiate have one word instead of parameters.
      if (spaced) {
        reader.take(TOKEN68);
      }
    }
    reader.take(SEPARATOR);
  }
  return challenges;
}

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(.)/gs, "$1");
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  takeText(text: string): boolean {
    const found = this.#text.startsWith(text, this.#at);
    this.#at += found ? text.length : 0;
    return found;
  }
}
