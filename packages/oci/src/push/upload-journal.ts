import { constants } from "node:fs";
import { refuse } from "@compose-actions/step";
import {
  closeQuietly,
  diskFailure,
  errorCode,
  fitsLine,
  io,
  journalLine,
  makeDirectories,
  onDisk,
  readJournal,
  removeFile,
  writeFully,
} from "@compose-actions/transfer/files";
import { parseRecord, recordText, type UploadRecord } from "./upload-record.ts";

const NAME = "uploads";
const OPEN =
  constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const NEW =
  constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
/** The places of uploads let whoever knows them write: nobody else may read them. */
const PRIVATE = 0o600;
/** Shorter journals are not worth writing anew. */
const MIN_COMPACTED_LINES = 64;
/** Registries forget uploads that nobody goes on with after a week, if not before. */
const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Uploads that were begun, so that the next run can go on with them when this one is killed. A line a record, each with
 * a checksum of its own: a line that was torn by a kill is no line. There is nothing secret in it but what registries
 * put into the places of uploads.
 */
export class UploadJournal {
  readonly #descriptor: number;
  readonly #shown: string;
  readonly #records = new Map<string, UploadRecord>();
  /** The last line may have no end: what follows must begin a new one. */
  #torn: boolean;

  /**
   * Opens the journal of a directory, or begins one. Directory and journal are made when they are missing.
   *
   * @param now - milliseconds since 1970
   * @throws UserError when that cannot be done, or something else is in its place
   */
  static open(directory: string, now: number): UploadJournal {
    const path = `${directory}/${NAME}`;
    try {
      makeDirectories(directory);
      return new UploadJournal(path, now);
    } catch (error) {
      throw refuse(
        `The journal of uploads cannot be kept: ${diskFailure(error, path).message}`,
        "name a directory that can be written, or remove what is in the journal's place",
      );
    }
  }

  private constructor(path: string, now: number) {
    this.#shown = path;
    const descriptor = openPrivate(path);
    try {
      const { lines, badLines, torn } = readJournal(descriptor, (text) => this.#apply(text));
      for (const [key, { at }] of this.#records) {
        // A clock that was set back makes none of them newer.
        if (Math.abs(now - at) > LIFETIME_MS) {
          this.#records.delete(key);
        }
      }
      this.#torn = torn;
      const all = lines + badLines;
      if (all > MIN_COMPACTED_LINES && all > 2 * this.#records.size) {
        this.#descriptor = rewrite(path, this.#records.values());
        this.#torn = false;
        closeQuietly(descriptor);
      } else {
        this.#descriptor = descriptor;
      }
    } catch (error) {
      closeQuietly(descriptor);
      throw error;
    }
  }

  find(key: string): UploadRecord | undefined {
    return this.#records.get(key);
  }

  /** Remembers how far an upload is. One whose place is too long for a line is not remembered. @throws TransferFailure */
  save(record: UploadRecord): void {
    this.#append(recordText(record));
  }

  /** @throws TransferFailure */
  forget(key: string): void {
    if (this.#records.has(key)) {
      this.#append(JSON.stringify({ done: key }));
    }
  }

  close(): void {
    closeQuietly(this.#descriptor);
  }

  #append(text: string): void {
    if (fitsLine(text) && this.#apply(text)) {
      const line = Buffer.from(this.#torn ? `\n${journalLine(text)}` : journalLine(text));
      // Until all of it is written.
      this.#torn = true;
      onDisk(this.#shown, () => writeFully(this.#descriptor, line));
      this.#torn = false;
    }
  }

  /** @returns whether the text is a record */
  #apply(text: string): boolean {
    const record = parseRecord(text);
    if (record === undefined) {
      return false;
    }
    if (typeof record === "string") {
      this.#records.delete(record);
    } else {
      this.#records.set(record.key, record);
    }
    return true;
  }
}

/** Opens a file of ours alone. What is none is replaced. @throws the system error */
function openPrivate(path: string): number {
  const descriptor = tryOpen(path);
  if (descriptor !== undefined) {
    return descriptor;
  }
  removeFile(path);
  return io.openSync(path, NEW, PRIVATE);
}

function tryOpen(path: string): number | undefined {
  let descriptor: number;
  try {
    descriptor = io.openSync(path, OPEN, PRIVATE);
  } catch (error) {
    // A symbolic link, a socket.
    if (["ELOOP", "ENXIO"].includes(errorCode(error) ?? "")) {
      return undefined;
    }
    throw error;
  }
  try {
    const stats = io.fstatSync(descriptor);
    if (stats.isFile() && stats.nlink === 1) {
      io.fchmodSync(descriptor, PRIVATE);
      return descriptor;
    }
  } catch (error) {
    closeQuietly(descriptor);
    throw error;
  }
  io.closeSync(descriptor);
  return undefined;
}

/** @returns a descriptor to append with @throws the system error; the former journal is as it was then */
function rewrite(path: string, records: Iterable<UploadRecord>): number {
  const beside = `${path}.new`;
  removeFile(beside);
  const descriptor = io.openSync(beside, NEW, PRIVATE);
  try {
    const text = [...records].map((record) => journalLine(recordText(record))).join("");
    writeFully(descriptor, Buffer.from(text));
    io.renameSync(beside, path);
    return descriptor;
  } catch (error) {
    closeQuietly(descriptor);
    throw error;
  }
}
