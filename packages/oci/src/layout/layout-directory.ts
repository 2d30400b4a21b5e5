import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { resolve } from "node:path";
import { show } from "@compose-actions/metadata";
import {
  type Anchor,
  closeAnchor,
  closeQuietly,
  errorCode,
  FILE_MODE,
  type Inode,
  io,
  type LinkKind,
  makeDirectories,
  onDisk,
  openChild,
  openRoot,
  removeFile,
  removeQuietly,
  TransferFailure,
  tryTwin,
  writeFully,
} from "@compose-actions/transfer/files";
import { hexOf } from "../digest.ts";
import type { Digest } from "../repository.ts";
import { LEFTOVER_OF_LOCK, LOCK_NAME, TEMPORARY, temporaryName } from "./private-files.ts";
import { openRegular, type ReadFile, readRegular, statRegular } from "./regular-files.ts";

const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** A file in the directory of blobs that is none yet. */
export interface TemporaryBlob {
  readonly name: string;
  readonly descriptor: number;
}

/**
 * The files of an image layout. Symbolic links in it are not followed, not even when they are put there meanwhile: all
 * directories are opened for a call and their entries are reached through them. Nothing stays open, so that a run may
 * have thousands of layouts.
 *
 * All calls throw TransferFailure.
 */
export class LayoutDirectory {
  /** As the user named it. */
  readonly path: string;
  readonly #resolved: string;
  readonly #run = randomBytes(6).toString("hex");
  #count = 0;
  #real: { readonly path: string; readonly dev: bigint; readonly ino: bigint } | undefined;
  /** Mode of new files: what the umask leaves. */
  #fileMode = FILE_MODE;

  constructor(path: string) {
    this.path = path;
    this.#resolved = resolve(path);
  }

  /** Makes the directories that are missing, and tries whether files can be written there. */
  create(): void {
    onDisk(this.path, () => makeDirectories(this.#resolved));
    const { name, descriptor } = this.createTemporary();
    try {
      this.#fileMode = onDisk(this.path, () => io.fstatSync(descriptor).mode & 0o777);
    } finally {
      closeQuietly(descriptor);
      this.discard(name);
    }
  }

  /** Path of the lock. The directory must have been there. */
  get lockPath(): string {
    return `${this.#real?.path ?? this.#resolved}/${LOCK_NAME}`;
  }

  /** Path of the lock for messages. */
  get shownLockPath(): string {
    return this.#shown(LOCK_NAME);
  }

  /** What is in the directory itself; undefined when there is no such directory. */
  entries(): string[] | undefined {
    return this.#inRoot((root) => io.readdirSync(`${root.prefix}/.`));
  }

  /** What tells a file of the directory from what it was; undefined when it is not there. */
  statFile(name: string): Required<Inode> | undefined {
    return this.#inRoot((root) => statRegular(`${root.prefix}/${name}`, this.#shown(name)));
  }

  /**
   * Reads a file of the directory.
   *
   * @returns undefined when it is not there
   * @throws TransferFailure `too-large` when it has more bytes than `max`
   */
  readFile(name: string, max: number): ReadFile | undefined {
    return this.#inRoot((root) => {
      const descriptor = openRegular(`${root.prefix}/${name}`, this.#shown(name));
      return descriptor === undefined ? undefined : readRegular(descriptor, max, this.#shown(name));
    });
  }

  /**
   * Puts a file into the directory, in the place of a former one, and has the system write it to the disk.
   *
   * @returns what tells it from others
   */
  writeFile(name: string, bytes: Buffer): Required<Inode> | undefined {
    return this.#inRoot((root) => {
      const temporary = `${root.prefix}/${this.#newName()}`;
      const target = `${root.prefix}/${name}`;
      try {
        const descriptor = io.openSync(temporary, NEW_FILE, FILE_MODE);
        try {
          writeFully(descriptor, bytes);
          // After a power cut the name must not lead to nothing.
          io.fdatasyncSync(descriptor);
        } finally {
          closeQuietly(descriptor);
        }
        statRegular(target, this.#shown(name));
        io.renameSync(temporary, target);
      } catch (error) {
        removeQuietly(temporary);
        throw error;
      }
      return statRegular(target, this.#shown(name));
    });
  }

  /** The size of a blob; undefined when it is not there. */
  blobSize(digest: Digest): number | undefined {
    const inode = this.#inBlobs(false, (blobs) => this.#statBlob(blobs, digest));
    return inode === undefined ? undefined : Number(inode.size);
  }

  /** Opens a blob to read. @returns a descriptor; undefined when it is not there */
  openBlob(digest: Digest): number | undefined {
    return this.#inBlobs(false, (blobs) =>
      openRegular(`${blobs.prefix}/${hexOf(digest)}`, this.#shownBlob(digest)),
    );
  }

  /** Where a blob lies, or would lie. */
  blobPath(digest: Digest): string {
    return `${this.#real?.path ?? this.#resolved}/blobs/sha256/${hexOf(digest)}`;
  }

  /** Reads a small blob, see {@link readFile}. */
  readBlob(digest: Digest, max: number): Buffer | undefined {
    const descriptor = this.openBlob(digest);
    return descriptor === undefined
      ? undefined
      : onDisk(this.path, () => readRegular(descriptor, max, this.#shownBlob(digest))).bytes;
  }

  /** Creates a file beside the blobs, open to write. */
  createTemporary(): TemporaryBlob {
    const name = this.#newName();
    const descriptor = this.#inNewBlobs((blobs) =>
      io.openSync(`${blobs.prefix}/${name}`, NEW_FILE, FILE_MODE),
    );
    return { name, descriptor };
  }

  /**
   * Makes a file beside the blobs that is linked to another, or shares its blocks.
   *
   * @returns its name; undefined where that cannot be done
   * @throws TransferFailure `changed` when the file is not the known one
   */
  linkTemporary(source: string, inode: Inode, shown: string, kind: LinkKind): string | undefined {
    const name = this.#newName();
    const isDone = this.#inNewBlobs((blobs) => {
      const target = `${blobs.prefix}/${name}`;
      return tryTwin({ source, target, shown, known: inode, fileMode: this.#fileMode }, kind);
    });
    return isDone ? name : undefined;
  }

  /** As {@link linkTemporary}, with a blob of another layout. */
  linkFrom(other: LayoutDirectory, digest: Digest, kind: LinkKind): string | undefined {
    return other.#inBlobs(false, (blobs) => {
      const inode = other.#statBlob(blobs, digest);
      const source = `${blobs.prefix}/${hexOf(digest)}`;
      return inode === undefined
        ? undefined
        : this.linkTemporary(source, inode, other.#shownBlob(digest), kind);
    });
  }

  /** Makes a temporary file the blob that it is. One of that name is replaced. */
  place(name: string, digest: Digest): void {
    this.#inNewBlobs((blobs) => {
      this.#statBlob(blobs, digest);
      io.renameSync(`${blobs.prefix}/${name}`, `${blobs.prefix}/${hexOf(digest)}`);
      // A rename does nothing when both are one file already.
      removeFile(`${blobs.prefix}/${name}`);
    });
  }

