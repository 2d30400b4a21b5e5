import { parseRepomd, primaryOf } from "@compose-actions/compose";
import { MetadataError } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { metadataError } from "../support/metadata-error.ts";
import { DECLARATION, data, digest, repomd } from "./documents.ts";

const read = (text: string | Uint8Array) =>
  parseRepomd(typeof text === "string" ? Buffer.from(text) : text, "os/repodata/repomd.xml");
const refusal = async (text: string | Uint8Array) => {
  const { message } = await metadataError(() => read(text));
  expect(message).toMatch(/^os\/repodata\/repomd\.xml: /);
  return message.slice("os/repodata/repomd.xml: ".length);
};

test("what a repository lists", () => {
  const text = repomd(
    `  <revision>1738627200</revision>
  <tags><content>binary</content></tags>
${data({
  more: `<size>520</size><open-size>1216</open-size>
    <open-checksum type="sha256">${digest("open")}</open-checksum><header-size>5</header-size>`,
})}${data({ type: "group", href: "repodata/a%20b.xml", more: "" })}`,
  );
  expect(read(text)).toEqual({
    revision: "1738627200",
    files: [
      {
        type: "primary",
        href: "repodata/primary.xml.gz",
        path: "repodata/primary.xml.gz",
        checksum: `sha256:${digest("primary")}`,
        size: 520,
        openChecksum: `sha256:${digest("open")}`,
        openSize: 1216,
      },
      {
        type: "group",
        href: "repodata/a%20b.xml",
        path: "repodata/a b.xml",
        checksum: `sha256:${digest("group")}`,
        size: null,
      },
    ],
  });
});

test("an empty repository", () => {
  expect(read(repomd(""))).toEqual({ files: [] });
  expect(primaryOf(read(repomd("")))).toBeUndefined();
});

test("primaryOf takes the XML, not the database", () => {
  const files = [data({ type: "primary_db" }), data({ type: "primary_zck" }), data()].join("");
  expect(primaryOf(read(repomd(files)))?.href).toBe("repodata/primary.xml.gz");
});

describe("checksums", () => {
  const only = (checksum: string) => read(repomd(data({ checksum }))).files[0];

  test.each([
    ["sha256", "sha256"],
    ["sha512", "sha512"],
    ["sha1", "sha1"],
    ["sha", "sha1"],
    ["md5", "md5"],
    ["SHA256", "sha256"],
  ])("type %s is %s, in lower case", (type, algorithm) => {
    const hex = digest(1, algorithm);
    const file = only(`<checksum type="${type}">\n  ${hex.toUpperCase()}\n</checksum>`);
    expect(file?.checksum).toBe(`${algorithm}:${hex}`);
    expect(file).not.toHaveProperty("checksumError");
  });

  test("without a type it is sha256", () => {
    expect(only(`<checksum>${digest(1)}</checksum>`)?.checksum).toBe(`sha256:${digest(1)}`);
  });

  test.each([
    [
      `<checksum type="sha384">${digest(1, "sha384")}</checksum>`,
      "the checksum algorithm sha384 is not supported",
    ],
    [
      `<checksum type="sha224">${digest(1, "sha224")}</checksum>`,
      "the checksum algorithm sha224 is not supported",
    ],
    ['<checksum type="whirlpool">abcd</checksum>', 'the checksum algorithm "whirlpool" is unknown'],
    ['<checksum type="constructor">abcd</checksum>', 'the checksum algorithm "constructor" is unknown'],
    ["", "the document gives no checksum"],
  ])("%s: the file has none", (element, checksumError) => {
    expect(only(element)).toMatchObject({ checksum: null, checksumError });
  });

  test.each([
    ["sha256", digest(1).slice(1), "a sha256 digest has 64 hexadecimal digits, this one has 63:"],
    ["sha384", digest(1), "a sha384 digest has 96 hexadecimal digits, this one has 64:"],
    ["sha256", "", 'expected a digest in hexadecimal, found ""'],
    ["sha256", `${digest(1).slice(1)}g`, "expected a digest in hexadecimal, found"],
    ["sha256", `sha256:${digest(1)}`, "expected a digest in hexadecimal, found"],
  ])("case 65: %s %s", async (type, hex, message) => {
    const text = repomd(
      data({ type: "other" }) + data({ checksum: `<checksum type="${type}">${hex}</checksum>` }),
    );
    expect(await refusal(text)).toContain(`data[1].checksum: ${message}`);
  });
});

