import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  nevraText,
  parseRpm,
  type RpmPackage,
  readRpm,
  rpmCategory,
  sigkeysOf,
} from "@compose-actions/compose";
import { isNevra, MetadataError } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MemoryFile } from "../support/memory-file.ts";
import { metadataError } from "../support/metadata-error.ts";
import { makeFifo, scratch } from "../support/scratch.ts";
import {
  BINARY,
  BINARY_OF_6,
  entry,
  intro,
  lead,
  rpmFile,
  section,
  signatureOf6,
  type TagValue,
  withTags,
} from "./make-rpm.ts";
import {
  FINGERPRINT_4,
  FINGERPRINT_6,
  issuer,
  issuerFingerprint,
  KEY_ID,
  signature3,
  signature4,
  signature6,
} from "./make-signature.ts";

const make = scratch();
const parse = (bytes: Buffer): RpmPackage => parseRpm(new MemoryFile(bytes));
const binary = (changes: Readonly<Record<number, TagValue | undefined>>) =>
  rpmFile({ header: section(withTags(BINARY, changes), 63) });
const signed = (tags: Parameters<typeof section>[0]) => rpmFile({ signature: section(tags, 62) });

const BY_4 = signature4({ hashed: [issuerFingerprint(FINGERPRINT_4)], unhashed: [issuer(KEY_ID)] });
const BY_6 = signature6({ hashed: [issuerFingerprint(FINGERPRINT_6)] });
const OTHER = "0011223344556677";

describe("what a package says of itself", () => {
  test("a binary package", () => {
    const found = parse(rpmFile());
    expect(found).toEqual({
      nevra: { name: "bash", epoch: 0, version: "5.2.26", release: "3.fc41", arch: "x86_64" },
      source: { name: "bash", epoch: null, version: "5.2.26", release: "3.fc41", arch: "src" },
      signers: [],
    });
    expect(nevraText(found.nevra)).toBe("bash-0:5.2.26-3.fc41.x86_64");
  });

  test("an epoch, of all 32 bits", () => {
    expect(parse(binary({ 1003: 0xffff_fffe })).nevra.epoch).toBe(4_294_967_294);
  });

  test("a source package, by having no source package; its arch is not that of the machine", () => {
    const source = { 1044: undefined, 1106: 1 };
    expect(parse(binary(source))).toMatchObject({ nevra: { arch: "src" }, source: null });
    expect(parse(binary({ ...source, 1051: 0 })).nevra.arch).toBe("nosrc");
    expect(parse(binary({ ...source, 1052: 0 })).nevra.arch).toBe("nosrc");
  });

  test("the source package's own name, with dashes in it and without sources", () => {
    expect(parse(binary({ 1044: "gcc-c++-x-13~2-1^b.nosrc.rpm" })).source).toEqual({
      name: "gcc-c++-x",
      epoch: null,
      version: "13~2",
      release: "1^b",
      arch: "nosrc",
    });
  });

  test("a package of format 3, whose headers have no regions and no sorted tags", () => {
    const header = section([...BINARY].reverse());
    expect(nevraText(parse(rpmFile({ signature: section([[1000, 7]]), header })).nevra)).toBe(
      "bash-0:5.2.26-3.fc41.x86_64",
    );
  });

  test("wherever the padding of the signature header ends", () => {
    for (let length = 0; length < 8; length++) {
      expect(parse(signed([[1004, Buffer.alloc(length + 1)]])).nevra.name).toBe("bash");
    }
  });

  test("the first of two tags of one number, as readers have always taken it", () => {
    const header = section([...BINARY, [1000, "zsh"]]);
    expect(parse(rpmFile({ header })).nevra.name).toBe("bash");
  });

  test.each([
    ["bash", "binary"],
    ["bash-debuginfo", "debug"],
    ["bash-debugsource", "debug"],
    ["kernel-debuginfo-common-x86_64", "debug"],
    ["debuginfo-tools", "binary"],
    ["foo-debuginfod", "binary"],
    ["foo-debug", "binary"],
  ])("the category of %s is %s", (name, category) => {
    expect(rpmCategory(parse(binary({ 1000: name })))).toBe(category);
  });

  test("the category of a source package is source, whatever its name", () => {
    expect(rpmCategory(parse(binary({ 1000: "x-debuginfo", 1044: undefined })))).toBe("source");
  });
});

