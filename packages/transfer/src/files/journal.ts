import type { BigIntStats } from "node:fs";
import { checksumsConflict, strongestChecksum } from "@compose-actions/metadata";
import { onDisk } from "./disk-failure.ts";
import { closeQuietly, io, writeFully } from "./io.ts";
import { openJournal, openJournalToRead, rewriteJournal } from "./journal-file.ts";
import { fitsLine, journalLine, readJournal } from "./journal-lines.ts";
import {
  applyRecord,
  type FileRecord,
  fieldsOf,
  fileText,
  type JournalRecords,
  type PartialRecord,
  parseFile,
  parsePartial,
  partialText,
} from "./journal-records.ts";

/** Records are written this many characters at a time. */
const BUFFER_CHARS = 64 * 1024;
/** Shorter journals are not worth writing anew. */
const MIN_COMPACTED_LINES = 64;

/**
 * What earlier runs found out, so that it need not be found out again: which files were verified, and what partial
 * files belong to. Appended to, a line a record, each with a checksum of its own: a run that is killed loses its last
 * records and nothing else. No file is trusted for its record alone: it must still have the very size, times and
 * inode.
 */
export class Journal {
  /** Lines that could not be read when the journal was opened. */
  readonly badLines: number;
  /** Kind → key → the record's text, which is taken apart when it is asked for. Also of kinds that are not known. */
  readonly #records: JournalRecords = new Map();
  readonly #descriptor: number;
  /** The same of another journal, for what is not known here. */
  readonly #below: JournalRecords = new Map();
  #pending = "";
  #isAbandoned = false;
  /** The last line may have no end: what follows must begin a new one. */
  #torn: boolean;

  /**
   * Opens a journal, or begins one. One that is mostly outdated is written anew.
   *
   * @param shown - the path as users know it
   * @throws UserError when something else than a file is there
   * @throws TransferFailure
   */
  static open(path: string, shown = path): Journal {
    const descriptor = openJournal(path, shown);
    try {
      return onDisk(shown, () => new Journal(path, descriptor));
    } catch (error) {
      closeQuietly(descriptor);
      throw error;
    }
  }

