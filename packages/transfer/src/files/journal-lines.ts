import { isAscii } from "node:buffer";
import { crc32 } from "node:zlib";
import { io } from "./io.ts";

/** Longer lines are none of ours. */
const MAX_LINE_BYTES = 64 * 1024;
const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;
const SPACE = 0x20;
/** Checksum in hexadecimal, a space. */
const PREFIX_BYTES = 9;

/** A line of the journal with its end: the CRC-32 of the text, a space, the text. */
export function journalLine(text: string): string {
  return `${crc32(text).toString(16).padStart(8, "0")} ${text}\n`;
}

/** Whether a text fits a line that will be read again. */
export function fitsLine(text: string): boolean {
  const room = MAX_LINE_BYTES - PREFIX_BYTES;
  return text.length * 3 <= room || Buffer.byteLength(text) <= room;
}

export interface JournalReading {
  /** Lines that were told. */
  readonly lines: number;
  /** Lines that are torn, altered, too long, or not understood. */
  readonly badLines: number;
  /** Whether the last line has no end: what is appended must not be taken for a part of it. */
  readonly torn: boolean;
}

/**
 * Reads a journal from its start.
 *
 * @param onText - is told the text of each intact line; false when it is not understood
 * @throws the system error
 */
export function readJournal(descriptor: number, onText: (text: string) => boolean): JournalReading {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let lines = 0;
  let badLines = 0;
  let used = 0;
  let position = 0;
  /** In a line that is too long: its end is looked for. */
  let skipping = false;
  for (;;) {
    const length = io.readSync(descriptor, buffer, used, buffer.length - used, position);
    if (length === 0) {
      break;
    }
    position += length;
    used += length;
    let start = 0;
    const chunk = buffer.subarray(0, used);
    // Parts of one string cost far less than strings of their own.
    const ascii = isAscii(chunk) ? chunk.toString("latin1") : undefined;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const text = skipping || end - start > MAX_LINE_BYTES ? undefined : textOf(chunk, ascii, start, end);
      if (text !== undefined && onText(text)) {
        lines += 1;
      } else if (end > start || skipping) {
        // Empty lines are put behind torn ones.
        badLines += 1;
      }
      skipping = false;
      start = end + 1;
    }
    buffer.copyWithin(0, start, used);
    used -= start;
    if (used > MAX_LINE_BYTES) {
      skipping = true;
      used = 0;
    }
  }
  const torn = used > 0 || skipping;
  return { lines, badLines: badLines + (torn ? 1 : 0), torn };
}

/** @returns undefined when the line is not intact */
function textOf(chunk: Buffer, ascii: string | undefined, start: number, end: number): string | undefined {
  const textStart = start + PREFIX_BYTES;
  if (end <= textStart || chunk[textStart - 1] !== SPACE) {
    return undefined;
  }
  if (crc32(chunk.subarray(textStart, end)) !== checksumAt(chunk, start)) {
    return undefined;
  }
  return ascii === undefined ? chunk.toString("utf8", textStart, end) : ascii.slice(textStart, end);
}

/** Eight digits of lower-case hexadecimal; NaN when they are none. */
function checksumAt(chunk: Buffer, start: number): number {
  let value = 0;
  for (let i = start; i < start + PREFIX_BYTES - 1; i++) {
    const byte = chunk[i] ?? 0;
    // "0" to "9", "a" to "f".
    const digit =
      byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : NaN;
    value = value * 16 + digit;
  }
  return value;
}
