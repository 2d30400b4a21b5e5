import { describe, expect, test } from "vitest";
import { portableNameProblem } from "../../src/files/names.ts";

describe("names that Windows does not have (case 36)", () => {
  test.each([
    "CON",
    "con",
    "a/NUL.txt",
    "nul.tar.gz",
    "COM1",
    "COM\u00b9",
    "lpt\u00b3.x",
    "COM0",
    "aux/file",
    "PRN .txt",
    "CONIN$",
    "a/conout$",
    "file.",
    "file ",
    "dir./file",
    "dir /file",
    "a:b",
    "a/b:stream",
    "a<b",
    "a>b",
    'a"b',
    "a|b",
    "a?b",
    "a*b",
    "a\\b",
    "a\u0001b",
  ])("%j", (path) => {
    expect(portableNameProblem(path)).toMatch(/^(?:a part of )?the path /);
  });

  test("the sentence names what is wrong", () => {
    expect(portableNameProblem("x/Nul.txt")).toBe(
      "a part of the path is Nul, a name that Windows reserves for a device",
    );
    expect(portableNameProblem("conin$")).toBe(
      "a part of the path is conin$, a name that Windows reserves for a device",
    );
    expect(portableNameProblem("a:b")).toBe(
      "the path has the character :, which names on Windows cannot have",
    );
  });

  test.each([
    "console",
    "CON1",
    "com",
    "COM10",
    "a.con",
    "nul-x",
    "lpt",
    "aux_",
    ".x",
    "a..b",
    "Packages/c/c++-1^2~3.rpm",
    "caf\u00e9",
  ])("%j is fine", (path) => {
    expect(portableNameProblem(path)).toBeUndefined();
  });
});
