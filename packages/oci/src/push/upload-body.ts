import { Readable } from "node:stream";
import { show } from "@compose-actions/metadata";
import { type StreamedBody, TransferFailure } from "@compose-actions/transfer";
import type { BlobSource } from "../repository.ts";

/** Handed over at a time: whoever watches over the speed sees steps that are not too large for slow networks. */
const PIECE_BYTES = 128 * 1024;

/**
 * A part of a blob, to be sent.
 *
 * @param onBytes - told of bytes as they are sent
 */
export function uploadBody(
  blob: BlobSource,
  start: number,
  end: number,
  onBytes: (bytes: number) => void,
): StreamedBody {
  return {
    size: end - start,
    open: () =>
      Readable.from(pieces(blob, start, end, onBytes), { objectMode: false, highWaterMark: PIECE_BYTES }),
  };
}

async function* pieces(
  blob: BlobSource,
  start: number,
  end: number,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer, void> {
  let left = end - start;
  for await (const chunk of blob.open(start) as AsyncIterable<Buffer>) {
    if (chunk.length > left && end === blob.size) {
      throw changed(blob, "more");
    }
    const wanted = Math.min(chunk.length, left);
    for (let from = 0; from < wanted; from += PIECE_BYTES) {
      const piece = chunk.subarray(from, Math.min(from + PIECE_BYTES, wanted));
      yield piece;
      // The next one is asked for.
      onBytes(piece.length);
    }
    left -= wanted;
    // At its end a blob is read on, until it says that it is over.
    if (left === 0 && end < blob.size) {
      return;
    }
  }
  if (left > 0) {
    throw changed(blob, "fewer");
  }
}

function changed({ shown }: BlobSource, what: string): TransferFailure {
  return new TransferFailure("changed", `${show(shown)} has ${what} bytes than it had when it was hashed`, {
    remedy: "never",
  });
}
