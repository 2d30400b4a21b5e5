import { foldPath } from "../grammar/folded-path.ts";
import { directoryOf } from "../grammar/local-path.ts";
import { PathHash } from "./path-hash.ts";

/** Two paths that are one file where case, or the encoding of accents, makes no difference. */
export interface Collision {
  readonly a: string;
  readonly b: string;
}

/**
 * Finds paths that would be one file, or a file and the directory of another, on a file system that ignores case and
 * normalises Unicode (see {@link foldPath}): each with the first path that it collides with. A path that is given twice
 * does not collide. What is folded is remembered as a hash alone.
 */
export class FoldedPaths {
  readonly #hash = new PathHash(0);
  readonly #files = new Map<number, string>();
  /** Directory → a path below it. */
  readonly #directories = new Map<number, string>();
  #lastDirectory = "";

  add(path: string): Collision[] {
    const folded = foldPath(path);
    const key = this.#keyOf(folded);
    const collisions: Collision[] = [];
    const file = this.#files.get(key);
    if (file === undefined) {
      this.#files.set(key, path);
    } else if (file !== path && foldPath(file) === folded) {
      collisions.push({ a: file, b: path });
    }
    const below = this.#directories.get(key);
    // The same spelling is a conflict on every file system, and not for us to find.
    if (below !== undefined && !below.startsWith(`${path}/`) && foldPath(below).startsWith(`${folded}/`)) {
      collisions.push({ a: path, b: below });
    }
    return [...collisions, ...this.#addDirectories(path, folded)];
  }

  #addDirectories(path: string, folded: string): Collision[] {
    const own = directoryOf(path);
    if (own === this.#lastDirectory) {
      return [];
    }
    this.#lastDirectory = own;
    const collisions: Collision[] = [];
    for (let directory = directoryOf(folded); directory !== ""; directory = directoryOf(directory)) {
      const key = this.#keyOf(directory);
      if (this.#directories.has(key)) {
        break;
      }
      this.#directories.set(key, path);
      const file = this.#files.get(key);
      if (file !== undefined && !path.startsWith(`${file}/`) && foldPath(file) === directory) {
        collisions.push({ a: file, b: path });
      }
    }
    return collisions;
  }

  /** 53 bits of two hashes. */
  #keyOf(folded: string): number {
    this.#hash.read(folded);
    return (this.#hash.first >>> 0) * 2 ** 21 + (this.#hash.second >>> 11);
  }
}

/** All collisions of some paths, see {@link FoldedPaths}. */
export function foldedCollisions(paths: Iterable<string>): Collision[] {
  const folded = new FoldedPaths();
  const collisions: Collision[] = [];
  for (const path of paths) {
    collisions.push(...folded.add(path));
  }
  return collisions;
}
