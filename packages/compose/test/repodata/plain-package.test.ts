import { join } from "node:path";
import { type PrimaryPackage, readPrimary } from "@compose-actions/compose";
import { MetadataError } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Lookahead, UnreadElement } from "../../src/repodata/lookahead.ts";
import { readPlainPackage } from "../../src/repodata/plain-package.ts";
import { scratch } from "../support/scratch.ts";
import { type PackageOptions, pkg, primary } from "./documents.ts";

const make = scratch();
const START = '<package type="rpm">';

/** With all that createrepo_c writes. */
const full = (name: string) =>
  pkg({
    name,
    description: `A &lt;${name}&gt; &amp; more é 😀 xml:base`,
    location: `<location href="Packages/${name}-5.2-1.fc40.x86_64.rpm"/>`,
  }).replace(
    "  <size",
    `  <packager>Some &quot;one&quot;</packager>
  <url>https://example.org/?a=1&amp;b</url>
  <time file="1770163200" build="1770163200"/>
  <size`,
  );

async function outcome(text: string) {
  const found: PrimaryPackage[] = [];
  try {
    await readPrimary(join(make({ "primary.xml": text }), "primary.xml"), (entry) => found.push(entry));
    return { found, failed: false };
  } catch (error) {
    expect(error).toBeInstanceOf(MetadataError);
    return { found, failed: true };
  }
}

/** The same document to a parser; the blank is none that createrepo_c writes, so that everything is parsed. */
const parsed = (text: string) => outcome(text.replaceAll(START, '<package type="rpm" >'));

describe("what is read without the parser", () => {
  const isPlain = (text: string) => readPlainPackage(new Lookahead(text), 0)?.end === text.trimEnd().length;

  test.each([
    ["nothing but what must be there", pkg()],
    ["everything", full("bash")],
    ["empty elements", full("a").replace(/<(summary|url|description)>[^<]*<\/\w+>/g, "<$1/>")],
    ["other blanks", full("a").replaceAll("\n", "\r\n\t")],
    ["no blanks", full("a").replaceAll(/\n */g, "")],
  ])("%s", (_, text) => {
    expect(isPlain(text)).toBe(true);
  });

  const other: PackageOptions[] = [
    { name: "a&amp;b" },
    { name: "a&#98;" },
    { name: "<!-- -->a" },
    { name: "<![CDATA[a]]>" },
    { name: " a" },
    { name: "é" },
    { name: "" },
    { name: "a".repeat(513) },
    { version: '<version ver="1" epoch="0" rel="1"/>' },
    { version: "<version epoch='0' ver='1' rel='1'/>" },
    { version: '<version epoch="0" ver="&#49;" rel="1"/>' },
    { version: '<version epoch="0" ver="1" ver="1" rel="1"/>' },
    { checksum: "" },
    { checksum: '<checksum type="sha256" pkgid="NO">00</checksum>' },
    { size: '<size package="x y" installed="1" archive="1"/>' },
    { location: '<location xml:base="https://evil.example/" href="a"/>' },
    { location: '<location href="a" xmlns="https://evil.example/"/>' },
    { location: '<location href="a&amp;b"/>' },
    { location: '<location href="a\tb"/>' },
    { location: '<location href="a"/><location href="b"/>' },
    { description: "<x/>" },
    { description: "a & b" },
    { description: "&nbsp;" },
    { description: "]]>" },
    ...[..."\u0000\u0008\u000b\u000c\u000e\u001f\uffff"].map((description) => ({ description })),
    { description: "\ufffe" },
    { format: "<!-- -->" },
    { format: "<?x?>" },
    { format: "<![CDATA[</format></package>]]>" },
    { format: '<file xml:base="https://evil.example/"/>' },
    { format: "<format></format>" },
    { format: "</package>" },
  ];
  test.each(other)("not %o", (options) => {
    const location = '<location href="a"/>';
    expect(isPlain(pkg({ location }))).toBe(true);
    expect(isPlain(pkg({ location, ...options }))).toBe(false);
  });

  test("not a package that goes on in the next piece of text", () => {
    const text = pkg().trimEnd();
    for (let length = 0; length < text.length; length++) {
      expect(readPlainPackage(new Lookahead(text.slice(0, length)), 0)).toBeUndefined();
    }
  });
});

