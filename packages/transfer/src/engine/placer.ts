import type { IncomingFile } from "../download/incoming-file.ts";
import type { TransferJob } from "../download/job.ts";
import { onDisk } from "../files/disk-failure.ts";
import { closeQuietly, io, writeFully } from "../files/io.ts";
import type { Journal } from "../files/journal.ts";
import type { TempName } from "../files/private-directory.ts";
import type { TreeRoot } from "../files/tree-root.ts";

/**
 * When the system is made to write files to the disk: never by us; some hundred at a time; each before it gets its
 * name.
 */
export const FSYNC_POLICIES = ["none", "batch", "file"] as const;
export type FsyncPolicy = (typeof FSYNC_POLICIES)[number];

/** Files that are synchronised together. */
const BATCH = 256;

type Stats = NonNullable<ReturnType<TreeRoot["stat"]>>;

const NOTHING_TO_WRITE = () => undefined;

interface Placed {
  readonly localPath: string;
  readonly checksums: readonly string[];
}

/** Puts verified files into their places and remembers that they are verified. */
export class Placer {
  readonly #tree: TreeRoot;
  readonly #journal: Journal;
  readonly #fsync: FsyncPolicy;
  /** In their places, but perhaps not on the disk: the journal does not speak of them yet. */
  #pending: Placed[] = [];

  constructor(tree: TreeRoot, journal: Journal, fsync: FsyncPolicy) {
    this.#tree = tree;
    this.#journal = journal;
    this.#fsync = fsync;
  }

  /**
   * @param checksums - of the file, found to be right or computed
   * @throws TransferFailure
   */
  place(file: IncomingFile, { localPath, isFree }: TransferJob, checksums: readonly string[]): void {
    const { descriptor, name } = file.finish();
    const stats = this.#place({ localPath, isFree: isFree === true }, descriptor, name, NOTHING_TO_WRITE);
    this.settle({ localPath, checksums }, stats);
  }

  /**
   * Puts a file of our own making into the tree. What is there stays until the new one is complete.
   *
   * @param make - writes the file, part by part
   * @returns its bytes
   * @throws TransferFailure
   */
  write(localPath: string, make: (write: (text: string) => void) => void): number {
    const { descriptor, name } = this.#tree.createTemp();
    let length = 0;
    this.#place({ localPath, isFree: false }, descriptor, name, () =>
      make((text) => {
        const bytes = Buffer.from(text);
        onDisk(localPath, () => writeFully(descriptor, bytes));
        length += bytes.length;
      }),
    );
    return length;
  }

  #place(
    { localPath, isFree }: Required<Pick<TransferJob, "localPath" | "isFree">>,
    descriptor: number,
    name: TempName,
    fill: () => void,
  ): Stats | undefined {
    let isOpen = true;
    try {
      fill();
      if (this.#fsync === "file") {
        onDisk(localPath, () => io.fdatasyncSync(descriptor));
      }
      isOpen = false;
      // Network file systems tell now that they could not write.
      onDisk(localPath, () => io.closeSync(descriptor));
      const stats = this.#tree.place(name, localPath, isFree);
      if (this.#fsync === "file") {
        this.#tree.syncDirectory(localPath);
      }
      return stats;
    } catch (error) {
      if (isOpen) {
        closeQuietly(descriptor);
      }
      this.#discard(name);
      throw error;
    }
  }

  /** Another error is on its way. */
  #discard(name: TempName): void {
    try {
      this.#tree.discardTemp(name);
    } catch {
      // The next run tidies up.
    }
  }

  /**
   * Remembers a file that is in its place and verified.
   *
   * @param stats - of the file there, if somebody has just looked
   */
  settle(placed: Placed, stats?: Stats): void {
    if (this.#fsync === "batch") {
      this.#pending.push(placed);
      if (this.#pending.length >= BATCH) {
        this.flush();
      }
    } else {
      this.#remember(placed, stats);
    }
  }

  /** @throws TransferFailure */
  flush(): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const { localPath } of pending) {
      const descriptor = this.#tree.openRead(localPath);
      try {
        onDisk(localPath, () => io.fdatasyncSync(descriptor));
      } finally {
        closeQuietly(descriptor);
      }
    }
    if (this.#fsync !== "none") {
      this.#tree.syncAll();
    }
    for (const placed of pending) {
      this.#remember(placed);
    }
  }

  #remember({ localPath, checksums }: Placed, known?: Stats): void {
    const stats = known ?? this.#tree.stat(localPath);
    if (stats !== undefined) {
      const { mtimeNs, ctimeNs, ino } = stats;
      this.#journal.record({ path: localPath, size: Number(stats.size), mtimeNs, ctimeNs, ino, checksums });
    }
  }
}
