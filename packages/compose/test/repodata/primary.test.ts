import { truncateSync } from "node:fs";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { readPrimary } from "@compose-actions/compose";
import { MetadataError } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { metadataError } from "../support/metadata-error.ts";
import { makeFifo, scratch } from "../support/scratch.ts";
import { tool } from "../support/tool.ts";
import { digest, type PackageOptions, pkg, primary } from "./documents.ts";
import { many, usePrimary, xz } from "./reading.ts";

const { place, read, refusal } = usePrimary();

const make = scratch();

const hasXz = tool("xz");

test("what a package says", async () => {
  const version = '<version epoch="3" ver="5.2~rc1" rel="1.fc40"/>';
  const checksum = `<checksum type="sha512" pkgid="YES">${digest(1, "sha512").toUpperCase()}</checksum>`;
  expect(await read(primary(pkg({ name: "g++", version, checksum })))).toEqual([
    {
      nevra: "g++-3:5.2~rc1-1.fc40.x86_64",
      name: "g++",
      arch: "x86_64",
      href: "Packages/g++-5.2-1.fc40.x86_64.rpm",
      path: "Packages/g++-5.2-1.fc40.x86_64.rpm",
      checksum: `sha512:${digest(1, "sha512")}`,
      size: 1234,
    },
  ]);
});

test("what a package need not say, and what cannot be compared", async () => {
  const checksum = `<checksum type="sha384" pkgid="YES">${digest(1, "sha384")}</checksum>`;
  const [found] = await read(primary(pkg({ version: '<version ver="1" rel="2"/>', size: "", checksum })));
  expect(found).toMatchObject({
    nevra: "bash-0:1-2.x86_64",
    size: null,
    checksum: null,
    checksumError: "the checksum algorithm sha384 is not supported",
  });
});

test("a repository without packages", async () => {
  expect(await read(primary(""))).toEqual([]);
});

describe("what is refused", () => {
  test.each([
    [
      "a version",
      { version: '<version epoch="0" ver="5-2" rel="1"/>' },
      'package[0].version: expected name, epoch, version, release and arch of a package, found "bash-0:5-2-1.x86_64"',
    ],
    [
      "a line break in a version",
      { version: '<version epoch="0" ver="5&#10;" rel="1"/>' },
      'found "bash-0:5\\u{a}-1.x86_64"',
    ],
    ["no version", { version: "" }, "package[0].version: expected"],
    ["no name", { name: "" }, "package[0].name: the element is missing or empty"],
    [
      "a digest",
      { checksum: '<checksum type="sha256" pkgid="YES">abc</checksum>' },
      "package[0].checksum: a sha256 digest has 64",
    ],
    ["no digest", { checksum: "" }, "package[0].checksum: the element is missing"],
    [
      "two digests",
      { checksum: `<checksum type="md5">${digest(1, "md5")}</checksum>`.repeat(2) },
      "package[0].checksum: the element is given twice",
    ],
    [
      "two places",
      { location: '<location href="a"/><location href="b"/>' },
      "package[0].location: the element is given twice",
    ],
    ["no place", { location: "<location/>" }, "package[0].location: an href is missing"],
    ["a size", { size: '<size package="-1"/>' }, 'package[0].size: expected a number of bytes, found "-1"'],
    [
      "case 72: a way out",
      { location: '<location href="../x.rpm"/>' },
      'package[0].location: the path has a ".." part',
    ],
    [
      "case 72: another host",
      { location: '<location href="https://evil.example/x.rpm"/>' },
      "package[0].location: the href has a scheme",
    ],
    [
      "case 72: xml:base",
      { location: '<location xml:base="https://evil.example/" href="x.rpm"/>' },
      "package[0]: xml:base is refused",
    ],
    [
      "xml:base where nothing is read",
      { format: '<file xml:base="https://evil.example/">x</file>' },
      "package[0]: xml:base is refused",
    ],
    [
      "another namespace",
      { location: '<location xmlns="http://evil.example/" href="x.rpm"/>' },
      "package[0]: expected no other default namespace",
    ],
    ["an element that is not closed", { size: "<size>" }, "package[0]: not well-formed XML"],
    ["a document type inside", { description: "<!DOCTYPE x>" }, "package[0]: not well-formed XML"],
  ] as [string, PackageOptions, string][])("%s", async (_, options, message) => {
    expect(await refusal(primary(pkg(options)))).toContain(message);
  });

  test("the place is that of the package", async () => {
    const bad = pkg({ size: '<size package="x"/>' });
    expect(await refusal(primary(pkg().repeat(41) + bad))).toMatch(/^package\[41\]\.size: /);
  });

  test.each([
    [
      "repomd.xml",
      '<repomd xmlns="http://linux.duke.edu/metadata/repo"/>',
      "expected the root element metadata",
    ],
    [
      "another namespace",
      primary("", 'xmlns="http://linux.duke.edu/metadata/filelists"'),
      "expected the namespace",
    ],
    ["billion laughs", '<!DOCTYPE m [<!ENTITY a "ha">]><m>&a;</m>', "the document has a <!DOCTYPE"],
    ["UTF-16", Buffer.from(primary(""), "utf16le"), "the document is not UTF-8"],
    ["an end that is missing", many(3).slice(0, -30), "package[2]: not well-formed XML"],
    ["an empty file", "", "package[0]: not well-formed XML"],
  ])("%s", async (_, content, message) => {
    expect(await refusal(content)).toContain(message);
  });

  test("case 64: a named pipe, a directory, nothing", async () => {
    const folder = make();
    makeFifo(join(folder, "pipe"));
    for (const [path, message] of [
      [join(folder, "pipe"), "not a regular file"],
      [folder, "not a regular file"],
      [join(folder, "none"), "the file cannot be read: ENOENT (there is no such file or directory)"],
    ] as const) {
      const error = await metadataError(() => readPrimary(path, () => undefined));
      expect(error.message).toBe(`${path}: ${message}`);
    }
  });
});