describe("a package of format 6", () => {
  const six = (signature: Buffer, changes: Readonly<Record<number, TagValue | undefined>> = {}) =>
    parse(
      rpmFile({ lead: lead({ major: 4 }), signature, header: section(withTags(BINARY_OF_6, changes), 63) }),
    );

  test("names its source package with the epoch", () => {
    expect(six(signatureOf6([])).source?.epoch).toBe(0);
    expect(six(signatureOf6([]), { 5120: "bash-7:5.2.26-3.fc41" }).source?.epoch).toBe(7);
  });

  test("does not, when the two names of the source package disagree", () => {
    for (const odd of ["zsh-1:5.2.26-3.fc41", "bash-1:5.2.27-3.fc41", "bash-x:5.2.26-3.fc41", "bash"]) {
      expect(six(signatureOf6([]), { 5120: odd }).source?.epoch).toBeNull();
    }
  });

  test("has any number of signatures, and one of them again for readers of format 4", () => {
    const found = six(signatureOf6([BY_6, BY_4], [[268, BY_4]]));
    expect(found.signers).toEqual([{ keyId: KEY_ID, fingerprint: FINGERPRINT_4, keyVersion: 4 }]);
    const others = six(
      signatureOf6(
        [signature6({ hashed: [issuerFingerprint(`${OTHER}${"ee".repeat(24)}`)] }), BY_4],
        [[268, BY_4]],
      ),
    );
    expect(sigkeysOf(others)).toEqual([KEY_ID.slice(-8), `${OTHER}${"ee".repeat(24)}`]);
  });

  test("with signatures of new keys alone has their fingerprints", () => {
    expect(sigkeysOf(six(signatureOf6([BY_6])))).toEqual([FINGERPRINT_6]);
  });

  test("of a later format is refused", () => {
    expect(() => six(signatureOf6([]), { 5114: 7 })).toThrow(
      "file: the package has the format 7, where 6 is the newest known one",
    );
  });

  test("with a signature that is no base64 is refused", () => {
    const signature = section([[278, ["a*b"]]], 62);
    expect(() => six(signature)).toThrow("the signature in tag 278 is not base64");
  });
});

describe("the keys that signed a package", () => {
  test.each([
    ["RSA over the header", 268],
    ["DSA or EdDSA over the header", 267],
    ["RSA over all", 1002],
    ["DSA over all", 1005],
  ])("%s", (_, tag) => {
    expect(sigkeysOf(parse(signed([[tag, BY_4]])))).toEqual(["55667788"]);
  });

  test("are named once, however many signatures they made; with the fingerprint where any has it", () => {
    const found = parse(
      signed([
        [268, signature3(KEY_ID)],
        [1002, BY_4],
      ]),
    );
    expect(found.signers).toEqual([{ keyId: KEY_ID, fingerprint: FINGERPRINT_4, keyVersion: 4 }]);
  });

  test("of several signatures are in one order", () => {
    const tags = [
      [267, signature3("00000000aaaaaaaa")],
      [268, signature3("00000000BBBBBBBB")],
      [1005, signature3("00000000cccccccc")],
    ] as const;
    expect(sigkeysOf(parse(signed(tags)))).toEqual(["bbbbbbbb", "aaaaaaaa", "cccccccc"]);
  });
});

