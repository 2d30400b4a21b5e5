import { constants } from "node:fs";
import { refuse } from "@compose-actions/step";
import { diskFailure } from "./disk-failure.ts";
import { closeQuietly, errorCode, FILE_MODE, io, removeFile, removeQuietly, writeFully } from "./io.ts";
import { journalLine } from "./journal-lines.ts";

const { O_RDONLY, O_RDWR, O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = constants;
const BUFFER_CHARS = 1024 * 1024;

/**
 * Opens a journal to read and append, or creates it. Links are not followed, and a named pipe does not make it wait.
 *
 * @param shown - the path as users know it
 * @throws UserError when something else than a file is there
 * @throws TransferFailure
 */
export function openJournal(path: string, shown: string): number {
  return regularFile(path, shown, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK);
}

/** Opens a journal to read. @returns undefined when there is none @throws UserError, TransferFailure */
export function openJournalToRead(path: string, shown: string): number | undefined {
  return io.lstatSync(path, { throwIfNoEntry: false }) === undefined
    ? undefined
    : regularFile(path, shown, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
}

function regularFile(path: string, shown: string, flags: number): number {
  let descriptor: number;
  try {
    descriptor = io.openSync(path, flags, FILE_MODE);
  } catch (error) {
    throw ["ELOOP", "EISDIR", "ENXIO"].includes(errorCode(error) ?? "")
      ? otherThing(shown)
      : diskFailure(error, shown);
  }
  try {
    if (!io.fstatSync(descriptor).isFile()) {
      throw otherThing(shown);
    }
    return descriptor;
  } catch (error) {
    closeQuietly(descriptor);
    throw diskFailure(error, shown);
  }
}

function otherThing(shown: string): Error {
  return refuse(
    `output: the journal ${shown} is no regular file`,
    "remove it: the files are verified again then",
  );
}

/**
 * Writes a journal anew and puts it in the place of the former one.
 *
 * @returns a descriptor to append with
 * @throws the system error; the former journal is as it was then
 */
export function rewriteJournal(path: string, texts: Iterable<string>): number {
  const beside = `${path}.new`;
  removeFile(beside);
  const descriptor = io.openSync(beside, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW, FILE_MODE);
  try {
    let pending = "";
    for (const text of texts) {
      pending += journalLine(text);
      if (pending.length >= BUFFER_CHARS) {
        writeFully(descriptor, Buffer.from(pending));
        pending = "";
      }
    }
    writeFully(descriptor, Buffer.from(pending));
    // After a power cut the new name must not lead to nothing.
    io.fdatasyncSync(descriptor);
    io.renameSync(beside, path);
    return descriptor;
  } catch (error) {
    closeQuietly(descriptor);
    removeQuietly(beside);
    throw error;
  }
}
