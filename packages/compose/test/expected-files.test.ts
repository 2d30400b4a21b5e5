import { createHash } from "node:crypto";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { checkedFile, ExpectedFiles, HashPool } from "@compose-actions/compose";
import type { Artifact, ArtifactContext, TreeFile } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import { scratch } from "./support/scratch.ts";

const make = scratch();
const hash = (name: string, text: string) => `${name}:${createHash(name).update(text).digest("hex")}`;
const IMAGE: ArtifactContext = { kind: "image", variant: "S", arch: "x86_64" };
const file = (localPath: string, size: number | null = null, ...checksums: string[]): TreeFile => ({
  localPath,
  size,
  checksums,
});

type Mention = readonly [Artifact, ArtifactContext];

/** Files are hashed as soon as they are mentioned, or together in the end. */
async function measured(root: string, mentions: readonly Mention[], atOnce = false) {
  const expected = new ExpectedFiles();
  const pool = new HashPool(root, { workers: 1 });
  try {
    for (const [artifact, context] of mentions) {
      expected.add(artifact, context);
      if (atOnce) {
        expected.hash(pool);
      }
    }
    expected.hash(pool);
    await pool.until(() => expected.compare(expected.count));
    return { expected, hashed: pool.filesDone, ...expected.measurement };
  } finally {
    await pool.close();
  }
}

test("facts of a file that is what the metadata says", async () => {
  const root = make({ "d/a": "abc" });
  const result = await measured(root, [[file("d/a", 3, hash("md5", "abc"), hash("sha512", "abc")), IMAGE]]);
  expect(result.expected.facts("d/a")).toEqual({ size: 3, checksum: hash("sha256", "abc") });
  expect(result.expected.facts("d")).toBeUndefined();
  expect(result).toMatchObject({
    files: 1,
    bytes: 3,
    missing: [],
    mismatches: [],
    unreadable: [],
    outside: [],
  });
});

describe("a file that is named several times", () => {
  test.each([
    ["is read once and compared with all that is said of it", false, 1],
    ["is read again when it turns out that another algorithm is needed", true, 2],
  ])("%s", async (_what, atOnce, hashed) => {
    const root = make({ a: "abc" });
    const mentions: Mention[] = [
      [file("a"), IMAGE],
      [file("a", 3), IMAGE],
      [file("a", null, hash("sha1", "abc")), IMAGE],
      [file("a", 3, hash("sha1", "abc"), hash("sha256", "xyz")), IMAGE],
    ];
    const result = await measured(root, mentions, atOnce);
    expect(result.hashed).toBe(hashed);
    expect(result.expected.count).toBe(1);
    expect(result.bytes).toBe(3);
    expect(result.expected.facts("a")).toBeUndefined();
    expect(result.mismatches).toEqual([
      `a: the metadata says ${hash("sha256", "xyz")}, the file has ${hash("sha256", "abc")}`,
    ]);
  });

  test("two sizes and two digests of one algorithm cannot both be right", async () => {
    const root = make({ a: "abc" });
    const { mismatches } = await measured(
      root,
      [
        [file("a", 3, hash("md5", "abc")), IMAGE],
        [file("a", 4, hash("md5", "xyz")), IMAGE],
      ],
      true,
    );
    expect(mismatches).toEqual([
      "a: the metadata says 4 bytes, the file has 3",
      `a: the metadata says ${hash("md5", "xyz")}, the file has ${hash("md5", "abc")}`,
    ]);
  });
});

describe("case 68: size and checksum must both hold", () => {
  test.each([
    ["size", file("a", 4, hash("sha256", "abc")), "a: the metadata says 4 bytes, the file has 3"],
    [
      "checksum",
      file("a", 3, hash("sha256", "xyz")),
      `a: the metadata says ${hash("sha256", "xyz")}, the file has ${hash("sha256", "abc")}`,
    ],
    [
      "V3: sha512",
      file("a", 3, hash("sha512", "xyz")),
      `a: the metadata says ${hash("sha512", "xyz")}, the file has ${hash("sha512", "abc")}`,
    ],
  ])("a wrong %s", async (_what, artifact, line) => {
    const result = await measured(make({ a: "abc" }), [[artifact, IMAGE]]);
    expect(result.mismatches).toEqual([line]);
    expect([result.files, result.expected.facts("a")]).toEqual([0, undefined]);
  });
});

test("V2: missing files are named, in the order of their mention", async () => {
  const { missing, files } = await measured(make({ b: "" }), [
    [file("c"), IMAGE],
    [file("b"), IMAGE],
    [file("a", 10 ** 9), IMAGE],
  ]);
  expect(missing).toEqual(["c", "a"]);
  expect(files).toBe(1);
});

test("unreadable and outside files are named", async () => {
  const aside = make({ secret: "s" });
  const root = make();
  symlinkSync("loop", join(root, "loop"));
  symlinkSync(join(aside, "secret"), join(root, "out"));
  const { unreadable, outside } = await measured(root, [
    [file("loop"), IMAGE],
    [file("out"), IMAGE],
  ]);
  expect(unreadable).toEqual(["loop: ELOOP (too many symbolic links, or one where none is followed)"]);
  expect(outside).toEqual(process.platform === "linux" ? ["out"] : []);
});

describe("checkedFile", () => {
  const place = (fieldName: string): ArtifactContext => ({
    kind: "variant_path",
    variant: "S",
    arch: "x86_64",
    fieldName,
  });

  test("V4: of a repository it is repomd.xml, of a directory nothing", () => {
    for (const category of ["repository", "debug_repository", "source_repository"]) {
      expect(checkedFile(file("S/os"), place(category))?.localPath).toBe("S/os/repodata/repomd.xml");
    }
    for (const category of ["os_tree", "packages", "isos", "identity"]) {
      expect(checkedFile(file("S/os"), place(category))).toBeUndefined();
    }
  });

  test("of a set in a registry it is nothing, since the checksum is that of a manifest", () => {
    const entry = { file: "a", size: 1, checksum: hash("sha256", "a"), layerDigest: hash("sha256", "a") };
    const location = { url: "oci://r/a", size: 1, checksum: null, localPath: "set", contents: [entry] };
    expect(checkedFile(location, IMAGE)).toBeUndefined();
    expect(checkedFile({ ...location, contents: [] }, IMAGE)?.localPath).toBe("set");
  });
});

test("what is known beforehand of the work", () => {
  const expected = new ExpectedFiles();
  expected.add(file("a", 5), IMAGE);
  expected.add(file("a", 5), IMAGE);
  expect([expected.count, expected.knownBytes, expected.allSizesKnown]).toEqual([1, 5, true]);
  expected.add(file("b"), IMAGE);
  expect([expected.count, expected.knownBytes, expected.allSizesKnown]).toEqual([2, 5, false]);
});
