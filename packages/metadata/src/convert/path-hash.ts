import { foldPath, isAscii } from "../grammar/folded-path.ts";
import { isCommonPath } from "../grammar/local-path.ts";
import type { TreeFile } from "../model.ts";

const SLASH = 0x2f;
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

  /** @param seed - any whole number, another one for every run: nobody can make paths that collide */
  constructor(seed: number) {
    this.#seed = seed;
  }

  read(path: string): void {
    const folded = isCommonPath(path) || isAscii(path) ? path : foldPath(path);
    // The seed is also mixed into every step: with a start alone, what collides for one seed may for another.
    const seed = this.#seed;
    let first = 0x811c9dc5 ^ seed;
    let second = 0x2545f491 ^ Math.imul(seed, 0x9e3779b1);
    let directoryFirst = 0;
    let directorySecond = 0;
    let spelling = seed;
    for (let i = 0; i < folded.length; i++) {
      const unit = folded.charCodeAt(i) | LOWER;
      if (unit === SLASH) {
        directoryFirst = first;
        directorySecond = second;
      }
      spelling = Math.imul(spelling ^ folded.charCodeAt(i), 0x01000193);
      first = (Math.imul(first ^ unit, 0x01000193) + (first >>> 15) + seed) | 0;
      second = Math.imul(second ^ unit ^ (first & 0xff), 0x5bd1e995);
    }
    this.first = mix(first);
    this.second = second | 1;
    this.directoryFirst = mix(directoryFirst);
    this.directorySecond = directorySecond | 1;
    this.#spelling = folded === path ? spelling : hashText(seed, path);
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