  private constructor(path: string, descriptor: number) {
    const { lines, badLines, torn } = readJournal(descriptor, (text) => this.#apply(text));
    this.badLines = badLines;
    let live = 0;
    for (const records of this.#records.values()) {
      live += records.size;
    }
    const all = lines + badLines;
    // A second name of the file may lie outside, and must not be written to.
    const isShared = io.fstatSync(descriptor).nlink !== 1;
    if (isShared || (all > 2 * live && all > MIN_COMPACTED_LINES)) {
      this.#descriptor = rewriteJournal(path, this.#texts());
      this.#torn = false;
      closeQuietly(descriptor);
    } else {
      this.#descriptor = descriptor;
      this.#torn = torn;
    }
  }

  /** What is known of the file at a local path. */
  lookup(localPath: string): FileRecord | undefined {
    return parseFile(this.#text("file", localPath));
  }

  /**
   * Whether the file at a local path was verified and is still the same: size, times and inode as recorded, the
   * strongest wanted checksum among those that it was found to have, and no other contradicting them. False when no
   * checksum is wanted.
   *
   * @param stats - of the file as it lies there now
   */
  proves(
    localPath: string,
    stats: Pick<BigIntStats, "size" | "mtimeNs" | "ctimeNs" | "ino">,
    wanted: { readonly size: number | null; readonly checksums: readonly string[] },
  ): boolean {
    return wanted.checksums.length > 0 && this.recordOf(localPath, stats, wanted) !== undefined;
  }

  /**
   * What was found of the file at a path, if it is still the same and what is wanted, as {@link proves} has it; when no
   * checksum is wanted, if it is still the same.
   */
  recordOf(
    localPath: string,
    stats: Pick<BigIntStats, "size" | "mtimeNs" | "ctimeNs" | "ino">,
    wanted: { readonly size: number | null; readonly checksums: readonly string[] },
  ): FileRecord | undefined {
    const record = this.lookup(localPath);
    const strongest = strongestChecksum(wanted.checksums);
    const isSame =
      record !== undefined &&
      stats.size === BigInt(record.size) &&
      stats.mtimeNs === record.mtimeNs &&
      stats.ctimeNs === record.ctimeNs &&
      stats.ino === record.ino &&
      (wanted.size === null || wanted.size === record.size) &&
      (strongest === undefined || record.checksums.includes(strongest)) &&
      !checksumsConflict(wanted.checksums, record.checksums);
    return isSame ? record : undefined;
  }

  /**
   * Remembers that a file was verified.
   *
   * @param record - with times of a look at the file in its place: moving it there and linking it change them
   * @throws TransferFailure when records could not be written
   */
  record(record: FileRecord): void {
    this.#append(fileText(record));
  }

  /** @throws TransferFailure when records could not be written */
  forget(localPath: string): void {
    this.#forget("file", localPath);
  }

  /**
   * Remembers what a partial file belongs to.
   *
   * @throws TransferFailure when records could not be written
   */
  recordPartial(record: PartialRecord): void {
    this.#append(partialText(record));
  }

  partialOf(key: string): PartialRecord | undefined {
    return parsePartial(this.#text("partial", key));
  }

  /** @throws TransferFailure when records could not be written */
  forgetPartial(key: string): void {
    this.#forget("partial", key);
  }

  /** All partial files that are remembered. */
  partials(): PartialRecord[] {
    return [...(this.#records.get("partial")?.values() ?? [])].flatMap((text) => parsePartial(text) ?? []);
  }

  /**
   * Remembers a fact about the whole output, for instance which compose it is.
   *
   * @throws TransferFailure when records could not be written
   */
  remember(name: string, value: string): void {
    if (this.recall(name) !== value) {
      this.#append(JSON.stringify({ fact: name, value }));
    }
  }

  recall(name: string): string | undefined {
    const value = fieldsOf(this.#text("fact", name))?.["value"];
    return typeof value === "string" ? value : undefined;
  }

  /**
   * Takes in what another journal says, as if its lines stood at the end of this one.
   *
   * @param shown - the path as users know it
   * @returns how many records; 0 when there is no such journal
   * @throws UserError when something else than a file is there
   * @throws TransferFailure
   */
  absorb(path: string, shown = path): number {
    const descriptor = onDisk(shown, () => openJournalToRead(path, shown));
    if (descriptor === undefined) {
      return 0;
    }
    try {
      return onDisk(shown, () => {
        // Itself would never end: it grows while it is read.
        return isSameFile(descriptor, this.#descriptor)
          ? 0
          : readJournal(descriptor, (text) => this.#append(text)).lines;
      });
    } finally {
      closeQuietly(descriptor);
    }
  }

  /**
   * Has what another journal says of files and of the output count where this one says nothing. Nothing of it is
   * written here. A file that is forgotten here is still known there, but no record counts that does not fit the file.
   *
   * @param shown - the path as users know it
   * @throws UserError when something else than a file is there
   * @throws TransferFailure
   */
  underlay(path: string, shown = path): void {
    const descriptor = onDisk(shown, () => openJournalToRead(path, shown));
    if (descriptor === undefined) {
      return;
    }
    try {
      onDisk(shown, () => readJournal(descriptor, (text) => applyRecord(this.#below, text)));
      // Partial files belong to the run that made them.
      this.#below.delete("partial");
    } finally {
      closeQuietly(descriptor);
    }
  }

  /** Writes nothing any more: another run may be writing by now. */
  abandon(): void {
    this.#isAbandoned = true;
  }

  /** Writes what is pending. @throws TransferFailure */
  flush(): void {
    if (this.#isAbandoned) {
      this.#pending = "";
    }
    if (this.#pending === "") {
      return;
    }
    const text = this.#torn ? `\n${this.#pending}` : this.#pending;
    // Until all is written. What fails is written once more by the next flush: a repeated record does no harm.
    this.#torn = true;
    onDisk(undefined, () => writeFully(this.#descriptor, Buffer.from(text)));
    this.#torn = false;
    this.#pending = "";
  }

  /** Writes what is pending, and has the system write it to the disk. @throws TransferFailure */
  close(): void {
    try {
      this.flush();
      onDisk(undefined, () => io.fdatasyncSync(this.#descriptor));
    } finally {
      closeQuietly(this.#descriptor);
    }
  }

  #text(kind: string, key: string): string | undefined {
    return this.#records.get(kind)?.get(key) ?? this.#below.get(kind)?.get(key);
  }

  *#texts(): Generator<string> {
    for (const records of this.#records.values()) {
      yield* records.values();
    }
  }

  #forget(kind: string, key: string): void {
    if (this.#text(kind, key) !== undefined) {
      this.#append(JSON.stringify({ gone: key, kind }));
    }
  }

  /** @returns whether the text is a record */
  #append(text: string): boolean {
    const fits = fitsLine(text);
    const understood = fits && this.#apply(text);
    if (understood) {
      this.#pending += journalLine(text);
      if (this.#pending.length >= BUFFER_CHARS) {
        this.flush();
      }
    }
    return understood;
  }

  /** @returns whether the text is a record */
  #apply(text: string): boolean {
    return applyRecord(this.#records, text);
  }
}

function isSameFile(a: number, b: number): boolean {
  const [x, y] = [io.fstatSync(a, { bigint: true }), io.fstatSync(b, { bigint: true })];
  return x.dev === y.dev && x.ino === y.ino;
}
