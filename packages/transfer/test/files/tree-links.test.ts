import {
  chmodSync,
  constants,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { io } from "../../src/files/io.ts";
import type { LinkMode } from "../../src/files/linking.ts";
import {
  close,
  failureOf,
  makeFifo,
  type Output,
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
  let output: Output;

  beforeEach(() => {
    if (way === "paths") {
      withoutProc();
    }
    output = openOutput(make());
    output.put("a/first", "content");
  });

  afterEach(() => {
    expect(tree(join(output.path, ".productmd"))).toEqual({ partial: "directory", tmp: "directory" });
    close(output);
  });

  const known = () => lstatSync(output.at("a/first"), { bigint: true });
  const link = (mode: LinkMode) => output.root.link("a/first", "b/second", mode, known());

  /** The system shares no blocks, or does. */
  const reflinks = (work: boolean) => {
    const copy = io.copyFileSync;
    io.copyFileSync = (from, to, mode = 0) => {
      const share = (mode & constants.COPYFILE_FICLONE_FORCE) !== 0;
      if (share && !work) {
        // As some systems do.
        writeFileSync(to, "");
        throw systemError("ENOTSUP");
      }
      copy(from, to, mode & ~constants.COPYFILE_FICLONE_FORCE);
    };
  };

  test("a hard link is one file with two names (case 41)", () => {
    expect(link("auto")).toBe("hardlink");
    expect(statSync(output.at("b/second")).ino).toBe(statSync(output.at("a/first")).ino);
    // Once more: both are the same file already.
    expect(link("hardlink")).toBe("hardlink");
    expect(readFileSync(output.at("b/second"), "utf8")).toBe("content");
  });

  test.each(["EPERM", "EXDEV", "EMLINK", "ENOSYS", "ENOTSUP"])(
    "no hard links (%s): shared blocks, else a copy",
    (code) => {
      io.linkSync = () => {
        throw systemError(code);
      };
      for (const [work, kind] of [
        [true, "reflink"],
        [false, "copy"],
      ] as const) {
        reflinks(work);
        for (const mode of ["auto", "hardlink", "reflink"] as const) {
          expect(link(mode)).toBe(kind);
          expect(readFileSync(output.at("b/second"), "utf8")).toBe("content");
          expect(statSync(output.at("b/second")).ino).not.toBe(statSync(output.at("a/first")).ino);
        }
      }
    },
  );

  test("a copy where it is asked for, never executable (case 55)", () => {
    chmodSync(output.at("a/first"), 0o4755);
    expect(link("copy")).toBe("copy");
    expect(statSync(output.at("b/second")).mode & 0o7777).toBe(0o644);
    expect(statSync(output.at("a/first")).nlink).toBe(1);
  });

  test.each<LinkMode>(["hardlink", "reflink", "copy"])("%s: only of the file that was verified", (mode) => {
    reflinks(true);
    const before = known();
    const attempt = () => failureOf(() => output.root.link("a/first", "b/second", mode, before));
    const replacements: (() => void)[] = [
      () => output.put("a/first", "CONTENT"),
      () => writeFileSync(output.at("a/first"), "longer content"),
      () => utimesSync(output.at("a/first"), 1, 1),
      () => makeFifo(output.at("a/first")),
      () => symlinkSync("/etc/passwd", output.at("a/first")),
      () => mkdirSync(output.at("a/first")),
      () => {},
    ];
    for (const [i, replace] of replacements.entries()) {
      if (i > 2) {
        rmSync(output.at("a/first"), { recursive: true, force: true });
      }
      replace();
      expect(attempt()).toMatchObject({ failure: "changed", remedy: "again" });
      expect(output.root.stat("b/second")).toBeUndefined();
    }
    rmSync(output.at("a"), { recursive: true, force: true });
    expect(attempt()).toMatchObject({ failure: "changed" });
  });

  test("a copy that came out short is not placed", () => {
    io.copyFileSync = (_from, to) => writeFileSync(to, "cont");
    expect(failureOf(() => link("copy")).failure).toBe("changed");
    expect(output.root.stat("b/second")).toBeUndefined();
  });

  test.each(["ENOSPC", "EDQUOT", "EIO"])(
    "a full or broken disk is not tried again in another way (%s)",
    (code) => {
      let copies = 0;
      io.linkSync = () => {
        throw systemError("EPERM");
      };
      io.copyFileSync = () => {
        copies += 1;
        throw systemError(code);
      };
      expect(failureOf(() => link("auto"))).toMatchObject({ failure: "disk", remedy: "never" });
      expect(copies).toBe(1);
    },
  );

  test("the place of the link is as safe as any other", () => {
    const outside = make();
    mkdirSync(output.at("b/second"), { recursive: true });
    expect(failureOf(() => link("auto")).failure).toBe("conflict");
    rmSync(output.at("b"), { recursive: true });
    symlinkSync(outside, output.at("b"));
    expect(failureOf(() => link("auto")).failure).toBe("path");
    expect(failureOf(() => output.root.link("b/x", "c", "auto", known())).failure).toBe("path");
    expect(tree(outside)).toEqual({});
    // Another name of what is replaced stays as it is.
    writeFileSync(join(outside, "old"), "old");
    linkSync(join(outside, "old"), output.at("old"));
    output.root.link("a/first", "old", "auto", known());
    expect(readFileSync(join(outside, "old"), "utf8")).toBe("old");
  });
});
