import { globMatcher } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";

const matches = (pattern: string, path: string) => globMatcher(pattern)(path);

describe("globMatcher", () => {
  test.each([
    ["*.iso", "Server/x86_64/iso/boot.iso"],
    ["*.iso", "boot.iso"],
    ["Server/**", "Server/x86_64/iso/boot.iso"],
    ["Server/**/boot.iso", "Server/boot.iso"],
    ["Server/**/boot.iso", "Server/x86_64/iso/boot.iso"],
    ["**/boot.iso", "boot.iso"],
    ["**/boot.iso", "a/b/boot.iso"],
    ["**", "a/b"],
    ["a/?/c", "a/b/c"],
    ["a/?", "a/😀"],
    ["a/[a-c]", "a/b"],
    ["a/[!a-c]", "a/d"],
    ["a/[]x]", "a/]"],
    ["*.{iso,raw.xz}", "a/disk.raw.xz"],
    ["{Server,Client}/*.iso", "Client/a.iso"],
    ["a/{b,c/**}", "a/c/d/e"],
    ["a,b", "a,b"],
    ["a.c", "a.c"],
    ["a/b}", "a/b}"],
    ["$^(+)|", "$^(+)|"],
    ["a/***/b", "a/x/y/b"],
  ])("%s matches %s", (pattern, path) => {
    expect(matches(pattern, path)).toBe(true);
  });

  test.each([
    ["*.iso", "boot.iso.CHECKSUM"],
    ["*.iso", "boot_iso"],
    ["Server/*", "Server/x86_64/iso/boot.iso"],
    ["Server/*.iso", "Server/x86_64/boot.iso"],
    ["Server/**", "Servers/boot.iso"],
    ["Server/**/boot.iso", "Server/xboot.iso"],
    ["a/?/c", "a///c"],
    ["a/[!a-c]", "a/b"],
    ["a/x[!a]b", "a/x/b"],
    ["a/[^b]", "a/c"],
    ["a.c", "abc"],
    ["*.ISO", "boot.iso"],
    ["a/b", "x/a/b"],
  ])("%s does not match %s", (pattern, path) => {
    expect(matches(pattern, path)).toBe(false);
  });

  test.each(["a[b", "a[", "{a,b", "a/{b"])("%s is refused", (pattern) => {
    expect(() => globMatcher(pattern)).toThrow(SyntaxError);
  });

  test("a run of stars takes no more time than two", () => {
    expect(matches(`${"*".repeat(5000)}x`, "a".repeat(5000))).toBe(false);
  });
});
