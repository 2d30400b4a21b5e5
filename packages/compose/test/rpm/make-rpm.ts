/** Makes packages byte by byte, as the documents of rpm describe them: lead, signature header, header. */

/** A value of a tag with its type: a number of 32 bits, a text, a list of texts, bytes. */
export type TagValue = number | string | readonly string[] | Buffer;

/** In the order in which they are written. */
export type Tags = readonly (readonly [tag: number, value: TagValue])[];

const ENTRY_BYTES = 16;

/** A header: intro, index, data (rpm: header structure). Begins with a region tag when one is given. */
export function section(tags: Tags, region?: 62 | 63): Buffer {
  const index: Buffer[] = [];
  const data: Buffer[] = [];
  let length = 0;
  const put = (bytes: Buffer, alignment: number): number => {
    const padding = (alignment - (length % alignment)) % alignment;
    data.push(Buffer.alloc(padding), bytes);
    length += padding + bytes.length;
    return length - bytes.length;
  };
  for (const [tag, value] of tags) {
    const { type, count, bytes } = encoded(value);
    index.push(entry(tag, type, put(bytes, type === 4 ? 4 : 1), count));
  }
  if (region !== undefined) {
    const trailer = entry(region, 7, -(index.length + 1) * ENTRY_BYTES, 16);
    index.unshift(entry(region, 7, put(trailer, 1), 16));
  }
  return Buffer.concat([intro(index.length, length), ...index, ...data]);
}

/** The first 16 bytes of a header. */
export function intro(tags: number, bytes: number): Buffer {
  const buffer = Buffer.from("8eade8010000000000000000 00000000".replace(" ", ""), "hex");
  buffer.writeUInt32BE(tags, 8);
  buffer.writeUInt32BE(bytes, 12);
  return buffer;
}

export function entry(tag: number, type: number, offset: number, count: number): Buffer {
  const buffer = Buffer.alloc(ENTRY_BYTES);
  for (const [index, number] of [tag, type, offset, count].entries()) {
    buffer.writeUInt32BE(number >>> 0, index * 4);
  }
  return buffer;
}

function encoded(value: TagValue): { type: number; count: number; bytes: Buffer } {
  if (typeof value === "number") {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return { type: 4, count: 1, bytes };
  }
  if (typeof value === "string") {
    return { type: 6, count: 1, bytes: Buffer.from(`${value}\0`, "latin1") };
  }
  if (Buffer.isBuffer(value)) {
    return { type: 7, count: value.length, bytes: value };
  }
  const texts = value as readonly string[];
  return { type: 8, count: texts.length, bytes: Buffer.from(texts.map((text) => `${text}\0`).join("")) };
}

export function lead({ major = 3, type = 0 }: { major?: number; type?: number } = {}): Buffer {
  const buffer = Buffer.alloc(96);
  buffer.writeUInt32BE(0xedabeedb);
  buffer.writeUInt8(major, 4);
  buffer.writeUInt16BE(type, 6);
  buffer.writeUInt16BE(5, 78);
  return buffer;
}

export interface RpmParts {
  readonly lead?: Buffer;
  readonly signature?: Buffer;
  readonly header?: Buffer;
  /** What follows the headers. */
  readonly payload?: Buffer;
}

/** A package file. The signature header is filled up to a multiple of eight bytes. */
export function rpmFile(parts: RpmParts = {}): Buffer {
  const signature = parts.signature ?? section([[269, "0".repeat(40)]], 62);
  return Buffer.concat([
    parts.lead ?? lead(),
    signature,
    Buffer.alloc((8 - (signature.length % 8)) % 8),
    parts.header ?? section(BINARY, 63),
    parts.payload ?? Buffer.from("payload"),
  ]);
}

/** The tags of a binary package of format 4 that are looked at, and some that are not. */
export const BINARY: Tags = [
  [100, ["C"]],
  [1000, "bash"],
  [1001, "5.2.26"],
  [1002, "3.fc41"],
  [1006, 1_700_000_000],
  [1022, "x86_64"],
  [1044, "bash-5.2.26-3.fc41.src.rpm"],
  [1047, ["bash", "bash(x86-64)"]],
];

/** The same with other values; undefined leaves a tag out. */
export function withTags(tags: Tags, changes: Readonly<Record<number, TagValue | undefined>>): Tags {
  const changed = new Map<number, TagValue | undefined>([
    ...tags,
    ...Object.entries(changes).map(([tag, value]) => [Number(tag), value] as const),
  ]);
  return [...changed]
    .flatMap(([tag, value]) => (value === undefined ? [] : [[tag, value] as const]))
    .sort(([a], [b]) => a - b);
}

/** The signature header of a package of format 6: digests, signatures, reserved space at the end (rpm: format 6). */
export function signatureOf6(signatures: readonly Buffer[], legacy: Tags = []): Buffer {
  return section(
    [
      ...legacy,
      [272, "0".repeat(64)],
      ...(signatures.length === 0
        ? []
        : [[278, signatures.map((bytes) => bytes.toString("base64"))] as const]),
      [279, "0".repeat(64)],
      [999, Buffer.alloc(4128)],
    ],
    62,
  );
}

/** The header of a binary package of format 6. */
export const BINARY_OF_6: Tags = withTags(BINARY, {
  5011: 8,
  5062: "utf-8",
  5092: ["0".repeat(64)],
  5114: 6,
  5116: ["text/plain"],
  5120: "bash-5.2.26-3.fc41",
  5121: "0".repeat(128),
});