test("CDATA, comments, entities and processing instructions mean what XML says", () => {
  const text = `\ufeff${DECLARATION}<?xml-stylesheet href="x"?><!-- <data> -->${repomd(
    data({
      href: "repodata/a&amp;b&#x2d;c.xml",
      checksum: `<checksum type="sha256"><![CDATA[${digest(1).slice(0, 9)}]]>${digest(1).slice(9, 20)}<!-- -->${digest(1).slice(20)}</checksum>`,
    }),
  ).slice(DECLARATION.length)}`;
  expect(read(text).files[0]).toMatchObject({ path: "repodata/a&b-c.xml", checksum: `sha256:${digest(1)}` });
});

describe("case 71: hostile XML", () => {
  const laughs = `<!DOCTYPE repomd [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>`;

  test.each([
    [
      "billion laughs",
      DECLARATION + laughs + repomd("<revision>&b;</revision>").slice(DECLARATION.length),
      "the document has a <!DOCTYPE, which is refused",
    ],
    [
      "an external entity",
      `<!DOCTYPE repomd SYSTEM "file:///etc/passwd">${repomd("")}`.replace(DECLARATION, ""),
      "the document has a <!DOCTYPE, which is refused",
    ],
    ["an unknown entity", repomd("<revision>&b;</revision>"), 'not well-formed XML: "undefined entity."'],
    [
      "an entity by the name of a method",
      repomd("<revision>&constructor;</revision>"),
      'not well-formed XML: "undefined entity."',
    ],
    [
      "a declared other encoding",
      repomd("").replace("UTF-8", "utf-16"),
      'expected the encoding UTF-8, found "utf-16"',
    ],
    ["XML 1.1", repomd("").replace('"1.0"', '"1.1"'), 'expected XML 1.0, found version "1.1"'],
    [
      "another root",
      repomd("").replaceAll("repomd ", "metadata "),
      'expected the root element repomd, found "metadata"',
    ],
    [
      "no namespace",
      repomd("", ""),
      "expected the namespace http://linux.duke.edu/metadata/repo, found none",
    ],
    [
      "another namespace",
      repomd("", 'xmlns="http://evil.example/"'),
      'expected the namespace http://linux.duke.edu/metadata/repo, found "http://evil.example/"',
    ],
    [
      "another namespace inside",
      repomd('<x xmlns=""/>'),
      'expected no other default namespace than http://linux.duke.edu/metadata/repo, found ""',
    ],
    [
      "a prefix for the namespace",
      repomd('<r:data xmlns:r="http://linux.duke.edu/metadata/repo"/>'),
      'the namespace http://linux.duke.edu/metadata/repo must have no prefix, found "xmlns:r"',
    ],
    [
      "xml:base on a location",
      repomd(data().replace("href=", 'xml:base="https://evil.example/" href=')),
      'xml:base is refused: a file\'s place must not depend on it: "https://evil.example/"',
    ],
    [
      "xml:base on an element of no use",
      repomd('<x><y xml:base="https://evil.example/"/></x>'),
      "xml:base is refused",
    ],
    ["elements in a text", repomd("<revision>1<b/></revision>"), 'expected text only, found the element "b"'],
    [
      "a long text",
      repomd(`<revision>${"1".repeat(5000)}</revision>`),
      "a text is longer than 4096 characters",
    ],
    [
      "a huge text of no use",
      repomd(`<x>${"1".repeat(2 ** 21)}</x>`),
      "more than 1048576 characters without an element",
    ],
    ["a huge name", repomd(`<${"x".repeat(2 ** 21)}/>`), "more than 1048576 characters without an element"],
    [
      "a huge document type",
      `<!DOCTYPE ${"x".repeat(2 ** 21)}`,
      "more than 1048576 characters without an element",
    ],
    ["deep nesting", repomd("<x>".repeat(100_000)), "elements are nested more than 32 levels deep"],
    [
      "many attributes",
      repomd(`<x ${Array.from({ length: 65 }, (_, i) => `a${i}=""`).join(" ")}/>`),
      "an element has 65 attributes, more than 64",
    ],
    ["an attribute twice", repomd('<x a="1" a="2"/>'), 'not well-formed XML: "duplicate attribute: a."'],
    ["an end that is missing", repomd(data()).slice(0, -20), "not well-formed XML"],
    ["a second root", `${repomd("")}<repomd/>`, "not well-formed XML"],
    ["nothing", "", 'not well-formed XML: "document must contain a root element."'],
    ["JSON", "{}", 'not well-formed XML: "text data outside of root node."'],
  ])("%s", async (_, text, message) => {
    const found = await refusal(text);
    expect(found).toMatch(/^line [0-9]+, column [0-9]+: /);
    expect(found).toContain(message);
  });

  test.each(["utf-16le", "utf-16be"])("bytes in %s", async (encoding) => {
    const little = Buffer.from(repomd(""), "utf16le");
    for (const mark of ["\ufeff", ""]) {
      const text = Buffer.concat([Buffer.from(mark, "utf16le"), little]);
      expect(await refusal(encoding === "utf-16le" ? text : text.swap16())).toContain("not UTF-8");
    }
  });

  test("bytes that are no UTF-8", async () => {
    expect(await refusal(Buffer.from(repomd("<x>\u00ff</x>"), "latin1"))).toContain(
      "the document is not valid UTF-8",
    );
    expect(await refusal(Buffer.concat([Buffer.from(repomd("")), Buffer.from([0xc3])]))).toContain(
      "not valid UTF-8",
    );
  });

  test("a million data elements", async () => {
    // Short enough for the cap of 16 MiB.
    const text = repomd("<data/>".repeat(1_000_000));
    expect(await refusal(text)).toContain("the document has more than 10000 data elements");
  });

  test("10,000 data elements pass, with issues counted and few kept", async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => data({ type: "x", href: `repodata/${i}` })).join(
      "",
    );
    expect(read(repomd(many)).files).toHaveLength(10_000);
    const error = await metadataError(() => read(repomd("<data/>".repeat(10_000))));
    expect(error.issues).toHaveLength(50);
    expect(error.issueCount).toBe(20_000);
  });

  test("more than 16 MiB", async () => {
    expect(await refusal(Buffer.alloc(16 * 1024 * 1024 + 1))).toBe(
      "the file has 16777217 bytes, more than 16777216",
    );
  });

  test("what the error shows is short and escaped", async () => {
    const message = await refusal(repomd(`</${"x".repeat(100_000)}>`));
    expect(message.length).toBeLessThan(200);
    expect(await refusal(repomd('<x xmlns="\u202e::error::"/>'))).toContain('"\\u{202e}::error::"');
  });
});

