import { parseTreeinfo, treeinfoFiles } from "@compose-actions/compose";
import { localPathProblem, MetadataError } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digest } from "../repodata/documents.ts";
import { metadataError } from "../support/metadata-error.ts";

const FILE = "os/.treeinfo";
const read = (text: string | Uint8Array) => parseTreeinfo(text, FILE);
const refusal = async (text: string | Uint8Array) => {
  const { message } = await metadataError(() => read(text));
  expect(message).toMatch(/^os\/\.treeinfo: /);
  return message.slice(`${FILE}: `.length);
};
const sum = (seed: string) => `sha256:${digest(seed)}`;

const CURRENT = `[addon-Server-HA]
id = HA
name = HA
packages = addons/HA
parent = Server
repository = addons/HA
type = addon
uid = Server-HA

[checksums]
images/boot.iso = ${sum("boot")}
images/install.img = ${sum("install")}
repodata/repomd.xml = ${sum("repomd")}

[general]
; WARNING.0 = This section provides compatibility with pre-productmd treeinfos.
# Another comment
arch = other

[header]
type = productmd.treeinfo
version = 1.2

[images-x86_64]
boot.iso = images/boot.iso
Kernel: images/pxeboot/vmlinuz

[images-xen]
kernel = images/pxeboot/vmlinuz

[stage2]
mainimage = images/install.img

[tree]
arch = x86_64
build_timestamp = 1738627200
platforms = x86_64,xen
variants = Server

[variant-Server]
addons = Server-HA
id = Server
name = A "Server" = more: than that
packages = Packages
repository = ../../../elsewhere
type = variant
uid = Server

`;

test("a current file", () => {
  expect(read(CURRENT)).toEqual({
    version: "1.2",
    arch: "x86_64",
    platforms: ["x86_64", "xen"],
    timestamp: 1738627200,
    variants: new Map([
      [
        "Server",
        {
          uid: "Server",
          options: new Map([
            ["addons", "Server-HA"],
            ["id", "Server"],
            ["name", 'A "Server" = more: than that'],
            ["packages", "Packages"],
            ["repository", "../../../elsewhere"],
            ["type", "variant"],
            ["uid", "Server"],
          ]),
        },
      ],
      ["Server-HA", expect.objectContaining({ uid: "Server-HA" })],
    ]),
    checksums: new Map([
      ["images/boot.iso", sum("boot")],
      ["images/install.img", sum("install")],
      ["repodata/repomd.xml", sum("repomd")],
    ]),
    images: new Map([
      [
        "x86_64",
        new Map([
          ["boot.iso", "images/boot.iso"],
          ["Kernel", "images/pxeboot/vmlinuz"],
        ]),
      ],
      ["xen", new Map([["kernel", "images/pxeboot/vmlinuz"]])],
    ]),
    stage2: { mainimage: "images/install.img", instimage: null },
  });
});

test("every file once, sorted, with its checksum", () => {
  expect(treeinfoFiles(read(CURRENT))).toEqual([
    { path: "images/boot.iso", checksum: sum("boot") },
    { path: "images/install.img", checksum: sum("install") },
    { path: "images/pxeboot/vmlinuz", checksum: null },
    { path: "repodata/repomd.xml", checksum: sum("repomd") },
  ]);
});

