import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { pipeline, Readable, type Transform } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { createGunzip, createZstdDecompress, constants as zlib } from "node:zlib";
import { MetadataError } from "@compose-actions/metadata";
import { systemCodeText } from "@compose-actions/step";
import { DataError, unxz } from "./unxz.ts";

export interface DecompressOptions {
  /** Names the file in errors. */
  readonly file: string;
  /** Most bytes that it may have when decompressed. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

const CHUNK_BYTES = 256 * 1024;
/** After so many bytes other work gets its turn. */
const PAUSE_BYTES = 4 * 1024 * 1024;
/** A window of 128 MiB: what the zstd tool reads without being asked to. */
const ZSTD_WINDOW_LOG = 27;
/** Programs that compress in parallel write frames of megabytes. */
const MAX_ZSTD_FRAMES = 1000;

/** What a file starts with, in hexadecimal. */
const FORMATS: readonly (readonly [string, "gzip" | "xz" | "zstd" | "bzip2" | "zchunk"])[] = [
  ["1f8b", "gzip"],
  ["fd377a585a00", "xz"],
  ["28b52ffd", "zstd"],
  ["425a68", "bzip2"],
  ["005a434b31", "zchunk"],
];

/**
 * The content of a file that may be compressed with gzip, xz or zstd, which its first bytes tell. Holds a few chunks
 * at a time.
 *
 * @throws MetadataError when the file cannot be read, is damaged or is too large; `signal.reason` when aborted
 */
export async function* readDecompressed(
  path: string,
  options: DecompressOptions,
): AsyncGenerator<Uint8Array, void> {
  const refuse = (message: string) => new MetadataError([{ path: "", message }], { file: options.file });
  const handle = await openFile(path, refuse);
  try {
    if (!(await handle.stat()).isFile()) {
      throw refuse("not a regular file");
    }
    const format = await formatOf(handle, refuse);
    let total = 0;
    let paused = 0;
    try {
      for await (const chunk of decompressed(handle, format)) {
        options.signal?.throwIfAborted();
        total += chunk.length;
        if (total > options.maxBytes) {
          throw refuse(`the file has more than ${options.maxBytes} bytes when it is decompressed`);
        }
        yield chunk;
        if (total - paused >= PAUSE_BYTES) {
          paused = total;
          await setImmediate();
        }
      }
    } catch (error) {
      const problem = readingProblem(error, format);
      throw problem === undefined ? error : refuse(problem);
    }
  } finally {
    await handle.close();
  }
}

async function openFile(path: string, refuse: (message: string) => MetadataError): Promise<FileHandle> {
  try {
    // Without O_NONBLOCK opening a named pipe would wait for a writer.
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw refuse(`the file cannot be read: ${systemCodeText(code)}`);
  }
}

type Format = "gzip" | "xz" | "zstd" | "plain";

async function formatOf(handle: FileHandle, refuse: (message: string) => MetadataError): Promise<Format> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(8), 0, 8, 0);
  const start = buffer.toString("hex", 0, bytesRead);
  const format = FORMATS.find(([magic]) => start.startsWith(magic))?.[1] ?? "plain";
  if (format === "bzip2" || format === "zchunk") {
    throw refuse(`the file is compressed with ${format}, which is not supported`);
  }
  return format;
}

async function* decompressed(handle: FileHandle, format: Format): AsyncGenerator<Uint8Array, void> {
  if (format === "plain") {
    yield* fileChunks(handle, 0);
  } else if (format === "gzip") {
    yield* through(fileChunks(handle, 0), createGunzip({ chunkSize: CHUNK_BYTES }));
  } else if (format === "xz") {
    yield* unxz(fileChunks(handle, 0));
  } else {
    yield* zstdFrames(handle);
  }
}

async function* fileChunks(handle: FileHandle, start: number): AsyncGenerator<Uint8Array, void> {
  for (let position = start; ; ) {
    const { bytesRead, buffer } = await handle.read(
      Buffer.allocUnsafe(CHUNK_BYTES),
      0,
      CHUNK_BYTES,
      position,
    );
    if (bytesRead === 0) {
      return;
    }
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function* through(
  source: AsyncIterable<Uint8Array>,
  transform: Transform,
): AsyncGenerator<Uint8Array, void> {
  // Whoever reads the transform sees the error.
  pipeline(Readable.from(source), transform, () => undefined);
  yield* transform as AsyncIterable<Uint8Array>;
}

/** The stream of node:zlib ends after one frame and drops what follows. */
async function* zstdFrames(handle: FileHandle): AsyncGenerator<Uint8Array, void> {
  const { size } = await handle.stat();
  let position = 0;
  for (let frames = 1; position < size; frames++) {
    if (frames > MAX_ZSTD_FRAMES) {
      throw new DataError(`it has more than ${MAX_ZSTD_FRAMES} frames`);
    }
    const stream = createZstdDecompress({
      chunkSize: CHUNK_BYTES,
      params: { [zlib.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG },
    });
    yield* through(fileChunks(handle, position), stream);
    position += stream.bytesWritten;
  }
}

/** What is wrong with the file; undefined for an error that is not the file's. */
function readingProblem(error: unknown, format: Format): string | undefined {
  if (error instanceof DataError) {
    return `the ${format} data cannot be read: ${error.message}`;
  }
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (syscall !== undefined) {
    return `the file cannot be read: ${systemCodeText(code)}`;
  }
  return code?.startsWith("Z_") || code?.startsWith("ZSTD_")
    ? `the ${format} data cannot be read: ${message}`
    : undefined;
}
