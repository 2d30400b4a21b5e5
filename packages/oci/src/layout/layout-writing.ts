import { show } from "@compose-actions/metadata";
import { acquireLock, type HeldLock, onDisk, TransferFailure } from "@compose-actions/transfer/files";
import { parseJsonObject } from "../manifest/parse-json.ts";
import type { IndexFile } from "./index-file.ts";
import type { LayoutDirectory } from "./layout-directory.ts";
import type { LayoutOptions } from "./layout-options.ts";
import { isPrivateFile } from "./private-files.ts";

/** The file that says that a directory is an image layout, and of which version (image-spec: "oci-layout file"). */
const MARK = "oci-layout";
const MAX_MARK_BYTES = 4096;
/** Waiting for less is not worth a word. */
const MOMENT_MS = 1000;
const VERSION = "1.0.0";
const OWN_NAMES: ReadonlySet<string> = new Set([MARK, "index.json", "blobs"]);

/**
 * What keeps a directory from being written to as an image layout.
 *
 * @returns a sentence; undefined when it is one, is empty, or is not there
 * @throws TransferFailure
 */
export function layoutProblem(directory: LayoutDirectory): string | undefined {
  const mark = directory.readFile(MARK, MAX_MARK_BYTES);
  if (mark === undefined) {
    // A run that was killed may have left the beginnings of one.
    const others = (directory.entries() ?? []).filter((name) => !OWN_NAMES.has(name) && !isPrivateFile(name));
    return others.length === 0 ? undefined : "the directory has files, and is no image layout";
  }
  const content = parseJsonObject(mark.bytes);
  const version = typeof content === "string" ? undefined : content["imageLayoutVersion"];
  return version === VERSION ? undefined : `the directory is no image layout of version ${VERSION}`;
}

/**
 * Makes a directory an image layout, if it is none, and takes its lock.
 *
 * @returns gives the lock back; throws TransferFailure `disk` when it cannot
 * @throws TransferFailure `conflict` when the directory is something else
 * @throws UserError when another run writes to it
 */
export async function beginWriting(
  directory: LayoutDirectory,
  index: IndexFile,
  { lockTimeoutMs = 0, onWait }: Pick<LayoutOptions, "lockTimeoutMs" | "onWait">,
  signal: AbortSignal,
): Promise<HeldLock> {
  const problem = layoutProblem(directory);
  if (problem !== undefined) {
    throw new TransferFailure("conflict", `${show(directory.path)}: ${problem}`, { remedy: "never" });
  }
  directory.create();
  const shown = `oci-layout:${directory.path}`;
  const moment = onWait === undefined ? undefined : setTimeout(onWait, MOMENT_MS, shown);
  let release: HeldLock;
  try {
    release = await acquireLock(directory.lockPath, {
      timeoutMs: lockTimeoutMs,
      signal,
      shown: directory.shownLockPath,
      subject: shown,
      hasTimeoutInput: false,
    });
  } finally {
    clearTimeout(moment);
  }
  try {
    directory.removeLeftovers();
    index.create();
    // The last part: without it the directory is no layout.
    if (directory.statFile(MARK) === undefined) {
      directory.writeFile(MARK, Buffer.from(`{"imageLayoutVersion":"${VERSION}"}`));
    }
    return Object.assign(() => onDisk(directory.shownLockPath, release), { check: release.check });
  } catch (error) {
    release();
    throw error;
  }
}