describe("the parser and what goes before it agree", () => {
  const TOKENS = [
    ..."<>\"'&/=;] \r\n\u0000\u0001\u007f\ufeff\ufffe\u00a0é😀x0%",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x ",
    "?>",
    "<!DOCTYPE x>",
    "&amp;",
    "&#65;",
    "&#0;",
    "&x;",
    START,
    "<package>",
    "</package>",
    "</metadata>",
    "<format>",
    "<format ",
    "</format>",
    "</format >",
    "<description>",
    "</description>",
    "<name>evil</name>",
    '<location href="evil.rpm"/>',
    '<size package="1"/>',
    "<x>",
    "</x>",
    "<x/>",
    ' xml:base="evil"',
    ' xmlns="evil"',
    ' a="</package>"',
    full("evil"),
  ];
  const ANCHORS = [
    ...["", "", "<", ">", '"', "<name>", "<arch>", 'epoch="', 'ver="', 'rel="', 'type="', 'type="sha256'],
    ...[
      'YES">',
      "<summary>",
      "<description>",
      "<url>",
      'package="',
      'href="',
      "<format>",
      START,
      "</package>",
    ],
  ];
  const edit = fc.record({
    at: fc.nat(5000),
    /** Behind the next of these, which is where most that matters begins. */
    anchor: fc.constantFrom(...ANCHORS),
    remove: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(60)),
    insert: fc.oneof(fc.constantFrom(...TOKENS), fc.constant("")),
  });

  interface Edit {
    readonly at: number;
    readonly anchor: string;
    readonly remove: number;
    readonly insert: string;
  }

  function mutate(text: string, { at, anchor, remove, insert }: Edit) {
    const near = at % (text.length + 1);
    const found = text.indexOf(anchor, near);
    const start = found === -1 ? near : found + anchor.length;
    return text.slice(0, start) + insert + text.slice(start + remove);
  }

  test("on documents that were changed at random", async () => {
    let read = 0;
    let failed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(pkg(), full("one"), full("two"), pkg({ description: "a<b/>" })), {
          minLength: 2,
          maxLength: 4,
        }),
        fc.array(edit, { maxLength: 3 }),
        async (packages, edits) => {
          const text = edits.reduce(mutate, primary(packages.join("")));
          const both = await Promise.all([outcome(text), parsed(text)]);
          expect(both[0]).toEqual(both[1]);
          read += both[0].failed ? 0 : 1;
          failed += both[0].failed ? 1 : 0;
        },
      ),
      { numRuns: 1500 },
    );
    expect(Math.min(read, failed)).toBeGreaterThan(150);
  });

  test("wherever a piece of the file ends", async () => {
    // The file is read in pieces of 256 KiB; the first package moves what follows.
    const body = Array.from({ length: 1500 }, (_, i) => full(`p${i}`)).join("");
    for (let shift = 0; shift < full("p1").length; shift += 97) {
      const text = primary(
        `<package type="rpm"><!--${"x".repeat(shift)}-->${pkg().slice(START.length)}${body}`,
      );
      const [fast, exact] = await Promise.all([outcome(text), parsed(text)]);
      expect(fast.found).toHaveLength(1501);
      expect(fast).toEqual(exact);
    }
  });
});

test("a character is not put together over a piece of the file that lies between its bytes", async () => {
  const piece = 256 * 1024;
  const text = primary(`${pkg()}<!--${"x".repeat(3 * piece)}-->${pkg()}`);
  const bytes = Buffer.from(text);
  bytes[piece - 1] = 0xc3;
  bytes[2 * piece] = 0xa9;
  const path = join(make({ "primary.xml": bytes }), "primary.xml");
  await expect(readPrimary(path, () => undefined)).rejects.toThrow("the document is not valid UTF-8");
  bytes.copyWithin(piece, 2 * piece, 2 * piece + 1);
  bytes[2 * piece] = 0x78;
  expect((await outcome(bytes.toString())).found).toHaveLength(2);
});

describe("looking ahead", () => {
  const element = new UnreadElement("a");

  test("is the same as searching", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("<a>", "</a>", "<!", "<?", "xml:base", "x", "<")),
        fc.array(fc.nat(60)),
        (parts, starts) => {
          const text = parts.join("");
          const ahead = new Lookahead(text);
          for (const start of starts) {
            const end = text.indexOf("</a>", start);
            const plain = end !== -1 && !/<!|<\?|<a|xml:base/.test(text.slice(start, end));
            expect(ahead.endOf(element, start)).toBe(plain ? end : undefined);
          }
        },
      ),
    );
  });

  test("goes through the text once, though nothing is there", () => {
    class Counted extends RegExp {
      searches = 0;
      override exec(text: string) {
        this.searches += 1;
        return super.exec(text);
      }
    }
    const ahead = new Lookahead(`${"<a></a ><a>".repeat(1000)}!`);
    const [absent, last] = [new Counted("</a>", "g"), new Counted("!", "g")];
    for (let from = 0; from < 11_000; from += 11) {
      expect(ahead.next(absent, from)).toBe(Number.POSITIVE_INFINITY);
      expect(ahead.next(last, from)).toBe(11_000);
    }
    expect([absent.searches, last.searches]).toEqual([1, 1]);
  });
});
