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

/** Creates a file that must not exist yet. @throws the system error */
export function createTextFile(path: string): TextFile {
  const descriptor = openSync(path, "wx", FILE_MODE);
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  let used = 0;
  let pending = "";
  const flush = () => {
    for (let offset = 0; offset < used; ) {
      offset += writeSync(descriptor, buffer, offset, used - offset);
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
