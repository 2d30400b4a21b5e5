import { createReadStream, createWriteStream } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32, createInflateRaw } from "node:zlib";
import { ARTIFACT_LIMIT, refuseContent, shownName } from "./allowed-files.ts";

/*
 * The library unpacks archives as it gets them: with directories, as many files of any size and name as there are, and
 * whatever lies beside the target. Ours are a handful of files whose names are known, so that an archive needs no
 * more than its directory, and everything else is refused before a byte is written.
 */

/** An archive of ours has at most this many files; one with more is not looked at. */
const ENTRY_LIMIT = 16;
const END_LENGTH = 22;
const COMMENT_LIMIT = 0xffff;
const DIRECTORY_LIMIT = 64 * 1024;

interface Entry {
  readonly name: string;
  readonly compressed: boolean;
  readonly packedSize: number;
  readonly size: number;
  readonly crc: number;
  readonly offset: number;
}

export interface ExtractOptions {
  /** What the archive is called in messages. */
  readonly artifact: string;
  /** The only names that it may hold, directly. */
  readonly allowed: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/**
 * Unpacks a zip archive of a few known files into a new directory, and checks their sizes and checksums.
 *
 * @throws UserError (exit code 1) for an archive with anything else in it
 */
export async function extractArchive(
  path: string,
  directory: string,
  options: ExtractOptions,
): Promise<void> {
  const bad = (what: string) => refuseContent(options.artifact, what);
  const file = await open(path, "r");
  try {
    const { entries, end } = await readDirectory(file, options.allowed, bad);
    await mkdir(directory);
    for (const entry of entries) {
      const start = await dataStart(file, entry, end, bad);
      await unpack(path, { entry, start, path: join(directory, entry.name), signal: options.signal, bad });
    }
  } finally {
    await file.close();
  }
}

type Bad = (what: string) => Error;

/** The entries, and where the directory that lists them begins: no file reaches into it. */
async function readDirectory(file: FileHandle, allowed: ReadonlySet<string>, bad: Bad) {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - END_LENGTH - COMMENT_LIMIT), size);
  const at = tail.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (at < 0 || tail.length - at < END_LENGTH) throw bad("it is not a zip archive");
  const count = tail.readUInt16LE(at + 10);
  const [length, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (count > ENTRY_LIMIT) throw bad(`it has ${count} files or more`);
  const isWhole = tail.readUInt16LE(at + 8) === count && offset + length <= size && length <= DIRECTORY_LIMIT;
  if (!isWhole) throw bad("its directory is not whole");
  const entries = readEntries(await readAt(file, offset, offset + length), count, bad);
  checkEntries(entries, allowed, bad);
  return { entries, end: offset };
}

function readEntries(directory: Buffer, count: number, bad: Bad): readonly Entry[] {
  const entries: Entry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (directory.length - at < 46 || directory.readUInt32LE(at) !== 0x02014b50) {
      throw bad("its directory is not whole");
    }
    const [flags, method] = [directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)];
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place));
    const name = directory.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    if ((flags & 1) !== 0 || (method !== 0 && method !== 8))
      throw bad(`${shownName(name)} cannot be unpacked`);
    // The system's own kind of file, where the archive was made on one that has such kinds.
    const kind = (directory.readUInt32LE(at + 38) >>> 16) & 0o170000;
    if (kind !== 0 && kind !== 0o100000) throw bad(`${shownName(name)} is not a regular file`);
    entries.push({
      name,
      compressed: method === 8,
      crc: directory.readUInt32LE(at + 16),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

function checkEntries(entries: readonly Entry[], allowed: ReadonlySet<string>, bad: Bad): void {
  if (entries.length === 0) throw bad("it is empty");
  const foreign = entries.find(({ name }) => !allowed.has(name));
  if (foreign !== undefined) throw bad(`it holds "${shownName(foreign.name)}"`);
  if (new Set(entries.map(({ name }) => name)).size < entries.length) throw bad("it holds a file twice");
  // Bigger files than this format can count say so with the highest number, and are too big as well.
  if (entries.reduce((sum, { size }) => sum + size, 0) > ARTIFACT_LIMIT) throw bad("its files are too big");
}

/** Where the content of a file begins, behind its own header. */
async function dataStart(file: FileHandle, { name, offset, packedSize }: Entry, end: number, bad: Bad) {
  const header = await readAt(file, offset, offset + 30);
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50)
    throw bad(`${name} is not where it should be`);
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + packedSize > end) throw bad(`${name} is not whole`);
  return start;
}

interface Unpacking {
  readonly entry: Entry;
  readonly start: number;
  readonly path: string;
  readonly signal: AbortSignal;
  readonly bad: Bad;
}

async function unpack(archive: string, { entry, start, path, signal, bad }: Unpacking): Promise<void> {
  const { name, size, packedSize } = entry;
  let [seen, crc] = [0, 0];
  const check = new Transform({
    transform(chunk: Buffer, _, done) {
      seen += chunk.length;
      crc = crc32(chunk, crc);
      done(seen > size ? bad(`${name} is bigger than it says`) : null, chunk);
    },
  });
  try {
    await pipeline(
      packedSize === 0
        ? Readable.from([])
        : createReadStream(archive, { start, end: start + packedSize - 1 }),
      entry.compressed ? createInflateRaw() : new PassThrough(),
      check,
      createWriteStream(path, { flags: "wx" }),
      { signal },
    );
  } catch (error) {
    signal.throwIfAborted();
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw code.startsWith("Z_") ? bad(`${name} cannot be unpacked`) : error;
  }
  if (seen !== size || crc !== entry.crc) throw bad(`${name} is damaged`);
}

async function readAt(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
}
