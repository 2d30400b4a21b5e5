import { foldPath, isAscii } from "../grammar/folded-path.ts";
import { isCommonPath } from "../grammar/local-path.ts";
import type { TreeFile } from "../model.ts";

/**
 * Makes a letter of ASCII lower case. It is quickest to set the bit everywhere: then "^" is hashed as "~" is, which costs
 * a closer look in the rare case that paths differ in nothing else.
 */
const LOWER = 0x20;

/**
 * Hashes of a path and of its directory, folded: those of paths are equal that are one file where case and the encoding
 * of accents make no difference. FNV-1a over UTF-16 units with two primes and a seed, in one pass. The path's own
 * spelling is part of the hash of the facts.
 */
export class PathHash {
  first = 0;
  /** Never 0. */
  second = 1;
  directoryFirst = 0;
  directorySecond = 1;
  #spelling = 0;
  readonly #seed: number;
  readonly #state: State;
  /** The directory of the path that was read last, folded and with its slash, and the state behind it. */
  #directory = "";
  readonly #behind: State;

  /** @param seed - any whole number, another one for every run: nobody can make paths that collide */
  constructor(seed: number) {
    this.#seed = seed;
    this.#state = startState(seed);
    this.#behind = startState(seed);
  }

  read(path: string): void {
    const folded = isCommonPath(path) || isAscii(path) ? path : foldPath(path);
    const start = folded.lastIndexOf("/") + 1;
    // Most paths lie where the one before did.
    if (start !== this.#directory.length || !folded.startsWith(this.#directory)) {
      this.#enter(folded.slice(0, start));
    }
    const state = this.#state;
    goOn(this.#behind, state, folded, start, folded.length, this.#seed);
    this.first = mix(state.first);
    this.second = state.second | 1;
    this.#spelling = folded === path ? state.spelling : hashText(this.#seed, path);
  }

  #enter(directory: string): void {
    const state = this.#behind;
    const slash = Math.max(directory.length - 1, 0);
    goOn(startState(this.#seed), state, directory, 0, slash, this.#seed);
    this.directoryFirst = mix(state.first);
    this.directorySecond = state.second | 1;
    goOn(state, state, directory, slash, directory.length, this.#seed);
    this.#directory = directory;
  }

  /** Of what is known of the file, and of how the path is spelled that was read last. */
  ofFacts({ size, checksums }: TreeFile): number {
    let hash = this.#spelling;
    if (size !== null) {
      hash = mix(Math.imul(hash ^ (size % 0x100000000), 0x01000193) + 1);
      hash = mix(Math.imul(hash ^ Math.floor(size / 0x100000000), 0x5bd1e995) + 1);
    }
    for (const checksum of checksums) {
      hash = hashText(hash, checksum);
    }
    return mix(hash);
  }
}

/** Of the hashes of a path and of its spelling, while it is read. */
interface State {
  first: number;
  second: number;
  spelling: number;
}

function startState(seed: number): State {
  return { first: 0x811c9dc5 ^ seed, second: 0x2545f491 ^ Math.imul(seed, 0x9e3779b1), spelling: seed };
}

/** The seed is also mixed into every step: with a start alone, what collides for one seed may for another. */
function goOn(from: State, to: State, text: string, start: number, end: number, seed: number): void {
  let { first, second, spelling } = from;
  for (let i = start; i < end; i++) {
    const char = text.charCodeAt(i);
    const unit = char | LOWER;
    spelling = Math.imul(spelling ^ char, 0x01000193);
    first = (Math.imul(first ^ unit, 0x01000193) + (first >>> 15) + seed) | 0;
    second = Math.imul(second ^ unit ^ (first & 0xff), 0x5bd1e995);
  }
  to.first = first;
  to.second = second;
  to.spelling = spelling;
}

function hashText(start: number, text: string): number {
  let hash = start;
  for (let i = 0; i < text.length; i++) {
    hash = (Math.imul(hash ^ text.charCodeAt(i), 0x01000193) + (hash >>> 15)) | 0;
  }
  return hash;
}

function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return once ^ (once >>> 13);
}