describe("bombs", () => {
  const blanks = Buffer.alloc(64 * 1024 * 1024, " ");

  test.each([
    ["gzip", () => gzipSync(blanks)],
    ["zstd", () => zstdCompressSync(blanks)],
    ...(hasXz ? [["xz", () => xz(blanks)] as const] : []),
  ] as const)("%s: what comes out is capped", async (_, pack) => {
    const packed = pack();
    expect(packed.length).toBeLessThan(100_000);
    // White space without end is refused on its own; here it is the cap.
    expect(await refusal(packed, { maxBytes: 500_000 })).toBe(
      "the file has more than 500000 bytes when it is decompressed",
    );
    expect(await refusal(packed)).toBe("package[0]: more than 1048576 characters without an element");
  });

  test("a file as large as the cap passes", async () => {
    const content = primary(pkg());
    expect(await read(content, { maxBytes: content.length })).toHaveLength(1);
    expect(await refusal(content, { maxBytes: content.length - 1 })).toMatch(/^the file has more than/);
  });

  test("a sparse file of many gigabytes is left early", async () => {
    const path = place(primary("<x/>").replace("</metadata>\n", ""));
    truncateSync(path, 100 * 1024 ** 3);
    await expect(readPrimary(path, () => undefined)).rejects.toThrow(/not well-formed XML/);
  });

  test("zstd of too many frames", async () => {
    const frames = Buffer.concat(Array.from({ length: 1001 }, () => Buffer.from("502a4d1800000000", "hex")));
    expect(await refusal(frames)).toMatch(/^package\[0\]: /);
    const first = zstdCompressSync(primary(""));
    expect(await refusal(Buffer.concat([first, frames]))).toBe(
      "the zstd data cannot be read: it has more than 1000 frames",
    );
  });

  test("memory does not grow with the file", async () => {
    // 240 MB of no use. How much of it waits for the garbage collector is the machine's affair; most must have gone.
    const noise = "<file>x</file>".repeat(10) + "lorem ipsum ".repeat(1000);
    const body = pkg({ name: "first" }) + `<other>${noise}</other>`.repeat(20_000) + pkg({ name: "last" });
    const path = place(gzipSync(primary(body)));
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }, 1);
    const names: string[] = [];
    await readPrimary(path, ({ name }) => names.push(name));
    clearInterval(timer);
    expect(names).toEqual(["first", "last"]);
    expect(most).toBeLessThan(120 * 1024 * 1024);
  });
});

describe("ending early", () => {
  test.each([
    ["none", (text: string) => Buffer.from(text)],
    ["gzip", (text: string) => gzipSync(text)],
    ["zstd", (text: string) => zstdCompressSync(text)],
    ...(hasXz ? [["xz", (text: string) => xz(text)] as const] : []),
  ] as const)("%s: an abort ends the reading with its reason", async (_, pack) => {
    const controller = new AbortController();
    const reason = new Error("stopped");
    let count = 0;
    const reading = readPrimary(
      place(pack(many(5000))),
      () => {
        count += 1;
        controller.abort(reason);
      },
      { signal: controller.signal },
    );
    await expect(reading).rejects.toBe(reason);
    // Those of the chunk that was being read.
    expect(count).toBeLessThan(2000);
  });

  test.skipIf(!hasXz)("an abort from outside gets its turn in long xz data (needs xz)", async () => {
    // A little of it makes many megabytes, in which nothing is waited for.
    const path = place(xz(primary(pkg().repeat(50_000)), "-1"));
    const controller = new AbortController();
    const reason = new Error("stopped");
    let count = 0;
    const reading = readPrimary(
      path,
      () => {
        if (count === 0) {
          setImmediate(() => controller.abort(reason));
        }
        count += 1;
      },
      { signal: controller.signal },
    );
    await expect(reading).rejects.toBe(reason);
    expect(count).toBeLessThan(50_000);
  });

  test("aborted before it begins, nothing is opened", async () => {
    const reason = new Error("stopped");
    const signal = AbortSignal.abort(reason);
    await expect(readPrimary("/nonexistent", () => undefined, { signal })).rejects.toBe(reason);
  });

  test("what the callback throws comes through as it is, and the next file is read", async () => {
    const reason = new TypeError("mine");
    for (const packed of [many(3), gzipSync(many(3)), ...(hasXz ? [xz(many(3))] : [])]) {
      const reading = readPrimary(place(packed), () => {
        throw reason;
      });
      await expect(reading).rejects.toBe(reason);
      expect(await read(packed)).toHaveLength(3);
    }
  });
});

test("mutated files are read or refused with a MetadataError, never anything else", async () => {
  const plain = Buffer.from(many(2));
  const variants = [plain, gzipSync(plain), zstdCompressSync(plain), ...(hasXz ? [xz(plain)] : [])];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...variants),
      fc.array(
        fc.record({ at: fc.nat(10_000), remove: fc.nat(5), insert: fc.uint8Array({ maxLength: 5 }) }),
        { minLength: 1, maxLength: 3 },
      ),
      async (bytes, edits) => {
        let mutated: Buffer = bytes;
        for (const { at, remove, insert } of edits) {
          const start = at % (mutated.length + 1);
          mutated = Buffer.concat([mutated.subarray(0, start), insert, mutated.subarray(start + remove)]);
        }
        await read(mutated).catch((error: unknown) => expect(error).toBeInstanceOf(MetadataError));
      },
    ),
    { numRuns: 600 },
  );
});
