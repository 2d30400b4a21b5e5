import type { Inode } from "@compose-actions/transfer/files";
import type { LayoutDirectory } from "./layout-directory.ts";
import { LayoutIndex } from "./layout-index.ts";

const NAME = "index.json";
/** 200,000 manifests; no JSON that is larger is taken. */
const MAX_BYTES = 64 * 1024 * 1024;
/** The index is written at once until that has taken so long; then it takes this share of a run. */
const BURST_MS = 500;
const SHARE = 1 / 20;

type Change = (index: LayoutIndex) => void;

/**
 * The index of a layout and its file. A layout may get thousands of manifests, and the file is written as a whole: the
 * more there is to write, the longer changes are collected. What was not written when the process is killed is listed
 * by the next run; manifests are found by their digests all the same.
 *
 * Only for whoever holds the lock, as far as writing goes. Programs that know no lock may write the file as well: what
 * they list stays.
 */
export class IndexFile {
  readonly #directory: LayoutDirectory;
  readonly #check: () => void;
  #index = LayoutIndex.empty();
  /** The file that {@link #index} was read from, or written to. */
  #inode: Required<Inode> | undefined;
  /** Made in memory, not in the file. */
  #pending: Change[] = [];
  /** Milliseconds that writing may take now; below 0 it took more than its share. */
  #credit = BURST_MS;
  #creditAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  /** It could not be written when its time had come. */
  #isOverdue = false;

  /** @param check - throws when another run may write by now */
  constructor(directory: LayoutDirectory, check: () => void = () => undefined) {
    this.#directory = directory;
    this.#check = check;
  }

  /** The index as it is now. @throws TransferFailure */
  read(): LayoutIndex {
    const inode = this.#directory.statFile(NAME);
    if (!isSame(inode, this.#inode)) {
      const file = this.#directory.readFile(NAME, MAX_BYTES);
      this.#index =
        file === undefined ? LayoutIndex.empty() : LayoutIndex.parse(file.bytes, this.#directory.path);
      this.#inode = file?.inode;
      for (const change of this.#pending) {
        change(this.#index);
      }
    }
    return this.#index;
  }

  /** Writes an index where there is none. @throws TransferFailure */
  create(): void {
    if (this.#directory.statFile(NAME) === undefined) {
      this.#write();
    }
  }

  /**
   * Changes the index, which is written now or soon.
   *
   * @param change - may be made once more, on an index that somebody else changed meanwhile
   * @throws TransferFailure, also when it is what was changed before that cannot be written
   */
  change(change: Change): void {
    change(this.read());
    this.#pending.push(change);
    const credit = this.#creditNow();
    if (credit >= 0 || this.#isOverdue) {
      this.#write();
    } else {
      this.#timer ??= setTimeout(() => this.#writeLater(), -credit / SHARE);
    }
  }

  /** Writes what is not written yet. @throws TransferFailure */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending.length > 0) {
      this.#write();
    }
  }

  #writeLater(): void {
    this.#timer = undefined;
    try {
      this.flush();
    } catch {
      // Whoever comes next tries again, and learns why it cannot be done.
      this.#isOverdue = true;
    }
  }

  #write(): void {
    this.#check();
    const start = performance.now();
    const bytes = this.read().serialize();
    this.#inode = this.#directory.writeFile(NAME, bytes);
    this.#pending = [];
    this.#isOverdue = false;
    this.#credit = this.#creditNow() - (performance.now() - start);
  }

  #creditNow(): number {
    const now = performance.now();
    this.#credit = Math.min(BURST_MS, this.#credit + (now - this.#creditAt) * SHARE);
    this.#creditAt = now;
    return this.#credit;
  }
}

function isSame(a: Required<Inode> | undefined, b: Required<Inode> | undefined): boolean {
  return (
    a === b || (a?.ino === b?.ino && a?.dev === b?.dev && a?.size === b?.size && a?.mtimeNs === b?.mtimeNs)
  );
}
