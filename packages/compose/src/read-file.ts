import { closeSync, constants, fstatSync, openSync, read, readSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import {
  type Identity,
  IdentityReader,
  MetadataError,
  type ParsedMetadata,
  Parser,
} from "@compose-actions/metadata";
import { systemCodeText } from "@compose-actions/step";

const CHUNK_BYTES = 1024 * 1024;
/** No metadata file of a compose comes near this. */
const MAX_METADATA_BYTES = 2 * 1024 ** 3;

const readChunk = promisify(read);

/** Takes a file's bytes; the chunk is reused afterwards. Returns false to stop. */
export type ChunkConsumer = (chunk: Uint8Array) => boolean | Promise<boolean>;

/**
 * Reads a metadata file in chunks, letting other work run in between.
 *
 * @param shown - how messages name the file
 * @throws MetadataError when it is too large or not a regular file; `signal.reason` when aborted
 */
export async function readMetadataFile(
  path: string,
  consume: ChunkConsumer,
  signal?: AbortSignal,
  shown: string = path,
): Promise<void> {
  const descriptor = openMetadataFile(path, shown);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) {
      throw new MetadataError([{ path: "", message: "not a regular file" }], { file: shown });
    }
    if (stats.size > MAX_METADATA_BYTES) {
      throw new MetadataError([{ path: "", message: `the file has ${stats.size} bytes, more than 2 GiB` }], {
        file: shown,
      });
    }
    await (stats.size > CHUNK_BYTES ? readAhead : readOn)(descriptor, consume, signal);
  } finally {
    closeSync(descriptor);
  }
}

async function readOn(descriptor: number, consume: ChunkConsumer, signal?: AbortSignal): Promise<void> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let total = 0; total <= MAX_METADATA_BYTES; ) {
    const length = readSync(descriptor, buffer, 0, CHUNK_BYTES, null);
    if (length === 0 || !(await consume(buffer.subarray(0, length)))) {
      return;
    }
    total += length;
    await setImmediate();
    signal?.throwIfAborted();
  }
}

/** Reads each chunk while the one before is consumed. */
async function readAhead(descriptor: number, consume: ChunkConsumer, signal?: AbortSignal): Promise<void> {
  let [buffer, other] = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)];
  let reading = readChunk(descriptor, buffer, 0, CHUNK_BYTES, null);
  try {
    for (let total = 0; total <= MAX_METADATA_BYTES; ) {
      const { bytesRead } = await reading;
      signal?.throwIfAborted();
      if (bytesRead === 0) {
        return;
      }
      reading = readChunk(descriptor, other, 0, CHUNK_BYTES, null);
      if (!(await consume(buffer.subarray(0, bytesRead)))) {
        return;
      }
      total += bytesRead;
      [buffer, other] = [other, buffer];
    }
  } finally {
    // The descriptor must not be closed while it is read from.
    await reading.catch(() => undefined);
  }
}

function openMetadataFile(path: string, shown: string): number {
  try {
    // Without O_NONBLOCK opening a named pipe would wait for a writer.
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new MetadataError([{ path: "", message: `the file cannot be read: ${systemCodeText(code)}` }], {
      file: shown,
      isUnreadable: true,
    });
  }
}

/** Type and version of a metadata file; reads no more of it than that takes. @throws MetadataError */
export async function identifyFile(
  path: string,
  signal?: AbortSignal,
  shown: string = path,
): Promise<Identity> {
  const reader = new IdentityReader(shown);
  await readMetadataFile(path, (chunk) => !reader.push(chunk), signal, shown);
  return reader.finish();
}

/**
 * A metadata file as a model.
 *
 * @param observe - sees the bytes that are read; the chunk is reused afterwards
 * @throws MetadataError
 */
export async function parseFile(
  path: string,
  identity: Identity,
  signal?: AbortSignal,
  shown: string = path,
  observe: (chunk: Uint8Array) => void = () => {},
): Promise<ParsedMetadata> {
  const parser = new Parser(identity, shown);
  await readMetadataFile(
    path,
    (chunk) => {
      observe(chunk);
      parser.push(chunk);
      return true;
    },
    signal,
    shown,
  );
  return parser.finish();
}
