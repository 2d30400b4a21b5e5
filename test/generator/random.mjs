import { createCipheriv, hash } from "node:crypto";

/**
 * A stream of pseudo-random numbers that depends only on the parts that name it,
 * so that what is generated for one thing never shifts what is generated for another.
 */
export class RandomStream {
  #a;
  #b;
  #c;
  #counter = 1;

  /** @param {...(string | number)} parts names the stream: the seed first, then what it is for */
  constructor(...parts) {
    const digest = hash("sha256", parts.join("\0"), "buffer");
    this.#a = digest.readInt32LE(0);
    this.#b = digest.readInt32LE(4);
    this.#c = digest.readInt32LE(8);
  }

  /** The next 32 random bits (sfc32). @returns {number} an integer from 0 to 2^32 - 1 */
  bits() {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** @param {number} low @param {number} high @returns {number} an integer from low to high, both included */
  between(low, high) {
    return low + Math.floor((this.bits() / 2 ** 32) * (high - low + 1));
  }

  /** @param {number} probability from 0 to 1 @returns {boolean} */
  chance(probability) {
    return this.bits() / 2 ** 32 < probability;
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return /** @type {T} */ (list[this.between(0, list.length - 1)]);
  }

  /** @template T @param {readonly T[]} list @returns {T[]} a new list in random order */
  shuffle(list) {
    const result = [...list];
    for (let last = result.length - 1; last > 0; last -= 1) {
      const other = this.between(0, last);
      [result[last], result[other]] = [result[other], result[last]];
    }
    return result;
  }

  /** @param {number} digits @returns {string} lower-case hexadecimal digits */
  hex(digits) {
    let text = "";
    while (text.length < digits) {
      text += this.bits().toString(16).padStart(8, "0");
    }
    return text.slice(0, digits);
  }
}

/**
 * Incompressible bytes that depend only on the seed.
 *
 * @param {number} seed
 * @param {number} length in bytes
 * @returns {Buffer}
 */
export function randomBytes(seed, length) {
  const key = hash("sha256", `bytes\0${seed}`, "buffer").subarray(0, 16);
  return createCipheriv("aes-128-ctr", key, Buffer.alloc(16)).update(Buffer.alloc(length));
}
