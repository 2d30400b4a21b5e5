import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";

const CHUNK = 1 << 20;

/** An ASCII text file that is written in pieces of about 1 MiB. */
export class TextFile {
  #handle;
  #pending = "";

  /** @param {string} path folders above it are created */
  constructor(path) {
    mkdirSync(dirname(path), { recursive: true });
    this.#handle = openSync(path, "w");
  }

  /** @param {string} text */
  write(text) {
    this.#pending += text;
    if (this.#pending.length >= CHUNK) {
      this.#flush();
    }
  }

  close() {
    this.#flush();
    closeSync(this.#handle);
  }

  #flush() {
    const bytes = Buffer.from(this.#pending, "latin1");
    this.#pending = "";
    for (let offset = 0; offset < bytes.length; ) {
      offset += writeSync(this.#handle, bytes, offset);
    }
  }
}
