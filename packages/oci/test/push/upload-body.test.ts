import { Readable } from "node:stream";
import { TransferFailure } from "@compose-actions/transfer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesBlob } from "../../src/blobs/bytes-blob.ts";
import { uploadBody } from "../../src/push/upload-body.ts";
import type { BlobSource } from "../../src/repository.ts";
import { rejection } from "../support/scratch.ts";

const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
const blob = bytesBlob(content, "content");

/** A blob that comes in pieces of its own. */
const inPieces = (pieces: Iterable<Buffer>): BlobSource => ({
  ...blob,
  open: () => Readable.from(pieces, { objectMode: false }),
});
const read = async (source: BlobSource, start: number, end: number, onBytes = (_bytes: number) => {}) =>
  Buffer.concat((await uploadBody(source, start, end, onBytes).open().toArray()) as Buffer[]);

test("a part of a blob is what lies between its ends, in small pieces that are counted", async () => {
  const offset = fc.integer({ min: 0, max: content.length });
  await fc.assert(
    fc.asyncProperty(offset, offset, async (a, b) => {
      const [start, end] = a < b ? [a, b] : [b, a];
      let counted = 0;
      const bytes = await read(blob, start, end, (count) => {
        expect(count).toBeLessThanOrEqual(128 * 1024);
        counted += count;
      });
      expect(bytes.equals(content.subarray(start, end))).toBe(true);
      expect(counted).toBe(end - start);
      expect(uploadBody(blob, start, end, () => {}).size).toBe(end - start);
    }),
  );
});

test("a part is no more than it should be, whatever comes after it", async () => {
  const endless = function* () {
    for (;;) yield content;
  };
  expect((await read(inPieces(endless()), 0, 100)).equals(content.subarray(0, 100))).toBe(true);
});

test("the last part is not complete before the blob says so", async () => {
  const failing = function* () {
    yield content;
    throw new TransferFailure("changed", "the file has changed", { remedy: "never" });
  };
  expect((await read(inPieces(failing()), 0, 100)).length).toBe(100);
  const { failure } = await rejection(TransferFailure, read(inPieces(failing()), 0, content.length));
  expect(failure).toBe("changed");
});

test.each([
  ["more", [content, Buffer.from("x")]],
  ["more at once", [Buffer.concat([content, Buffer.from("x")])]],
  ["fewer", [content.subarray(1)]],
  ["none", []],
])("a blob with %s bytes than it should have is a changed one", async (_what, pieces) => {
  const { failure } = await rejection(TransferFailure, read(inPieces(pieces), 0, content.length));
  expect(failure).toBe("changed");
});