  /** Removes a temporary file. It need not exist any more. */
  discard(name: string): void {
    this.#inBlobs(false, (blobs) => removeFile(`${blobs.prefix}/${name}`));
  }

  /** Removes what runs that were killed left behind. Only for whoever holds the lock. */
  removeLeftovers(): void {
    this.#inRoot((root) => removeMatching(root, TEMPORARY, LEFTOVER_OF_LOCK));
    this.#inBlobs(false, (blobs) => removeMatching(blobs, TEMPORARY));
  }

  #newName(): string {
    this.#count += 1;
    return temporaryName(this.#run, this.#count);
  }

  #statBlob(blobs: Anchor, digest: Digest): Required<Inode> | undefined {
    return statRegular(`${blobs.prefix}/${hexOf(digest)}`, this.#shownBlob(digest));
  }

  #inNewBlobs<T>(use: (blobs: Anchor) => T): T {
    const result = this.#inBlobs(true, (blobs) => ({ value: use(blobs) }));
    if (result === undefined) {
      throw new TransferFailure("disk", `${show(this.path)} is not there any more`, { remedy: "never" });
    }
    return result.value;
  }

  #inBlobs<T>(create: boolean, use: (blobs: Anchor) => T): T | undefined {
    return this.#inRoot((root) =>
      inChild(root, "blobs", create, this.#shown("blobs"), (parent) =>
        inChild(parent, "sha256", create, this.#shown("blobs/sha256"), use),
      ),
    );
  }

  #inRoot<T>(use: (root: Anchor) => T): T | undefined {
    return onDisk(this.path, () => {
      const root = this.#openRoot();
      return root === undefined ? undefined : closing(root, use);
    });
  }

  /** The directory, which must stay the same one once it was there. */
  #openRoot(): Anchor | undefined {
    let root: Anchor;
    try {
      root = openRoot(this.#real?.path ?? this.#resolved);
    } catch (error) {
      if (errorCode(error) === "ENOENT" && this.#real === undefined) {
        return undefined;
      }
      throw error;
    }
    try {
      const { dev, ino } = io.statSync(`${root.prefix}/.`, { bigint: true });
      this.#real ??= { path: io.realpathSync(this.#resolved), dev, ino };
      if (dev !== this.#real.dev || ino !== this.#real.ino) {
        throw new TransferFailure("changed", `${show(this.path)} is another directory than before`, {
          remedy: "never",
        });
      }
      return root;
    } catch (error) {
      closeAnchor(root);
      throw error;
    }
  }

  #shown(name: string): string {
    return `${this.path.replace(/\/+$/, "")}/${name}`;
  }

  #shownBlob(digest: Digest): string {
    return this.#shown(`blobs/sha256/${hexOf(digest)}`);
  }
}

function closing<T>(anchor: Anchor, use: (anchor: Anchor) => T): T {
  try {
    return use(anchor);
  } finally {
    closeAnchor(anchor);
  }
}

function inChild<T>(
  parent: Anchor,
  name: string,
  create: boolean,
  shown: string,
  use: (child: Anchor) => T,
): T | undefined {
  const child = openChild(parent, name, create, shown)?.anchor;
  return child === undefined ? undefined : closing(child, use);
}

function removeMatching(directory: Anchor, ...patterns: readonly RegExp[]): void {
  for (const name of io.readdirSync(`${directory.prefix}/.`)) {
    if (patterns.some((pattern) => pattern.test(name))) {
      removeFile(`${directory.prefix}/${name}`);
    }
  }
}
