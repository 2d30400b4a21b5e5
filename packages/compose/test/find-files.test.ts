import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findFiles, sourcePath } from "@compose-actions/compose";
import { encodePath } from "@compose-actions/metadata";
import { UserError } from "@compose-actions/step";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRoot, makeFifo, scratch } from "./support/scratch.ts";

const make = scratch();
const signal = new AbortController().signal;

const tree = (...files: string[]) => realpathSync(make(Object.fromEntries(files.map((file) => [file, ""]))));
const find = (root: string, ...globs: string[]) => findFiles(root, globs, { input: "images", signal });

async function refusal(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

describe("globs", () => {
  const root = tree(
    "a.iso",
    "b.iso",
    "b.txt",
    "x/c.iso",
    "x/y/d.iso",
    ".hidden.iso",
    ".cache/e.iso",
    "x/.z/f.iso",
  );
  test.each<[string[], string[]]>([
    [["*.iso"], ["a.iso", "b.iso"]],
    [["./*.iso"], ["a.iso", "b.iso"]],
    [["a.iso"], ["a.iso"]],
    [["x/y/d.iso"], ["x/y/d.iso"]],
    [["**/*.iso"], ["a.iso", "b.iso", "x/c.iso", "x/y/d.iso"]],
    [["**"], ["a.iso", "b.iso", "b.txt", "x/c.iso", "x/y/d.iso"]],
    [["x/**"], ["x/c.iso", "x/y/d.iso"]],
    [["*/*.iso"], ["x/c.iso"]],
    [["x/*"], ["x/c.iso"]],
    [["?.iso"], ["a.iso", "b.iso"]],
    [["[ab].{iso,txt}"], ["a.iso", "b.iso", "b.txt"]],
    [["{a.iso,x/c.iso}"], ["a.iso", "x/c.iso"]],
    [
      ["b.*", "a.iso", "*.iso"],
      ["a.iso", "b.iso", "b.txt"],
    ],
    [[".hidden.iso"], [".hidden.iso"]],
    [[".*.iso"], [".hidden.iso"]],
    [[".cache/*"], [".cache/e.iso"]],
    [["x/{.z,y}/*"], ["x/.z/f.iso", "x/y/d.iso"]],
  ])("%j", async (globs, files) => {
    expect(await find(root, ...globs)).toEqual(files);
  });

  test("files are sorted by code points", async () => {
    const names = ["Z", "a", "\u{1f600}", "\ue000", "\u00e4"];
    expect(await find(tree(...names), "*")).toEqual(["Z", "a", "\u00e4", "\ue000", "\u{1f600}"]);
  });

  test("what they do not match is an error that names all of them", async () => {
    const error = await refusal(find(root, "*.iso", "*.raw", "x/*.raw", "gone/*", "x", "a.iso/*"));
    expect(error.message).toBe('images: nothing matches "*.raw", "x/*.raw", "gone/*", "x", "a.iso/*"');
    expect(error.exitCode).toBe(2);
  });

  test.each(["/etc/*", "../*", "x/../*", "x//*", "x/", "x/./*"])(
    "%s is refused: it is not below the root",
    async (glob) => {
      expect((await refusal(find(root, glob))).message).toBe(`images: "${glob}" is not relative to root`);
    },
  );

  test.each(["[a.iso", "{a,b.iso"])("%s is none", async (glob) => {
    expect((await refusal(find(root, glob))).message).toMatch(/is not closed/);
  });

  test("a directory can be left out", async () => {
    const options = { input: "images", signal, exclude: join(root, "x") };
    expect(await findFiles(root, ["**/*.iso"], options)).toEqual(["a.iso", "b.iso"]);
  });
});

describe("links", () => {
  test("to files inside are files; to directories they are followed only when the glob names them", async () => {
    const root = tree("real/a.iso", "other/z.txt");
    symlinkSync("real/a.iso", join(root, "link.iso"));
    symlinkSync("real", join(root, "latest"));
    symlinkSync("..", join(root, "real/loop"));
    expect(await find(root, "*.iso")).toEqual(["link.iso"]);
    expect(await find(root, "**/*.iso")).toEqual(["link.iso", "real/a.iso"]);
    expect(await find(root, "latest/*.iso")).toEqual(["latest/a.iso"]);
    expect(await find(root, "latest/a.iso")).toEqual(["latest/a.iso"]);
    expect(await find(root, "l*")).toEqual(["link.iso"]);
  });

  test("that lead out of the root are refused, files and directories, named and matched", async () => {
    const outside = tree("secret.iso");
    const root = tree("a.iso");
    symlinkSync(join(outside, "secret.iso"), join(root, "b.iso"));
    symlinkSync(outside, join(root, "away"));
    symlinkSync("b.iso", join(root, "c.iso"));
    for (const [glob, path] of [
      ["b.iso", "b.iso"],
      ["[bx].iso", "b.iso"],
      ["c*", "c.iso"],
      ["away/*.iso", "away"],
      ["away/secret.iso", "away/secret.iso"],
    ] as const) {
      expect((await refusal(find(root, glob))).message).toBe(
        `images: "${path}" is a symbolic link that leads out of root`,
      );
    }
    expect(await find(root, "a*.iso")).toEqual(["a.iso"]);
  });

  test("to a sibling whose name begins like the root's lead out", async () => {
    const parent = tree("root/a.iso", "root-2/b.iso");
    symlinkSync("../root-2/b.iso", join(parent, "root/b.iso"));
    expect((await refusal(find(join(parent, "root"), "*.iso"))).message).toMatch(/leads out of root/);
  });

  test("that lead nowhere, or in a circle, are refused", async () => {
    const root = tree("a.iso");
    symlinkSync("gone", join(root, "b.iso"));
    symlinkSync("c.iso", join(root, "c.iso"));
    expect((await refusal(find(root, "b*"))).message).toBe(
      'images: "b.iso" is a symbolic link that leads nowhere',
    );
    expect((await refusal(find(root, "c*"))).message).toBe(
      'images: "c.iso" cannot be read: ELOOP (too many symbolic links, or one where none is followed)',
    );
  });
});

describe("what can be no artifact", () => {
  test("pipes are refused, not waited for", async () => {
    const root = tree("a.iso");
    makeFifo(join(root, "pipe"));
    expect((await refusal(find(root, "*"))).message).toBe('images: "pipe" is no regular file');
    expect((await refusal(find(root, "pipe"))).message).toBe('images: nothing matches "pipe"');
  });

  test("names that metadata cannot hold are all told", async () => {
    const error = await refusal(find(tree("good.iso", "a\nb.iso", "c\\d.iso"), "*.iso"));
    expect(error.message).toBe("images: metadata cannot hold the names of some files");
    expect(error.details).toEqual([
      '"a\\u{a}b.iso": the path has a control character',
      '"c\\\\d.iso": the path has a backslash',
    ]);
  });

  test("a name that is no UTF-8 is told", async () => {
    const root = tree("a.iso");
    execFileSync("sh", ["-c", 'touch "$(printf "bad\\377.iso")"'], { cwd: root });
    expect((await refusal(find(root, "*.iso"))).message).toMatch(/^images: the name of .* is no UTF-8$/);
  });

  test.skipIf(isRoot)("directories that cannot be read are told", async () => {
    const root = tree("x/a.iso");
    chmodSync(join(root, "x"), 0);
    expect((await refusal(find(root, "**/*.iso"))).message).toBe(
      'images: "x" cannot be read: EACCES (permission denied)',
    );
    chmodSync(join(root, "x"), 0o755);
  });
});

test("an abort ends the search", async () => {
  const root = tree();
  for (let i = 0; i < 1500; i++) {
    writeFileSync(join(root, String(i)), "");
  }
  mkdirSync(join(root, "x"));
  const reason = new Error("stopped");
  await expect(findFiles(root, ["**"], { input: "images", signal: AbortSignal.abort(reason) })).rejects.toBe(
    reason,
  );
});

describe("where the file of an artifact lies", () => {
  test.each([
    ["https://cdn.example.com/x.iso", "Server/x.iso"],
    ["oci://r/x@sha256:1", "Server/x.iso"],
    ["file:///x.iso", "Server/x.iso"],
    ["build/x.iso", "build/x.iso"],
    ["build/a%20b%23.iso", "build/a b#.iso"],
    ["../x.iso", "Server/x.iso"],
    ["build/%2e%2e/x.iso", "Server/x.iso"],
    ["build/%zz", "Server/x.iso"],
    ["build/x.iso?y", "Server/x.iso"],
  ])("%s", (url, path) => {
    expect(sourcePath({ url, localPath: "Server/x.iso" })).toBe(path);
  });

  test("any path can be told as a relative URL", () => {
    const name = fc
      .string({ minLength: 1, unit: "grapheme" })
      .filter((text) => !/[\\/:~\p{C}\p{Z}]|^\.+$/u.test(text));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), (names) => {
        const path = names.join("/");
        expect(sourcePath({ url: encodePath(path), localPath: "elsewhere" })).toBe(path);
      }),
    );
  });
});
