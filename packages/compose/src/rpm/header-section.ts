import type { BinaryFile } from "../binary-file.ts";

/** The magic value of the structure, its version and four reserved bytes (rpm: header structure). */
const MAGIC = Buffer.from([0x8e, 0xad, 0xe8, 0x01, 0, 0, 0, 0]);
const INTRO_BYTES = 16;
const ENTRY_BYTES = 16;

const TYPE = { int32: 4, string: 6, binary: 7, stringArray: 8, highest: 9 } as const;

/** Nothing that is asked for is longer; rpm itself has no names of this length. */
const MAX_STRING_BYTES = 4096;
/** The largest signatures of any algorithm take a fifth of this. */
const MAX_BINARY_BYTES = 256 * 1024;
const MAX_STRINGS = 256;
const MAX_STRINGS_BYTES = 1024 * 1024;

export interface SectionLimits {
  /** How messages call the section. */
  readonly name: string;
  readonly tags: number;
  readonly bytes: number;
}

interface Entry {
  readonly type: number;
  readonly offset: number;
  readonly count: number;
}

/**
 * One of the two headers of a package: an index of tags and the data that it points into. The index is read and checked
 * as a whole; of the data, only what is asked for.
 */
export class HeaderSection {
  /** Where in the file the section ends. */
  readonly end: number;
  readonly #file: BinaryFile;
  readonly #name: string;
  readonly #entries = new Map<number, Entry>();
  readonly #dataStart: number;
  readonly #dataBytes: number;

  /** @throws MetadataError when it is none, or larger than the limits of rpm */
  constructor(file: BinaryFile, offset: number, { name, tags, bytes }: SectionLimits) {
    this.#file = file;
    this.#name = name;
    const intro = file.read(offset, INTRO_BYTES, `the ${name}`);
    if (!intro.subarray(0, MAGIC.length).equals(MAGIC)) {
      file.fail(`the ${name} does not begin with the magic value of headers`);
    }
    const count = intro.readUInt32BE(8);
    this.#dataBytes = intro.readUInt32BE(12);
    if (count === 0 || count > tags) {
      file.fail(`the ${name} has ${count} tags, where 1 to ${tags} are possible`);
    }
    if (this.#dataBytes > bytes) {
      file.fail(`the ${name} has ${this.#dataBytes} bytes of data, more than ${bytes}`);
    }
    this.#dataStart = offset + INTRO_BYTES + count * ENTRY_BYTES;
    this.end = this.#dataStart + this.#dataBytes;
    if (this.end > file.size) {
      file.fail(`the file ends within the ${name}`);
    }
    const index = file.read(offset + INTRO_BYTES, count * ENTRY_BYTES, `the index of the ${name}`);
    for (let at = 0; at < index.length; at += ENTRY_BYTES) {
      this.#add(index, at);
    }
  }

  #add(index: Buffer, at: number): void {
    const tag = index.readUInt32BE(at);
    const type = index.readUInt32BE(at + 4);
    const offset = index.readUInt32BE(at + 8);
    const count = index.readUInt32BE(at + 12);
    if (type > TYPE.highest) {
      this.#file.fail(`tag ${tag} of the ${this.#name} has the type ${type}, which there is not`);
    }
    // Every element takes a byte at least.
    if (offset > this.#dataBytes || count > this.#dataBytes - offset) {
      this.#file.fail(`tag ${tag} of the ${this.#name} points beyond the data`);
    }
    if (!this.#entries.has(tag)) {
      this.#entries.set(tag, { type, offset, count });
    }
  }

  has(tag: number): boolean {
    return this.#entries.has(tag);
  }

  /** A text; bytes beyond ASCII are taken one by one. */
  string(tag: number): string | undefined {
    const entry = this.#entry(tag, TYPE.string, "a text");
    if (entry === undefined) {
      return undefined;
    }
    if (entry.count !== 1) {
      this.#file.fail(`tag ${tag} of the ${this.#name} has ${entry.count} texts instead of one`);
    }
    return this.#texts(tag, entry, MAX_STRING_BYTES)[0];
  }

  /** A list of texts. */
  strings(tag: number): readonly string[] {
    const entry = this.#entry(tag, TYPE.stringArray, "a list of texts");
    if (entry !== undefined && entry.count > MAX_STRINGS) {
      this.#file.fail(`tag ${tag} of the ${this.#name} has ${entry.count} texts, more than ${MAX_STRINGS}`);
    }
    return entry === undefined ? [] : this.#texts(tag, entry, MAX_STRINGS_BYTES);
  }

  /** A whole number without a sign. */
  uint32(tag: number): number | undefined {
    const entry = this.#entry(tag, TYPE.int32, "a number of 32 bits");
    if (entry === undefined) {
      return undefined;
    }
    if (entry.count !== 1) {
      this.#file.fail(`tag ${tag} of the ${this.#name} has ${entry.count} numbers instead of one`);
    }
    return this.#data(tag, entry, 4).readUInt32BE(0);
  }

  binary(tag: number): Buffer | undefined {
    const entry = this.#entry(tag, TYPE.binary, "bytes");
    if (entry === undefined) {
      return undefined;
    }
    if (entry.count > MAX_BINARY_BYTES) {
      this.#file.fail(
        `tag ${tag} of the ${this.#name} has ${entry.count} bytes, more than ${MAX_BINARY_BYTES}`,
      );
    }
    return this.#data(tag, entry, entry.count);
  }

  #entry(tag: number, type: number, what: string): Entry | undefined {
    const entry = this.#entries.get(tag);
    if (entry !== undefined && entry.type !== type) {
      this.#file.fail(`tag ${tag} of the ${this.#name} is not ${what}`);
    }
    return entry;
  }

  #data(tag: number, { offset }: Entry, length: number): Buffer {
    if (length > this.#dataBytes - offset) {
      this.#file.fail(`tag ${tag} of the ${this.#name} points beyond the data`);
    }
    return this.#file.read(this.#dataStart + offset, length, `the ${this.#name}`);
  }

  /** Texts one behind the other, each with a zero byte at its end, in so many bytes together. */
  #texts(tag: number, entry: Entry, limit: number): string[] {
    const room = Math.min(limit, this.#dataBytes - entry.offset);
    const data = this.#data(tag, entry, room);
    const texts: string[] = [];
    let start = 0;
    for (let left = entry.count; left > 0; left--) {
      const end = data.indexOf(0, start);
      if (end === -1) {
        this.#file.fail(
          room === limit
            ? `tag ${tag} of the ${this.#name} is longer than ${limit} bytes`
            : `a text of tag ${tag} of the ${this.#name} has no end`,
        );
      }
      texts.push(data.toString("latin1", start, end));
      start = end + 1;
    }
    return texts;
  }
}
