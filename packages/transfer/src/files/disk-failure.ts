import { show } from "@compose-actions/metadata";
import { type FailureClass, type Remedy, TransferFailure } from "../failure.ts";
import { errorCode } from "./io.ts";

interface Meaning {
  readonly failure: FailureClass;
  readonly remedy: Remedy;
  readonly text: string;
}

const disk = (text: string, remedy: Remedy = "never"): Meaning => ({ failure: "disk", remedy, text });

const MEANINGS: Readonly<Record<string, Meaning>> = {
  ENOSPC: disk("no space is left on the disk"),
  EDQUOT: disk("the disk quota is used up"),
  EFBIG: disk("the file system holds no files of that size"),
  EROFS: disk("the file system is read-only"),
  EACCES: disk("permission denied"),
  EPERM: disk("not permitted"),
  EIO: disk("the disk reports an error"),
  // Fewer files at a time may do.
  EMFILE: disk("too many files are open", "again"),
  ENFILE: disk("too many files are open on this machine", "again"),
  EAGAIN: disk("the file system is busy", "again"),
  EBUSY: disk("the file is in use", "again"),
  EINTR: disk("the call was interrupted", "again"),
  ESTALE: disk("the network file system lost the file", "again"),
  ENOENT: disk("it is not there any more", "again"),
  ENAMETOOLONG: { failure: "path", remedy: "never", text: "the name is too long for the file system" },
  EILSEQ: { failure: "path", remedy: "never", text: "the file system cannot hold such a name" },
  EINVAL: { failure: "path", remedy: "never", text: "the file system cannot hold such a name" },
  ELOOP: { failure: "path", remedy: "never", text: "a symbolic link is in the way" },
  ENOTDIR: { failure: "conflict", remedy: "never", text: "a file is where a directory must be" },
  EISDIR: { failure: "conflict", remedy: "never", text: "a directory is where a file must be" },
  EEXIST: { failure: "conflict", remedy: "never", text: "something is there already" },
  ENOTEMPTY: { failure: "conflict", remedy: "never", text: "the directory is not empty" },
};

/** Whether the process, or the machine, has too many files open: fewer of them at a time may do. */
export function isOutOfDescriptors(error: unknown): boolean {
  const code = errorCode(error);
  return code === "EMFILE" || code === "ENFILE";
}

/**
 * An error of the file system as a failure, mostly of class `disk`; what is a failure already is returned as it is.
 *
 * @param place - the path as users know it; the system's own message is left out: it may hold a private one
 * @throws the error itself when it is none of the file system's: a defect of ours
 */
export function diskFailure(error: unknown, place?: string): TransferFailure {
  if (error instanceof TransferFailure) {
    return error;
  }
  const code = errorCode(error);
  if (code === undefined) {
    throw error;
  }
  const { failure, remedy, text } = MEANINGS[code] ?? disk("the file system refuses it");
  const where = place === undefined ? "" : `${show(place)}: `;
  return new TransferFailure(failure, `${where}${text} (${code})`, { remedy, cause: error });
}

/** Runs a call of the file system; its errors become failures. @throws TransferFailure */
export function onDisk<T>(place: string | undefined, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw diskFailure(error, place);
  }
}
