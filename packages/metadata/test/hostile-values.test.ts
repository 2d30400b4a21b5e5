import { type MetadataType, serialize } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import {
  accept,
  changed,
  digest,
  document,
  ENTRY,
  firstIssue,
  type Json,
  location,
  ociLocation,
  refusal,
  type Step,
  TYPES,
  withToken,
} from "./support/documents.ts";

const IMAGE = ENTRY.images;
const SIZE = [...IMAGE, "location", "size"];
const IMAGE_PATH = "payload.images.Server.x86_64[0]";
const images = document("images", "2.0");

describe("case 61: a size is a whole number from 0 to 2^53-1", () => {
  test.each([
    ['"5"', 'the string "5"'],
    ["5.9", "the number 5.9"],
    ["5.0", "the number 5.0"],
    ["-1", "the number -1"],
    ["-0", "the number -0"],
    ["1e3", "the number 1e3"],
    ["1E3", "the number 1E3"],
    ["1e400", "the number 1e400"],
    ["9007199254740992", "the number 9007199254740992"],
    ["9007199254740993", "the number 9007199254740993"],
    ["1000000000000000000000000000000", "the number 1000000000000000000000000000000"],
    ["true", "true"],
    ["[]", "an empty list"],
    ['{"a": 1}', 'an object with "a"'],
  ])("%s is refused", (token, shown) => {
    expect(firstIssue(withToken(images, SIZE, token))).toBe(
      `${IMAGE_PATH}.location.size: expected a size in bytes (a whole number from 0 to 2^53-1) or null, found ${shown}`,
    );
  });

  test.each(["NaN", "Infinity", "-Infinity", "0x10", "01", "+1", ".5", "1.", "'1'", "undefined"])(
    "%s is not JSON",
    (token) => {
      expect(firstIssue(withToken(images, SIZE, token))).toMatch(
        /^payload\.images\.Server\.x86_64\[0\]: not valid JSON/,
      );
    },
  );

  test.each(["1", "9007199254740991", "null"])("%s is accepted", (token) => {
    expect(accept(withToken(images, SIZE, token)).warnings).toEqual([]);
  });

  test("0 is accepted with a warning: it is odd for an image", () => {
    expect(accept(withToken(images, SIZE, "0")).warnings.map(({ code }) => code)).toEqual(["empty-image"]);
  });

  test("null is no size of an image in 1.2", () => {
    expect(firstIssue(changed(document("images"), [...IMAGE, "size"], null))).toMatch(
      /^payload.*\.size: .* found null$/,
    );
  });
});

describe("case 65: the grammar of a checksum", () => {
  const at = [...IMAGE, "location", "checksum"];
  test.each([
    "",
    " ",
    "sha256:",
    "sha256:ab",
    `sha256:${digest("a", 63)}`,
    `sha256:${digest("a", 65)}`,
    `sha256:${digest()}\n`,
    ` sha256:${digest()}`,
    `sha256:${digest("g")}`,
    `sha512:${digest()}`,
    `sha224:${digest("a", 56)}`,
    `crc32:${digest("a", 8)}`,
    digest(),
    "sha256:abc:def",
    `sha256 ${digest()}`,
    `sha1:${digest("a", 41)}`,
    `md5:${digest("a", 40)}`,
    7,
    true,
    [],
    {},
  ])("%j is refused", (value) => {
    expect(firstIssue(changed(images, at, value))).toMatch(
      /^payload\.images\.Server\.x86_64\[0\]\.location\.checksum: (?:expected a checksum: sha256, .*, found |a \w+ digest has \d+ hexadecimal digits, this one has \d+: |the checksum algorithm \w+ is none of )/,
    );
  });

  test.each([`sha512:${digest("0", 128)}`, `sha1:${digest("f", 40)}`, `md5:${digest("9", 32)}`, null])(
    "%j is accepted",
    (value) => {
      expect(accept(changed(images, at, value)).warnings).toEqual([]);
    },
  );

  test.each([`sha256:${digest("A")}`, `SHA256:${digest("a")}`])("%s is put right with a warning", (value) => {
    const { model, warnings } = accept(changed(images, at, value));
    expect(warnings.map(({ code, count, examples }) => ({ code, count, examples }))).toEqual([
      { code: "upper-case-checksum", count: 1, examples: [`${IMAGE_PATH}.location.checksum`] },
    ]);
    expect(JSON.stringify(model.type === "images" && model.images.get("Server")?.get("x86_64"))).toContain(
      `"sha256:${digest()}"`,
    );
  });

  test.each(["sha384", "__proto__", "crc"])(
    "1.2: a checksum of %s beside one that is known is left out",
    (name) => {
      for (const type of ["images", "extra_files"] as const) {
        const checksums = `{"${name}": "${digest("b", 96)}", "sha256": "${digest()}"}`;
        const { model, warnings } = accept(
          withToken(document(type), [...ENTRY[type], "checksums"], checksums),
        );
        expect(warnings.map(({ code, count, examples }) => [code, count, ...examples])).toEqual([
          ["unknown-field", 1, expect.stringMatching(new RegExp(`\\.checksums\\.${name}$`))],
        ]);
        expect(serialize(model)).toBe(serialize(accept(document(type)).model));
        expect(
          firstIssue(changed(document(type), [...ENTRY[type], "checksums"], { sha384: digest("b", 96) })),
        ).toContain("the checksum algorithm sha384 is none of");
      }
    },
  );

  test("upper case in the checksums of 1.2", () => {
    const { warnings } = accept(
      changed(document("images"), [...IMAGE, "checksums"], { sha256: digest("F") }),
    );
    expect(warnings.map(({ code }) => code)).toEqual(["upper-case-checksum"]);
  });

  test.each([
    [{}, "at least one checksum"],
    [{ sha256: 5 }, "a digest"],
    [{ sha256: "az" }, "a checksum"],
    [{ crc: "zz" }, "a checksum"],
    ["x", "an object"],
    [null, "an object"],
  ])("1.2: checksums %j are refused", (checksums, expected) => {
    expect(firstIssue(changed(document("images"), [...IMAGE, "checksums"], checksums))).toContain(
      `expected ${expected}`,
    );
  });

  test("1.2: one algorithm in two spellings is refused", () => {
    const doc = changed(document("images"), [...IMAGE, "checksums"], {
      sha256: digest("a"),
      SHA256: digest("b"),
    });
    expect(firstIssue(doc)).toMatch(/^payload\.images\.Server\.x86_64\[0\]\.checksums.*: .*twice/);
  });
});

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

