import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { io } from "../../src/files/io.ts";
import { removeEmptyDirectories, type TreeEntry, walkTree } from "../../src/files/walk-tree.ts";
import { close, failureOf, makeFifo, type Output, openOutput, restoreIo, scratch, tree } from "./support.ts";

const make = scratch();
restoreIo();

let output: Output;
beforeEach(() => {
  output = openOutput(make());
});
afterEach(() => close(output));

const walk = () => {
  const entries: TreeEntry[] = [];
  walkTree(output.root, (entry) => entries.push(entry));
  return entries;
};

test("all kinds of things, in order, links not followed", () => {
  const outside = make();
  writeFileSync(join(outside, "secret"), "secret");
  output.put("b/file", "12345");
  output.put("b/a/file", "1");
  output.put("a-b", "");
  output.put("a/x", "12");
  symlinkSync(outside, output.at("a/link"));
  symlinkSync("nowhere", output.at("c"));
  makeFifo(output.at("b/pipe"));
  writeFileSync(output.at("b/new\nline"), "123");
  // Systems list in any order.
  const list = io.readdirSync;
  io.readdirSync = ((path: string) => list(path).reverse()) as typeof io.readdirSync;
  expect(walk()).toEqual([
    { localPath: "a", kind: "directory", size: 0 },
    { localPath: "a/link", kind: "symlink", size: 0 },
    { localPath: "a/x", kind: "file", size: 2 },
    { localPath: "a-b", kind: "file", size: 0 },
    { localPath: "b", kind: "directory", size: 0 },
    { localPath: "b/a", kind: "directory", size: 0 },
    { localPath: "b/a/file", kind: "file", size: 1 },
    { localPath: "b/file", kind: "file", size: 5 },
    { localPath: "b/new\nline", kind: "file", size: 3 },
    { localPath: "b/pipe", kind: "other", size: 0 },
    { localPath: "c", kind: "symlink", size: 0 },
  ]);
  for (const { localPath, kind } of walk().reverse()) {
    expect(
      kind === "directory" ? output.root.removeDirectory(localPath) : output.root.remove(localPath),
    ).toBe(true);
  }
  expect(walk()).toEqual([]);
  expect(tree(outside)).toEqual({ secret: "file secret" });
});

test("a name that is no UTF-8", () => {
  writeFileSync(Buffer.concat([Buffer.from(`${output.at("")}/`), Buffer.from([0x61, 0xff])]), "123");
  expect(walk()).toEqual([{ localPath: "a\ufffd", kind: "other", size: 0 }]);
});

test("what is removed meanwhile is left out", () => {
  output.put("a/x", "1");
  output.put("b/x", "1");
  const seen: string[] = [];
  walkTree(output.root, ({ localPath }) => {
    seen.push(localPath);
    if (localPath === "a") {
      output.root.remove("a/x");
      output.root.removeDirectory("a");
      output.root.remove("b/x");
    }
  });
  expect(seen).toEqual(["a", "b"]);
});

test("a directory that becomes a link meanwhile is not followed", () => {
  const outside = make();
  mkdirSync(output.at("a"));
  const failure = failureOf(() =>
    walkTree(output.root, () => {
      output.root.removeDirectory("a");
      symlinkSync(outside, output.at("a"));
    }),
  );
  expect(failure.failure).toBe("path");
});

test("deep directories", () => {
  const names = Array.from({ length: 300 }, () => "d");
  for (let depth = 1; depth <= names.length; depth++) {
    mkdirSync(output.at(names.slice(0, depth).join("/")));
  }
  expect(walk().length).toBe(300);
  expect(removeEmptyDirectories(output.root).length).toBe(300);
});

test("empty directories are removed, and nothing else", () => {
  const segment = fc.constantFrom("a", "b", "c");
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
  fc.assert(
    fc.property(
      fc.uniqueArray(path, { maxLength: 8 }),
      fc.uniqueArray(path, { maxLength: 8 }),
      (directories, files) => {
        const at = openOutput(make());
        for (const directory of directories) {
          mkdirSync(at.at(directory), { recursive: true });
        }
        for (const file of files) {
          at.put(`${file}.file`, file);
        }
        const before = tree(at.at(""));
        const removed = removeEmptyDirectories(at.root);
        const kept = Object.entries(before).filter(
          ([name, what]) =>
            what !== "directory" || files.some((file) => `${file}.file`.startsWith(`${name}/`)),
        );
        expect(tree(at.at(""))).toEqual(Object.fromEntries(kept));
        expect(removed.length).toBe(Object.keys(before).length - kept.length);
        close(at);
      },
    ),
    { numRuns: 60 },
  );
});
