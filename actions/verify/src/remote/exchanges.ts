import { createHash } from "node:crypto";
import type { FoundFile } from "@compose-actions/compose";
import {
  type Flow,
  type HttpClient,
  headerOf,
  parseContentRange,
  type ResponseHead,
  statusFailure,
  TransferFailure,
  type TransferMeter,
} from "@compose-actions/transfer";

/** What a server says of a file. */
export interface Probe {
  /** Bytes; undefined when the server does not tell. */
  readonly size: number | undefined;
  /** Whether it gives an ETag or a Last-Modified. */
  readonly hasValidator: boolean;
  readonly host: string;
  readonly redirects: number;
  readonly requests: number;
}

/** A download that is hashed and thrown away. */
export interface HashedDownload extends Probe {
  readonly found: FoundFile;
}

/** HEAD is refused by servers that know only GET, and by signed URLs, which are for one method. */
const HEAD_REFUSED: ReadonlySet<number> = new Set([400, 403, 405, 501]);

/**
 * Asks for a file without downloading it: HEAD, or the first byte where HEAD is refused.
 *
 * @throws TransferFailure; `signal.reason` when aborted
 */
export async function probe(client: HttpClient, url: URL, signal: AbortSignal): Promise<Probe> {
  const head = await client.exchange({ method: "HEAD", url }, { head() {}, data() {} }, signal);
  if (head.status === 200) {
    return probeOf(head, lengthOf(head), 1);
  }
  if (!HEAD_REFUSED.has(head.status)) {
    throw statusFailure(head.status, head.headers, Date.now());
  }
  return probeByGet(client, url, signal);
}

/** Ends an exchange when nothing more is wanted of it. */
class Enough extends Error {}

async function probeByGet(client: HttpClient, url: URL, signal: AbortSignal): Promise<Probe> {
  let answer: ResponseHead | undefined;
  try {
    await client.exchange(
      { method: "GET", url, headers: { range: "bytes=0-0" } },
      {
        head(head: ResponseHead) {
          answer = head;
          if (head.status !== 206) {
            // A whole file may be on its way.
            throw new Enough();
          }
        },
        data() {},
      },
      signal,
    );
  } catch (error) {
    if (!(error instanceof Enough)) {
      throw error;
    }
  }
  if (answer === undefined) {
    throw new TransferFailure("protocol", "the server gave no answer", { remedy: "again" });
  }
  const range = parseContentRange(answer.headers["content-range"]);
  switch (answer.status) {
    case 200:
      return probeOf(answer, lengthOf(answer), 2);
    case 206:
      return probeOf(
        answer,
        range?.kind === "range" && !isEncoded(answer) ? (range.total ?? undefined) : undefined,
        2,
      );
    case 416:
      // There is no first byte in an empty file.
      if (range?.kind === "unsatisfied" && range.total === 0) {
        return probeOf(answer, 0, 2);
      }
      break;
    default:
  }
  throw statusFailure(answer.status, answer.headers, Date.now());
}

export interface HashingOptions {
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
  /** Ends transfers that hardly move. */
  readonly meter: TransferMeter;
}

export interface Wanted {
  readonly algorithms: readonly string[];
  readonly size: number | undefined;
  /** More is not read of a file whose size nobody knows. */
  readonly maxBytes: number;
}

/**
 * Downloads a file, hashes it and keeps nothing of it. A file that is longer than the metadata says is not read to its
 * end.
 *
 * @throws TransferFailure; `signal.reason` when aborted
 */
export async function hashRemote(
  client: HttpClient,
  url: URL,
  { algorithms, size, maxBytes }: Wanted,
  { onBytes, signal, meter }: HashingOptions,
): Promise<HashedDownload> {
  const hashes = algorithms.map((algorithm) => ({ algorithm, hash: createHash(algorithm) }));
  const asked = meter.time;
  let received = 0;
  let answer: ResponseHead | undefined;
  let told: number | undefined;
  let watched: ReturnType<TransferMeter["start"]> | undefined;
  try {
    await client.exchange(
      { method: "GET", url },
      {
        head(head: ResponseHead, flow: Flow) {
          if (head.status !== 200) {
            throw statusFailure(head.status, head.headers, Date.now());
          }
          if (isEncoded(head)) {
            throw new TransferFailure(
              "encoding",
              "the server sends the file encoded, although that was not asked for",
              {
                remedy: "elsewhere",
              },
            );
          }
          watched = meter.start(flow, head.url.host, asked);
          answer = head;
          told = lengthOf(head);
          if (size !== undefined && told !== undefined && told !== size) {
            throw new Enough();
          }
          if (size === undefined && told !== undefined && told > maxBytes) {
            throw tooLarge(maxBytes);
          }
        },
        data(chunk: Buffer) {
          received += chunk.length;
          watched?.count(chunk.length);
          onBytes(chunk.length);
          if (size !== undefined && received > size) {
            throw new Enough();
          }
          if (size === undefined && received > maxBytes) {
            throw tooLarge(maxBytes);
          }
          for (const { hash } of hashes) {
            hash.update(chunk);
          }
        },
      },
      signal,
    );
  } catch (error) {
    if (!(error instanceof Enough) || answer === undefined) {
      throw error;
    }
    const actual = told ?? received;
    const found = { state: "measured", size: actual, digests: {}, outside: false } as const;
    return { ...probeOf(answer, told, 1), found };
  } finally {
    watched?.stop();
  }
  if (answer === undefined) {
    throw new TransferFailure("protocol", "the server gave no answer", { remedy: "again" });
  }
  if (size !== undefined && received < size) {
    throw new TransferFailure("truncated", `only ${received} of ${size} bytes came`, { remedy: "again" });
  }
  const digests = Object.fromEntries(hashes.map(({ algorithm, hash }) => [algorithm, hash.digest("hex")]));
  return {
    ...probeOf(answer, told, 1),
    found: { state: "measured", size: received, digests, outside: false },
  };
}

function tooLarge(maxBytes: number): TransferFailure {
  return new TransferFailure("too-large", `the server sends more than ${maxBytes} bytes`, {
    remedy: "elsewhere",
  });
}

function probeOf(
  { headers, url, redirects }: ResponseHead,
  size: number | undefined,
  requests: number,
): Probe {
  return {
    size,
    hasValidator: headers["etag"] !== undefined || headers["last-modified"] !== undefined,
    host: url.host,
    redirects,
    requests: requests + redirects,
  };
}

/** The length of the file; that of an encoded answer is another one. */
function lengthOf(head: ResponseHead): number | undefined {
  const text = headerOf(head.headers, "content-length");
  return text === undefined || !/^\d{1,15}$/.test(text) || isEncoded(head) ? undefined : Number(text);
}

function isEncoded({ headers }: ResponseHead): boolean {
  const encoding = headerOf(headers, "content-encoding");
  return encoding !== undefined && !/^identity$/i.test(encoding.trim());
}
