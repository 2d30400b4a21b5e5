import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
} from "node:fs";
import { setImmediate } from "node:timers/promises";
import { systemCodeText } from "@compose-actions/step";
import type { FoundFile } from "./judge.ts";

const CHUNK_BYTES = 1024 * 1024;

/** A small file of the tree that is read while it is hashed. */
export interface TreeFileContent {
  readonly found: FoundFile;
  /** Undefined when it could not be read as a whole, or when `keep` was not asked for. */
  readonly content?: Buffer;
  /** What must still be the same when the file is read again. */
  readonly stamp?: string;
}

export interface ReadTreeFileOptions {
  readonly algorithms: readonly string[];
  /** Give the content, if it has no more bytes than this. */
  readonly keep?: number;
  readonly signal?: AbortSignal;
}

/**
 * Reads and hashes one file below a root, as the hashing threads do it: only regular files, without waiting for named
 * pipes, telling whether links lead out of the root and whether it changed meanwhile. Without algorithms, and unless
 * its content is to be kept, the file is only looked at.
 *
 * @param root - directory without symbolic links in its path
 */
export async function readTreeFile(
  root: string,
  localPath: string,
  { algorithms, keep, signal }: ReadTreeFileOptions,
): Promise<TreeFileContent> {
  const path = `${root}/${localPath}`;
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    return { found: foundError(error, path) };
  }
  try {
    const before = fstatSync(descriptor);
    const kind = kindOf(before);
    if (kind !== undefined) {
      return { found: { state: "unreadable", failure: "conflict", reason: `${kind}, not a regular file` } };
    }
    const outside = !isBelow(root, realpathSync(path));
    if (algorithms.length === 0 && keep === undefined) {
      return {
        found: { state: "measured", size: before.size, digests: {}, outside },
        stamp: stampOf(before),
      };
    }
    const hashes = algorithms.map((algorithm) => ({ algorithm, hash: createHash(algorithm) }));
    const kept = keep !== undefined && before.size <= keep ? Buffer.allocUnsafe(before.size) : undefined;
    const chunk = Buffer.allocUnsafe(Math.max(1, Math.min(CHUNK_BYTES, before.size)));
    let size = 0;
    for (let length = -1; length !== 0 && size <= before.size; size += length) {
      length = readSync(descriptor, chunk, 0, chunk.length, null);
      for (const { hash } of hashes) {
        hash.update(chunk.subarray(0, length));
      }
      if (size + length <= before.size) {
        chunk.copy(kept ?? EMPTY, size, 0, kept === undefined ? 0 : length);
      }
      if (before.size > CHUNK_BYTES) {
        await setImmediate();
        signal?.throwIfAborted();
      }
    }
    const stamp = stampOf(before);
    if (size !== before.size || stampOf(fstatSync(descriptor)) !== stamp) {
      return { found: CHANGED };
    }
    const digests = Object.fromEntries(hashes.map(({ algorithm, hash }) => [algorithm, hash.digest("hex")]));
    return {
      found: { state: "measured", size, digests, outside },
      ...(kept === undefined ? {} : { content: kept }),
      stamp,
    };
  } catch (error) {
    signal?.throwIfAborted();
    return { found: foundError(error, path) };
  } finally {
    closeSync(descriptor);
  }
}

const EMPTY = Buffer.alloc(0);

/** A file that was read twice, or whose beginning and end do not belong together. */
export const CHANGED: FoundFile = {
  state: "unreadable",
  failure: "changed",
  reason: "it changed while it was read",
};

/** What tells a file from a changed one; undefined when it is gone. */
export function stampOfPath(path: string): string | undefined {
  try {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return stampOf(fstatSync(descriptor));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

function stampOf({ size, mtimeMs, ctimeMs, ino, dev }: Stats): string {
  return [size, mtimeMs, ctimeMs, ino, dev].join(" ");
}

function foundError(error: unknown, path: string): FoundFile {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOENT":
      // A link that leads nowhere is there.
      return isLink(path)
        ? { state: "unreadable", failure: "path", reason: "a symbolic link that leads nowhere" }
        : { state: "missing" };
    case "ENOTDIR":
      return { state: "missing" };
    case "ELOOP":
      return { state: "unreadable", failure: "path", reason: "symbolic links that lead in a circle" };
    case "ENXIO":
      return { state: "unreadable", failure: "conflict", reason: "a socket or device, not a regular file" };
    default:
      return { state: "unreadable", failure: "disk", reason: `it cannot be read: ${systemCodeText(code)}` };
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** What something is that is no regular file; undefined for one that is. */
function kindOf(stats: Stats): string | undefined {
  if (stats.isFile()) {
    return undefined;
  }
  if (stats.isDirectory()) {
    return "a directory";
  }
  if (stats.isFIFO()) {
    return "a named pipe";
  }
  return stats.isSocket() ? "a socket" : "a device";
}

function isBelow(root: string, path: string): boolean {
  return path.startsWith(root.endsWith("/") ? root : `${root}/`);
}
