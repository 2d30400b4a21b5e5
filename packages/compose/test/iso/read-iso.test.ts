import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type IsoImage, parseIso, readIso } from "@compose-actions/compose";
import { MetadataError } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MemoryFile } from "../support/memory-file.ts";
import { scratch } from "../support/scratch.ts";
import { descriptor, makeIso, setSectors } from "./make-iso.ts";

const make = scratch();
const parse = (image: Buffer): IsoImage => parseIso(new MemoryFile(image));
const MD5 = "0123456789abcdef0123456789abcdef";
const SECTOR = 2048;

describe("what an ISO image says of itself", () => {
  test("nothing", () => {
    expect(parse(makeIso())).toEqual({ volumeId: null, bootable: false, implantMd5: null });
  });

  test("the name of its volume, without what fills it up", () => {
    expect(parse(makeIso({ volumeId: "Fedora-S-dvd x86_64-41" })).volumeId).toBe("Fedora-S-dvd x86_64-41");
    expect(parse(makeIso({ volumeId: "A".repeat(32) })).volumeId).toBe("A".repeat(32));
    expect(parse(makeIso({ volumeId: "zeros\0\0\0" })).volumeId).toBe("zeros");
    expect(parse(makeIso({ volumeId: " front" })).volumeId).toBe(" front");
    expect(parse(makeIso({ volumeId: Buffer.from("k\u00fchl").toString("latin1") })).volumeId).toBe(
      "k\u00fchl",
    );
  });

  test.each([
    ["by its first entry", [0x88], true],
    ["by an entry of another platform", [0x00, 0x91, 0x88], true],
    ["not by entries that are not", [0x00, 0x91, 0x00], false],
    ["not by no entry", [], false],
  ])("whether it can be booted: %s", (_, bootEntries, bootable) => {
    expect(parse(makeIso({ bootEntries })).bootable).toBe(bootable);
  });

  test("a boot record of another system makes it none that can be booted", () => {
    const image = makeIso({ bootEntries: [0x88] });
    image.write("SOMETHING ELSE", 17 * SECTOR + 7, "latin1");
    expect(parse(image).bootable).toBe(false);
  });

  test.each([
    ["as implantisomd5 writes it", `ISO MD5SUM = ${MD5};SKIPSECTORS = 15;RHLISOSTATUS=1;`, MD5],
    ["behind something else", `x;ISO MD5SUM = ${MD5};`, MD5],
    ["not one that is none", `ISO MD5SUM = ${MD5.toUpperCase().slice(1)}g;`, null],
    ["not one that is cut off", `ISO MD5SUM = ${MD5.slice(1)};`, null],
  ])("its implanted checksum: %s", (_, application, implantMd5) => {
    expect(parse(makeIso({ application })).implantMd5).toBe(implantMd5);
  });

  test("the same beside descriptors of other kinds", () => {
    const image = makeIso({ volumeId: "A", bootEntries: [0x88] });
    const others = Buffer.concat([
      image.subarray(0, 16 * SECTOR),
      descriptor(2),
      descriptor(3),
      image.subarray(16 * SECTOR),
    ]);
    // The catalog has moved by two sectors.
    others.writeUInt32LE(22, 19 * SECTOR + 71);
    expect(parse(others)).toEqual({ volumeId: "A", bootable: true, implantMd5: null });
  });

  test("a volume that is smaller than its file is complete", () => {
    expect(parse(makeIso({ volumeId: "A", sectors: 17 })).volumeId).toBe("A");
  });
});

describe("a file that is no good ISO image is refused by name and rule", () => {
  const changed = (offset: number, ...bytes: number[]) => {
    const image = makeIso({ bootEntries: [0x88] });
    Buffer.from(bytes).copy(image, offset);
    return image;
  };
  const without255 = makeIso();
  descriptor(3).copy(without255, 17 * SECTOR);
  test.each([
    ["empty", Buffer.alloc(0), /the file ends within the volume descriptors/],
    ["something else", Buffer.alloc(100_000), /not an ISO 9660 image: it has no volume descriptor/],
    ["no primary descriptor", changed(16 * SECTOR, 2), /has no primary volume descriptor/],
    ["no terminator", without255, /the volume descriptors of the ISO image have no terminator/],
    [
      "descriptors to the end",
      Buffer.concat([Buffer.alloc(16 * SECTOR), ...Array.from({ length: 10 }, () => descriptor(3))]),
      /the file ends within the volume descriptors/,
    ],
    [
      "endless descriptors",
      Buffer.concat([Buffer.alloc(16 * SECTOR), ...Array.from({ length: 100 }, () => descriptor(3))]),
      /more than 64 volume descriptors/,
    ],
    ["cut off", makeIso({ sectors: 22 }), /the volume of the ISO image has 45056 bytes, the file only 40960/],
    ["two sizes", changed(16 * SECTOR + 87, 9), /says its size twice, with different numbers/],
    ["two block sizes", changed(16 * SECTOR + 130, 9), /says its size twice, with different numbers/],
    [
      "a volume id with a line break",
      makeIso({ volumeId: "a\nb" }),
      /the volume id of the ISO image has characters that none has: "a\\u\{a\}b"/,
    ],
    [
      "a volume id that is no text",
      makeIso({ volumeId: "\xff\xfe" }),
      /the volume id of the ISO image has characters/,
    ],
    [
      "a boot catalog beyond the file",
      changed(17 * SECTOR + 71, 99),
      /the file ends within the boot catalog/,
    ],
    [
      "a boot catalog that is none",
      changed(17 * SECTOR + 71, 0),
      /the boot catalog of the ISO image does not begin with a validation entry/,
    ],
    [
      "a boot catalog with another sum",
      changed(20 * SECTOR + 5, 99),
      /the boot catalog of the ISO image does not begin with a validation entry/,
    ],
  ])("%s", (_, image, rule) => {
    expect(() => parse(image)).toThrow(MetadataError);
    expect(() => parse(image)).toThrow(new RegExp(`^file: .*${rule.source}`));
  });

  test("whatever its bytes are", () => {
    const seed = makeIso({ volumeId: "A", bootEntries: [0x88], application: `ISO MD5SUM = ${MD5};` });
    // Beyond the system area, where the descriptors are.
    const place = fc.integer({ min: 16 * SECTOR, max: seed.length - 1 });
    const edit = fc.record({
      at: fc.oneof(place, fc.integer({ min: 16 * SECTOR, max: 16 * SECTOR + 200 })),
      value: fc.nat(255),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), fc.option(place), (edits, cut) => {
        const image = Buffer.from(seed);
        for (const { at, value } of edits) {
          image[at] = value;
        }
        const file = new MemoryFile(cut === null ? image : image.subarray(0, cut));
        try {
          const { volumeId } = parseIso(file);
          expect(volumeId).not.toBe("");
        } catch (error) {
          expect(error).toBeInstanceOf(MetadataError);
        }
        expect(file.taken).toBeLessThanOrEqual(65 * SECTOR);
      }),
      { numRuns: 2000 },
    );
  });
});

test("an image of any size is read in a moment", () => {
  const path = join(make(), "big.iso");
  const image = makeIso({ volumeId: "BIG" });
  setSectors(image, 2 ** 32 - 1);
  writeFileSync(path, image);
  truncateSync(path, (2 ** 32 - 1) * SECTOR);
  expect(readIso(path).volumeId).toBe("BIG");
  truncateSync(path, (2 ** 32 - 1) * SECTOR - 1);
  expect(() => readIso(path, "iso/big.iso")).toThrow(
    /^iso\/big.iso: the volume of the ISO image has 8796093020160 bytes/,
  );
});
