import { PathIndex } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import { digest } from "./support/documents.ts";

type Facts = readonly [path: string, size?: number | null, ...checksums: string[]];

const A = `sha256:${digest("a")}`;
const B = `sha256:${digest("b")}`;
const MD5 = `md5:${digest("c", 32)}`;

/** The problem that each file gives, in turn. */
function problems(...files: readonly Facts[]): (string | undefined)[] {
  const index = new PathIndex();
  return files.map(
    ([localPath, size = null, ...checksums]) => index.add({ localPath, size, checksums }).problem,
  );
}

test("a path is added once", () => {
  const index = new PathIndex();
  const file = { localPath: "a", size: null, checksums: [] };
  expect(index.add(file)).toEqual({ added: true });
  expect(index.add(file)).toEqual({ added: false });
});

describe("case 38: a file and something below it", () => {
  test.each<[string[], number]>([
    [["a", "a/b"], 1],
    [["a/b", "a"], 1],
    [["a", "a/b/c/d"], 1],
    [["a/b/c/d", "a"], 1],
    [["a/b/c/d", "a/b"], 1],
    [["x/y", "a", "x/z", "a/b"], 3],
    [["a/b", "a/c", "a"], 2],
    [["a/b/x", "c/x", "a/b/y", "a/b"], 3],
    [["__proto__", "__proto__/a"], 1],
  ])("%j", (paths, at) => {
    const found = problems(...paths.map((path): Facts => [path]));
    expect(found.map((problem) => problem !== undefined)).toEqual(paths.map((_path, index) => index === at));
    expect(found[at]).toMatch(/is a file, but .* below it$/);
  });

  test.each([
    ["a", "ab/c"],
    ["a.b", "a/b"],
    ["a/b", "a/bc"],
    ["a-", "a/b"],
  ])("%s and %s are none", (first, second) => {
    expect(problems([first], [second])).toEqual([undefined, undefined]);
  });
});

describe("a directory of which nothing else is known", () => {
  const index = (...directories: string[]) => {
    const paths = new PathIndex();
    for (const path of directories) expect(paths.addDirectory(path).problem).toBeUndefined();
    return paths;
  };
  const file = (localPath: string) => ({ localPath, size: null, checksums: [] });

  test("may have files below it, and is named more than once", () => {
    const paths = index("a/b", "a/b", "a");
    expect(paths.add(file("a/b/c")).problem).toBeUndefined();
    expect(paths.addDirectory("a/b").problem).toBeUndefined();
  });

  test("is no file", () => {
    expect(index("a/b").add(file("a/b")).problem).toMatch(/is a file, but/);
    expect(index("a/b").add(file("a")).problem).toMatch(/is a file, but/);
    const paths = index();
    paths.add(file("a"));
    expect(paths.addDirectory("a").problem).toMatch(/"a" is a file, but "a\/" lies below it/);
  });
});

describe("case 40: one path with different facts", () => {
  test.each<[Facts[], RegExp]>([
    [
      [
        ["a", null, A],
        ["a", null, B],
      ],
      /^"a" is named twice with different checksums: sha256:a+ and sha256:b+$/,
    ],
    [
      [
        ["a", 1],
        ["a", 2],
      ],
      /^"a" is named twice with different sizes: 1 and 2 bytes$/,
    ],
    [
      [
        ["a", 0],
        ["a", 1],
      ],
      /sizes: 0 and 1/,
    ],
    [
      [
        ["a", 1, A],
        ["a", 2, A],
      ],
      /different sizes/,
    ],
    [
      [
        ["a", null, MD5],
        ["a", null, A],
        ["a", null, B],
      ],
      /different checksums/,
    ],
    [
      [
        ["a", null, A],
        ["a", 5],
        ["a", 6],
      ],
      /different sizes: 5 and 6/,
    ],
    [[["a"], ["a", 5], ["a", null, A], ["a", null, B]], /different checksums/],
    [[["a", 5, A], ["a"], ["a", 5, MD5, B]], /different checksums/],
  ])("%j", (files, expected) => {
    const found = problems(...files);
    expect(found.slice(0, -1).every((problem) => problem === undefined)).toBe(true);
    expect(found.at(-1)).toMatch(expected);
  });

  test.each<[Facts[]]>([
    [
      [
        ["a", 5, A],
        ["a", 5, A],
      ],
    ],
    [[["a"], ["a", 5, A]]],
    [[["a", 5, A], ["a"]]],
    [
      [
        ["a", null, A],
        ["a", null, MD5],
      ],
    ],
    [
      [
        ["a", null, A, MD5],
        ["a", null, MD5, A],
      ],
    ],
    [
      [
        ["a", 5],
        ["a", null, A],
        ["a", 5, A],
      ],
    ],
  ])("%j fit each other", (files) => {
    expect(problems(...files)).toEqual(files.map(() => undefined));
  });

  test("names are escaped", () => {
    expect(problems(["a\n", 1], ["a\n", 2])[1]).toContain('"a\\u{a}" is named twice');
  });
});
