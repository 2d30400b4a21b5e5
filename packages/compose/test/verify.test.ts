import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  algorithmsOf,
  ClaimTable,
  type FoundFile,
  findUnlisted,
  judge,
  readTreeFile,
} from "@compose-actions/compose";
import {
  CHECKSUM_LENGTHS,
  type ChecksumAlgorithm,
  checksumAlgorithm,
  strongestChecksum,
} from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRoot, makeFifo, scratch } from "./support/scratch.ts";

const scratchDirectory = scratch();

const ALGORITHMS = Object.keys(CHECKSUM_LENGTHS) as ChecksumAlgorithm[];
const checksum = (algorithm: ChecksumAlgorithm, digit = "0") =>
  `${algorithm}:${digit.repeat(CHECKSUM_LENGTHS[algorithm])}`;
const [SHA256, OTHER, MD5] = [checksum("sha256"), checksum("sha256", "1"), checksum("md5")];

describe("claims", () => {
  test("a known size or checksum fills an absent one", () => {
    const table = new ClaimTable();
    const file = table.add("a/b");
    expect(table.add("a/b")).toBe(file);
    expect(table.claims(file)).toEqual({ sizes: [], checksums: [] });
    expect(table.claim(file, null, [])).toBeUndefined();
    expect(table.revision(file)).toBe(0);
    expect(table.claim(file, 3, [])).toBeUndefined();
    expect(table.claim(file, null, [SHA256])).toBeUndefined();
    expect(table.claim(file, 3, [MD5, SHA256])).toBeUndefined();
    expect(table.claims(file)).toEqual({ sizes: [3], checksums: [SHA256, MD5] });
    expect(table.revision(file)).toBe(3);
    expect(table.claim(file, 3, [SHA256])).toBeUndefined();
    expect(table.revision(file)).toBe(3);
  });

  test("two different known ones contradict each other, and both are kept", () => {
    const table = new ClaimTable();
    const file = table.add("a");
    table.claim(file, 3, [SHA256]);
    expect(table.claim(file, 3, [OTHER])).toBe(`is named with different checksums: ${SHA256} and ${OTHER}`);
    expect(table.claim(file, 4, [])).toBe("is named with different sizes: 3 and 4 bytes");
    expect(table.claims(file)).toEqual({ sizes: [3, 4], checksums: [SHA256, OTHER] });
  });

  test("files where others need a directory are found in any order", () => {
    for (const paths of [
      ["a/b", "a/b/c/d"],
      ["a/b/c/d", "a/b"],
    ]) {
      const table = new ClaimTable();
      for (const path of paths) table.add(path);
      expect([...table.misplaced()].map(({ path }) => path)).toEqual(["a/b"]);
      expect([...table.directories()].sort()).toEqual(["a", "a/b", "a/b/c"]);
    }
  });

  test("names of objects' own properties are paths like others", () => {
    const table = new ClaimTable();
    for (const path of ["__proto__", "constructor", "toString"]) {
      expect(table.find(path)).toBeUndefined();
      expect(table.path(table.add(path))).toBe(path);
    }
    expect(table.count).toBe(3);
  });
});

const measured = (size: number, digests: Record<string, string>, outside = false): FoundFile => ({
  state: "measured",
  size,
  digests,
  outside,
});

describe("judging", () => {
  test("whatever is said: only a file that fits all of it is verified", () => {
    const claims = fc.record({
      sizes: fc.subarray([1, 2]),
      checksums: fc
        .array(fc.tuple(fc.constantFrom(...ALGORITHMS), fc.constantFrom("0", "1")), { maxLength: 4 })
        .map((pairs) => [...new Set(pairs.map(([algorithm, digit]) => checksum(algorithm, digit)))]),
    });
    fc.assert(
      fc.property(claims, fc.constantFrom(...ALGORITHMS), (said, minimum) => {
        const digests = Object.fromEntries(
          algorithmsOf(said.checksums).map((name) => [
            name,
            checksum(name as ChecksumAlgorithm).split(":")[1] ?? "",
          ]),
        );
        const { state, cause, tolerated } = judge(said, measured(1, digests), minimum);
        const sizesFit = said.sizes.every((size) => size === 1);
        const checksumsFit = said.checksums.every((one) => one.endsWith("0"));
        expect(state === "corrupt").toBe(!sizesFit || !checksumsFit);
        if (state === "corrupt") {
          expect(cause).toBe(sizesFit ? "checksum" : "size");
          return;
        }
        const strongest = strongestChecksum(said.checksums);
        expect(state === "unverifiable").toBe(strongest === undefined);
        if (strongest === undefined) return;
        // Strongest first.
        const rank = ALGORITHMS.indexOf(checksumAlgorithm(strongest));
        const weak = rank > Math.min(ALGORITHMS.indexOf(minimum), ALGORITHMS.indexOf("sha256"));
        expect(state).toBe(weak ? "weak" : "verified");
        expect(tolerated === true).toBe(weak && rank <= ALGORITHMS.indexOf(minimum));
      }),
      { numRuns: 2000 },
    );
  });

  test("what was not measured, or lies outside, is never verified", () => {
    const said = { sizes: [], checksums: [SHA256] };
    expect(judge(said, { state: "missing" }).state).toBe("missing");
    expect(judge(said, { state: "unreadable", failure: "disk", reason: "EIO" })).toEqual({
      state: "failed",
      failure: "disk",
      reason: "EIO",
    });
    expect(judge(said, measured(1, { sha256: "0".repeat(64) }, true))).toMatchObject({
      state: "failed",
      failure: "path",
    });
    expect(() => judge(said, measured(1, {}))).toThrow("no sha256 digest");
  });
});

