import { gzipSync, constants as zlib, zstdCompressSync } from "node:zlib";
import { MetadataError } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tool } from "../support/tool.ts";
import { pkg, primary } from "./documents.ts";
import { many, usePrimary, xz } from "./reading.ts";

const { read, refusal } = usePrimary();

const hasXz = tool("xz");

describe("packings, told by their first bytes", () => {
  const content = many(2000);
  const half = Math.floor(content.length / 2);
  const packings: readonly (readonly [string, () => Uint8Array])[] = [
    ["none", () => Buffer.from(content)],
    ["gzip", () => gzipSync(content)],
    [
      "gzip in two members",
      () => Buffer.concat([gzipSync(content.slice(0, half)), gzipSync(content.slice(half))]),
    ],
    ["zstd", () => zstdCompressSync(content)],
    [
      "zstd in two frames",
      () => Buffer.concat([zstdCompressSync(content.slice(0, half)), zstdCompressSync(content.slice(half))]),
    ],
    [
      "zstd after a frame to be skipped",
      () =>
        Buffer.concat([
          zstdCompressSync(""),
          Buffer.from("502a4d1804000000aabbccdd", "hex"),
          zstdCompressSync(content),
        ]),
    ],
  ];

  test.each(packings)("%s", async (_, pack) => {
    const found = await read(pack());
    expect(found.map(({ name }) => name)).toEqual(Array.from({ length: 2000 }, (_, i) => `p${i}`));
  });

  test.skipIf(!hasXz)("xz, several streams too, several at a time (needs xz)", async () => {
    const packed = [
      xz(content),
      xz(content, "--threads=2", "--block-size=100000"),
      xz(content, "--check=none"),
      Buffer.concat([xz(content.slice(0, half)), Buffer.alloc(4), xz(content.slice(half))]),
    ];
    for (const found of await Promise.all(packed.map((bytes) => read(bytes)))) {
      expect(found).toHaveLength(2000);
    }
  });

  test.skipIf(!hasXz)("after a damaged xz file the next one is read (needs xz)", async () => {
    const packed = xz(content);
    const damaged = Buffer.from(packed);
    damaged.fill(0x55, packed.length >> 1, (packed.length >> 1) + 9);
    const both = await Promise.allSettled([read(damaged), read(packed)]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  });

  describe.each([
    ["gzip", () => gzipSync(content)],
    ["zstd", () => zstdCompressSync(content, { params: { [zlib.ZSTD_c_checksumFlag]: 1 } })],
    ...(hasXz ? [["xz", () => xz(content)] as const] : []),
  ] as const)("%s", (name, pack) => {
    const packed = pack();

    test.each([12, packed.length >> 1, packed.length - 1])("cut after %i bytes", async (length) => {
      expect(await refusal(packed.subarray(0, length))).toMatch(
        new RegExp(`^the ${name} data cannot be read: (unexpected end of file|it ends too early)$`),
      );
    });

    test("damaged", async () => {
      const damaged = Buffer.from(packed);
      const middle = packed.length >> 1;
      damaged.fill(
        damaged.subarray(middle, middle + 8).map((byte) => byte ^ 0xff),
        middle,
        middle + 8,
      );
      // Some damage is first seen in what comes out.
      expect(await refusal(damaged)).toMatch(/^(the .* data cannot be read|package\[[0-9]+\]: )/);
    });

    test("a wrong check at the end", async () => {
      const damaged = Buffer.from(packed);
      const last = damaged.length - (name === "gzip" ? 5 : 1);
      damaged[last] = (damaged[last] ?? 0) ^ 1;
      expect(await refusal(damaged)).toMatch(new RegExp(`^the ${name} data cannot be read: `));
    });

    test("something else behind it", async () => {
      expect(await refusal(Buffer.concat([packed, Buffer.from("something")]))).toMatch(
        new RegExp(`^the ${name} data cannot be read: `),
      );
    });
  });

  test.skipIf(!hasXz)("xz that needs too much memory or an unknown check (needs xz)", async () => {
    const text = primary("");
    expect(await refusal(xz(text, "--lzma2=dict=1536MiB"))).toBe(
      "the xz data cannot be read: it needs more than 64 MiB of memory",
    );
    expect(await refusal(xz(text, "--check=sha256"))).toBe(
      "the xz data cannot be read: it uses a filter or a check that is not supported",
    );
    expect(await read(xz(primary(pkg()), "-9e"))).toHaveLength(1);
  });

  test.each([
    ["bzip2", "BZh91AY&SY"],
    ["zchunk", "\0ZCK1\0\0\0"],
  ])("%s is named", async (name, start) => {
    expect(await refusal(start)).toBe(`the file is compressed with ${name}, which is not supported`);
  });
});

describe("content that is passed over unread", () => {
  const evil = '<location href="evil.rpm"/>';

  test.each([
    ["in CDATA", `<![CDATA[</format>${evil}<format>]]>`],
    ["in a comment", `<!-- </format>${evil}<format> -->`],
    [
      "in a comment that begins after the end tag's like",
      `<rpm:x a="&lt;/format>"/><!-- </format> ${evil} <format> -->`,
    ],
    ["in a processing instruction", `<?x </format>${evil}<format>?>`],
    ["in an element of the same name", `<format>${evil}</format>${evil}`],
  ])("an end tag %s does not end it", async (_, format) => {
    const found = await read(primary(pkg({ format }) + pkg({ name: "second" })));
    expect(found.map(({ href }) => href)).toEqual([
      "Packages/bash-5.2-1.fc40.x86_64.rpm",
      "Packages/second-5.2-1.fc40.x86_64.rpm",
    ]);
  });

  test("a start tag in a comment does not begin it", async () => {
    const hidden = pkg().replace("<summary>", "<!-- <format> <description> --><summary>");
    const spaced = pkg().replace("  <format>", "  <format ><!-- <format> --></format> <format>");
    expect(await read(primary(hidden + spaced))).toHaveLength(2);
  });

  const part = fc.constantFrom(
    "<format>",
    "</format>",
    "<format >",
    "<description>",
    "</description>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x ",
    "?>",
    '<location href="evil.rpm"/>',
    "<x>",
    "</x>",
    "text",
    '<y a="<format>"/>',
    "<package>",
    "</package>",
    "\n",
  );

  test("a file that is well-formed is read the same with and without it", async () => {
    // A blank in the start tag keeps everything from being passed over.
    const blanks = (text: string) =>
      text.replaceAll("<format>", "<format >").replaceAll("<description>", "<description >");
    const attempt = (text: string) =>
      read(text).then(
        (found) => JSON.stringify(found),
        (error: unknown) => {
          expect(error).toBeInstanceOf(MetadataError);
          return undefined;
        },
      );
    let wellFormed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 7 }), fc.boolean(), async (parts, inDescription) => {
        const text = primary(
          pkg(inDescription ? { description: parts.join("") } : { format: parts.join("") }),
        );
        const [skipping, reading] = [await attempt(text), await attempt(blanks(text))];
        if (reading !== undefined) {
          wellFormed += 1;
          expect(skipping).toBe(reading);
        }
      }),
      { numRuns: 1500 },
    );
    expect(wellFormed).toBeGreaterThan(30);
  });
});
