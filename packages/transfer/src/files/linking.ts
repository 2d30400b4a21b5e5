import { constants } from "node:fs";
import { show } from "@compose-actions/metadata";
import { TransferFailure } from "../failure.ts";
import { closeQuietly, errorCode, io, removeQuietly } from "./io.ts";

export type LinkKind = "hardlink" | "reflink" | "copy";
export type LinkMode = LinkKind | "auto";

/** What tells a file from others: two looks at an unchanged file find the same. */
export interface Inode {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  /** Compared when it is given: a file that was written to meanwhile has another one. */
  readonly mtimeNs?: bigint;
}

const READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
/** What works is tried in this order. */
const ORDER: readonly LinkKind[] = ["hardlink", "reflink", "copy"];

/** With these no other kind of link works either. */
const FINAL: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO", "EMFILE", "ENFILE"]);

/** A second file of the content of one that is there. */
export interface Twin {
  readonly source: string;
  /** Must not exist. It is removed again when it was not made of the known file. */
  readonly target: string;
  /** The source as users know it. */
  readonly shown: string;
  readonly known: Inode;
  /** Mode of a copy. */
  readonly fileMode: number;
}

/**
 * Makes a second file of the same content.
 *
 * @throws TransferFailure `changed` when the source is not the known file
 * @throws the system error
 */
export function makeTwin({ mode, ...twin }: Twin & { readonly mode: LinkMode }): LinkKind {
  for (const kind of ORDER.slice(mode === "auto" ? 0 : ORDER.indexOf(mode))) {
    if (tryTwin(twin, kind)) {
      return kind;
    }
  }
  throw new Error("a copy either works or fails");
}

/**
 * Makes a second file in one way alone.
 *
 * @returns whether the file system can do that here; a copy it can do everywhere
 * @throws as {@link makeTwin}
 */
export function tryTwin(twin: Twin, kind: LinkKind): boolean {
  try {
    return kind === "hardlink" ? hardlink(twin) : copy(twin, kind === "reflink");
  } catch (error) {
    removeQuietly(twin.target);
    throw error;
  }
}

/** @returns whether the file system does such links here */
function hardlink({ source, target, shown, known }: Twin): boolean {
  try {
    io.linkSync(source, target);
  } catch (error) {
    // None here (EPERM, ENOSYS, …), no more of this file (EMLINK), not to there (EXDEV).
    if (isFinal(error)) {
      throw error;
    }
    return false;
  }
  // The link is looked at, not the source: that one may have been replaced since.
  refuseOther(io.lstatSync(target, { bigint: true }), known, shown);
  return true;
}

/** @returns whether the file system shares blocks, where it was asked to */
function copy({ source, target, shown, known, fileMode }: Twin, share: boolean): boolean {
  const descriptor = openSource(source, shown);
  try {
    refuseOther(io.fstatSync(descriptor, { bigint: true }), known, shown);
    const mode = constants.COPYFILE_EXCL | (share ? constants.COPYFILE_FICLONE_FORCE : 0);
    // The open file itself, where the system can name it.
    const from = source.startsWith("/proc/self/fd/") ? `/proc/self/fd/${descriptor}` : source;
    try {
      io.copyFileSync(from, target, mode);
    } catch (error) {
      if (!share || isFinal(error)) {
        throw error;
      }
      // The system may have made the file before it found that it cannot share.
      removeQuietly(target);
      return false;
    }
    refuseOther(io.fstatSync(descriptor, { bigint: true }), known, shown);
  } finally {
    closeQuietly(descriptor);
  }
  finish(target, shown, known, fileMode);
  return true;
}

function openSource(source: string, shown: string): number {
  try {
    return io.openSync(source, READ);
  } catch (error) {
    const code = errorCode(error);
    throw code === "ELOOP" || code === "ENXIO" || code === "ENOENT" ? changed(shown) : error;
  }
}

/** A copy has the mode of its source, which may be an older file. */
function finish(target: string, shown: string, known: Inode, fileMode: number): void {
  const descriptor = io.openSync(target, constants.O_RDWR | constants.O_NOFOLLOW);
  try {
    if (io.fstatSync(descriptor, { bigint: true }).size !== known.size) {
      throw changed(shown);
    }
    io.fchmodSync(descriptor, fileMode);
  } finally {
    closeQuietly(descriptor);
  }
}

function isFinal(error: unknown): boolean {
  return FINAL.has(errorCode(error) ?? "");
}

function refuseOther(found: Inode, known: Inode, shown: string): void {
  if (
    found.dev !== known.dev ||
    found.ino !== known.ino ||
    found.size !== known.size ||
    (known.mtimeNs !== undefined && found.mtimeNs !== known.mtimeNs)
  ) {
    throw changed(shown);
  }
}

function changed(shown: string): TransferFailure {
  return new TransferFailure("changed", `${show(shown)} was changed after it was verified`, {
    remedy: "again",
  });
}
