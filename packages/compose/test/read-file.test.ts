import { symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { identifyFile, parseFile, readMetadataFile } from "@compose-actions/compose";
import { MetadataError, serialize } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import { generateCompose } from "../../../test/generator/generate.mjs";
import { makeFifo, scratch } from "./support/scratch.ts";

const make = scratch();
const MIB = 1024 * 1024;

async function bytesOf(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await readMetadataFile(path, (chunk) => {
    chunks.push(Buffer.from(chunk));
    return true;
  });
  return Buffer.concat(chunks);
}

test.each([0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB])("a file of %i bytes is read whole", async (size) => {
  const content = Buffer.alloc(size, "0123456789abcdef-");
  expect((await bytesOf(join(make({ file: content }), "file"))).equals(content)).toBe(true);
});

test("reading stops when no more is wanted", async () => {
  const path = join(make({ file: Buffer.alloc(4 * MIB) }), "file");
  let chunks = 0;
  await readMetadataFile(path, () => {
    chunks += 1;
    return chunks < 2;
  });
  expect(chunks).toBe(2);
});

describe("what is refused", () => {
  const refusal = async (path: string) => {
    let read = 0;
    const error = await readMetadataFile(path, (chunk) => {
      read += chunk.length;
      return true;
    }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MetadataError);
    expect(read).toBe(0);
    expect((error as MetadataError).file).toBe(path);
    return (error as MetadataError).message;
  };

  test("case 64: a named pipe does not hang", async () => {
    const path = join(make(), "images.json");
    makeFifo(path);
    expect(await refusal(path)).toBe(`${path}: not a regular file`);
  });

  test("case 64: a directory", async () => {
    expect(await refusal(make())).toMatch(/: not a regular file$/);
  });

  test("case 56: more than 2 GiB, without reading it", async () => {
    const path = join(make({ "rpms.json": "{" }), "rpms.json");
    truncateSync(path, 2 * 1024 ** 3 + 1);
    expect(await refusal(path)).toBe(`${path}: the file has 2147483649 bytes, more than 2 GiB`);
  });
});

test("an aborted reading throws the reason", async () => {
  const path = join(make({ file: Buffer.alloc(8 * MIB) }), "file");
  const controller = new AbortController();
  const reason = new Error("stopped");
  let chunks = 0;
  const reading = readMetadataFile(
    path,
    () => {
      chunks += 1;
      controller.abort(reason);
      return true;
    },
    controller.signal,
  );
  await expect(reading).rejects.toBe(reason);
  expect(chunks).toBe(1);
});

describe("parseFile", () => {
  test.each(["1.0", "1.1", "1.2", "2.0"] as const)("a generated compose of version %s", async (version) => {
    const { metadata } = generateCompose({
      out: make(),
      version,
      images: 6,
      extraFiles: 2,
      modules: 2,
      nested: true,
    });
    for (const type of ["composeinfo", "images", "rpms", "modules", "extra_files"]) {
      const path = join(metadata, `${type}.json`);
      const identity = await identifyFile(path);
      expect([identity.type, identity.version.text]).toEqual([type, version]);
      const { model, warnings } = await parseFile(path, identity);
      expect(warnings).toEqual([]);
      expect(serialize(model)).toContain(`"type": "productmd.${type}"`);
    }
  });

  test("errors name the file", async () => {
    const path = join(
      make({ "images.json": '{"header": {"type": "productmd.images", "version": "2.0"}, "payload": {}}' }),
      "images.json",
    );
    await expect(parseFile(path, await identifyFile(path))).rejects.toThrow(
      `${path}: payload.compose: expected an object, but it is missing`,
    );
    const broken = join(make({ "images.json": "{" }), "images.json");
    await expect(identifyFile(broken)).rejects.toThrow(
      /^\/.*images\.json: .*the file ends before the JSON document does/,
    );
  });
});

test("a file that the system does not let be read is no invalid one", async () => {
  const folder = make({ "images.json": "{}" });
  symlinkSync("loop.json", join(folder, "loop.json"));
  await expect(identifyFile(join(folder, "loop.json"))).rejects.toMatchObject({
    name: "MetadataError",
    message: expect.stringContaining("the file cannot be read: ELOOP ("),
    isUnreadable: true,
  });
  await expect(identifyFile(join(folder, "images.json"))).rejects.toMatchObject({ isUnreadable: false });
});
