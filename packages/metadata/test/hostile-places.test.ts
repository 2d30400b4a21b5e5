import { describe, expect, test } from "vitest";
import {
  accept,
  changed,
  digest,
  document,
  ENTRY,
  firstIssue,
  IMAGE_PATH,
  type Json,
  ociLocation,
  refusal,
  type Step,
} from "./support/documents.ts";

const IMAGE = ENTRY.images;
const images = document("images", "2.0");

const BAD_PATHS: readonly [string, RegExp][] = [
  ["", /the path is blank/],
  ["/etc/passwd", /absolute/],
  ["//host/x", /absolute/],
  [".", /"\." part/],
  ["..", /"\.\." part/],
  ["../x", /"\.\." part/],
  ["a/../../x", /"\.\." part/],
  ["a/./b", /"\." part/],
  ["./a", /"\." part/],
  ["a/..", /"\.\." part/],
  ["a//b", /empty part/],
  ["a/", /ends with a slash/],
  ["a\\b", /backslash/],
  ["\\\\server\\x", /backslash/],
  ["C:x", /drive letter/],
  ["c:/x", /drive letter/],
  ["~/x", /"~"/],
  ["~", /"~"/],
  ["a\0b", /control character/],
  ["a\nb", /control character/],
  ["a\x7fb", /control character/],
  ["a\x9bb", /control character/],
  ["a\u2028b", /control character/],
  ["x\u202egpj.exe", /direction of text/],
  ["x\u2066y", /direction of text/],
  ["x\u200fy", /direction of text/],
  ["a\ud800b", /half of a surrogate pair/],
  ["a".repeat(256), /longer than 255 bytes/],
  ["é".repeat(128), /longer than 255 bytes/],
  [Array.from({ length: 400 }, () => "a".repeat(20)).join("/"), /longer than 4096 bytes/],
];

/** Every place where a document names a path below the compose. */
const PATH_PLACES: readonly [string, Json, readonly Step[]][] = [
  ["local_path of an image", images, [...IMAGE, "location", "local_path"]],
  ["path of an image", document("images"), [...IMAGE, "path"]],
  ["path of a package", document("rpms"), [...ENTRY.rpms, "path"]],
  ["local_path of a package", document("rpms", "2.0"), [...ENTRY.rpms, "location", "local_path"]],
  ["file of an extra file", document("extra_files"), [...ENTRY.extra_files, "file"]],
  [
    "local_path of an extra file",
    changed(document("extra_files", "2.0"), [...ENTRY.extra_files, "file"], undefined),
    [...ENTRY.extra_files, "location", "local_path"],
  ],
  ["local_path of a module", document("modules", "2.0"), [...ENTRY.modules, "location", "local_path"]],
  [
    "modulemd_path",
    document("modules"),
    [...ENTRY.modules.slice(0, -1), "perl:5.38:1:aa", "modulemd_path", "binary"],
  ],
  [
    "local_path of a variant path",
    document("composeinfo", "2.0"),
    [...ENTRY.composeinfo, "paths", "repository", "x86_64", "local_path"],
  ],
  [
    "a file of a set",
    changed(images, [...IMAGE, "location"], ociLocation("set")),
    [...IMAGE, "location", "contents", 0, "file"],
  ],
];

describe.each(PATH_PLACES)("cases 33-36: %s", (_what, doc, at) => {
  test.each(BAD_PATHS)("%j is refused", (path, expected) => {
    const line = firstIssue(changed(doc, at, path));
    expect(line).toMatch(expected);
    expect(line).toContain(String(at.at(-1)));
    expect(line).not.toMatch(/[\0-\x1f\x7f-\x9f\u2028\u202e\u2066\u200f\ud800]/);
  });

  test.each([
    "é".repeat(127),
    "a b",
    "...",
    "..a",
    "a..",
    "x~",
    "ab:c",
    "-",
    "😀/\ue000",
    "x.part",
    "__proto__",
  ])("%j is accepted", (path) => {
    expect(() => accept(changed(doc, at, path))).not.toThrow();
  });

  test.each([5, null, true, [], {}])("%j is no path", (value) => {
    expect(firstIssue(changed(doc, at, value))).toMatch(/expected a path .* found/);
  });
});

