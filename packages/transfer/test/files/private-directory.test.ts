import {
  chmodSync,
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  freeBytes,
  ignoresCase,
  ignoresNormalization,
  supportsHardlinks,
} from "../../src/files/file-system-probes.ts";
import { io } from "../../src/files/io.ts";
import { PrivateDirectory, type TempName } from "../../src/files/private-directory.ts";
import {
  failureOf,
  makeFifo,
  openDescriptors,
  refusalOf,
  restoreIo,
  scratch,
  systemError,
  tree,
} from "./support.ts";

const make = scratch();
restoreIo();

const MADE = { ".productmd": "directory", ".productmd/partial": "directory", ".productmd/tmp": "directory" };

test("it is made with all directories above, and again it is found", () => {
  const output = join(make(), "a/b/output");
  for (let run = 0; run < 2; run++) {
    const home = PrivateDirectory.open(output);
    expect(home.output).toBe(output);
    home.close();
    expect(tree(output)).toEqual(MADE);
  }
});

test("an output directory behind a link", () => {
  const real = make();
  const link = join(make(), "link");
  symlinkSync(real, link);
  const home = PrivateDirectory.open(link);
  expect(home.output).toBe(real);
  home.close();
  expect(tree(real)).toEqual(MADE);
});

describe("what is refused before any work", () => {
  test.each([".productmd", ".productmd/tmp", ".productmd/partial"])("a link %s (case 32)", (place) => {
    const output = make();
    const outside = make();
    mkdirSync(join(output, place, ".."), { recursive: true });
    symlinkSync(outside, join(output, place));
    const before = openDescriptors().length;
    const refusal = refusalOf(() => PrivateDirectory.open(output));
    expect(refusal.exitCode).toBe(2);
    expect(refusal.message).toBe(
      `output: cannot write to ${output}: "${place}" is a symbolic link; directories of the tree must be real`,
    );
    expect(tree(outside)).toEqual({});
    expect(openDescriptors().length).toBe(before);
  });

  test("a file in the place of the output or a part of it (case 43)", () => {
    const folder = make();
    writeFileSync(join(folder, "file"), "content");
    expect(refusalOf(() => PrivateDirectory.open(join(folder, "file"))).exitCode).toBe(2);
    expect(refusalOf(() => PrivateDirectory.open(join(folder, "file/below"))).exitCode).toBe(2);
    symlinkSync("nowhere", join(folder, "dangling"));
    expect(refusalOf(() => PrivateDirectory.open(join(folder, "dangling"))).exitCode).toBe(2);
    expect(readFileSync(join(folder, "file"), "utf8")).toBe("content");
  });

  test.each(["EROFS", "EACCES", "ENOSPC", "EDQUOT"])(
    "a probe that cannot be written: %s (case 47)",
    (code) => {
      const output = make();
      io.writeSync = () => {
        throw systemError(code);
      };
      const refusal = refusalOf(() => PrivateDirectory.open(output));
      expect(refusal).toMatchObject({ exitCode: 2, remedy: "choose a directory that can be written" });
      expect(refusal.message).toContain(`(${code})`);
      expect(tree(output)).toEqual(MADE);
    },
  );

  test("a file system that makes no directories", () => {
    expect(refusalOf(() => PrivateDirectory.open("/proc/self/none/output")).exitCode).toBe(2);
  });
});

