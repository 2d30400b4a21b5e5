import { constants } from "node:fs";
import { dirname } from "node:path";
import { show } from "@compose-actions/metadata";
import { TransferFailure } from "../failure.ts";
import { diskFailure } from "./disk-failure.ts";
import { closeQuietly, DIRECTORY_MODE, errorCode, io } from "./io.ts";

/**
 * A directory through which its entries are reached, as `${prefix}/${name}`. With a descriptor it is the directory
 * itself, whatever is done to its name: `/proc/self/fd/N/name` is what openat(2) gives other languages. Without one
 * the prefix is the path.
 */
export interface Anchor {
  readonly prefix: string;
  readonly descriptor: number | undefined;
}

const OPEN_DIRECTORY = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/** Somebody else may remove the directory that was just made; not for ever. */
const ATTEMPTS = 3;

/**
 * Opens a directory that entries are reached from; symbolic links on the way to it are followed, this once.
 *
 * @throws the system error
 */
export function openRoot(path: string): Anchor {
  const real = io.realpathSync(path);
  if (process.platform !== "linux") {
    return { prefix: real, descriptor: undefined };
  }
  const descriptor = io.openSync(real, OPEN_DIRECTORY);
  const prefix = `/proc/self/fd/${descriptor}`;
  // Some sandboxes have no /proc, or one of another process.
  if (leadsTo(prefix, descriptor)) {
    return { prefix, descriptor };
  }
  io.closeSync(descriptor);
  return { prefix: real, descriptor: undefined };
}

function leadsTo(prefix: string, descriptor: number): boolean {
  try {
    const there = io.statSync(`${prefix}/.`, { bigint: true });
    const here = io.fstatSync(descriptor, { bigint: true });
    return there.dev === here.dev && there.ino === here.ino;
  } catch {
    return false;
  }
}

/**
 * Opens a directory of a directory, never through a symbolic link.
 *
 * @param create - makes it when it is missing
 * @param shown - its path as users know it
 * @returns undefined when it is missing
 * @throws TransferFailure `path` for a symbolic link, `conflict` for a file
 */
export function openChild(
  parent: Anchor,
  name: string,
  create: boolean,
  shown: string,
): { readonly anchor: Anchor; readonly made: boolean } | undefined {
  const path = `${parent.prefix}/${name}`;
  let made = false;
  try {
    for (let attempt = 1; ; attempt++) {
      const anchor = open(parent, path, shown);
      if (anchor !== undefined) {
        return { anchor, made };
      }
      if (!create) {
        return undefined;
      }
      if (attempt === ATTEMPTS) {
        throw new TransferFailure("disk", `${show(shown)}: somebody removes this directory again and again`, {
          remedy: "again",
        });
      }
      made = make(path) || made;
    }
  } catch (error) {
    throw diskFailure(error, shown);
  }
}

/** @returns false when it was there: another run may make it at the same time */
function make(path: string): boolean {
  try {
    io.mkdirSync(path, { mode: DIRECTORY_MODE });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") {
      return false;
    }
    throw error;
  }
}

function open(parent: Anchor, path: string, shown: string): Anchor | undefined {
  if (parent.descriptor === undefined) {
    // Weaker than a descriptor: somebody may put a link there after the look.
    const stats = io.lstatSync(path, { throwIfNoEntry: false });
    if (stats !== undefined && !stats.isDirectory()) {
      throw inTheWay(path, shown);
    }
    return stats === undefined ? undefined : { prefix: path, descriptor: undefined };
  }
  try {
    const descriptor = io.openSync(path, OPEN_DIRECTORY);
    return { prefix: `/proc/self/fd/${descriptor}`, descriptor };
  } catch (error) {
    switch (errorCode(error)) {
      case "ENOENT":
        return undefined;
      case "ELOOP":
      case "ENOTDIR":
        throw inTheWay(path, shown);
      default:
        throw error;
    }
  }
}

function inTheWay(path: string, shown: string): TransferFailure {
  const isLink = io.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink
    ? new TransferFailure("path", `${show(shown)} is a symbolic link; directories of the tree must be real`, {
        remedy: "never",
      })
    : new TransferFailure("conflict", `${show(shown)} is no directory, but files must lie below it`, {
        remedy: "never",
      });
}

/** Closes it, if there is something to close. */
export function closeAnchor(anchor: Anchor): void {
  if (anchor.descriptor !== undefined) {
    closeQuietly(anchor.descriptor);
  }
}

/**
 * Makes a directory and those above it, following symbolic links. One by one: a recursive mkdir never returns in file
 * systems that refuse a directory by saying that its parent is not there, as /proc does.
 *
 * @throws the system error
 */
export function makeDirectories(directory: string): void {
  const missing: string[] = [];
  for (let path = directory; !io.existsSync(path) && dirname(path) !== path; path = dirname(path)) {
    missing.push(path);
  }
  for (const path of missing.reverse()) {
    make(path);
  }
}
