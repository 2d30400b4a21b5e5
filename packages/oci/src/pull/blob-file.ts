import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type Flow,
  type HttpClient,
  type ResponseHead,
  type ResponseSink,
  statusFailure,
  TransferFailure,
  type TransferMeter,
  writeFully,
} from "@compose-actions/transfer";
import type { RetryOptions } from "../registry/ask.ts";
import { retryFailures } from "../registry/ask.ts";
import type { Digest } from "../repository.ts";

const CHUNK_BYTES = 1024 * 1024;

export interface Blob {
  readonly url: URL;
  readonly digest: Digest;
  readonly size: number;
}

export interface BlobFileOptions {
  /** Only asked for blobs of registries. */
  readonly client: () => Promise<HttpClient>;
  readonly retry: RetryOptions;
  /** Ends transfers that hardly move. */
  readonly meter: TransferMeter;
  readonly signal: AbortSignal;
}

/**
 * Puts a blob into a file of its own, verified. For what is small: an interrupted one begins anew.
 *
 * @throws TransferFailure; no file is left then
 */
export async function blobToFile(
  { url, digest, size }: Blob,
  path: string,
  { client, retry, meter, signal }: BlobFileOptions,
): Promise<void> {
  const attempt = async () => {
    const file = new HashedFile(path, size, meter);
    try {
      if (url.protocol === "file:") {
        await copy(fileURLToPath(url), file, signal);
      } else {
        await (await client()).exchange({ method: "GET", url }, file, signal);
      }
      file.finish(digest);
    } catch (error) {
      file.discard();
      throw error;
    }
  };
  await retryFailures(attempt, retry, signal);
}

async function copy(from: string, to: HashedFile, signal: AbortSignal): Promise<void> {
  let descriptor: number;
  try {
    descriptor = openSync(from, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === "ENOENT"
      ? new TransferFailure("not-found", "the layout lacks the blob", { remedy: "elsewhere" })
      : new TransferFailure("disk", `the layout's blob cannot be read: ${code}`, {
          remedy: "elsewhere",
          cause: error,
        });
  }
  try {
    if (!fstatSync(descriptor).isFile()) {
      throw new TransferFailure("manifest", "the layout's blob is no regular file", { remedy: "elsewhere" });
    }
    for (;;) {
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSync(descriptor, buffer, 0, CHUNK_BYTES, null);
      if (length === 0) {
        return;
      }
      to.data(buffer.subarray(0, length));
      await new Promise(setImmediate);
      signal.throwIfAborted();
    }
  } finally {
    closeSync(descriptor);
  }
}

class HashedFile implements ResponseSink {
  readonly #path: string;
  readonly #size: number;
  readonly #descriptor: number;
  readonly #hash = createHash("sha256");
  readonly #meter: TransferMeter;
  #flow: ReturnType<TransferMeter["start"]> | undefined;
  #bytes = 0;
  #isOpen = true;

  constructor(path: string, size: number, meter: TransferMeter) {
    this.#path = path;
    this.#size = size;
    this.#meter = meter;
    this.#descriptor = openSync(path, "w", 0o600);
  }

  head({ status, headers }: ResponseHead, flow: Flow): void {
    if (status !== 200) {
      throw statusFailure(status, headers, Date.now());
    }
    if (headers["content-encoding"] !== undefined && headers["content-encoding"] !== "identity") {
      throw new TransferFailure(
        "encoding",
        "the registry sends the blob encoded although that was not asked for",
        {
          remedy: "elsewhere",
        },
      );
    }
    this.#flow = this.#meter.start(flow);
  }

  data(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#size) {
      throw new TransferFailure("too-large", `the blob has more than ${this.#size} bytes`, {
        remedy: "elsewhere",
      });
    }
    this.#flow?.count(chunk.length);
    this.#hash.update(chunk);
    writeFully(this.#descriptor, chunk);
  }

  finish(digest: Digest): void {
    if (this.#bytes !== this.#size) {
      throw new TransferFailure(
        "size-mismatch",
        `the blob has ${this.#bytes} bytes instead of ${this.#size}`,
        {
          remedy: "again",
        },
      );
    }
    const found = `sha256:${this.#hash.digest("hex")}`;
    if (found !== digest) {
      throw new TransferFailure("checksum", `the blob is ${found} instead of ${digest}`, { remedy: "again" });
    }
    this.#close();
  }

  discard(): void {
    this.#close();
    rmSync(this.#path, { force: true });
  }

  #close(): void {
    this.#flow?.stop();
    if (this.#isOpen) {
      this.#isOpen = false;
      closeSync(this.#descriptor);
    }
  }
}
