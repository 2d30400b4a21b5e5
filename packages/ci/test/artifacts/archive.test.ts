import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { extractArchive } from "../../src/artifacts/archive.ts";
import { temporaryFolder } from "../support/hosts.ts";
import { zip } from "../support/zip.ts";

const allowed = new Set(["images.json", "rpms.json"]);

async function extract(archive: Buffer): Promise<string> {
  const folder = temporaryFolder();
  const [path, target] = [join(folder, "archive.zip"), join(folder, "out")];
  writeFileSync(path, archive);
  try {
    await extractArchive(path, target, {
      artifact: "compose.part",
      allowed,
      signal: new AbortController().signal,
    });
  } finally {
    // Whatever is in it, nothing is written beside the target.
    expect(readdirSync(folder).filter((name) => name !== "archive.zip" && name !== "out")).toEqual([]);
  }
  return target;
}

test("files come out as they went in, packed or not, with a comment or without", async () => {
  const files = [
    { name: "images.json", content: "{}".repeat(100_000) },
    { name: "rpms.json", content: "[]", method: 0 },
  ];
  for (const comment of ["", "made elsewhere"]) {
    const target = await extract(zip(files, { comment }));
    for (const { name, content } of files) expect(readFileSync(join(target, name), "utf8")).toBe(content);
  }
  const empty = await extract(zip([{ name: "images.json", content: "", method: 0 }]));
  expect(readFileSync(join(empty, "images.json"), "utf8")).toBe("");
});

const hostile: readonly (readonly [string, Buffer, RegExp])[] = [
  [
    "a path out of the directory",
    zip([{ name: "../images.json", content: "x" }]),
    /holds "\.\.\/images\.json"/,
  ],
  ["an absolute path", zip([{ name: "/tmp/images.json", content: "x" }]), /holds "\/tmp\/images\.json"/],
  ["a path with backslashes", zip([{ name: "..\\images.json", content: "x" }]), /holds/],
  ["a directory", zip([{ name: "metadata/", content: "" }]), /holds "metadata\/"/],
  ["a file in a directory", zip([{ name: "metadata/images.json", content: "x" }]), /holds/],
  ["a file of another name", zip([{ name: "oci-layouts.json", content: "x" }]), /holds "oci-layouts\.json"/],
  ["a name with a zero", zip([{ name: "images.json\0", content: "x" }]), /holds/],
  ["a link", zip([{ name: "images.json", content: "/etc/passwd", mode: 0o120777 }]), /not a regular file/],
  ["a device", zip([{ name: "images.json", content: "", mode: 0o020666 }]), /not a regular file/],
  [
    "a file twice",
    zip([
      { name: "images.json", content: "1" },
      { name: "images.json", content: "2" },
    ]),
    /twice/,
  ],
  [
    "a file that is bigger than it says",
    zip([{ name: "images.json", content: "x".repeat(1e6), size: 10 }]),
    /bigger/,
  ],
  ["a file that is smaller than it says", zip([{ name: "images.json", content: "x", size: 10 }]), /damaged/],
  ["files too big to count", zip([{ name: "images.json", content: "x", size: 0xffffffff }]), /too big/],
  ["a wrong checksum", zip([{ name: "images.json", content: "x", crc: 1 }]), /damaged/],
  ["an encrypted file", zip([{ name: "images.json", content: "x", flags: 1 }]), /cannot be unpacked/],
  ["an unknown method", zip([{ name: "images.json", content: "x", method: 12 }]), /cannot be unpacked/],
  ["what is not deflated", zip([{ name: "images.json", content: "x", packedSize: 2 }]), /cannot be unpacked/],
  ["content beyond the archive", zip([{ name: "images.json", content: "x", packedSize: 5000 }]), /not whole/],
  ["a file that is nowhere", zip([{ name: "images.json", content: "x", offset: 7 }]), /where it should be/],
  [
    "more files than it has",
    zip([{ name: "images.json", content: "x" }], { count: 2 }),
    /directory is not whole/,
  ],
  ["very many files", zip([{ name: "images.json", content: "x" }], { count: 60_000 }), /60000 files/],
  ["no files", zip([]), /empty/],
  ["no archive", Buffer.from("<html>sign in</html>"), /not a zip archive/],
  ["nothing", Buffer.alloc(0), /not a zip archive/],
];

test.each(hostile)("an archive with %s is refused", async (_, archive, message) => {
  await expect(extract(archive)).rejects.toThrow(message);
});

test("archives with any byte changed, or cut, come out right or are refused", async () => {
  const archive = zip([{ name: "images.json", content: '{"a": 1}'.repeat(50) }]);
  await fc.assert(
    fc.asyncProperty(fc.nat(archive.length - 1), fc.nat(255), fc.boolean(), async (at, byte, isCut) => {
      const changed = Buffer.from(isCut ? archive.subarray(0, at) : archive);
      if (!isCut) changed[at] = byte;
      try {
        const target = await extract(changed);
        expect(readFileSync(join(target, "images.json"), "utf8")).toBe('{"a": 1}'.repeat(50));
        expect(existsSync(join(target, "rpms.json"))).toBe(false);
      } catch (error) {
        expect(error).toMatchObject({ name: "UserError" });
      }
    }),
    { numRuns: 300 },
  );
});