describe("reading a file of a tree", () => {
  const read = (root: string, path: string, options = {}) =>
    readTreeFile(realpathSync(root), path, { algorithms: ["sha256"], ...options });

  test("gives digests, and content when it is wanted", async () => {
    const root = scratchDirectory();
    for (const size of [0, 1, 1024 * 1024, 2 * 1024 * 1024 + 1]) {
      const bytes = Buffer.alloc(size, "x");
      writeFileSync(join(root, "file"), bytes);
      const { found, content } = await read(root, "file", { algorithms: ["sha256", "md5"], keep: size });
      expect(found).toEqual({
        state: "measured",
        size,
        digests: {
          sha256: createHash("sha256").update(bytes).digest("hex"),
          md5: createHash("md5").update(bytes).digest("hex"),
        },
        outside: false,
      });
      expect(content?.equals(bytes)).toBe(true);
      if (size > 0) expect((await read(root, "file", { keep: size - 1 })).content).toBeUndefined();
    }
  });

  test("says what is no file, and does not wait for a named pipe", async () => {
    const root = scratchDirectory();
    mkdirSync(join(root, "directory"));
    makeFifo(join(root, "pipe"));
    symlinkSync("nowhere", join(root, "dangling"));
    symlinkSync("circle", join(root, "circle"));
    const states = [];
    for (const path of ["directory", "pipe", "dangling", "circle", "none", "directory/none", "pipe/none"]) {
      const { found } = await read(root, path);
      states.push(found.state === "unreadable" ? found.failure : found.state);
    }
    expect(states).toEqual(["conflict", "conflict", "path", "path", "missing", "missing", "missing"]);
  });

  test("tells links that lead out", async () => {
    const [root, other] = [scratchDirectory(), scratchDirectory()];
    writeFileSync(join(other, "file"), "x");
    writeFileSync(join(root, "own"), "x");
    symlinkSync(join(other, "file"), join(root, "link"));
    symlinkSync(other, join(root, "directory"));
    symlinkSync("own", join(root, "within"));
    const outside = async (path: string) => {
      const { found } = await read(root, path);
      return found.state === "measured" && found.outside;
    };
    expect([await outside("link"), await outside("directory/file"), await outside("within")]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe("unlisted files", () => {
  test("are told by directory, sorted; links are not followed", async () => {
    const root = scratchDirectory();
    for (const directory of ["b", "a/deep", "ignored"]) mkdirSync(join(root, directory), { recursive: true });
    for (const file of ["b/2", "b/1", "a/deep/x", "ignored/y", "top", "named"])
      writeFileSync(join(root, file), "");
    symlinkSync("..", join(root, "b/up"));
    symlinkSync("b", join(root, "to-b"));
    const found: string[] = [];
    const unreadable = await findUnlisted(root, {
      names: (path) => path === "named",
      namesBelow: (path) => path === "to-b",
      ignores: (path) => path === "ignored",
      onUnlisted: (path) => found.push(path),
    });
    expect(found).toEqual(["a/deep/x", "b/1", "b/2", "b/up", "top"]);
    expect(unreadable).toEqual([]);
  });

  test.skipIf(isRoot)("a directory that cannot be read is told", async () => {
    const root = scratchDirectory();
    mkdirSync(join(root, "closed"));
    chmodSync(join(root, "closed"), 0);
    const options = {
      names: () => false,
      namesBelow: () => false,
      ignores: () => false,
      onUnlisted: () => undefined,
    };
    expect(await findUnlisted(root, options)).toEqual(["closed"]);
  });
});
