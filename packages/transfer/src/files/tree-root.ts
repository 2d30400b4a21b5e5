import { type BigIntStats, constants } from "node:fs";
import { directoryOf, localPathProblem, show } from "@compose-actions/metadata";
import { TransferFailure } from "../failure.ts";
import type { Anchor } from "./anchor.ts";
import { copyInto } from "./copy-into.ts";
import { DirectoryCache } from "./directory-cache.ts";
import { onDisk } from "./disk-failure.ts";
import { closeQuietly, errorCode, io } from "./io.ts";
import { type Inode, type LinkKind, type LinkMode, makeTwin } from "./linking.ts";
import type { PrivateDirectory, TempFile, TempName } from "./private-directory.ts";
import { entriesOf, type ListedEntry } from "./tree-entries.ts";
import { kindText, occupied, unsafe } from "./tree-failures.ts";
import { isInside, isPlain, nameOf, parentOf, TREE } from "./tree-paths.ts";

const READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * The tree of an output directory, `compose/`. Files are placed in it and never outside, whatever links are planted in
 * it, also while this runs: every directory is opened as a part of the one above it, and symbolic links are not
 * followed. Where the system has no /proc, links that are planted between a look and a call may be followed.
 *
 * Local paths are relative to `compose/`. All calls throw TransferFailure: `path` for a symbolic link on the way,
 * `conflict` for a file where a directory must be or the other way round, else what the file system says of the disk.
 */
export class TreeRoot {
  readonly #directories: DirectoryCache;
  readonly #private: PrivateDirectory | undefined;
  readonly #check: (() => void) | undefined;
  /** Directories whose entries changed since they were last synchronised. */
  readonly #changed = new Set<string>();

  /**
   * @param output - the output directory; it must exist, and may be a symbolic link
   * @param options.create - makes `compose/` when it is missing; without it a missing one is an empty tree
   * @param options.privateDirectory - of the same output directory; only to place files
   * @param options.check - called before anything is placed or removed; throws when it must not be
   * @throws TransferFailure
   */
  static open(
    output: string,
    options: {
      readonly create: boolean;
      readonly privateDirectory?: PrivateDirectory;
      readonly check?: () => void;
    },
  ): TreeRoot {
    const tree = onDisk(output, () => new TreeRoot(output, options.privateDirectory, options.check));
    try {
      tree.#directories.at(TREE, options.create);
    } catch (error) {
      tree.close();
      throw error;
    }
    return tree;
  }

