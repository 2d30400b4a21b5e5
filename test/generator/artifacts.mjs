import { createHash, hash } from "node:crypto";
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomBytes } from "./random.mjs";

const BLOCK = 1 << 20;
const TAG = 32;

/** @typedef {{ size: number, checksums: Record<string, string> }} Known what is known of a file: bytes, and hexadecimal digests by algorithm */

/**
 * The files of the compose. With `write` they are put on disk and hashed on the way;
 * without, checksums are derived from the path: stable and of the right form.
 *
 * Every block of a file is one shared random MiB, its first 40 bytes replaced by a digest of the path
 * and the block's number: content differs between files, and costs next to nothing to make.
 */
export class Artifacts {
  #root;
  #write;
  #block;
  #folders = new Set();
  #known = /** @type {Map<string, Known>} */ (new Map());

  /** @param {string} root the compose directory @param {number} seed @param {boolean} write */
  constructor(root, seed, write) {
    this.#root = root;
    this.#write = write;
    this.#block = write ? randomBytes(seed, BLOCK) : Buffer.alloc(0);
  }

  /** Files written so far. */
  get count() {
    return this.#known.size;
  }

  /**
   * @param {string} path relative to the compose directory
   * @param {number} size bytes
   * @param {readonly string[]} algorithms
   * @returns {Known}
   */
  place(path, size, algorithms) {
    if (!this.#write) {
      return invented(path, size, algorithms);
    }
    return this.#once(path, (full) => ({
      size,
      checksums:
        size <= BLOCK
          ? this.#writeSmall(full, path, size, algorithms)
          : this.#writeBig(full, path, size, algorithms),
    }));
  }

  /** @param {string} path relative to the compose directory @param {Buffer} bytes @returns {Known} */
  placeBytes(path, bytes) {
    return this.#once(path, (full) => {
      writeFileSync(full, bytes);
      return { size: bytes.length, checksums: { sha256: hash("sha256", bytes) } };
    });
  }

  /** What is on disk; without files, what could be. @param {string} path @returns {Known} */
  find(path) {
    if (!this.#write) {
      return invented(path, undefined, ["sha256"]);
    }
    const known = this.#known.get(path);
    if (known === undefined) {
      throw new Error(`${path} was not written`);
    }
    return known;
  }

  /** A path that several variants or arches name is written once. @param {string} path @param {(full: string) => Known} write */
  #once(path, write) {
    const before = this.#known.get(path);
    if (before) {
      return before;
    }
    const full = join(this.#root, path);
    const folder = dirname(full);
    if (!this.#folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.#folders.add(folder);
    }
    const known = write(full);
    this.#known.set(path, known);
    return known;
  }

  /** @param {string} full @param {string} path @param {number} size @param {readonly string[]} algorithms */
  #writeSmall(full, path, size, algorithms) {
    this.#mark(hash("sha256", path, "buffer"), 0);
    const bytes = this.#block.subarray(0, size);
    writeFileSync(full, bytes);
    return Object.fromEntries(algorithms.map((algorithm) => [algorithm, hash(algorithm, bytes)]));
  }

  /** @param {string} full @param {string} path @param {number} size @param {readonly string[]} algorithms */
  #writeBig(full, path, size, algorithms) {
    const tag = hash("sha256", path, "buffer");
    const hashes = algorithms.map((algorithm) => createHash(algorithm));
    const handle = openSync(full, "w");
    for (let offset = 0; offset < size; offset += BLOCK) {
      this.#mark(tag, offset / BLOCK);
      const bytes = this.#block.subarray(0, Math.min(BLOCK, size - offset));
      for (const one of hashes) {
        one.update(bytes);
      }
      writeSync(handle, bytes);
    }
    closeSync(handle);
    return Object.fromEntries(algorithms.map((algorithm, index) => [algorithm, hashes[index].digest("hex")]));
  }

  /** @param {Buffer} tag @param {number} number */
  #mark(tag, number) {
    tag.copy(this.#block);
    this.#block.writeBigUInt64BE(BigInt(number), TAG);
  }
}

/** @param {string} path @param {number | undefined} size @param {readonly string[]} algorithms @returns {Known} */
function invented(path, size, algorithms) {
  const checksums = Object.fromEntries(algorithms.map((algorithm) => [algorithm, hash(algorithm, path)]));
  return { size: size ?? 7000 + Number.parseInt(checksums.sha256.slice(0, 6), 16), checksums };
}
