import { posix } from "node:path";
import { confineHref, hrefProblem } from "@compose-actions/compose";
import { encodePath, localPathProblem, MetadataError } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

test.each([
  ["repodata/primary.xml.gz", "repodata/primary.xml.gz"],
  ["Packages/g/gtk+-2.0~rc1^git1-1.x86_64.rpm", "Packages/g/gtk+-2.0~rc1^git1-1.x86_64.rpm"],
  ["Packages/a%20b%2Bc.rpm", "Packages/a b+c.rpm"],
  ["repodata/%252e%252e%252fx", "repodata/%2e%2e%2fx"],
  ["%C3%A9.rpm", "é.rpm"],
  [".hidden/...", ".hidden/..."],
])("%s is %s", (href, path) => {
  expect(confineHref(href)).toBe(path);
});

describe("case 72: what leads out of the repository", () => {
  test.each([
    ["", "the path is blank"],
    ["../../x", 'the path has a ".." part, which may lead out of the compose directory'],
    ["repodata/../../x", 'the path has a ".." part, which may lead out of the compose directory'],
    ["./x", 'the path has a "." part'],
    ["a//b", "the path has an empty part (two slashes)"],
    ["a/", "the path ends with a slash"],
    ["/etc/passwd", "the path is absolute; it must be relative to the compose directory"],
    ["//host.example/x", "the path is absolute; it must be relative to the compose directory"],
    ["https://host.example/x", "the href has a scheme; it must be relative to the repository"],
    ["file:x", "the href has a scheme; it must be relative to the repository"],
    ["C:/x", "the href has a scheme; it must be relative to the repository"],
    ["%68ttp:x", "the href has a scheme; it must be relative to the repository"],
    ["a\\..\\x", "the path has a backslash"],
    ["a%5C..%5Cx", "the path has a backslash"],
    ["%2e%2e/x", 'the path has a ".." part, which may lead out of the compose directory'],
    ["a/.%2E/x", 'the path has a ".." part, which may lead out of the compose directory'],
    ["..%2fx", "the href has an encoded slash"],
    ["a%2Fb", "the href has an encoded slash"],
    ["%252e%252e/x", 'the href has a part that reads as "." or ".." when it is decoded again'],
    ["a/%252e", 'the href has a part that reads as "." or ".." when it is decoded again'],
    ["a%00b", "the path has a control character"],
    ["a\nb", "the path has a control character"],
    ["a%0Ab", "the path has a control character"],
    ["~root/x", 'the path starts with "~", which shells expand'],
    ["a%zz", "the href has a % that is not followed by the hexadecimal digits of UTF-8 text"],
    ["a%ff", "the href has a % that is not followed by the hexadecimal digits of UTF-8 text"],
    ["x?token=1", "the href has a query or a fragment"],
    ["x#y", "the href has a query or a fragment"],
    ["a%E2%80%AEb", "the path has a character that changes the direction of text"],
  ])("%j", (href, problem) => {
    expect(hrefProblem(href)).toBe(problem);
    expect(() => confineHref(href)).toThrow(MetadataError);
  });

  test("the error shows no secret of a URL", () => {
    expect(() => confineHref("https://user:SECRET@host.example/x")).toThrow(
      /"https:\/\/…@host\.example\/x"$/,
    );
  });
});

const hostile = fc.array(
  fc.constantFrom(
    "..",
    ".",
    "/",
    "//",
    "\\",
    "%2e",
    "%2E",
    "%2f",
    "%252e",
    "%5c",
    "%",
    "a",
    "b.rpm",
    ":",
    "http",
    "?",
    "~",
    "\0",
    "é",
  ),
  { maxLength: 8 },
);

test("what passes stays below the repository, for file systems and for URLs", () => {
  let passed = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        hostile.map((parts) => parts.join("")),
        fc.string({ unit: "binary" }),
      ),
      (href) => {
        if (hrefProblem(href) !== undefined) {
          return;
        }
        passed += 1;
        const path = confineHref(href);
        expect(localPathProblem(path)).toBeUndefined();
        expect(posix.join("/root/repo", path).startsWith("/root/repo/")).toBe(true);
        // Also when somebody resolves it as it is, or decodes it once more.
        for (const reference of [href, path, encodePath(path)]) {
          const url = new URL(reference, "https://host.example/root/repo/");
          expect(url.href.startsWith("https://host.example/root/repo/")).toBe(true);
        }
        expect(decodeURIComponent(new URL(encodePath(path), "https://host.example/r/").pathname)).toBe(
          `/r/${path}`,
        );
      },
    ),
    { numRuns: 3000 },
  );
  expect(passed).toBeGreaterThan(50);
});
