import { checksumsConflict } from "../grammar/checksum.ts";
import { directoryOf } from "../grammar/local-path.ts";
import { show } from "../json/describe.ts";
import type { TreeFile } from "../model.ts";

const ADDED: PathFinding = { added: true };
const REPEATED: PathFinding = { added: false };

/** What {@link PathIndex.add} found. */
export interface PathFinding {
  /** The path was not there before. */
  readonly added: boolean;
  /** What is wrong, naming the paths. */
  readonly problem?: string;
  /** With a problem: the file that is known with other facts, or that others lie below. */
  readonly conflict?: PathConflict;
}

export interface PathConflict {
  readonly kind: "facts" | "directory";
  readonly localPath: string;
}

/**
 * Finds files that cannot lie in one tree: two under one path with different known checksums or sizes, and a file
 * where another path needs a directory.
 */
export class PathIndex {
  /** Path → what is known of it, as one string to keep memory small. */
  readonly #files = new Map<string, string>();
  readonly #directories = new Set<string>();
  #lastDirectory = "";

  add(file: TreeFile): PathFinding {
    const { localPath } = file;
    const facts = factsText(file);
    const known = this.#files.get(localPath);
    if (known === undefined) {
      this.#files.set(localPath, facts);
      return this.#directoryConflict(localPath) ?? ADDED;
    }
    if (known === facts) {
      return REPEATED;
    }
    const problem = contradiction(localPath, known, facts);
    if (problem !== undefined) {
      // What contradicts is not remembered: the next one is compared with what was there first.
      return { added: false, problem, conflict: { kind: "facts", localPath } };
    }
    this.#files.set(localPath, fuller(known, facts));
    return REPEATED;
  }

  /** A directory of which it is not known what lies in it: files may lie below it, but it is none itself. */
  addDirectory(localPath: string): PathFinding {
    return this.#enter(localPath, `${localPath}/`) ?? REPEATED;
  }

  #directoryConflict(localPath: string): PathFinding | undefined {
    if (this.#directories.has(localPath)) {
      return {
        added: true,
        problem: `${show(localPath)} is a file, but other artifacts lie below it`,
        conflict: { kind: "directory", localPath },
      };
    }
    return this.#enter(directoryOf(localPath), localPath);
  }

  /** @param localPath - what needs the directory */
  #enter(from: string, localPath: string): PathFinding | undefined {
    let directory = from;
    if (directory === this.#lastDirectory) {
      return undefined;
    }
    this.#lastDirectory = directory;
    while (directory !== "" && !this.#directories.has(directory)) {
      this.#directories.add(directory);
      if (this.#files.has(directory)) {
        return {
          added: true,
          problem: `${show(directory)} is a file, but ${show(localPath)} lies below it`,
          conflict: { kind: "directory", localPath: directory },
        };
      }
      directory = directoryOf(directory);
    }
    return undefined;
  }
}

/** Size and checksums, separated by spaces; the size is empty when unknown. */
function factsText({ size, checksums }: TreeFile): string {
  const text = size === null ? "" : String(size);
  return checksums.length === 0 ? text : `${text} ${checksums.join(" ")}`;
}

function contradiction(localPath: string, a: string, b: string): string | undefined {
  const [sizeA, ...checksumsA] = a.split(" ");
  const [sizeB, ...checksumsB] = b.split(" ");
  if (checksumsConflict(checksumsA, checksumsB)) {
    return `${show(localPath)} is named twice with different checksums: ${checksumsA.join(" ")} and ${checksumsB.join(" ")}`;
  }
  return sizeA !== "" && sizeB !== "" && sizeA !== sizeB
    ? `${show(localPath)} is named twice with different sizes: ${sizeA} and ${sizeB} bytes`
    : undefined;
}

/** What both know together: a known size or checksum fills an absent one. */
function fuller(a: string, b: string): string {
  const [sizeA, ...checksumsA] = a.split(" ");
  const [sizeB, ...checksumsB] = b.split(" ");
  return [sizeA === "" ? sizeB : sizeA, ...new Set([...checksumsA, ...checksumsB])].join(" ");
}
