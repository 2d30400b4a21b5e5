import { serialize } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import {
  accept,
  changed,
  digest,
  document,
  ENTRY,
  firstIssue,
  IMAGE_PATH,
  withToken,
} from "./support/documents.ts";

const IMAGE = ENTRY.images;
const SIZE = [...IMAGE, "location", "size"];
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