describe("a file that is no good package is refused by name and rule", () => {
  const good = rpmFile();
  const headerStart = good.length - "payload".length - section(BINARY, 63).length;
  const at = (offset: number, bytes: Buffer) => {
    const changed = Buffer.from(good);
    bytes.copy(changed, offset);
    return changed;
  };
  test.each<[string, Buffer, RegExp]>([
    ["empty", Buffer.alloc(0), /the file ends within the lead/],
    ["something else", Buffer.alloc(5000, "x"), /not an RPM package/],
    ["another version of lead", at(4, Buffer.from([2])), /the lead has the version 2/],
    [
      "no signature header",
      at(96, Buffer.alloc(16)),
      /the signature header does not begin with the magic value/,
    ],
    ["no header", at(headerStart, Buffer.alloc(16)), /the header does not begin with the magic value/],
    ["no tags", rpmFile({ header: intro(0, 0) }), /the header has 0 tags/],
    [
      "too many signature tags",
      at(96, intro(33, 10)),
      /the signature header has 33 tags, where 1 to 32 are possible/,
    ],
    ["too many tags", at(headerStart, intro(0x10000, 10)), /the header has 65536 tags/],
    [
      "too much signature",
      at(96, intro(1, 0x7fff_ffff)),
      /the signature header has 2147483647 bytes of data, more than/,
    ],
    [
      "too much data",
      at(headerStart, intro(1, 0xffff_ffff)),
      /the header has 4294967295 bytes of data, more than 268435455/,
    ],
    [
      "a header longer than the file",
      at(headerStart, intro(1, 0x0fff_ffff)),
      /the file ends within the header/,
    ],
    ["an index longer than the file", at(headerStart, intro(0xffff, 0)), /the file ends within the header/],
    [
      "an unknown type",
      rpmFile({ header: Buffer.concat([intro(1, 4), entry(1000, 10, 0, 1), Buffer.alloc(4)]) }),
      /tag 1000 of the header has the type 10/,
    ],
    [
      "an offset beyond the data",
      rpmFile({ header: Buffer.concat([intro(1, 4), entry(1000, 6, 5, 0), Buffer.alloc(4)]) }),
      /tag 1000 of the header points beyond the data/,
    ],
    [
      "a negative offset",
      rpmFile({ header: Buffer.concat([intro(1, 4), entry(1000, 6, -16, 1), Buffer.alloc(4)]) }),
      /tag 1000 of the header points beyond the data/,
    ],
    [
      "more elements than bytes",
      rpmFile({ header: Buffer.concat([intro(1, 4), entry(1000, 7, 1, 4), Buffer.alloc(4)]) }),
      /tag 1000 of the header points beyond the data/,
    ],
    [
      "a number beyond the data",
      rpmFile({
        header: Buffer.concat([intro(2, 9), entry(1044, 6, 0, 1), entry(5114, 4, 6, 1), Buffer.alloc(9)]),
      }),
      /tag 5114 of the header points beyond the data/,
    ],
    ["a name of another type", binary({ 1000: 5 }), /tag 1000 of the header is not a text/],
    [
      "a list of names",
      rpmFile({ header: Buffer.concat([intro(1, 4), entry(1000, 6, 0, 2), Buffer.alloc(4)]) }),
      /has 2 texts instead of one/,
    ],
    [
      "several epochs",
      rpmFile({ header: Buffer.concat([intro(1, 8), entry(5114, 4, 0, 2), Buffer.alloc(8)]) }),
      /has 2 numbers instead of one/,
    ],
    [
      "a name without an end",
      rpmFile({ header: Buffer.concat([intro(1, 4), entry(1000, 6, 0, 1), Buffer.from("bash")]) }),
      /a text of tag 1000 of the header has no end/,
    ],
    [
      "an endless name",
      binary({ 1000: "a".repeat(5000) }),
      /tag 1000 of the header is longer than 4096 bytes/,
    ],
    ["no name", binary({ 1000: undefined }), /the header has no name/],
    ["no version", binary({ 1001: undefined }), /the header has no version/],
    ["no release", binary({ 1002: undefined }), /the header has no release/],
    ["no arch", binary({ 1022: undefined }), /the header has no arch/],
    ["an empty name", binary({ 1000: "" }), /the name has characters that none has/],
    ["a name that is a path", binary({ 1000: "../../etc" }), /the name has characters that none has/],
    [
      "a name with a line break",
      binary({ 1000: "a\n::error::b" }),
      /the name has characters that none has: "a\\u\{a\}::error::b"/,
    ],
    ["a name beyond ASCII", binary({ 1000: "b\u00e4sh" }), /the name has characters that none has/],
    ["a version with a dash", binary({ 1001: "1-2" }), /make no NEVRA: "bash-0:1-2-3.fc41.x86_64"/],
    ["a version with a colon", binary({ 1001: "1:2" }), /the version has characters that none has/],
    ["an arch with a dot", binary({ 1022: "x86.64" }), /make no NEVRA/],
    [
      "no name of a source package",
      binary({ 1044: "(none)" }),
      /the name of the source package is not one: "\(none\)"/,
    ],
    [
      "a source package that is none",
      binary({ 1044: "bash-1-2.x86_64.rpm" }),
      /the name of the source package is not one/,
    ],
    [
      "a signature that is none",
      signed([[268, Buffer.from("x")]]),
      /the signature in tag 268: it is no OpenPGP packet/,
    ],
    ["a signature of another type", signed([[268, "text"]]), /tag 268 of the signature header is not bytes/],
    [
      "an endless signature",
      signed([[1005, Buffer.alloc(300_000)]]),
      /tag 1005 of the signature header has 300000 bytes, more than 262144/,
    ],
    [
      "endless signatures",
      signed([[278, Array(300).fill("")]]),
      /tag 278 of the signature header has 300 texts, more than 256/,
    ],
  ])("%s", (_, bytes, rule) => {
    expect(() => parse(bytes)).toThrow(MetadataError);
    expect(() => parse(bytes)).toThrow(new RegExp(`^file: .*${rule.source}`));
  });

  test("cut off anywhere before its payload", () => {
    for (let length = 0; length < good.length - "payload".length; length++) {
      expect(() => parse(good.subarray(0, length))).toThrow(MetadataError);
    }
    expect(parse(good.subarray(0, good.length - "payload".length)).nevra.name).toBe("bash");
  });
});