describe("files", () => {
  const open = () => PrivateDirectory.open(make());

  test("temporary files have names of their own, of this run", () => {
    const output = make();
    const [a, b] = [PrivateDirectory.open(output), PrivateDirectory.open(output)];
    const files = [a.createTemp(), a.createTemp(), b.createTemp()];
    expect(new Set(files.map(({ name }) => name)).size).toBe(3);
    expect(statSync(a.pathOf(files[0]?.name ?? "tmp/x")).mode & 0o777).toBe(a.fileMode);
    for (const { descriptor } of files) {
      closeSync(descriptor);
    }
    // What other runs left, and not the files of this one.
    expect(a.removeLeftovers()).toBe(1);
    expect(Object.keys(tree(join(output, ".productmd/tmp"))).length).toBe(2);
    a.close();
    b.close();
  });

  test("leftovers of killed runs are removed; links themselves, directories not", () => {
    const output = make();
    const home = PrivateDirectory.open(output);
    const kept = join(make(), "kept");
    writeFileSync(kept, "kept");
    const at = (name: string) => join(output, ".productmd", name);
    writeFileSync(at("tmp/old-1"), "old");
    symlinkSync(kept, at("tmp/link"));
    makeFifo(at("tmp/pipe"));
    mkdirSync(at("tmp/directory"));
    writeFileSync(at("lock-0123"), "");
    writeFileSync(at("journal.new"), "");
    writeFileSync(at("journal"), "kept");
    writeFileSync(at("lock"), "kept");
    writeFileSync(at("partial/0123"), "kept");
    expect(home.removeLeftovers()).toBe(5);
    expect(tree(join(output, ".productmd"))).toEqual({
      journal: "file kept",
      lock: "file kept",
      partial: "directory",
      "partial/0123": "file kept",
      tmp: "directory",
      "tmp/directory": "directory",
    });
    expect(readFileSync(kept, "utf8")).toBe("kept");
    home.close();
  });

  test("a partial file is continued", () => {
    const home = open();
    const name = home.partialName("sha256:0123");
    expect(name).toMatch(/^partial\/[0-9a-f]{40}$/);
    expect(home.partialName("sha256:0124")).not.toBe(name);
    for (const [size, text] of [
      [0, "abc"],
      [3, "defg"],
    ] as const) {
      const file = home.openPartial(name);
      expect(file.size).toBe(size);
      writeSync(file.descriptor, text, size);
      closeSync(file.descriptor);
    }
    expect(readFileSync(home.pathOf(name), "utf8")).toBe("abcdefg");
    expect(home.partials()).toEqual([name]);
    home.discard(name);
    home.discard(name);
    expect(home.partials()).toEqual([]);
    home.close();
  });

  test("a file of this run becomes a partial one", () => {
    const home = open();
    const { descriptor, name } = home.createTemp();
    writeSync(descriptor, "abc");
    closeSync(descriptor);
    const kept = home.keepPartial(name, "key");
    expect(kept).toBe(home.partialName("key"));
    expect(readFileSync(home.pathOf(kept), "utf8")).toBe("abc");
    expect(home.removeLeftovers()).toBe(0);
    home.close();
  });

  test("what is planted in the place of a partial file is replaced, not written to (case 32)", async () => {
    const home = open();
    const outside = join(make(), "outside");
    writeFileSync(outside, "untouched");
    const name = home.partialName("key");
    const path = join(home.output, ".productmd", name);
    const server = createServer();
    const plants: (() => unknown)[] = [
      () => symlinkSync(outside, path),
      () => linkSync(outside, path),
      () => makeFifo(path),
      () => new Promise((resolve) => server.listen(path, () => resolve(undefined))),
    ];
    for (const plant of plants) {
      await plant();
      const { descriptor, size } = home.openPartial(name);
      expect(size).toBe(0);
      writeSync(descriptor, "written");
      closeSync(descriptor);
      expect(readFileSync(path, "utf8")).toBe("written");
      expect(lstatSync(path).isFile()).toBe(true);
      home.discard(name);
    }
    await new Promise((resolve) => server.close(resolve));
    mkdirSync(path);
    expect(failureOf(() => home.openPartial(name)).failure).toBe("conflict");
    expect(readFileSync(outside, "utf8")).toBe("untouched");
    home.close();
  });

  test("a partial file is never executable (case 55)", () => {
    const home = open();
    const name = home.partialName("key");
    writeFileSync(home.pathOf(name), "abc");
    chmodSync(home.pathOf(name), 0o4777);
    const { descriptor, size } = home.openPartial(name);
    closeSync(descriptor);
    expect(size).toBe(3);
    expect(statSync(home.pathOf(name)).mode & 0o7777).toBe(home.fileMode);
    home.close();
  });

  test.each(["tmp/../x", "tmp/a/b", "partial/..", "tmp/", "partial/a\0b"])("%j is no name", (name) => {
    const home = open();
    expect(() => home.pathOf(name as TempName)).toThrow(TypeError);
    home.close();
  });

  test("closed, it has no paths: their numbers may be other directories by then", () => {
    const home = open();
    home.close();
    home.close();
    expect(() => home.createTemp()).toThrow("closed");
    expect(() => home.lockPath).toThrow("closed");
    expect(() => home.journalPath).toThrow("closed");
  });
});

describe("probes", () => {
  test("what they say here, leaving nothing", () => {
    const output = make();
    const home = PrivateDirectory.open(output);
    expect(freeBytes(output)).toBeGreaterThan(0);
    expect(freeBytes(join(output, "not", "made"))).toBeLessThan(Number.POSITIVE_INFINITY);
    const upper = join(make(), "Name-\u00e9");
    writeFileSync(upper, "");
    expect(ignoresCase(home)).toBe(io.existsSync(upper.replace("Name", "nAME")));
    expect(ignoresNormalization(home)).toBe(io.existsSync(upper.normalize("NFD")));
    expect(supportsHardlinks(home)).toBe(true);
    expect(tree(output)).toEqual(MADE);
    home.close();
  });

  test("what they say elsewhere", () => {
    const output = make();
    const home = PrivateDirectory.open(output);
    const asked: string[] = [];
    io.existsSync = (path) => {
      asked.push(String(path).replace(/.*-/, ""));
      return true;
    };
    expect(ignoresCase(home)).toBe(true);
    expect(ignoresNormalization(home)).toBe(true);
    expect(asked).toEqual(["cASE", "e\u0301"]);
    io.linkSync = () => {
      throw systemError("EPERM");
    };
    expect(supportsHardlinks(home)).toBe(false);
    io.statfsSync = (() => {
      throw systemError("ENOSYS");
    }) as unknown as typeof io.statfsSync;
    expect(freeBytes(output)).toBe(Number.POSITIVE_INFINITY);
    expect(tree(output)).toEqual(MADE);
    home.close();
  });
});