describe("values of images", () => {
  test.each([
    ["bootable", "false"],
    ["bootable", 1],
    ["disc_count", "1"],
    ["disc_count", 1.5],
    ["disc_number", true],
    ["mtime", "0"],
    ["mtime", 1e300],
    ["implant_md5", "short"],
    ["implant_md5", digest("A", 32)],
    ["volume_id", ""],
    ["volume_id", 5],
    ["unified", "true"],
    ["subvariant", null],
    ["arch", ""],
    ["type", ""],
    ["type", null],
    ["format", 5],
    ["additional_variants", "Server"],
    ["additional_variants", ["Server"]],
  ])("%s %j is refused", (field, value) => {
    for (const doc of [images, document("images")]) {
      expect(firstIssue(changed(doc, [...IMAGE, field], value))).toMatch(new RegExp(`\\]\\.${field}: `));
    }
  });

  test("mtime may lie before 1970", () => {
    expect(accept(changed(images, [...IMAGE, "mtime"], -1)).warnings).toEqual([]);
  });
});

describe("values of the compose section", () => {
  test.each([
    ["id", ""],
    ["id", "Test-1.0"],
    ["id", "Test-20260101\n"],
    ["date", "2026010"],
    ["date", "202601011"],
    ["date", 20260101],
    ["type", "Production"],
    ["type", "__proto__"],
    ["respin", "0"],
    ["respin", true],
    ["respin", -1],
    ["label", "GA"],
    ["label", "RC-1"],
    ["label", 5],
    ["final", "yes"],
  ])("%s %j is refused", (field, value) => {
    expect(firstIssue(changed(images, ["payload", "compose", field], value))).toMatch(
      new RegExp(`^payload\\.compose\\.${field}: expected `),
    );
  });

  test.each(["id", "date", "type", "respin"])("%s is required", (field) => {
    expect(firstIssue(changed(images, ["payload", "compose", field], undefined))).toMatch(
      new RegExp(`^payload\\.compose\\.${field}: .*missing`),
    );
  });

  test.each([null, [], "x", undefined])("compose %j is refused", (compose) => {
    expect(firstIssue(changed(images, ["payload", "compose"], compose))).toMatch(
      /^payload\.compose: expected an object/,
    );
  });

  test("an id of 0.2 with a type that no compose has", () => {
    const doc = document("composeinfo");
    doc.header = { version: "0.2" };
    doc.payload = {
      ...doc.payload,
      compose: { id: "T-1-20260101.constructor.0" },
      product: doc.payload.release,
    };
    expect(firstIssue(doc)).toMatch(/^payload\.compose\.id: expected a compose id/);
  });
});
