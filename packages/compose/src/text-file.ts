import { closeSync, openSync, writeSync } from "node:fs";

const BUFFER_BYTES = 1024 * 1024;
/** Less what the umask takes. */
export const FILE_MODE = 0o644;

/** A file that is being written; only ASCII text. */
export interface TextFile {
  write(text: string): void;
  close(): void;
}

/** Text is gathered into pieces of this size: joining strings is cheaper than copying many of them. */
const PIECE_CHARS = 64 * 1024;

/** What is thrown for an error of the system. */
export type ExplainError = (error: unknown) => Error;

/** Does something with a file. @throws what `explain` makes of an error of the system */
export function explained<Result>(explain: ExplainError, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw explain(error);
  }
}

/** Creates a file that must not exist yet. @throws what `explain` makes of an error of the system */
export function createTextFile(path: string, explain: ExplainError): TextFile {
  const descriptor = explained(explain, () => openSync(path, "wx", FILE_MODE));
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  let used = 0;
  let pending = "";
  const flush = () => {
    for (let offset = 0; offset < used; ) {
      const start = offset;
      offset += explained(explain, () => writeSync(descriptor, buffer, start, used - start));
    }
    used = 0;
  };
  const take = (text: string) => {
    for (let start = 0; start < text.length; ) {
      const part = Math.min(text.length - start, BUFFER_BYTES - used);
      buffer.write(part === text.length ? text : text.slice(start, start + part), used, "latin1");
      used += part;
      start += part;
      if (used === BUFFER_BYTES) {
        flush();
      }
    }
  };
  return {
    write(text) {
      pending += text;
      if (pending.length >= PIECE_CHARS) {
        take(pending);
        pending = "";
      }
    },
    close() {
      try {
        take(pending);
        flush();
      } finally {
        closeSync(descriptor);
      }
    },
  };
}
