import { type Headers, headerOf, TransferFailure } from "@compose-actions/transfer";
import { isDigest } from "../reference.ts";
import type { RegistryAnswer, RegistryRequest } from "../registry/registry.ts";
import type { BlobSource } from "../repository.ts";
import { uploadBody } from "./upload-body.ts";
import { PUSH, type UploadContext } from "./upload-context.ts";
import { closingUrl } from "./upload-location.ts";
import { follow, type UploadSession } from "./upload-session.ts";
import { uploadedBytes } from "./uploaded-range.ts";

/** Registries may hash and move a blob before they answer. */
const ANSWER_MS = 120_000;
const ANSWER_MS_PER_BYTE = 1 / 20_000;
const LONGEST_ANSWER_MS = 15 * 60_000;

/** A part of an upload that is under way. */
export interface Part {
  readonly context: UploadContext;
  readonly session: UploadSession;
  readonly blob: BlobSource;
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends bytes as a chunk.
 *
 * @param end - of the chunk
 * @returns false when the registry took it and says that it has not got further
 * @throws TransferFailure
 */
export async function sendChunk(part: Part, end: number): Promise<boolean> {
  const { context, session } = part;
  const start = session.offset;
  const answer = await send(part, end, {
    method: "PATCH",
    url: session.location,
    headers: { "content-type": "application/octet-stream", "content-range": `${start}-${end - 1}` },
  });
  if (answer.status < 200 || answer.status > 299) {
    throw context.registry.failure(answer, `bytes ${start}-${end - 1} of ${part.blob.digest}`);
  }
  follow(context, session, answer);
  const bytes = uploadedBytes(answer.headers, end) ?? end;
  if (bytes <= start || bytes > end) {
    return false;
  }
  // It may have taken less than it was given.
  session.offset = bytes;
  return true;
}

/**
 * Sends the rest of a blob, be it all of it or nothing, and ends the upload.
 *
 * @throws TransferFailure
 */
export async function sendRest(part: Part): Promise<void> {
  const { context, session, blob } = part;
  const start = session.offset;
  const range = start > 0 && start < blob.size ? { "content-range": `${start}-${blob.size - 1}` } : {};
  const answer = await send(part, blob.size, {
    method: "PUT",
    url: closingUrl(session.location, blob.digest),
    headers: { "content-type": "application/octet-stream", ...range },
  });
  if (answer.status < 200 || answer.status > 299) {
    throw context.registry.failure(answer, `the blob ${blob.digest}`);
  }
  refuseOtherDigest(context, answer.headers, blob.digest);
}

/** @throws TransferFailure `checksum` when a registry says that it has stored something else */
export function refuseOtherDigest({ registry }: UploadContext, headers: Headers, digest: string): void {
  const stored = headerOf(headers, "docker-content-digest");
  // One of another algorithm says nothing.
  if (isDigest(stored) && stored !== digest) {
    throw new TransferFailure(
      "checksum",
      `${registry.name} says that it has stored ${stored} for ${digest}`,
      {
        remedy: "never",
      },
    );
  }
}

async function send(
  { context, session, blob, onBytes, signal }: Part,
  end: number,
  request: Pick<RegistryRequest, "method" | "url" | "headers">,
): Promise<RegistryAnswer> {
  const { registry, name, meter } = context;
  const start = session.offset;
  const stop = new AbortController();
  const watch = meter.start({ pause() {}, resume() {}, abort: (error) => stop.abort(error) });
  let left = end - start;
  const body = uploadBody(blob, start, end, (bytes) => {
    watch.count(bytes);
    onBytes(bytes);
    left -= bytes;
    if (left <= 0) {
      // From now on it is the answer that is waited for.
      watch.stop();
    }
  });
  if (left === 0) {
    watch.stop();
  }
  const answerTimeoutMs = Math.min(LONGEST_ANSWER_MS, ANSWER_MS + blob.size * ANSWER_MS_PER_BYTE);
  const forward = () => stop.abort(signal.reason);
  signal.throwIfAborted();
  signal.addEventListener("abort", forward, { once: true });
  try {
    return await registry.request(
      { ...request, body, repository: name, actions: PUSH, answerTimeoutMs, isRetried: false },
      stop.signal,
    );
  } finally {
    signal.removeEventListener("abort", forward);
    watch.stop();
  }
}
