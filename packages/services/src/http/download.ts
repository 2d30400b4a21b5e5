import { createHash, type Hash } from "node:crypto";
import { closeSync, openSync, rmSync } from "node:fs";
import {
  type ResponseHead,
  type ResponseSink,
  statusFailure,
  TransferFailure,
  writeFully,
} from "@compose-actions/transfer";
import type { Exchanger } from "./ask.ts";

/** What a file was when it was downloaded. */
export interface Downloaded {
  readonly size: number;
  /** `sha256:` and its digest. */
  readonly checksum: string;
}

/** No file that is downloaded whole takes longer, however slowly it comes. */
const LIMIT_MS = 1_800_000;

/**
 * Downloads a file, hashing what comes. Nothing is left when it fails.
 *
 * @returns undefined when the server says that there is none
 * @throws TransferFailure
 */
export async function download(
  exchanger: Exchanger,
  url: URL,
  path: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Downloaded | undefined> {
  const sink = new FileSink(path, maxBytes);
  const limit = AbortSignal.timeout(LIMIT_MS);
  try {
    await exchanger.exchange({ method: "GET", url }, sink, AbortSignal.any([signal, limit]));
    return sink.finish();
  } catch (error) {
    sink.discard();
    signal.throwIfAborted();
    if (limit.aborted) {
      throw new TransferFailure("timeout", "the file takes too long to come", { remedy: "never" });
    }
    if (error instanceof TransferFailure && error.failure === "not-found") {
      return undefined;
    }
    throw error;
  }
}

class FileSink implements ResponseSink {
  readonly #path: string;
  readonly #maxBytes: number;
  readonly #hash: Hash = createHash("sha256");
  #descriptor: number | undefined;
  #size = 0;

  constructor(path: string, maxBytes: number) {
    this.#path = path;
    this.#maxBytes = maxBytes;
  }

  head({ status, headers }: ResponseHead): void {
    if (status !== 200) {
      throw statusFailure(status, headers, Date.now());
    }
    const encoding = headers["content-encoding"];
    if (encoding !== undefined && encoding !== "identity") {
      throw new TransferFailure(
        "encoding",
        "the server sends the file encoded although that was not asked for",
        {
          remedy: "never",
        },
      );
    }
    this.#descriptor = onDisk(() => openSync(this.#path, "w", 0o600));
  }

  data(chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.#maxBytes) {
      throw new TransferFailure("too-large", `the file has more than ${this.#maxBytes} bytes`, {
        remedy: "never",
      });
    }
    this.#hash.update(chunk);
    onDisk(() => writeFully(this.#descriptor as number, chunk));
  }

  finish(): Downloaded {
    this.#close();
    return { size: this.#size, checksum: `sha256:${this.#hash.digest("hex")}` };
  }

  discard(): void {
    this.#close();
    rmSync(this.#path, { force: true });
  }

  #close(): void {
    if (this.#descriptor !== undefined) {
      closeSync(this.#descriptor);
      this.#descriptor = undefined;
    }
  }
}

function onDisk<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "failed";
    throw new TransferFailure("disk", `the file cannot be written: ${code}`, {
      remedy: "never",
      cause: error,
    });
  }
}
