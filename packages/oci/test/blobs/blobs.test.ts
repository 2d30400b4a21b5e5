import { createHash } from "node:crypto";
import { mkdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { TransferFailure } from "@compose-actions/transfer/files";
import { describe, expect, test } from "vitest";
import { bytesBlob } from "../../src/blobs/bytes-blob.ts";
import { fileBlob } from "../../src/blobs/file-blob.ts";
import type { Digest } from "../../src/repository.ts";
import { rejection, scratch } from "../support/scratch.ts";

const make = scratch();

const digestOf = (bytes: Buffer): Digest => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

const read = async (stream: Readable) => Buffer.concat((await stream.toArray()) as Buffer[]);

const bytes = Buffer.alloc(2.5 * 1024 * 1024, "0123456789");

function file(content = bytes) {
  const path = join(make(), "file.iso");
  writeFileSync(path, content);
  return { path, blob: fileBlob(path, { digest: digestOf(content), size: content.length }) };
}

const failure = async (promise: Promise<unknown>) => (await rejection(TransferFailure, promise)).failure;

describe("a file", () => {
  test.each([0, 1, 1024 * 1024, 1024 * 1024 + 1, bytes.length - 1, bytes.length])(
    "is read from byte %i on",
    async (start) => {
      expect((await read(file().blob.open(start))).equals(bytes.subarray(start))).toBe(true);
    },
  );

  test("may be empty", async () => {
    expect(await read(file(Buffer.alloc(0)).blob.open(0))).toHaveLength(0);
  });

  test("is read in blocks, none of them before it is wanted", async () => {
    const sizes = (await file().blob.open(0).toArray()).map((chunk: Buffer) => chunk.length);
    expect(sizes).toEqual([1024 * 1024, 1024 * 1024, 512 * 1024]);
  });

  test("that is a symbolic link is the file that it leads to", async () => {
    const { path } = file();
    const link = join(make(), "link.iso");
    symlinkSync(path, link);
    const blob = fileBlob(link, { digest: digestOf(bytes), size: bytes.length });
    expect(blob.path).toBe(path);
    expect(blob.shown).toBe(link);
    expect((await read(blob.open(0))).equals(bytes)).toBe(true);
  });

  test("of another size than was hashed is none", () => {
    const { path } = file();
    expect(() => fileBlob(path, { digest: digestOf(bytes), size: 1 })).toThrow(/changed/);
    expect(() =>
      fileBlob(join(path, ".."), { digest: digestOf(bytes), size: statSync(join(path, "..")).size }),
    ).toThrow(TransferFailure);
    expect(() => fileBlob(`${path}.no`, { digest: digestOf(bytes), size: 1 })).toThrow(TransferFailure);
  });

  test("is compared with what was hashed, when the caller knows", async () => {
    const { path, blob } = file();
    utimesSync(path, 1, 1);
    const now = fileBlob(path, { digest: blob.digest, size: blob.size, inode: blob.inode });
    expect(await failure(read(now.open(0)))).toBe("changed");
  });
});

describe("a file that changes", () => {
  test.each<[string, (path: string) => void]>([
    ["is written to", (path) => writeFileSync(path, Buffer.alloc(bytes.length))],
    ["grows", (path) => writeFileSync(path, "x", { flag: "a" })],
    ["shrinks", (path) => writeFileSync(path, bytes.subarray(1))],
    ["is gone", (path) => rmSync(path)],
    [
      "is replaced by one of the same size and time",
      (path) => {
        const { atime, mtime } = statSync(path);
        writeFileSync(`${path}.new`, Buffer.alloc(bytes.length));
        utimesSync(`${path}.new`, atime, mtime);
        renameSync(`${path}.new`, path);
      },
    ],
    [
      "becomes a link",
      (path) => {
        renameSync(path, `${path}.old`);
        symlinkSync(`${path}.old`, path);
      },
    ],
    [
      "becomes a directory",
      (path) => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
  ])("fails when it %s before it is read", async (_how, change) => {
    const { path, blob } = file();
    change(path);
    expect(await failure(read(blob.open(0)))).toBe("changed");
  });

  test.each<[string, (path: string) => void]>([
    ["is written to", (path) => writeFileSync(path, Buffer.alloc(bytes.length))],
    ["grows", (path) => writeFileSync(path, "x", { flag: "a" })],
    ["shrinks", (path) => writeFileSync(path, "")],
  ])("never gives its last bytes when it %s while it is read", async (_how, change) => {
    const { path, blob } = file();
    let received = 0;
    const reading = (async () => {
      for await (const chunk of blob.open(0) as AsyncIterable<Buffer>) {
        received += chunk.length;
        if (received === chunk.length) {
          change(path);
        }
      }
    })();
    expect(await failure(reading)).toBe("changed");
    expect(received).toBeLessThan(bytes.length);
  });
});

test("bytes of our own are read from any byte on", async () => {
  const blob = bytesBlob(Buffer.from("hello"), "greeting");
  expect(blob).toMatchObject({ size: 5, path: undefined, digest: digestOf(Buffer.from("hello")) });
  expect((await read(blob.open(2))).toString()).toBe("llo");
  expect(await read(blob.open(5))).toHaveLength(0);
});