test("1.2: the path of a variant may be null or blank, which is as good as absent", () => {
  const at = [...ENTRY.composeinfo, "paths", "repository", "x86_64"];
  for (const place of [null, ""]) {
    expect(accept(changed(document("composeinfo"), at, place)).warnings).toEqual([]);
  }
  for (const place of ["../x", "/x", "a//b", "C:x"]) {
    expect(firstIssue(changed(document("composeinfo"), at, place))).toMatch(
      /^payload\.variants\.Server\.paths\.repository\.x86_64: the path/,
    );
  }
});

describe("the URL of a Location", () => {
  const at = [...IMAGE, "location", "url"];
  const oci = `oci://registry.example.com/a@sha256:${digest()}`;
  test.each([
    ["", "blank"],
    ["/x", "starts with a slash"],
    ["OCI://registry/a", "lower case"],
    ["HTTPS://x/y", "lower case"],
    ["hTTp://x/y", "lower case"],
    ["oci://registry/a", "oci://registry/repository"],
    ["oci://registry/a:tag", "oci://registry/repository"],
    [oci.slice(0, -1), "oci://registry/repository"],
    [`${oci}0`, "oci://registry/repository"],
    [`${oci}\n`, "control character"],
    [oci.replace(digest(), digest("A")), "oci://registry/repository"],
    [`oci://@sha256:${digest()}`, "oci://registry/repository"],
    ["https://x/\0", "control character"],
    ["https://x/\ud800", "control character"],
  ])("%j is refused", (url, expected) => {
    expect(firstIssue(changed(images, at, url))).toMatch(
      /^payload\.images\.Server\.x86_64\[0\]\.location\.url: /,
    );
    expect(firstIssue(changed(images, at, url))).toContain(expected);
  });

  test.each([
    "a/b",
    "https://x",
    "http://[::1]:80/x?y#z",
    "ftp://x/y",
    "file:///x",
    oci,
    oci.replace("/a@", ":5000/a/b:1.0@"),
    "https://x/@sha256",
  ])("%s is accepted", (url) => {
    expect(accept(changed(images, at, url)).warnings).toEqual([]);
  });

  test.each([
    "https://user:hunter2@host/x",
    "https://hunter2@host/x",
    "http://user:hunter2@host",
    "https://user:hunter2@@host/x",
    "https://user:hunter2@host/\0",
    "HTTPS://user:hunter2@host/x?token=hunter2",
    `oci://user:hunter2@registry/a@sha256:${digest()}`,
    "oci://user:hunter2@registry/a",
    "//user:hunter2@host/x",
    " https://user:hunter2@host/x",
    "https:\\\\user:hunter2@host\\x",
    "\\\\user:hunter2@host",
    "https:user:hunter2@host",
    "/a?token=hunter2",
  ])("case 82: %j is refused, and its secret is not echoed", (url) => {
    const error = refusal(changed(images, at, url));
    expect(error.issues[0]?.path).toBe(`${IMAGE_PATH}.location.url`);
    expect(JSON.stringify([error.issues, error.message])).not.toContain("hunter2");
  });

  test.each([5, null, [], {}, undefined])("%j is no URL", (value) => {
    expect(firstIssue(changed(images, at, value))).toMatch(/\.url: expected a URL, /);
  });
});

describe("contents of a Location", () => {
  const set = changed(images, [...IMAGE, "location"], ociLocation("set"));
  const at = [...IMAGE, "location", "contents"];
  test.each([
    [null, "a list"],
    [{}, "a list"],
    ["x", "a list"],
    [[null], "an object"],
    [["x"], "an object"],
    [[{}], "a path"],
  ])("%j are refused", (contents, expected) => {
    expect(firstIssue(changed(set, at, contents))).toContain(`expected ${expected}`);
  });

  test("only with oci://", () => {
    const doc = changed(images, at, ociLocation("set").contents);
    expect(firstIssue(doc)).toBe(
      `${IMAGE_PATH}.location.contents: contents are only possible with an oci:// URL`,
    );
  });

  test("case 69: the same file twice", () => {
    const [entry] = ociLocation("set").contents;
    expect(firstIssue(changed(set, at, [entry, entry]))).toMatch(
      /contents\[1\]\.file: the file "a\.iso" is listed twice$/,
    );
  });

  test.each([
    ["size", null],
    ["size", -1],
    ["checksum", null],
    ["layer_digest", `sha512:${digest("a", 128)}`],
    ["layer_digest", "sha256:az"],
    ["layer_digest", null],
    ["file", undefined],
  ])("%s %j is refused", (field, value) => {
    expect(firstIssue(changed(set, [...at, 0, field], value))).toMatch(
      new RegExp(`contents\\[0\\]\\.${field}: expected `),
    );
  });
});
