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
    this.#place({ localPath, isFree: isFree === true }, descriptor, name, () => undefined);
    this.settle({ localPath, checksums });
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
  ): void {
    try {
      try {
        fill();
        if (this.#fsync === "file") {
          onDisk(localPath, () => io.fdatasyncSync(descriptor));
        }
      } finally {
        closeQuietly(descriptor);
      }
      this.#tree.place(name, localPath, isFree);
    } catch (error) {
      this.#discard(name);
      throw error;
    }
    if (this.#fsync === "file") {
      this.#tree.syncDirectory(localPath);
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

  /** Remembers a file that is in its place and verified. */
  settle(placed: Placed): void {
    if (this.#fsync === "batch") {
      this.#pending.push(placed);
      if (this.#pending.length >= BATCH) {
        this.flush();
      }
    } else {
      this.#remember(placed);
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

  #remember({ localPath, checksums }: Placed): void {
    const stats = this.#tree.stat(localPath);
    if (stats !== undefined) {
      const { mtimeNs, ctimeNs, ino } = stats;
      this.#journal.record({ path: localPath, size: Number(stats.size), mtimeNs, ctimeNs, ino, checksums });
    }
  }
}
