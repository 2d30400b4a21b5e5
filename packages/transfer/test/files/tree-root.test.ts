import {
  chmodSync,
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { io } from "../../src/files/io.ts";
import { TreeRoot } from "../../src/files/tree-root.ts";
import {
  close,
  failureOf,
  makeFifo,
  type Output,
  openDescriptors,
  openOutput,
  restoreIo,
  scratch,
  systemError,
  tree,
  withoutProc,
} from "./support.ts";

const make = scratch();
restoreIo();

describe.each(["descriptors", "paths"])("directories by %s", (way) => {
  let outside: string;
  let output: Output;

  beforeEach(() => {
    if (way === "paths") {
      withoutProc();
    }
    outside = make();
    output = openOutput(join(make(), "output"));
  });

  afterEach(() => close(output));

  const privateFiles = () => Object.keys(tree(join(output.path, ".productmd"))).sort();
  const EMPTY = ["partial", "tmp"];

  test("a file gets into its place, and nothing else is left", () => {
    output.put("Server/x86_64/os/Packages/a/a.rpm", "content");
    output.put("b", "other");
    expect(tree(join(output.path, "compose"))).toEqual({
      Server: "directory",
      "Server/x86_64": "directory",
      "Server/x86_64/os": "directory",
      "Server/x86_64/os/Packages": "directory",
      "Server/x86_64/os/Packages/a": "directory",
      "Server/x86_64/os/Packages/a/a.rpm": "file content",
      b: "file other",
    });
    expect(privateFiles()).toEqual(EMPTY);
  });

  test("a file is replaced, its other names are not (case 44)", () => {
    output.put("a", "old");
    linkSync(output.at("a"), join(outside, "other-name"));
    output.put("a", "new");
    expect(readFileSync(output.at("a"), "utf8")).toBe("new");
    expect(readFileSync(join(outside, "other-name"), "utf8")).toBe("old");
  });

  test.each([0o022, 0o077, 0o002])("modes with umask %o: never executable (case 55)", (mask) => {
    const former = process.umask(mask);
    try {
      output.put("d/f", "content");
    } finally {
      process.umask(former);
    }
    expect(statSync(output.at("d/f")).mode & 0o7777).toBe(0o644 & ~mask);
    expect(statSync(output.at("d")).mode & 0o777).toBe(0o755 & ~mask);
  });

  test("a symbolic link at the place is replaced, not followed (case 32)", () => {
    writeFileSync(join(outside, "target"), "untouched");
    symlinkSync(join(outside, "target"), output.at("link"));
    symlinkSync(join(outside, "nothing"), output.at("dangling"));
    symlinkSync(outside, output.at("to-directory"));
    for (const name of ["link", "dangling", "to-directory"]) {
      output.put(name, name);
      expect(lstatSync(output.at(name)).isFile()).toBe(true);
    }
    expect(tree(outside)).toEqual({ target: "file untouched" });
  });

  test.each([
    ["Server", "Server/x86_64/a"],
    ["Server/x86_64", "Server/x86_64/os/a"],
    ["Server/x86_64/os", "Server/x86_64/os/a"],
  ])("a symbolic link %s as a directory is no way (case 32)", (link, localPath) => {
    mkdirSync(join(output.at(link), ".."), { recursive: true });
    symlinkSync(outside, output.at(link));
    const name = output.write("content");
    for (const call of [
      () => output.root.place(name, localPath),
      () => output.root.ensureParent(localPath),
      () => output.root.stat(localPath),
      () => output.root.openRead(localPath),
      () => output.root.remove(localPath),
    ]) {
      const failure = failureOf(call);
      expect(failure).toMatchObject({ failure: "path", remedy: "never" });
      expect(failure.message).toContain(`"compose/${link}" is a symbolic link`);
    }
    expect(tree(outside)).toEqual({});
    output.root.discardTemp(name);
    expect(privateFiles()).toEqual(EMPTY);
  });

  test("a directory that is swapped for a link while it is in use (case 32)", () => {
    output.put("a/b/one", "1");
    renameSync(output.at("a/b"), join(outside, "moved"));
    symlinkSync(outside, output.at("a/b"));
    const name = output.write("2");
    expect(failureOf(() => output.root.place(name, "a/b/two"))).toMatchObject({ failure: "path" });
    // Nor into the directory that was moved away.
    expect(tree(outside)).toEqual({ moved: "directory", "moved/one": "file 1" });
    rmSync(output.at("a/b"));
    output.root.place(name, "a/b/two");
    expect(readFileSync(output.at("a/b/two"), "utf8")).toBe("2");
  });

  test("a directory above that is swapped, removed or made again", () => {
    output.put("a/b/one", "1");
    renameSync(output.at("a"), join(outside, "moved"));
    output.put("a/b/two", "2");
    expect(readFileSync(output.at("a/b/two"), "utf8")).toBe("2");
    rmSync(output.at("a"), { recursive: true });
    output.put("a/b/three", "3");
    expect(readFileSync(output.at("a/b/three"), "utf8")).toBe("3");
    expect(tree(outside)).toEqual({ moved: "directory", "moved/b": "directory", "moved/b/one": "file 1" });
  });

  test("the output directory may be a link, its tree may not", () => {
    const real = make();
    const link = join(make(), "link");
    symlinkSync(real, link);
    const linked = openOutput(link);
    linked.put("a/b", "content");
    close(linked);
    expect(readFileSync(join(real, "compose/a/b"), "utf8")).toBe("content");

    const other = make();
    symlinkSync(outside, join(other, "compose"));
    for (const create of [true, false]) {
      expect(failureOf(() => TreeRoot.open(other, { create })).message).toMatch(
        /^"compose" is a symbolic link/,
      );
    }
  });

  test("a directory where a file must go, a file where a directory must go (case 43)", () => {
    output.put("file", "content");
    output.put("directory/file", "content");
    const name = output.write("new");
    expect(failureOf(() => output.root.place(name, "directory"))).toMatchObject({
      failure: "conflict",
      message: '"directory" is a directory, where a file must be',
    });
    expect(failureOf(() => output.root.place(name, "file/below/it"))).toMatchObject({
      failure: "conflict",
      message: '"compose/file" is no directory, but files must lie below it',
    });
    mkdirSync(output.at("empty"));
    expect(failureOf(() => output.root.place(name, "empty")).failure).toBe("conflict");
    expect(failureOf(() => output.root.remove("directory")).failure).toBe("conflict");
    output.root.place(name, "file");
    expect(readFileSync(output.at("file"), "utf8")).toBe("new");
  });

  test("a named pipe or a socket is not replaced, nor waited for (case 45)", async () => {
    makeFifo(output.at("pipe"));
    const server = createServer().listen(output.at("socket"));
    await new Promise((resolve) => server.once("listening", resolve));
    const name = output.write("new");
    for (const [path, what] of [
      ["pipe", "a named pipe"],
      ["socket", "a socket"],
    ] as const) {
      const message = `"${path}" is ${what}, where a file must be`;
      expect(failureOf(() => output.root.place(name, path))).toMatchObject({ failure: "conflict", message });
      expect(failureOf(() => output.root.openRead(path))).toMatchObject({ failure: "conflict", message });
      expect(lstatSync(output.at(path)).isFile()).toBe(false);
    }
    await new Promise((resolve) => server.close(resolve));
    output.root.discardTemp(name);
  });

  test.each(["../a", "a/../../b", "/etc/a", "a//b", "", ".", "..", "a/", "a\\b", "a\nb", "a\0b", "./a"])(
    "the path %j is refused, whoever checked it before (case 33)",
    (localPath) => {
      const name = output.write("content");
      for (const call of [
        () => output.root.place(name, localPath),
        () => output.root.stat(localPath),
        () => output.root.openRead(localPath),
        () => output.root.ensureParent(localPath),
      ]) {
        expect(failureOf(call)).toMatchObject({ failure: "path", remedy: "never" });
      }
      output.root.discardTemp(name);
      expect(tree(output.path)).toEqual({
        ".productmd": "directory",
        ".productmd/partial": "directory",
        ".productmd/tmp": "directory",
        compose: "directory",
      });
    },
  );

  test.each(["../.productmd/journal", "a/../../x", "", "..", "/etc/passwd"])(
    "removing and listing stay inside: %j",
    (localPath) => {
      expect(failureOf(() => output.root.remove(localPath)).failure).toBe("path");
      expect(failureOf(() => output.root.removeDirectory(localPath)).failure).toBe("path");
      if (localPath !== "") {
        expect(failureOf(() => output.root.list(localPath)).failure).toBe("path");
      }
    },
  );

  test("what is there, and what is not", () => {
    output.put("a/b", "12345");
    symlinkSync("/etc/passwd", output.at("a/link"));
    expect(output.root.stat("a/b")).toMatchObject({
      size: 5n,
      ino: lstatSync(output.at("a/b"), { bigint: true }).ino,
    });
    expect(output.root.stat("a/link")?.isSymbolicLink()).toBe(true);
    expect(output.root.stat("a/c")).toBeUndefined();
    expect(output.root.stat("x/y/z")).toBeUndefined();
    expect(failureOf(() => output.root.openRead("a/link"))).toMatchObject({ failure: "path" });
    expect(failureOf(() => output.root.openRead("a/c")).failure).toBe("disk");
    const descriptor = output.root.openRead("a/b");
    const buffer = Buffer.alloc(10);
    expect(buffer.toString("utf8", 0, readSync(descriptor, buffer))).toBe("12345");
    closeSync(descriptor);
  });

  test("removing takes links themselves, and only empty directories", () => {
    writeFileSync(join(outside, "kept"), "content");
    output.put("a/b", "content");
    symlinkSync(outside, output.at("a/link"));
    expect(output.root.removeDirectory("a")).toBe(false);
    expect(output.root.remove("a/link")).toBe(true);
    expect(output.root.remove("a/b")).toBe(true);
    expect(output.root.remove("a/b")).toBe(false);
    expect(output.root.remove("x/y")).toBe(false);
    expect(output.root.removeDirectory("a")).toBe(true);
    expect(output.root.removeDirectory("a")).toBe(false);
    expect(tree(outside)).toEqual({ kept: "file content" });
    output.put("a/b", "again");
    expect(readFileSync(output.at("a/b"), "utf8")).toBe("again");
  });

  test("a tree that is not to be made is an empty one", () => {
    const empty = make();
    const root = TreeRoot.open(empty, { create: false });
    expect(root.stat("a/b")).toBeUndefined();
    expect(root.list("")).toBeUndefined();
    expect(root.remove("a")).toBe(false);
    root.close();
    expect(tree(empty)).toEqual({});
  });

  test("another file system below the tree (case 54)", () => {
    writeFileSync(output.at("a"), "old");
    chmodSync(output.at("a"), 0o755);
    const rename = io.renameSync;
    io.renameSync = (from, to) => {
      if (String(from).includes("/.productmd-")) {
        return rename(from, to);
      }
      throw systemError("EXDEV");
    };
    output.put("a", "new");
    expect(tree(join(output.path, "compose"))).toEqual({ a: "file new" });
    expect(statSync(output.at("a")).mode & 0o777).toBe(0o644);
    io.renameSync = () => {
      throw systemError("EXDEV");
    };
    const name = output.write("newer");
    expect(failureOf(() => output.root.place(name, "a")).failure).toBe("disk");
    expect(tree(join(output.path, "compose"))).toEqual({ a: "file new" });
    output.root.discardTemp(name);
    expect(privateFiles()).toEqual(EMPTY);
  });

  test("directories are synchronised: those that changed, those above new ones, once", () => {
    const synced: number[] = [];
    const sync = io.fsyncSync;
    io.fsyncSync = (descriptor) => {
      synced.push(descriptor);
      sync(descriptor);
    };
    output.put("a/b/c", "content");
    output.root.syncDirectory("a/b/c");
    expect(synced.length).toBe(way === "paths" ? 0 : 1);
    output.root.syncAll();
    // The output, compose, a.
    expect(synced.length).toBe(way === "paths" ? 0 : 4);
    output.root.syncAll();
    expect(synced.length).toBe(way === "paths" ? 0 : 4);
  });

  test("without a private directory nothing is written", () => {
    const root = TreeRoot.open(output.path, { create: true });
    expect(() => root.createTemp()).toThrow(TypeError);
    root.close();
    expect(() => root.stat("a")).toThrow("closed");
  });
});

describe("descriptors", () => {
  test("few are open, however many directories there are, and none afterwards (case 48)", () => {
    const before = openDescriptors().length;
    const output = openOutput(make());
    for (let i = 0; i < 100; i++) {
      output.put(`d${i % 50}/e${i}/f/g/h`, "content");
      expect(openDescriptors().length).toBeLessThanOrEqual(before + 16);
    }
    close(output);
    expect(openDescriptors().length).toBe(before);
  });

  test("with too many files open the directories that are kept are let go (case 48)", () => {
    const output = openOutput(make());
    output.put("a/b/one", "1");
    const name = output.write("2");
    const open = io.openSync;
    let failures = 0;
    io.openSync = (...given) => {
      if (openDescriptors().some((path) => path.endsWith("/compose/a/b"))) {
        failures += 1;
        throw systemError("EMFILE");
      }
      return open(...given);
    };
    output.root.place(name, "a/c/two");
    expect(failures).toBe(1);
    expect(readFileSync(output.at("a/c/two"), "utf8")).toBe("2");
    io.openSync = () => {
      throw systemError("EMFILE");
    };
    expect(failureOf(() => output.root.createTemp())).toMatchObject({ failure: "disk", remedy: "again" });
    expect(failureOf(() => output.root.ensureParent("x/y"))).toMatchObject({
      failure: "disk",
      remedy: "again",
    });
    close(output);
  });

  test("paths as long as they may be, in a directory that has a long path itself", () => {
    const part = "p".repeat(200);
    const localPath = [...Array(19).fill(part), "file"].join("/");
    const output = openOutput(join(make(), part, part, part));
    output.put(localPath, "content");
    output.put(`${localPath}-2`, "content");
    expect(output.root.stat(localPath)?.size).toBe(7n);
    close(output);
  });
});
