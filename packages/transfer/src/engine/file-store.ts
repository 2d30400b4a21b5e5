import { IncomingFile } from "../download/incoming-file.ts";
import { onDisk } from "../files/disk-failure.ts";
import { closeQuietly, io } from "../files/io.ts";
import { acquireLock } from "../files/lock.ts";
import { PRIVATE_NAME, PrivateDirectory, type TempFile } from "../files/private-directory.ts";
import { TreeRoot } from "../files/tree-root.ts";
import { MadeDirectories } from "./made-directories.ts";

export interface FileStoreOptions {
  readonly output: string;
  /** The input that names it; by default `output`. */
  readonly subject?: string | undefined;
  /** How long to wait for another run on the same directory, in milliseconds. */
  readonly lockTimeoutMs: number;
  readonly signal: AbortSignal;
}

/** How often a directory may be removed while this run waits for it. */
const MAX_OPENINGS = 3;

/** A file while it is received, in memory or hidden until it is complete. */
export interface StoredFile {
  readonly received: number;
  /** @throws TransferFailure when the disk does not take it */
  append(chunk: Buffer): void;
  /** Forgets what was received. */
  restart(): void;
  /** Of what was received, in hexadecimal. To be called once, at the end. */
  sha256(): Promise<string>;
  /** Puts it into the tree, written to the disk. @throws TransferFailure */
  place(localPath: string): void;
  /** Leaves nothing; to be called when it was not placed. */
  discard(): void;
}

/**
 * The tree of an output directory, for files of which nothing is known before they are there. Files that are known
 * beforehand are transferred in a session, which goes on where an earlier one ended.
 */
export class FileStore {
  readonly #directory: PrivateDirectory;
  readonly #tree: TreeRoot;
  readonly #release: () => void;
  readonly #made: MadeDirectories;
  #isEmpty = true;

  /**
   * Tries whether a store can be opened there; nothing is left of it.
   *
   * @throws UserError
   */
  static probe(output: string, subject?: string): void {
    const made = MadeDirectories.before(output);
    try {
      PrivateDirectory.open(output, { subject }).close();
    } finally {
      made.removeEmpty();
    }
  }

  /** @throws UserError when the directory cannot be written or another run works on it; TransferFailure */
  static async open(options: FileStoreOptions): Promise<FileStore> {
    for (let attempt = 1; ; attempt++) {
      const made = MadeDirectories.before(options.output);
      const directory = PrivateDirectory.open(options.output, { subject: options.subject });
      try {
        return await FileStore.#locked(directory, made, options);
      } catch (error) {
        // The run that was waited for has stored nothing, and removed what this one had found there.
        const isGone = !directory.isThere;
        directory.close();
        made.removeEmpty();
        if (!isGone || attempt === MAX_OPENINGS) {
          throw error;
        }
      }
    }
  }

  static async #locked(
    directory: PrivateDirectory,
    made: MadeDirectories,
    { output, subject, lockTimeoutMs, signal }: FileStoreOptions,
  ): Promise<FileStore> {
    const release = await acquireLock(directory.lockPath, {
      timeoutMs: lockTimeoutMs,
      shown: `${output}/${PRIVATE_NAME}/lock`,
      ...(subject === undefined ? {} : { subject }),
      hasTimeoutInput: false,
      signal,
    });
    try {
      const probe = directory.createTemp();
      closeQuietly(probe.descriptor);
      directory.discard(probe.name);
      directory.removeLeftovers();
      const tree = TreeRoot.open(output, {
        create: true,
        privateDirectory: directory,
        check: release.check,
      });
      return new FileStore(directory, tree, release, made);
    } catch (error) {
      release();
      throw error;
    }
  }

  private constructor(
    directory: PrivateDirectory,
    tree: TreeRoot,
    release: () => void,
    made: MadeDirectories,
  ) {
    this.#made = made;
    this.#directory = directory;
    this.#tree = tree;
    this.#release = release;
  }

  /**
   * Begins a file.
   *
   * @param key - tells it from the others that are received; what a killed run left under it is replaced
   */
  begin(key: string): StoredFile {
    const file = new IncomingFile(this.#directory, {
      checksums: [],
      size: null,
      key: () => key,
      onPartial: () => undefined,
    });
    return {
      get received() {
        return file.received;
      },
      append: (chunk) => file.append(chunk),
      restart: () => file.restart(),
      sha256: async () => (await file.digests()).get("sha256") as string,
      place: (localPath) => this.#place(file.finish(), localPath),
      discard: () => file.discard(),
    };
  }

  /** Where nothing was put, nothing is left that was not there before. */
  close(): void {
    this.#tree.close();
    try {
      this.#release();
    } finally {
      this.#directory.close();
      if (this.#isEmpty) {
        this.#made.removeEmpty();
      }
    }
  }

  #place({ descriptor, name }: TempFile, localPath: string): void {
    let isOpen = true;
    try {
      onDisk(localPath, () => io.fdatasyncSync(descriptor));
      isOpen = false;
      // Network file systems tell now that they could not write.
      onDisk(localPath, () => io.closeSync(descriptor));
      this.#isEmpty = false;
      this.#tree.place(name, localPath);
      this.#tree.syncDirectory(localPath);
    } catch (error) {
      if (isOpen) {
        closeQuietly(descriptor);
      }
      try {
        this.#directory.discard(name);
      } catch {
        // The next run tidies up; the error that is on its way tells more.
      }
      throw error;
    }
  }
}