test.each([
  ["CRLF", CURRENT.replaceAll("\n", "\r\n")],
  ["a byte order mark", `\ufeff${CURRENT}`],
  ["no blanks", CURRENT.replace(/^([^;#\n]*?) = /gm, "$1=")],
  ["colons", CURRENT.replace(/^([^;#\n]*?) = /gm, "$1 : ")],
  ["no line feed at the end", CURRENT.trimEnd()],
  ["sections in pieces", `${CURRENT}[stage2]\nmainimage = images/install.img\n[checksums]\n`],
])("%s makes no difference", (_, text) => {
  expect(read(text)).toEqual(read(CURRENT));
  expect(read(Buffer.from(text))).toEqual(read(CURRENT));
});

describe("older files", () => {
  test("before productmd: no header, everything in general", () => {
    const treeinfo = read(`[general]
family = Fedora
timestamp = 1305315870.87
variant = Fedora
version = 15
packagedir =
arch = x86_64

[images-x86_64]
kernel = /mnt/build/15/x86_64/os/images/pxeboot/vmlinuz
boot.iso = /images/boot.iso

[images-xen-x86_64]
kernel = images/pxeboot/vmlinuz

[stage2]
mainimage = images/install.img
instimage =

[checksums]
/images/boot.iso = ${digest("boot")}
images/README = ${digest("readme", "sha1")}
images/install.img = sha:${digest("install", "sha1")}
`);
    expect(treeinfo).toMatchObject({
      version: "0.0",
      arch: "x86_64",
      platforms: ["x86_64", "xen"],
      timestamp: 1305315870,
      variants: new Map([["Fedora", { uid: "Fedora", options: new Map() }]]),
    });
    expect(treeinfoFiles(treeinfo)).toEqual([
      { path: "images/README", checksum: `sha1:${digest("readme", "sha1")}` },
      { path: "images/boot.iso", checksum: sum("boot") },
      { path: "images/install.img", checksum: `sha1:${digest("install", "sha1")}` },
      { path: "images/pxeboot/vmlinuz", checksum: null },
    ]);
  });

  test("0.3", () => {
    const treeinfo = read(`[header]
version = 0.3

[product]
name = Product
short = P
version = 1

[tree]
arch = ppc64
platforms = ppc64
build_timestamp = 123.9
variants = Server

[variant-Server]
id = Server
uid = Server
variants = HA

[addon-HA]
id = HA

[images-ppc64]
zimage = images/netboot/ppc64.img
`);
    expect(treeinfo).toMatchObject({ version: "0.3", arch: "ppc64", platforms: ["ppc64"], timestamp: 123 });
    expect([...treeinfo.variants.keys()]).toEqual(["Server", "HA"]);
    expect(treeinfoFiles(treeinfo)).toEqual([{ path: "images/netboot/ppc64.img", checksum: null }]);
  });

  test("addons that name each other end", () => {
    const text =
      "[tree]\narch = a\nvariants = A\n[variant-A]\naddons = B\n[addon-A-B]\naddons = A,B\n[addon-B]\naddons = A-B,B\n";
    expect(read(text).variants.size).toBeLessThan(9);
  });
});

const TREE = "[tree]\narch = x86_64\n";

describe("checksums", () => {
  const checksum = (value: string) => read(`${TREE}[checksums]\nx = ${value}\n`).checksums.get("x");

  test.each(["md5", "sha1", "sha256", "sha512"])(
    "%s, with and without its name, in upper case",
    (algorithm) => {
      const hex = digest(1, algorithm);
      for (const value of [`${algorithm}:${hex}`, hex, `${algorithm}:${hex.toUpperCase()}`]) {
        expect(checksum(value)).toBe(`${algorithm}:${hex}`);
      }
    },
  );

  test.each([
    ["", 'expected a digest in hexadecimal, found ""'],
    ["abc", 'the checksum algorithm "" is unknown'],
    [`sha256:${digest(1).slice(1)}`, "a sha256 digest has 64 hexadecimal digits, this one has 63"],
    [`sha384:${digest(1, "sha384")}`, "the checksum algorithm sha384 is not supported"],
    ["sha256:a:b", 'expected a digest in hexadecimal, found "a:b"'],
  ])("case 65: %j", async (value, message) => {
    expect(await refusal(`${TREE}[checksums]\nx = ${value}\n`)).toContain(`[checksums] "x": ${message}`);
  });

  const OLD = "[general]\narch = x86_64\n[checksums]\n";

  test("two that contradict", async () => {
    expect(await refusal(`${OLD}/x = ${sum("a")}\nx = ${sum("b")}\n`)).toContain(
      `[checksums] "x": two checksums are given for "x": ${sum("a")} and ${sum("b")}`,
    );
    expect(await refusal(`${OLD}x = ${sum("a")}\nx = ${sum("b")}\n`)).toMatch(
      /^line 5: "x" of \[checksums\] is given twice/,
    );
    expect(read(`${OLD}x = ${sum("a")}\nx = ${sum("a")}\n/x = ${sum("a")}\n`).checksums.size).toBe(1);
  });

  test("of two algorithms the stronger is kept", () => {
    const weak = `md5:${digest(1, "md5")}`;
    for (const lines of [`x = ${weak}\n/x = ${sum("a")}`, `/x = ${sum("a")}\nx = ${weak}`]) {
      expect(read(`${OLD}${lines}\n`).checksums).toEqual(new Map([["x", sum("a")]]));
    }
  });
});

describe("what is refused", () => {
  test.each([
    [
      "a path that leads out",
      `${TREE}[checksums]\n../x = ${sum("a")}\n`,
      '[checksums] "../x": the path has a ".." part',
    ],
    [
      "an image that leads out",
      `${TREE}[images-x86_64]\nkernel = ../../x\n`,
      '[images-x86_64] "kernel": the path has a ".." part',
    ],
    [
      "a second stage that leads out",
      `${TREE}[stage2]\nmainimage = a/../../x\n`,
      '[stage2] "mainimage": the path has a ".." part',
    ],
    [
      "an absolute path since productmd",
      `[header]\nversion = 1.0\n${TREE}[stage2]\nmainimage = /x\n`,
      '[stage2] "mainimage": the path is absolute',
    ],
    ["an absolute path that leads out", `${TREE}[stage2]\nmainimage = /mnt/os/../x\n`, "the path has a"],
    ["a path of slashes", `${TREE}[stage2]\nmainimage = ///\n`, "the path is blank"],
    [
      "an image without a path",
      `${TREE}[images-x86_64]\nkernel =\n`,
      '[images-x86_64] "kernel": the path is blank',
    ],
    ["a URL", `${TREE}[images-x86_64]\nkernel = https://evil.example/x\n`, "the path has an empty part"],
    ["no arch", "[general]\nfamily = Fedora\n", '[tree] "arch": expected an arch, but it is missing'],
    [
      "another type",
      `[header]\ntype = productmd.images\nversion = 1.2\n${TREE}`,
      '[header] "type": expected productmd.treeinfo, found "productmd.images"',
    ],
    [
      "a newer version",
      `[header]\nversion = 2.0\n${TREE}`,
      '[header] "version": expected a version up to 1.2, found "2.0"',
    ],
    ["no version", `[header]\nversion = x\n${TREE}`, '[header] "version": expected a version'],
    ["an option before any section", "a = b\n", 'line 1: expected [section], found "a = b"'],
    ["a line that is none", `${TREE}nothing\n`, 'line 3: expected option = value, found "nothing"'],
    ["an option without a name", `${TREE}= x\n`, "line 3: expected option = value"],
    [
      "a value of several lines",
      `${TREE}a = b\n  c = d\n`,
      "line 4: a line that starts with white space is not supported",
    ],
    ["a section without its end", "[tree\n", 'line 1: expected [section], found "[tree"'],
    ["a section without a name", "[]\n", "line 1: expected [section]"],
    ["defaults", `${TREE}[DEFAULT]\narch = b\n`, "line 3: expected [section]"],
    ["a control character", `${TREE}a = \0\n`, "line 3: the line has a control character"],
    ["a lone carriage return", `${TREE}a = b\rc\n`, "line 3: the line has a control character"],
    [
      "an option with two values",
      `${TREE}arch = b\n`,
      'line 3: "arch" of [tree] is given twice, as "x86_64" and "b"',
    ],
    ["something else", "{}", "line 1: expected [section]"],
    ["nothing", "", '[tree] "arch": expected an arch'],
  ])("%s", async (_, text, message) => {
    expect(await refusal(text)).toContain(message);
  });

  test("more than 1 MiB, text that is no UTF-8", async () => {
    expect(await refusal(`#${" ".repeat(2 ** 20)}`)).toBe("the file has 1048577 bytes, more than 1048576");
    expect(await refusal("é".repeat(2 ** 19 + 1))).toBe("the file has 1048578 bytes, more than 1048576");
    expect(await refusal(new Uint8Array(2 ** 20 + 1))).toBe("the file has 1048577 bytes, more than 1048576");
    expect(await refusal(Buffer.from([0x5b, 0xff, 0x5d]))).toBe("the file is not valid UTF-8");
  });

  test("all issues at once, few of many kept", async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `../${i} = x\n`).join("");
    const error = await metadataError(() => read(`${TREE}[checksums]\n${lines}`));
    expect(error.issues).toHaveLength(50);
    expect(error.issueCount).toBe(120);
  });

  test.each([
    ["a blank in the middle of a name", (blanks: string) => `a${blanks}b`],
    ["blanks in a value", (blanks: string) => `a = b${blanks}c`],
    ["blanks behind a section", (blanks: string) => `[a]${blanks}b`],
    ["blanks before a name", (blanks: string) => `${blanks}a`],
    ["brackets", (blanks: string) => blanks.replaceAll(" ", "[")],
  ])("a hostile line takes no longer than others: %s", (_, make) => {
    // Time that grew with the square of the length would be minutes.
    try {
      read(`${TREE}${make(" ".repeat(1_000_000))}\n`);
    } catch (error) {
      expect(error).toBeInstanceOf(MetadataError);
    }
  });
});

const names = fc.constantFrom(
  "__proto__",
  "constructor",
  "arch",
  "kernel",
  "images/x",
  "../x",
  "/x",
  "é",
  "",
  " ",
  ";",
  "a=b",
  "a:b",
);
const line = fc.oneof(
  fc
    .constantFrom(
      "tree",
      "general",
      "checksums",
      "stage2",
      "header",
      "images-x86_64",
      "images-",
      "variant-A",
      "__proto__",
    )
    .map((name) => `[${name}]`),
  fc.tuple(names, fc.oneof(names, fc.constant(sum("a")))).map(([name, value]) => `${name} = ${value}`),
  fc.string({ unit: "binary", maxLength: 12 }),
);

test("any text is read or refused with a MetadataError; what is read stays in the tree", () => {
  let passed = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
      try {
        const files = treeinfoFiles(read(`${TREE}${lines.join("\n")}`));
        passed += 1;
        expect(
          files.map(({ path }) => localPathProblem(path)).filter((problem) => problem !== undefined),
        ).toEqual([]);
        expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
      } catch (error) {
        expect(error).toBeInstanceOf(MetadataError);
      }
    }),
    { numRuns: 3000 },
  );
  expect(passed).toBeGreaterThan(50);
});