  private constructor(output: string, directory: PrivateDirectory | undefined, check?: () => void) {
    this.#directories = new DirectoryCache(output, (directory) => {
      this.#changed.add(directoryOf(directory));
    });
    this.#private = directory;
    this.#check = check;
  }

  /** What is at the path; a symbolic link is not followed. */
  stat(localPath: string): BigIntStats | undefined {
    return onDisk(localPath, () => {
      const path = this.#find(localPath);
      return path === undefined ? undefined : io.lstatSync(path, { bigint: true, throwIfNoEntry: false });
    });
  }

  /** Makes the directories above a path. */
  ensureParent(localPath: string): void {
    this.#parent(localPath, parentOf(localPath));
  }

  /** Creates a file in the private directory, on the file system of the tree, open to write and read. */
  createTemp(): TempFile {
    return this.#temporary().createTemp();
  }

  /** Removes a file that will not be placed. It need not exist any more. */
  discardTemp(name: TempName): void {
    this.#temporary().discard(name);
  }

  /**
   * Moves a finished file into its place. A file or symbolic link there is replaced, and other names of that file stay
   * as they are; anything else there is a conflict.
   *
   * @param isFree - nothing was there a moment ago: it is not looked for again
   * @returns the file as it lies there; undefined when somebody has removed it
   */
  place(name: TempName, localPath: string, isFree = false): BigIntStats | undefined {
    this.#check?.();
    const source = this.#temporary().pathOf(name);
    return onDisk(localPath, () => {
      const directory = parentOf(localPath);
      const parent = this.#parent(localPath, directory);
      const target = `${parent.prefix}/${nameOf(localPath)}`;
      if (!isFree) {
        refuseOthers(target, localPath);
      }
      try {
        io.renameSync(source, target);
      } catch (error) {
        if (errorCode(error) !== "EXDEV") {
          throw error;
        }
        // Another file system is mounted below the tree.
        copyInto(parent.prefix, source, target, this.#temporary());
      }
      this.#changed.add(directory);
      return io.lstatSync(target, { bigint: true, throwIfNoEntry: false });
    });
  }

  /**
   * Puts the content of a file that is in its place at another path too.
   *
   * The times of the file change when it gets another name: what a journal says of it must be recorded again.
   *
   * @param mode - `auto`: what works first of a hard link, shared blocks (reflink), a copy; another one: that, or what
   * works after it
   * @param known - the file as it was verified
   * @returns how it was done
   * @throws TransferFailure `changed` when the file is not the known one any more
   */
  link(fromPath: string, toPath: string, mode: LinkMode, known: Inode): LinkKind {
    const temporary = this.#temporary();
    const source = onDisk(fromPath, () => this.#find(fromPath));
    if (source === undefined) {
      throw new TransferFailure("changed", `${show(fromPath)} was removed meanwhile`, { remedy: "again" });
    }
    const name = temporary.newName();
    try {
      const kind = onDisk(fromPath, () =>
        makeTwin({
          source,
          target: temporary.pathOf(name),
          shown: fromPath,
          mode,
          known,
          fileMode: temporary.fileMode,
        }),
      );
      this.place(name, toPath);
      return kind;
    } finally {
      // A rename does nothing when both names are the same file already.
      temporary.discard(name);
    }
  }

  /** Opens a regular file to read; a named pipe does not make it wait. @returns a descriptor */
  openRead(localPath: string): number {
    return onDisk(localPath, () => {
      const path = this.#find(localPath);
      if (path === undefined) {
        throw new TransferFailure("disk", `${show(localPath)} does not exist`, { remedy: "again" });
      }
      let descriptor: number;
      try {
        descriptor = io.openSync(path, READ);
      } catch (error) {
        throw errorCode(error) === "ENXIO" ? occupied("a socket", localPath) : error;
      }
      try {
        const stats = io.fstatSync(descriptor);
        if (!stats.isFile()) {
          throw occupied(kindText(stats), localPath);
        }
        return descriptor;
      } catch (error) {
        closeQuietly(descriptor);
        throw error;
      }
    });
  }

  /** Removes a file, or a symbolic link itself; never a directory. @returns whether it was there */
  remove(localPath: string): boolean {
    return this.#unlink(localPath, (path) => io.unlinkSync(path), "ENOENT");
  }

  /** Removes a directory that is empty. @returns whether it was there and empty */
  removeDirectory(localPath: string): boolean {
    return this.#unlink(localPath, (path) => io.rmdirSync(path), "ENOENT", "ENOTEMPTY", "EEXIST");
  }

  #unlink(localPath: string, call: (path: string) => void, ...expected: string[]): boolean {
    this.#check?.();
    return onDisk(localPath, () => {
      const path = this.#find(localPath, isInside);
      if (path === undefined) {
        return false;
      }
      try {
        call(path);
      } catch (error) {
        const code = errorCode(error) ?? "";
        if (expected.includes(code)) {
          return false;
        }
        // What unlink(2) says of a directory differs between systems.
        throw code === "EPERM" && io.lstatSync(path).isDirectory()
          ? occupied("a directory", localPath)
          : error;
      }
      this.#changed.add(parentOf(localPath));
      return true;
    });
  }

  /**
   * What is in a directory, unsorted.
   *
   * @param directory - a local path, or "" for the whole tree
   * @returns undefined when it is missing
   */
  list(directory: string): ListedEntry[] | undefined {
    return onDisk(directory, () => {
      if (directory !== "" && !isInside(directory)) {
        throw unsafe(directory, "the path leads out of the tree");
      }
      const prefix = this.#directories.at(directory === "" ? TREE : `${TREE}/${directory}`, false)?.prefix;
      return prefix === undefined ? undefined : entriesOf(prefix);
    });
  }

  /** Has the system write what changed in the directory of a path: names, not contents. */
  syncDirectory(localPath: string): void {
    this.#sync(parentOf(localPath));
  }

  /** Has the system write all directories that changed since the last time. Contents are the caller's. */
  syncAll(): void {
    for (const directory of [...this.#changed].sort()) {
      this.#sync(directory);
    }
  }

  #sync(directory: string): void {
    onDisk(directory, () => {
      const descriptor = this.#directories.at(directory, false)?.descriptor;
      // Systems without descriptors of directories have nothing to synchronise them with.
      if (descriptor !== undefined) {
        io.fsyncSync(descriptor);
      }
      this.#changed.delete(directory);
    });
  }

  /** Closes the directories; the private one stays open. */
  close(): void {
    this.#directories.close();
  }

  #temporary(): PrivateDirectory {
    if (this.#private === undefined) {
      throw new TypeError("a tree without private directory cannot be written");
    }
    return this.#private;
  }

  /** Path for calls of the file system, good until the next one; undefined when a directory is missing. */
  #find(localPath: string, isGood: (path: string) => boolean = isPlain): string | undefined {
    if (!isGood(localPath)) {
      throw unsafe(localPath, localPathProblem(localPath) ?? "the path leads out of the tree");
    }
    const prefix = this.#directories.at(parentOf(localPath), false)?.prefix;
    return prefix === undefined ? undefined : `${prefix}/${nameOf(localPath)}`;
  }

  #parent(localPath: string, directory: string): Anchor {
    const problem = localPathProblem(localPath);
    if (problem !== undefined) {
      throw unsafe(localPath, problem);
    }
    const parent = this.#directories.at(directory, true);
    if (parent === undefined) {
      throw new Error("a directory that is made when it is missing is missing");
    }
    return parent;
  }
}

/** A rename would replace a named pipe or a device as it replaces a file. */
function refuseOthers(target: string, localPath: string): void {
  // Cheaper than the look that follows, for the usual case: nothing there, or a link to nothing.
  if (!io.existsSync(target)) {
    return;
  }
  const stats = io.lstatSync(target, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile() && !stats.isSymbolicLink()) {
    throw occupied(kindText(stats), localPath);
  }
}
