import type { MetadataType } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import {
  accept,
  changed,
  document,
  ENTRY,
  firstIssue,
  IMAGE_PATH,
  type Json,
  location,
  refusal,
  type Step,
  TYPES,
} from "./support/documents.ts";

const images = document("images", "2.0");

describe("case 63: header", () => {
  const versions: [unknown, RegExp][] = [
    [2, /found the number 2/],
    [1.2, /found the number 1\.2/],
    ["2", /found the string "2"/],
    ["", /an empty string/],
    ["1.2.3", /found the string/],
    ["v1.2", /found the string/],
    ["1.2\n", /found the string/],
    ["-1.2", /found the string/],
    [null, /found null/],
    [undefined, /missing/],
    [true, /found true/],
    ["3.0", /version "3\.0" is newer than this program knows/],
    ["99.0", /newer than this program knows/],
  ];
  test.each(versions)("U12: version %j is refused", (version, expected) => {
    const line = firstIssue(changed(images, ["header", "version"], version));
    expect(line).toMatch(/^header\.version: /);
    expect(line).toMatch(expected);
  });

  test.each([
    ["2.10", images],
    ["2.7", images],
    ["1.9", document("images")],
    ["1.10", document("images")],
  ])("version %s is read as the newest known one, with a warning", (version, doc) => {
    const { warnings, version: read } = accept(changed(doc, ["header", "version"], version));
    expect(read).toBe(version);
    expect(warnings.map(({ code, count, examples }) => [code, count, examples])).toEqual([
      ["newer-version", 1, [version]],
    ]);
  });

  test.each([null, [], "x", 5, undefined])("header %j is refused", (header) => {
    expect(firstIssue(changed(images, ["header"], header))).toMatch(/^header: expected an object/);
  });

  test.each([
    "productmd.rpm",
    "images",
    "productmd.treeinfo",
    5,
    null,
    undefined,
    "PRODUCTMD.IMAGES",
    "productmd.__proto__",
  ])("type %j is refused", (type) => {
    expect(firstIssue(changed(images, ["header", "type"], type))).toMatch(
      /^header\.type: expected one of productmd\.images, /,
    );
  });

  test("the type of another file than the payload's", () => {
    expect(firstIssue(changed(images, ["header", "type"], "productmd.extra_files"))).toBe(
      "payload.extra_files: expected an object, but it is missing",
    );
  });
});

describe.each([null, [], "x", 5, true, {}, [{}]])("the document %j", (doc) => {
  test("is refused", () => {
    expect(refusal(JSON.stringify(doc)).message).toMatch(/expected an object/);
  });
});

const required: Record<MetadataType, Json> = {
  images: {
    "1.2": [
      "arch",
      "bootable",
      "checksums",
      "disc_count",
      "disc_number",
      "implant_md5",
      "mtime",
      "path",
      "size",
      "subvariant",
      "type",
    ],
    "2.0": ["arch", "type", "location"],
  },
  rpms: { "1.2": ["path"], "2.0": ["location"] },
  extra_files: { "1.2": ["file", "size", "checksums"], "2.0": ["location"] },
  modules: { "1.2": [], "2.0": ["location"] },
  composeinfo: {
    "1.2": ["id", "uid", "name", "type", "arches", "paths"],
    "2.0": ["id", "uid", "name", "type", "arches", "paths"],
  },
};

const missing: { type: MetadataType; version: string; field: string }[] = TYPES.flatMap((type) =>
  ["1.2", "2.0"].flatMap((version) =>
    required[type][version].map((field: string) => ({ type, version, field })),
  ),
);

test.each(missing)("$type $version without $field is refused by name", ({ type, version, field }) => {
  const line = firstIssue(changed(document(type, version), [...ENTRY[type], field], undefined));
  expect(line).toContain(`.${field}: expected `);
  expect(line).toContain("missing");
});

test.each(["1.2", "2.0"].flatMap((version) => TYPES.map((type) => ({ type, version }))))(
  "every value of $type $version may be of a wrong type without anything but a MetadataError",
  ({ type, version }) => {
    const doc = document(type, version);
    for (const path of everyPath(doc)) {
      for (const value of [
        null,
        true,
        0,
        -1,
        1.5,
        "",
        "x",
        "\ud800",
        "__proto__",
        [],
        {},
        [null],
        { __proto__x: 1 },
        undefined,
      ]) {
        try {
          accept(changed(doc, path, value));
        } catch (error) {
          expect((error as Error).name, `${path.join(".")} = ${JSON.stringify(value)}`).toBe("MetadataError");
        }
      }
    }
  },
);

function everyPath(value: Json, path: readonly Step[] = []): (readonly Step[])[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return steps.flatMap((step) => [[...path, step], ...everyPath(value[step], [...path, step])]);
}

describe("all issues at once", () => {
  test("with their paths, in file order", () => {
    const doc = document("images", "2.0");
    const entry = doc.payload.images.Server.x86_64[0];
    entry.location.size = "5";
    entry.bootable = "false";
    doc.payload.compose.date = "today";
    expect(refusal(doc).issues.map(({ path }) => path)).toEqual([
      "payload.compose.date",
      `${IMAGE_PATH}.location.size`,
      `${IMAGE_PATH}.bootable`,
    ]);
    expect(refusal(doc).message).toMatch(/^payload\.compose\.date: .* \(and 2 more\)$/);
  });

  test("at most fifty in words, the rest counted", () => {
    const doc = document("images", "2.0");
    doc.payload.images.Server.x86_64 = Array.from({ length: 80 }, () => 5);
    const error = refusal(doc);
    expect(error.issues).toHaveLength(50);
    expect(error.issueCount).toBe(80);
    expect(error.message).toContain("(and 79 more)");
  });

  test("values are shortened and escaped", () => {
    const doc = changed(images, ["payload", "compose", "label"], `x\n::error::pwned\u202e${"y".repeat(500)}`);
    const line = firstIssue(doc);
    expect(line).toContain('"x\\u{a}::error::pwned\\u{202e}yyy');
    expect(line.length).toBeLessThan(320);
  });

  test("U5, U20: nothing of a package passes unchecked", () => {
    const doc = document("rpms");
    const at = ENTRY.rpms;
    expect(firstIssue(changed(doc, [...at, "category"], "nonsense"))).toContain(
      ".category: expected one of binary, debug, source",
    );
    expect(firstIssue(changed(doc, [...at, "sigkey"], 7))).toContain(
      ".sigkey: expected a key id or null, found the number 7",
    );
    expect(firstIssue(changed(document("rpms", "2.0"), [...at, "sigkeys"], [7]))).toContain(
      ".sigkeys: expected a list of key ids",
    );
    expect(firstIssue(changed(doc, at, null))).toContain("expected an object, found null");
  });

  test("U22: the file of an extra file is the last part of its local_path", () => {
    expect(
      firstIssue(changed(document("extra_files", "2.0"), [...ENTRY.extra_files, "file"], "README")),
    ).toBe(
      'payload.extra_files.Server.x86_64[0].file: expected "GPL", the last part of the Location\'s local_path, found the string "README"',
    );
  });

  test("a module's key ends with its arch", () => {
    const doc = document("modules", "2.0");
    doc.payload.modules.Server.x86_64 = { "perl:5.38:1:aa": { location: location("a") } };
    expect(firstIssue(doc)).toContain('the module\'s key must end with its arch, ":x86_64"');
  });
});