describe("case 72: hrefs", () => {
  test.each([
    "../../x",
    "https://evil.example/x",
    "//evil.example/x",
    "%2e%2e/x",
    "/x",
    "repodata\\x",
    "a//b",
  ])("%s", async (href) => {
    expect(await refusal(repomd(data({ href })))).toMatch(/^data\[0\]\.location: /);
  });

  test("a location is missing, has no href, is hidden in another", async () => {
    const message = "data[0].location: a location with an href is missing";
    expect(await refusal(repomd('<data type="x"></data>'))).toBe(message);
    expect(await refusal(repomd('<data type="x"><location/></data>'))).toBe(message);
    expect(await refusal(repomd('<data type="x"><y><location href="x"/></y></data>'))).toBe(message);
    const nested = data().replace(/<location (.*)\/>/, '<location $1><y href="evil"/></location>');
    expect(read(repomd(nested)).files[0]?.href).toBe("repodata/primary.xml.gz");
  });

  test("the file itself", async () => {
    expect(await refusal(repomd(data({ href: "repodata/repomd%2exml" })))).toBe(
      'data[0].location: the file lists itself: "repodata/repomd%2exml"',
    );
  });
});

describe("contradictions", () => {
  const two = (a: string, b: string) =>
    repomd(
      data({ type: "a", href: "repodata/a", checksum: a }) +
        data({ type: "b", href: "repodata/%61", checksum: b }),
    );
  const sum = (seed: number, algorithm = "sha256") =>
    `<checksum type="${algorithm}">${digest(seed, algorithm)}</checksum>`;

  test("case 75: two checksums of one file", async () => {
    expect(await refusal(two(sum(1), sum(2)))).toContain(
      'data[1].location: "repodata/%61" is listed twice, with different checksums or sizes: sha256:',
    );
    expect(read(two(sum(1), sum(1))).files).toHaveLength(2);
    expect(read(two(sum(1), sum(1, "sha1"))).files).toHaveLength(2);
    const third = data({ type: "c", href: "repodata/a", checksum: sum(3) });
    expect(await refusal(two(sum(1, "md5"), sum(2)).replace("</repomd>", `${third}</repomd>`))).toMatch(
      /^data\[2\]/,
    );
  });

  test("two sizes of one file", async () => {
    const text = repomd(
      data() + data({ type: "other", href: "repodata/primary.xml.gz", checksum: "", more: "<size>1</size>" }),
    );
    expect(await refusal(text)).toContain("data[1].location");
  });

  test("two primaries, two checksums in one element, bad sizes, bad types", async () => {
    expect(await refusal(repomd(data() + data({ href: "repodata/x" })))).toContain(
      "data[1].type: two files are primary",
    );
    expect(await refusal(repomd(data({ checksum: sum(1) + sum(1) })))).toBe(
      "data[0].checksum: the element is given twice",
    );
    expect(await refusal(repomd(data({ more: "<size>-1</size>" })))).toBe(
      'data[0].size: expected a number of bytes, found "-1"',
    );
    expect(await refusal(repomd(data({ more: "<size>1e999</size>" })))).toContain("data[0].size");
    expect(await refusal(repomd(data({ type: "" })))).toBe('data[0].type: expected a name, found ""');
  });
});

test("mutated input is read or refused with a MetadataError, never anything else", () => {
  const bytes = Buffer.from(
    repomd(`<revision>1</revision>${data()}${data({ type: "group" })}<!-- c --><x><![CDATA[y]]></x>`),
  );
  const pieces = [
    "<",
    ">",
    "&",
    "]]>",
    "<!--",
    "<![CDATA[",
    "<!DOCTYPE",
    "<?",
    "\0",
    "\r",
    "\u{1f600}",
    "\ud800",
    '"',
    "=",
    "xmlns:",
  ];
  const edit = fc.record({
    at: fc.nat(bytes.length),
    remove: fc.nat(20),
    insert: fc.oneof(
      fc.constantFrom(...pieces).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 4 }).map((array) => Buffer.from(array)),
    ),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      let text: Buffer = bytes;
      for (const { at, remove, insert } of edits) {
        text = Buffer.concat([text.subarray(0, at), insert, text.subarray(at + remove)]);
      }
      try {
        read(text);
      } catch (error) {
        expect(error).toBeInstanceOf(MetadataError);
      }
    }),
    { numRuns: 3000 },
  );
});
