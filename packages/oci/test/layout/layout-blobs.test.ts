import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { bytesBlob } from "../../src/blobs/bytes-blob.ts";
import { fileBlob } from "../../src/blobs/file-blob.ts";
import { artifact, never } from "../support/artifacts.ts";
import { blobFile, failureOf, useLayouts } from "../support/layouts.ts";

const { make, open } = useLayouts();

describe("a blob of a layout", () => {
  test.each(["auto", "hardlink", "reflink", "copy"] as const)("is made by %s", async (link) => {
    const layout = open(undefined, { link });
    const { blob } = artifact(make(), "content");
    let sent = 0;
    const onBytes = (bytes: number) => {
      sent += bytes;
    };
    expect(await layout.pushBlob(blob, { others: [], signal: never, onBytes })).toBe("pushed");
    const isShared = statSync(blob.path).ino === statSync(blobFile(layout, blob.digest)).ino;
    expect(isShared).toBe(link === "auto" || link === "hardlink");
    expect(readFileSync(blobFile(layout, blob.digest), "utf8")).toBe("content");
    if (link === "copy") {
      expect(sent).toBe(7);
    }
    expect(readdirSync(join(layout.path, "blobs/sha256"))).toEqual([blob.digest.slice(7)]);
  });

  test("may be empty", async () => {
    const layout = open();
    const { blob } = artifact(make(), "");
    expect(await layout.pushBlob(blob, { others: [], signal: never })).toBe("pushed");
    expect(await layout.blobSize(blob.digest, never)).toBe(0);
  });

  test("of wrong size is replaced", async () => {
    const layout = open();
    const { blob } = artifact(make(), "content");
    await layout.pushBlob(blob, { others: [], signal: never });
    writeFileSync(blobFile(layout, blob.digest), "cont");
    expect(await layout.pushBlob(blob, { others: [], signal: never })).toBe("pushed");
    expect(readFileSync(blobFile(layout, blob.digest), "utf8")).toBe("content");
  });

  test("of wrong bytes is replaced when it is to be verified", async () => {
    const path = join(make(), "layout");
    const { blob } = artifact(make(), "content");
    const layout = open(path);
    await layout.pushBlob(blob, { others: [], signal: never });
    await layout.close();
    writeFileSync(blobFile(layout, blob.digest), "CONTENT");
    const trusting = open(path);
    expect(await trusting.pushBlob(blob, { others: [], signal: never })).toBe("existing");
    await trusting.close();
    const careful = open(path, { verifyExisting: true });
    expect(await careful.pushBlob(blob, { others: [], signal: never })).toBe("pushed");
    expect(await careful.pushBlob(blob, { others: [], signal: never })).toBe("existing");
    expect(readFileSync(blobFile(layout, blob.digest), "utf8")).toBe("content");
  });

  test("is taken from another layout", async () => {
    const [one, other] = [open(), open()];
    const { blob } = artifact(make(), "content");
    await one.pushBlob(blob, { others: [], signal: never });
    rmSync(blob.path);
    expect(await other.pushBlob(blob, { others: [other, one], signal: never })).toBe("mounted");
    expect(readFileSync(blobFile(other, blob.digest), "utf8")).toBe("content");
  });

  test("is not taken from another layout that nobody has hashed, when blobs are to be verified", async () => {
    const one = open();
    const other = open(undefined, { verifyExisting: true });
    const { blob } = artifact(make(), "content");
    await one.pushBlob(blob, { others: [], signal: never });
    writeFileSync(blobFile(one, blob.digest), "CONTENT");
    expect(await other.pushBlob(blob, { others: [one], signal: never })).toBe("pushed");
    expect(readFileSync(blobFile(other, blob.digest), "utf8")).toBe("content");
  });

  test("that changed after it was hashed gets no name", async () => {
    for (const link of ["hardlink", "reflink", "copy"] as const) {
      const layout = open(undefined, { link });
      const { blob } = artifact(make(), "content");
      writeFileSync(blob.path, "CONTENT");
      expect(await failureOf(layout.pushBlob(blob, { others: [], signal: never }))).toBe("changed");
      expect(readdirSync(join(layout.path, "blobs/sha256"))).toEqual([]);
    }
  });

  test.each(["auto", "hardlink", "reflink", "copy"] as const)(
    "of which metadata says another digest gets no name, made by %s",
    async (link) => {
      const layout = open(undefined, { link });
      const { blob } = artifact(make(), "content");
      const digest = `sha256:${"0".repeat(64)}` as const;
      const claimed = fileBlob(blob.path, { digest, size: blob.size });
      expect(await failureOf(layout.pushBlob(claimed, { others: [], signal: never }))).toBe("changed");
      expect(readdirSync(join(layout.path, "blobs/sha256"))).toEqual([]);
    },
  );

  test.each([
    ["other bytes", Buffer.from("CONTENT")],
    ["too few bytes", Buffer.from("conten")],
    ["too many bytes", Buffer.from("content!")],
  ])("with %s than its digest says gets no name", async (_what, bytes) => {
    const layout = open();
    const blob = {
      ...bytesBlob(Buffer.from("content"), "a lie"),
      open: () => Readable.from([bytes], { objectMode: false }),
    };
    expect(await failureOf(layout.pushBlob(blob, { others: [], signal: never }))).toBe("changed");
    expect(readdirSync(join(layout.path, "blobs/sha256"))).toEqual([]);
  });

  test("is not there when the push is aborted, and nothing of it is", async () => {
    const layout = open();
    const abort = new AbortController();
    const reason = new Error("enough");
    const blob = {
      ...bytesBlob(Buffer.from("content"), "endless"),
      open: () =>
        new Readable({
          read() {
            this.push("x".repeat(1000));
          },
        }),
    };
    let sent = 0;
    const pushing = layout.pushBlob(blob, {
      others: [],
      signal: abort.signal,
      onBytes: (bytes) => {
        sent += bytes;
        if (sent > 100_000) {
          abort.abort(reason);
        }
      },
    });
    await expect(pushing).rejects.toBe(reason);
    expect(readdirSync(join(layout.path, "blobs/sha256"))).toEqual([]);
  });

  test("that is pushed twice at once is written once", async () => {
    const layout = open();
    const { blob } = artifact(make(), "content");
    let openings = 0;
    const counted = {
      ...blob,
      path: undefined,
      open: (start: number) => {
        openings += 1;
        return blob.open(start);
      },
    };
    const push = () => layout.pushBlob(counted, { others: [], signal: never });
    expect((await Promise.all([push(), push(), push()])).sort()).toEqual(["existing", "existing", "pushed"]);
    expect(openings).toBe(1);
  });
});
