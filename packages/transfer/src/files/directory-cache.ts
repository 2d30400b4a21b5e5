import { directoryOf } from "@compose-actions/metadata";
import { type Anchor, closeAnchor, openChild, openRoot } from "./anchor.ts";
import { isOutOfDescriptors } from "./disk-failure.ts";
import { io } from "./io.ts";

/** Directories that stay open: those that files go to at a time, and the ones above them. */
const CAPACITY = 8;

interface OpenDirectory {
  readonly anchor: Anchor;
  /** What the system calls the directory as long as it lies where it was found. */
  readonly systemPath: string;
}

/**
 * Directories below one, reached component by component and never through a symbolic link. The last ones stay open;
 * before one is used again it must still lie where it was found, so that nothing goes to a directory that was moved
 * away.
 */
export class DirectoryCache {
  readonly #root: Anchor;
  readonly #rootPath: string;
  /** The one used last is the last. Empty where directories have no descriptors. */
  readonly #open = new Map<string, OpenDirectory>();
  readonly #onMade: (directory: string) => void;
  #closed = false;

  /**
   * @param onMade - is told of directories that had to be made
   * @throws the system error
   */
  constructor(root: string, onMade: (directory: string) => void) {
    this.#root = openRoot(root);
    this.#rootPath = systemPathOf(this.#root);
    this.#onMade = onMade;
  }

  /**
   * The directory, good until the next call.
   *
   * @param directory - relative, parts separated by slashes, none of them "." or ".."; "" is the root
   * @param create - makes what is missing of it
   * @returns undefined when it is missing
   * @throws TransferFailure
   */
  at(directory: string, create: boolean): Anchor | undefined {
    if (this.#closed) {
      // The numbers of its descriptors may be other directories by now.
      throw new Error("the directories are closed");
    }
    try {
      return this.#find(directory, create);
    } catch (error) {
      if (this.#open.size === 0 || !isOutOfDescriptors((error as Error).cause)) {
        throw error;
      }
      // These few may be what is missing.
      this.clear();
      return this.#find(directory, create);
    }
  }

  #find(directory: string, create: boolean): Anchor | undefined {
    if (directory === "") {
      return this.#root;
    }
    const known = this.#open.get(directory);
    if (known !== undefined) {
      this.#open.delete(directory);
      if (isInPlace(known)) {
        this.#open.set(directory, known);
        return known.anchor;
      }
      closeAnchor(known.anchor);
    }
    const above = directoryOf(directory);
    const parent = this.#find(above, create);
    if (parent === undefined) {
      return undefined;
    }
    const name = above === "" ? directory : directory.slice(above.length + 1);
    const child = openChild(parent, name, create, directory);
    if (child === undefined) {
      return undefined;
    }
    if (child.made) {
      this.#onMade(directory);
    }
    this.#keep(directory, child.anchor);
    return child.anchor;
  }

  #keep(directory: string, anchor: Anchor): void {
    if (anchor.descriptor === undefined) {
      return;
    }
    this.#open.set(directory, { anchor, systemPath: `${this.#rootPath}/${directory}` });
    if (this.#open.size > CAPACITY) {
      const [oldest, { anchor: unused }] = this.#open.entries().next().value as [string, OpenDirectory];
      this.#open.delete(oldest);
      closeAnchor(unused);
    }
  }

  /** Closes what can be opened again. */
  clear(): void {
    for (const { anchor } of this.#open.values()) {
      closeAnchor(anchor);
    }
    this.#open.clear();
  }

  close(): void {
    if (!this.#closed) {
      this.#closed = true;
      this.clear();
      closeAnchor(this.#root);
    }
  }
}

/** Closes it when it fails. @throws the system error */
function systemPathOf(root: Anchor): string {
  if (root.descriptor === undefined) {
    return "";
  }
  try {
    const path = io.readlinkSync(root.prefix);
    return path === "/" ? "" : path;
  } catch (error) {
    closeAnchor(root);
    throw error;
  }
}

function isInPlace({ anchor, systemPath }: OpenDirectory): boolean {
  try {
    return io.readlinkSync(anchor.prefix) === systemPath;
  } catch {
    // Longer than the system tells: looked up anew each time.
    return false;
  }
}
