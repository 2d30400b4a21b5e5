import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { IncomingFile, type TransferSession } from "@compose-actions/transfer";
import type { Arrival, PlanFile } from "./plan-file.ts";

const CHUNK_BYTES = 1024 * 1024;

/**
 * Puts a file of this machine into the tree, if it is what is wanted.
 *
 * @returns whether it was
 * @throws the system error when it cannot be read; TransferFailure when the tree does not take it; `signal.reason`
 */
export async function copyFromDisk(
  path: string,
  file: PlanFile,
  arrival: Arrival,
  session: TransferSession,
  signal: AbortSignal,
): Promise<boolean> {
  const copy = new IncomingFile(session.directory, {
    checksums: file.checksums,
    size: file.size,
    key: () => `${arrival} ${file.localPath}`,
    onPartial: () => undefined,
  });
  try {
    if (!((await copyInto(copy, path, file.size, signal)) && (await isWhatIsWanted(copy, file)))) {
      copy.discard();
      return false;
    }
    const bytes = copy.received;
    session.placer.place(copy, file, file.checksums);
    file.arrive(arrival, bytes, file.checksums);
    return true;
  } catch (error) {
    copy.discard();
    signal.throwIfAborted();
    throw error;
  }
}

async function copyInto(
  copy: IncomingFile,
  path: string,
  size: number | null,
  signal: AbortSignal,
): Promise<boolean> {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || (size !== null && stats.size !== size)) {
      return false;
    }
    for (;;) {
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSync(descriptor, buffer, 0, CHUNK_BYTES, null);
      if (length === 0) {
        return true;
      }
      copy.append(buffer.subarray(0, length));
      await new Promise(setImmediate);
      signal.throwIfAborted();
    }
  } finally {
    closeSync(descriptor);
  }
}

async function isWhatIsWanted(copy: IncomingFile, { size, checksums }: PlanFile): Promise<boolean> {
  const digests = await copy.digests();
  return (
    (size === null || size === copy.received) &&
    checksums.every((checksum) => {
      const [algorithm = "", digest] = checksum.split(":");
      return new Map<string, string>(digests).get(algorithm) === digest;
    })
  );
}