describe("of hostile bytes", () => {
  /** The index at most, and the few texts that are wanted. */
  const MOST = 16 * 0xffff + 2 * 1024 * 1024;

  function attempt(bytes: Buffer): void {
    const file = new MemoryFile(bytes);
    try {
      const { nevra, source } = parseRpm(file);
      expect(nevraText(nevra)).toSatisfy(isNevra);
      expect(source === null || isNevra(nevraText({ ...source, epoch: 0 }))).toBe(true);
    } catch (error) {
      expect(error).toBeInstanceOf(MetadataError);
      expect((error as MetadataError).message).toMatch(/^file: /);
    }
    expect(file.taken).toBeLessThan(MOST);
  }

  const seeds = [
    rpmFile(),
    signed([
      [267, BY_4],
      [268, signature3(KEY_ID)],
      [1005, BY_4],
    ]),
    rpmFile({ signature: signatureOf6([BY_6, BY_4], [[268, BY_4]]), header: section(BINARY_OF_6, 63) }),
  ];

  test("nothing comes but packages and refusals, and little is read", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(fc.record({ at: fc.nat(), value: fc.nat(255) }), { minLength: 1, maxLength: 6 }),
        fc.option(fc.nat()),
        (seed, edits, cut) => {
          const bytes = Buffer.from(seed);
          for (const { at, value } of edits) {
            bytes[at % bytes.length] = value;
          }
          attempt(cut === null ? bytes : bytes.subarray(0, cut % bytes.length));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test("headers that say anything", () => {
    const number = fc.oneof(fc.nat(64), fc.integer({ min: 0, max: 0xffff_ffff }));
    const tag = fc.oneof(
      fc.constantFrom(1000, 1001, 1002, 1003, 1022, 1044, 5114, 267, 268, 278, 1005),
      number,
    );
    const anyEntry = fc.tuple(tag, fc.nat(12), number, number).map((numbers) => entry(...numbers));
    const anySection = fc
      .tuple(
        fc.array(anyEntry, { maxLength: 20 }),
        fc.uint8Array({ maxLength: 100 }),
        fc.option(number),
        fc.option(number),
      )
      .map(([entries, data, tags, bytes]) =>
        Buffer.concat([intro(tags ?? entries.length, bytes ?? data.length), ...entries, data]),
      );
    fc.assert(
      fc.property(anySection, anySection, (signature, header) => attempt(rpmFile({ signature, header }))),
      { numRuns: 3000 },
    );
  });
});

describe("a package on disk", () => {
  test("is read by its path; messages name it as it was named", async () => {
    const folder = make({ "a.rpm": rpmFile(), "b.rpm": "no" });
    expect(readRpm(join(folder, "a.rpm")).nevra.name).toBe("bash");
    const error = await metadataError(() => readRpm(join(folder, "b.rpm"), "Packages/b.rpm"));
    expect(error.message).toBe("Packages/b.rpm: the file ends within the lead of an RPM package");
  });

  test("with headers larger than what is read at once", () => {
    const many = Array.from({ length: 3000 }, (_, i) => [20_000 + i, "y".repeat(100)] as const);
    const header = section([[100, Buffer.alloc(100_000)], ...BINARY, ...many], 63);
    const folder = make({
      "a.rpm": rpmFile({
        signature: section(
          [
            [268, BY_4],
            [1008, Buffer.alloc(50_000)],
          ],
          62,
        ),
        header,
      }),
    });
    const found = readRpm(join(folder, "a.rpm"));
    expect(nevraText(found.nevra)).toBe("bash-0:5.2.26-3.fc41.x86_64");
    expect(sigkeysOf(found)).toEqual(["55667788"]);
  });

  test("must be a regular file that can be read", async () => {
    const folder = make();
    makeFifo(join(folder, "pipe"));
    for (const [name, rule] of [
      ["pipe", "not a regular file"],
      [".", "not a regular file"],
      ["gone", "the file cannot be read: ENOENT (there is no such file or directory)"],
    ] as const) {
      const error = await metadataError(() => readRpm(join(folder, name), name));
      expect(error.message).toBe(`${name}: ${rule}`);
    }
  });

  test("may be as large as it likes: its payload is not read", () => {
    const folder = make({ "a.rpm": rpmFile() });
    writeFileSync(join(folder, "b.rpm"), rpmFile({ payload: Buffer.alloc(5_000_000) }));
    expect(readRpm(join(folder, "b.rpm"))).toEqual(readRpm(join(folder, "a.rpm")));
  });
});
