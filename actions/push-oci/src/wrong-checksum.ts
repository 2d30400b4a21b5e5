import { createHash } from "node:crypto";
import { show } from "@compose-actions/metadata";
import { fileBlob } from "@compose-actions/oci";
import { type FailureClass, TransferFailure } from "@compose-actions/transfer";
import type { LocalFile } from "./local-file.ts";

/** What it is called when the bytes that were sent are not those of the digest. */
const OTHER_BYTES: ReadonlySet<FailureClass> = new Set(["checksum", "changed"]);

/**
 * What a failed push means for a file whose checksum was taken from the metadata: if that is wrong, the file is read once
 * more, so that both checksums can be named. Registries only say that the bytes are not those of the digest.
 *
 * @returns the failure to tell; the given one when it means something else
 * @throws `signal.reason` when aborted
 */
export async function explained(
  error: unknown,
  file: LocalFile | undefined,
  signal: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof TransferFailure) || !OTHER_BYTES.has(error.failure) || file?.seen === undefined) {
    return error;
  }
  const claimed = file.claimedDigest;
  if (claimed === undefined || claimed !== file.digest) {
    return error;
  }
  const found = await digestOf(file, file.seen, signal);
  return found === undefined || found === claimed
    ? error
    : new TransferFailure(
        "checksum",
        `${show(file.localPath)}: the metadata says ${claimed}, but the file has ${found}`,
        { remedy: "never", cause: error },
      );
}

/** @returns undefined when the file is another one by now, or cannot be read */
async function digestOf(
  { digest, size, localPath }: LocalFile,
  { path, inode }: NonNullable<LocalFile["seen"]>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    for await (const block of fileBlob(path, { digest, size, shown: localPath, inode }).blocks(0)) {
      signal.throwIfAborted();
      hash.update(block);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TransferFailure) {
      return undefined;
    }
    throw error;
  }
  return `sha256:${hash.digest("hex")}`;
}
