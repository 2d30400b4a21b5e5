import { headerOf, TransferFailure } from "@compose-actions/transfer";
import { pause } from "../registry/ask.ts";
import type { Digest } from "../repository.ts";
import { PUSH, type UploadContext } from "./upload-context.ts";

/** Registries that keep several copies of their lists may be late with some of them. */
const LOOKS = 4;

/**
 * Whether a registry has a blob of this size.
 *
 * @returns `other` when it has one of another size, or does not prove that it is the one
 * @throws TransferFailure
 */
export async function lookFor(
  { registry, name }: UploadContext,
  digest: Digest,
  size: number,
  signal: AbortSignal,
): Promise<"there" | "missing" | "other"> {
  const answer = await registry.request(
    { method: "HEAD", path: `blobs/${digest}`, repository: name, actions: PUSH },
    signal,
  );
  if (answer.status === 404) {
    return "missing";
  }
  if (answer.status !== 200) {
    throw registry.failure(answer, `the blob ${digest}`);
  }
  const length = headerOf(answer.headers, "content-length");
  const isSame =
    length === undefined
      ? headerOf(answer.headers, "docker-content-digest") === digest
      : length === String(size);
  return isSame ? "there" : "other";
}

/**
 * Makes sure that a blob is there, after a registry said that it has stored it.
 *
 * @throws TransferFailure
 */
export async function proveThere(
  context: UploadContext,
  digest: Digest,
  size: number,
  signal: AbortSignal,
): Promise<void> {
  const { registry, retry } = context;
  for (let look = 1; ; look++) {
    const found = await lookFor(context, digest, size, signal);
    if (found === "there") {
      return;
    }
    if (found === "other") {
      throw new TransferFailure(
        "size-mismatch",
        `${registry.name} says that ${digest} has another size than ${size} bytes, after it took it`,
        { remedy: "elsewhere" },
      );
    }
    if (look === LOOKS) {
      throw new TransferFailure("protocol", `${registry.name} took ${digest}, and does not have it`, {
        remedy: "elsewhere",
      });
    }
    await pause(retry.retryDelayMs * 2 ** (look - 1), signal);
  }
}
