import { TransferFailure } from "@compose-actions/transfer";
import type { RegistryAnswer } from "../registry/registry.ts";
import type { Digest } from "../repository.ts";
import { PUSH, type UploadContext } from "./upload-context.ts";
import { uploadLocation } from "./upload-location.ts";
import { type ChunkLimits, chunkLimits } from "./upload-plan.ts";
import { uploadedBytes } from "./uploaded-range.ts";

/** Registries that do not answer at once are left alone. */
const CANCEL_MS = 5000;

/** An upload that a registry has begun for us. */
export interface UploadSession {
  /** Where it goes on: another place after every answer. */
  location: URL;
  /** Bytes that the registry has. */
  offset: number;
  readonly limits: ChunkLimits;
}

/**
 * Begins an upload, unless the registry has the blob in another repository and takes it from there.
 *
 * @param mountFrom - that repository
 * @throws TransferFailure
 */
export async function beginUpload(
  context: UploadContext,
  digest: Digest,
  mountFrom: string | undefined,
  signal: AbortSignal,
): Promise<UploadSession | "mounted"> {
  const { registry, name } = context;
  let answer = mountFrom === undefined ? undefined : await mount(context, digest, mountFrom, signal);
  if (answer?.status === 201) {
    return "mounted";
  }
  if (answer?.status !== 202) {
    answer = await registry.request(
      { method: "POST", path: "blobs/uploads/", repository: name, actions: PUSH },
      signal,
    );
  }
  if (answer.status !== 202) {
    throw registry.failure(answer, `an upload to ${name}`);
  }
  const location = uploadLocation(answer.headers, answer.url, registry.origin);
  if (location === undefined) {
    throw new TransferFailure("protocol", `${registry.name} does not say where to upload to`, {
      remedy: "elsewhere",
    });
  }
  return { location, offset: 0, limits: chunkLimits(answer.headers) };
}

/** @returns undefined when it is not allowed to read the other repository: then nothing is taken from there */
async function mount(
  { registry, name }: UploadContext,
  digest: Digest,
  mountFrom: string,
  signal: AbortSignal,
): Promise<RegistryAnswer | undefined> {
  const query = `mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(mountFrom)}`;
  const path = `blobs/uploads/?${query}`;
  try {
    return await registry.request(
      { method: "POST", path, repository: name, actions: PUSH, mountFrom },
      signal,
    );
  } catch (error) {
    if (error instanceof TransferFailure && error.failure === "auth") {
      return undefined;
    }
    throw error;
  }
}

/**
 * Asks how much of an upload the registry has, and takes note of it.
 *
 * @returns whether the upload can go on; false when the registry does not know it any more, or does not tell
 * @throws TransferFailure when nobody answers, or it is not for us
 */
export async function askStatus(
  context: UploadContext,
  session: UploadSession,
  size: number,
  signal: AbortSignal,
): Promise<boolean> {
  const { registry, name } = context;
  if (session.location.origin !== registry.origin.origin) {
    // A store that the registry has sent us to knows one request, and not what came of it.
    return false;
  }
  const answer = await registry.request(
    { method: "GET", url: session.location, repository: name, actions: PUSH },
    signal,
  );
  const bytes =
    answer.status === 204 || answer.status === 200
      ? uploadedBytes(answer.headers, session.offset)
      : undefined;
  if (bytes === undefined || bytes > size) {
    return false;
  }
  session.offset = bytes;
  follow(context, session, answer);
  return true;
}

/** Notes where the upload goes on. @throws TransferFailure when that is no place to go to */
export function follow({ registry }: UploadContext, session: UploadSession, answer: RegistryAnswer): void {
  session.location = uploadLocation(answer.headers, answer.url, registry.origin) ?? session.location;
}

/** Tells the registry that nobody will go on, so that it need not keep what it has. It is not waited for long. */
export async function cancelUpload(
  { registry, name }: UploadContext,
  { location }: UploadSession,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted || location.origin !== registry.origin.origin) {
    return;
  }
  const until = AbortSignal.any([signal, AbortSignal.timeout(CANCEL_MS)]);
  await registry
    .request({ method: "DELETE", url: location, repository: name, actions: PUSH, isRetried: false }, until)
    .catch(() => undefined);
}
