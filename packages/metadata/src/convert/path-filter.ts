import { directoryOf } from "../grammar/local-path.ts";
import type { TreeFile } from "../model.ts";
import { PathHash } from "./path-hash.ts";
import type { PathFinding } from "./path-index.ts";

/**
 * A path came again with other facts or in another spelling, or a file where a directory is: the exact index has to
 * look closer.
 */
export class SuspiciousPathError extends Error {
  override readonly name = "SuspiciousPathError";
}

const FIRST_SLOTS = 1 << 12;
/** Share of the slots that may be taken. */
const MAX_LOAD = 0.6;
/** Directories that came by lately; a power of two. */
const RECENT = 1 << 10;
/** Stands for the facts of a directory. */
const DIRECTORY = 0x5d1ec702;
const REPEATED: PathFinding = { added: false };
const ADDED: PathFinding = { added: true };

/**
 * Does the work of the exact index for metadata in which nothing is wrong, with 12 bytes a path instead of the path:
 * it remembers hashes only, of paths as file systems see them that ignore case and normalise Unicode. What might be a conflict is not judged but thrown as {@link SuspiciousPathError}, so that
 * the caller begins again with the index. A conflict between facts whose hashes are equal by chance passes: one in 2^32
 * for a path that is named twice.
 */
export class PathFilter {
  /** Slot i: hash, second hash, hash of the facts at 3i, 3i+1, 3i+2; a second hash of 0 is a free slot. */
  #slots = new Int32Array(3 * FIRST_SLOTS);
  #count = 0;
  /** Hashes of directories that are known, to take paths apart seldom. */
  readonly #recent = new Int32Array(2 * RECENT);
  readonly #hash: PathHash;

  /** @param seed - any whole number, another one for every run: nobody can make paths that collide */
  constructor(seed: number) {
    this.#hash = new PathHash(seed);
  }

  /** @throws SuspiciousPathError */
  add(file: TreeFile): PathFinding {
    const { localPath } = file;
    const hash = this.#hash;
    hash.read(localPath);
    const facts = hash.ofFacts(file);
    const slot = this.#find(hash.first, hash.second);
    if (this.#slots[slot + 1] !== 0) {
      if (this.#slots[slot + 2] !== facts) {
        throw new SuspiciousPathError(localPath);
      }
      return REPEATED;
    }
    this.#insert(slot, facts);
    this.#noteDirectory(localPath, hash.directoryFirst, hash.directorySecond);
    return ADDED;
  }

  /** Puts what was read last into a free slot. */
  #insert(slot: number, facts: number): void {
    this.#slots[slot] = this.#hash.first;
    this.#slots[slot + 1] = this.#hash.second;
    this.#slots[slot + 2] = facts;
    this.#count += 1;
    this.#growIfFull();
  }

  #noteDirectory(localPath: string, first: number, second: number): void {
    const recent = 2 * (first & (RECENT - 1));
    if (this.#recent[recent] === first && this.#recent[recent + 1] === second) {
      return;
    }
    this.#recent[recent] = first;
    this.#recent[recent + 1] = second;
    for (let directory = directoryOf(localPath); directory !== ""; directory = directoryOf(directory)) {
      this.#hash.read(directory);
      const slot = this.#find(this.#hash.first, this.#hash.second);
      if (this.#slots[slot + 1] === 0) {
        this.#insert(slot, DIRECTORY);
      } else if (this.#slots[slot + 2] === DIRECTORY) {
        return;
      } else {
        throw new SuspiciousPathError(directory);
      }
    }
  }

  /** Index of the slot that holds these hashes, or of the free one where they belong. */
  #find(first: number, second: number): number {
    const slots = this.#slots;
    const mask = slots.length / 3 - 1;
    for (let i = first & mask; ; i = (i + 1) & mask) {
      const slot = 3 * i;
      if (slots[slot + 1] === 0 || (slots[slot] === first && slots[slot + 1] === second)) {
        return slot;
      }
    }
  }

  #growIfFull(): void {
    if (this.#count < (this.#slots.length / 3) * MAX_LOAD) {
      return;
    }
    const old = this.#slots;
    this.#slots = new Int32Array(2 * old.length);
    for (let slot = 0; slot < old.length; slot += 3) {
      if (old[slot + 1] !== 0) {
        this.#slots.set(
          old.subarray(slot, slot + 3),
          this.#find(old[slot] as number, old[slot + 1] as number),
        );
      }
    }
  }
}
