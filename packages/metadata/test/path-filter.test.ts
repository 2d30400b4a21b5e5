import { PathFilter, PathIndex, SuspiciousPathError, type TreeFile } from "@compose-actions/metadata";
import fc from "fast-check";
import { expect, test } from "vitest";

const CHECKSUM = `sha256:${"a".repeat(64)}`;

function file(localPath: string, size: number | null = null, checksums: readonly string[] = []): TreeFile {
  return { localPath, size, checksums };
}

/** Whether anything about the files is suspicious to the filter. */
function suspicious(files: readonly TreeFile[], seed: number): boolean {
  const filter = new PathFilter(seed);
  try {
    for (const one of files) filter.add(one);
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(SuspiciousPathError);
    return true;
  }
}

const files = fc.array(
  fc.record({
    localPath: fc.stringMatching(/^[ab](?:\/[ab]){0,3}$/),
    size: fc.constantFrom(null, 0, 1, 2 ** 32, 2 ** 32 + 1),
    checksums: fc.constantFrom([], [CHECKSUM], [`md5:${"b".repeat(32)}`], [`sha256:${"b".repeat(64)}`]),
  }),
  { maxLength: 12 },
);

test("what the index finds wrong is suspicious to the filter, whatever its seed", () => {
  fc.assert(
    fc.property(files, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (list, seed) => {
      const index = new PathIndex();
      const wrong = list.some((one) => index.add(one).problem !== undefined);
      if (wrong) expect(suspicious(list, seed)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("nothing is suspicious about files that are named once or again with the same facts", () => {
  const many = Array.from({ length: 20_000 }, (_, i) =>
    file(`Server/x86_64/os/Packages/${i % 30}/p-${i}.rpm`, i),
  );
  expect(suspicious([...many, ...many], 7)).toBe(false);
});

test("each path is new once", () => {
  const filter = new PathFilter(1);
  expect(
    [filter.add(file("a/b")), filter.add(file("a/b")), filter.add(file("a/c"))].map(({ added }) => added),
  ).toEqual([true, false, true]);
});

test.each([
  ["sizes that differ by 2^32", [file("a", 1), file("a", 2 ** 32 + 1)]],
  ["a size whose halves are swapped", [file("a", 1), file("a", 2 ** 32)]],
  ["a fact that was not known before", [file("a"), file("a", 1)]],
  ["case 38: a file where a directory is", [file("a/b/c"), file("a/b")]],
  ["case 38: a directory where a file is", [file("a/b"), file("a/b/c/d")]],
])("%s: suspicious", (_what, list) => {
  expect(suspicious(list, 3)).toBe(true);
});
