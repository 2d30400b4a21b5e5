import {
  chmodSync,
  existsSync,
  lutimesSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { OutputDirectory } from "@compose-actions/compose";
import { describe, expect, test } from "vitest";
import { isRoot, scratch, tree, userError } from "./support/scratch.ts";

const make = scratch();

function write(output: OutputDirectory, name: string, ...texts: string[]): void {
  const file = output.create(name);
  for (const text of texts) {
    file.write(text);
  }
  file.close();
}

const read = (...parts: string[]) => readFileSync(join(...parts), "utf8");

describe("what killed runs left", () => {
  const OLD = ".out.0123456789ab.tmp";
  const age = (folder: string, ...paths: string[]) => {
    for (const path of paths) utimesSync(join(folder, path), 1_000_000, 1_000_000);
  };
  const commit = (target: string) => {
    const output = new OutputDirectory(target, []);
    write(output, "rpms.json", "new");
    output.commit();
  };

  test.each(["beside a new directory", "in one that exists"])("is removed by the next one, %s", (where) => {
    const isNew = where.startsWith("beside");
    const folder = make({
      [`out/${OLD}/images.json`]: "{",
      [`out/${OLD}/oci-layouts.json`]: "",
      "out/x": "",
    });
    mkdirSync(join(folder, "out/.out.ffffffffffff.tmp"));
    age(folder, ...["images.json", "oci-layouts.json", ""].map((name) => `out/${OLD}/${name}`));
    age(folder, "out/.out.ffffffffffff.tmp");
    commit(join(folder, isNew ? "out/out" : "out"));
    expect(tree(join(folder, "out"))).toEqual(isNew ? ["out", "out/rpms.json", "x"] : ["rpms.json", "x"]);
  });

  test.each<[string, string, string[], string[]]>([
    ["is of another output", ".other.0123456789ab.tmp", ["images.json"], ["images.json", ""]],
    ["has another name", ".out.0123456789a.tmp", [], [""]],
    ["has more in its name", ".out.0123456789ab.tmp2", [], [""]],
    ["holds what is no metadata", OLD, ["images.json", "notes"], ["images.json", "notes", ""]],
    ["holds the only copy of a file", OLD, ["images.json.old"], ["images.json.old", ""]],
    ["holds a directory", OLD, ["images.json/x"], ["images.json/x", "images.json", ""]],
    ["is a moment old", OLD, ["images.json"], []],
    ["holds a file that is a moment old", OLD, ["images.json"], [""]],
  ])("stays when it %s", (_, name, files, old) => {
    const folder = make({
      "out/x": "",
      ...Object.fromEntries(files.map((file) => [`out/${name}/${file}`, ""])),
    });
    mkdirSync(join(folder, "out", name), { recursive: true });
    age(folder, ...old.map((file) => `out/${name}/${file}`));
    const before = tree(join(folder, "out", name));
    commit(join(folder, "out"));
    expect(existsSync(join(folder, "out", name))).toBe(true);
    expect(tree(join(folder, "out", name))).toEqual(before);
  });

  test("may be of a run that is still at work, which goes on", () => {
    const folder = make({ "out/x": "" });
    const slow = new OutputDirectory(join(folder, "out"), [], { keepOthers: true });
    age(folder, ...tree(folder).filter((path) => path.endsWith(".tmp")));
    commit(join(folder, "out"));
    expect(tree(folder)).toEqual(["out", "out/rpms.json", "out/x"]);
    write(slow, "images.json", "slow");
    slow.commit();
    expect(tree(folder)).toEqual(["out", "out/images.json", "out/rpms.json", "out/x"]);
  });

  test("stays when it is a link", () => {
    const folder = make({ "out/x": "", "elsewhere/images.json": "" });
    symlinkSync("../elsewhere", join(folder, "out", OLD));
    lutimesSync(join(folder, "out", OLD), 1, 1);
    age(folder, "elsewhere/images.json", "elsewhere");
    commit(join(folder, "out"));
    expect(tree(folder)).toContain("elsewhere/images.json");
  });
});

describe("commit", () => {
  test("makes a new directory, with its parents", () => {
    const folder = make();
    const target = join(folder, "a/b/out");
    const output = new OutputDirectory(target, []);
    write(output, "rpms.json", "one", "two");
    write(output, "images.json");
    expect(existsSync(target)).toBe(false);
    expect(output.commit()).toEqual([join(target, "rpms.json"), join(target, "images.json")]);
    expect(tree(folder)).toEqual(["a", "a/b", "a/b/out", "a/b/out/images.json", "a/b/out/rpms.json"]);
    expect(read(target, "rpms.json")).toBe("onetwo");
  });

  test("fills an empty directory, and a link to one", () => {
    const folder = make();
    for (const name of ["empty", "linked"]) {
      mkdirSync(join(folder, name));
    }
    symlinkSync("linked", join(folder, "link"));
    for (const name of ["empty", "link"]) {
      const output = new OutputDirectory(join(folder, name), []);
      write(output, "rpms.json", name);
      output.commit();
    }
    expect(tree(folder)).toEqual(["empty", "empty/rpms.json", "link", "linked", "linked/rpms.json"]);
    expect(read(folder, "linked/rpms.json")).toBe("link");
  });

  test("other metadata in the directory would be taken for a part of this: refused, and nothing is changed", () => {
    const target = make({ "rpms.json": "old", "images.json": "old" });
    const output = new OutputDirectory(target, []);
    write(output, "images.json", "new");
    expect(() => output.commit()).toThrow(/holds other metadata.*: rpms\.json/);
    output.discard();
    expect(tree(target)).toEqual(["images.json", "rpms.json"]);
    expect(read(target, "images.json")).toBe("old");
  });

  test("a directory that exists stays the same one, with its rights", () => {
    const target = make({});
    chmodSync(target, 0o2775);
    const before = statSync(target);
    const output = new OutputDirectory(target, []);
    write(output, "rpms.json", "new");
    output.commit();
    const after = statSync(target);
    expect([after.ino, after.mode]).toEqual([before.ino, before.mode]);
    expect(tree(target)).toEqual(["rpms.json"]);
  });

  test("replaces files and leaves others", () => {
    const target = make({ "rpms.json": "old", "other.json": "old", "notes.txt": "mine" });
    const output = new OutputDirectory(target, []);
    write(output, "rpms.json", "new");
    write(output, "modules.json", "new");
    expect(read(target, "rpms.json")).toBe("old");
    output.commit();
    expect(tree(target)).toEqual(["modules.json", "notes.txt", "other.json", "rpms.json"]);
    expect(
      ["modules.json", "notes.txt", "other.json", "rpms.json"].map((name) => read(target, name)),
    ).toEqual(["new", "mine", "old", "new"]);
  });

  test("case 32: replaces a link, not what it leads to", () => {
    const folder = make({ "precious.json": "precious", "out/x": "" });
    symlinkSync("../precious.json", join(folder, "out/rpms.json"));
    const output = new OutputDirectory(join(folder, "out"), []);
    write(output, "rpms.json", "new");
    output.commit();
    expect(read(folder, "precious.json")).toBe("precious");
    expect(read(folder, "out/rpms.json")).toBe("new");
    expect(tree(folder)).toEqual(["out", "out/rpms.json", "out/x", "precious.json"]);
  });

  test("case 43, U9: where a directory is in the way, all files are as before", () => {
    const folder = make({ "out/composeinfo.json": "old", "out/rpms.json/keep": "kept", "out/x": "" });
    const before = tree(folder);
    const output = new OutputDirectory(join(folder, "out"), []);
    for (const name of ["composeinfo.json", "images.json", "rpms.json"]) {
      write(output, name, "new");
    }
    expect(userError(() => output.commit()).message).toMatch(
      /rpms\.json is a directory, where a file must go$/,
    );
    output.discard();
    expect(tree(folder)).toEqual(before);
    expect(read(folder, "out/composeinfo.json")).toBe("old");
    expect(read(folder, "out/rpms.json/keep")).toBe("kept");
  });

  test("text of any length, in pieces of any size", () => {
    const target = join(make(), "out");
    const output = new OutputDirectory(target, []);
    const pieces = [10, 70_000, 1, 1024 * 1024, 3 * 1024 * 1024 + 5, 0, 65_536, 100].map((length, i) =>
      `${i}`.repeat(length),
    );
    write(output, "rpms.json", ...pieces);
    output.commit();
    expect(read(target, "rpms.json") === pieces.join("")).toBe(true);
  });

  test.each([0o022, 0o077, 0o002, 0])("case 55: permissions with umask %o", (umask) => {
    const folder = make();
    const before = process.umask(umask);
    try {
      const output = new OutputDirectory(join(folder, "a/out"), []);
      write(output, "rpms.json", "x");
      output.commit();
    } finally {
      process.umask(before);
    }
    const mode = (name: string) => statSync(join(folder, name)).mode & 0o7777;
    expect(["a", "a/out", "a/out/rpms.json"].map(mode)).toEqual([
      0o755 & ~umask,
      0o755 & ~umask,
      0o644 & ~umask,
    ]);
  });
});

describe("discard", () => {
  test("leaves nothing behind, not even the parents that were made", () => {
    const folder = make({ "there/x": "" });
    const output = new OutputDirectory(join(folder, "there/a/b/out"), []);
    write(output, "rpms.json", "x");
    expect(tree(folder)).not.toEqual(["there", "there/x"]);
    output.discard();
    expect(tree(folder)).toEqual(["there", "there/x"]);
  });

  test("keeps parents that somebody else put something into", () => {
    const folder = make();
    const output = new OutputDirectory(join(folder, "a/b/out"), []);
    writeFileSync(join(folder, "a/mine"), "");
    output.discard();
    expect(tree(folder)).toEqual(["a", "a/mine"]);
  });

  test("leaves the directory's own files alone", () => {
    const target = make({ "rpms.json": "old" });
    const output = new OutputDirectory(target, []);
    write(output, "rpms.json", "new");
    output.discard();
    expect(tree(target)).toEqual(["rpms.json"]);
    expect(read(target, "rpms.json")).toBe("old");
  });
});

test("files can be taken back", () => {
  const target = join(make(), "out");
  const output = new OutputDirectory(target, []);
  for (const name of ["a.json", "b.json", "c.json"]) {
    write(output, name, "x");
  }
  output.remove("b.json");
  output.clear();
  write(output, "b.json", "again");
  expect(output.commit()).toEqual([join(target, "b.json")]);
  expect(tree(target)).toEqual(["b.json"]);
});

describe("what is refused", () => {
  test("U9: the directory of an input, through links too", () => {
    const folder = make({ "in/rpms.json": "precious", "linked/images.json": "x" });
    symlinkSync("in", join(folder, "alias"));
    symlinkSync("../linked/images.json", join(folder, "in/images.json"));
    const input = join(folder, "in/rpms.json");
    for (const [target, path] of [
      ["in", input],
      ["in/.", input],
      ["linked/../in", input],
      ["alias", input],
      ["in", join(folder, "alias/rpms.json")],
      ["in", join(folder, "in/images.json")],
      ["linked", join(folder, "in/images.json")],
    ] as const) {
      const error = userError(() => new OutputDirectory(`${folder}/${target}`, [path]));
      expect([error.exitCode, error.message]).toEqual([
        2,
        expect.stringMatching(/^output: .* is the directory of the input /),
      ]);
    }
    expect(tree(folder)).toEqual([
      "alias",
      "in",
      "in/images.json",
      "in/rpms.json",
      "linked",
      "linked/images.json",
    ]);
    expect(() => new OutputDirectory(join(folder, "in/new"), [input]).discard()).not.toThrow();
  });

  test.each(["metadata", "compose/metadata"])("one with metadata in %s/, which is read first", (place) => {
    const folder = make({ [`out/${place}/image-manifest.json`]: "", [`empty/${place}/README`]: "" });
    const error = userError(() => new OutputDirectory(join(folder, "out"), []));
    expect([error.exitCode, error.message]).toEqual([
      2,
      `output: ${join(folder, "out")} holds metadata in ${join(folder, "out", place)}, which would be read in place of what is written`,
    ]);
    expect(tree(join(folder, "out"))).not.toContainEqual(expect.stringContaining(".tmp"));
    expect(() => new OutputDirectory(join(folder, "empty"), []).discard()).not.toThrow();
  });

  test("metadata of old names besides, and directories where files must go", () => {
    const output = new OutputDirectory(make({ "image-manifest.json": "", "rpms.json/x": "" }), []);
    expect(userError(() => output.refuseOthers(["modules.json"])).message).toMatch(
      /holds other metadata.*: image-manifest.json, rpms.json$/,
    );
    expect(userError(() => output.refuseOthers(["images.json", "rpms.json"])).message).toMatch(
      /rpms.json is a directory, where a file must go$/,
    );
    output.discard();
  });

  test("a file in its place, or in the place of a parent", () => {
    const folder = make({ file: "" });
    expect(userError(() => new OutputDirectory(join(folder, "file"), [])).message).toMatch(
      /file is not a directory$/,
    );
    for (const below of ["file/out", "file/a/out"]) {
      expect(userError(() => new OutputDirectory(join(folder, below), [])).message).toMatch(
        /^output: cannot write to .*: (ENOTDIR|EEXIST) \(.*\)$/,
      );
    }
    expect(tree(folder)).toEqual(["file"]);
  });

  test("a link that leads nowhere", () => {
    const folder = make();
    symlinkSync("gone", join(folder, "out"));
    expect(userError(() => new OutputDirectory(join(folder, "out"), [])).message).toMatch(/leads nowhere$/);
  });

  test.skipIf(isRoot)("a directory without permission (not as root)", () => {
    const folder = make();
    chmodSync(folder, 0o500);
    expect(userError(() => new OutputDirectory(join(folder, "out"), [])).message).toMatch(/: EACCES$/);
    chmodSync(folder, 0o700);
  });
});
