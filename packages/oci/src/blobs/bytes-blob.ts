import { Readable } from "node:stream";
import { digestOf } from "../digest.ts";
import type { BlobSource } from "../repository.ts";

/** A blob of bytes that are here, not on the disk. They must not be changed. */
export function bytesBlob(bytes: Buffer, shown: string): BlobSource {
  return {
    digest: digestOf(bytes),
    size: bytes.length,
    shown,
    path: undefined,
    open: (start) =>
      Readable.from(start < bytes.length ? [bytes.subarray(start)] : [], { objectMode: false }),
  };
}
