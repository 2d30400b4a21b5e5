import { createHash } from "node:crypto";
import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeIso, workshops } from "./support/record.ts";

const make = workshops();
const sha256 = (content: string | Uint8Array) =>
  `sha256:${createHash("sha256").update(content).digest("hex")}`;
const MD5 = "0123456789abcdef0123456789abcdef";

describe("an image", () => {
  test("has size, checksum and time of its file, and what is usual for the rest", async () => {
    const shop = make({ "build/Fedora-Cloud-41.qcow2": "content" });
    utimesSync(join(shop.root, "build/Fedora-Cloud-41.qcow2"), 5, 1_700_000_000.9);
    await shop.run({ images: "build/*.qcow2" });
    expect(shop.payload("images").images).toEqual({
      Server: {
        x86_64: [
          {
            arch: "x86_64",
            bootable: false,
            disc_count: 1,
            disc_number: 1,
            format: "qcow2",
            implant_md5: null,
            location: {
              checksum: sha256("content"),
              contents: [],
              local_path: "Server/x86_64/images/Fedora-Cloud-41.qcow2",
              size: 7,
              url: "build/Fedora-Cloud-41.qcow2",
            },
            mtime: 1_700_000_000,
            subvariant: "Server",
            type: "qcow2",
            volume_id: null,
          },
        ],
      },
    });
    shop.model("images");
  });

  test("that is an ISO says what it is itself", async () => {
    const iso = makeIso({ volumeId: "F-41", bootEntries: [0x88], application: `ISO MD5SUM = ${MD5};` });
    const shop = make({ "Fedora-Server-dvd-x86_64-41.iso": iso });
    await shop.run({ images: "*.iso" });
    expect(shop.payload("images").images.Server.x86_64[0]).toMatchObject({
      bootable: true,
      format: "iso",
      implant_md5: MD5,
      location: { local_path: "Server/x86_64/iso/Fedora-Server-dvd-x86_64-41.iso", size: iso.length },
      type: "dvd",
      volume_id: "F-41",
    });
    shop.model("images");
  });

  test("is what the inputs say it is", async () => {
    const shop = make({ "a.img": makeIso({ volumeId: "OLD" }) });
    await shop.run({
      images: "a.img",
      type: "live",
      format: "iso",
      subvariant: "KDE",
      bootable: "true",
      "disc-number": "2",
      "disc-count": "3",
      "volume-id": "NEW",
      "implant-md5": MD5,
    });
    expect(shop.payload("images").images.Server.x86_64[0]).toMatchObject({
      bootable: true,
      disc_count: 3,
      disc_number: 2,
      format: "iso",
      implant_md5: MD5,
      location: { local_path: "Server/x86_64/iso/a.img" },
      subvariant: "KDE",
      type: "live",
      volume_id: "NEW",
    });
    shop.model("images");
  });

  test("that could be booted need not be said to", async () => {
    const shop = make({ "boot.iso": makeIso({ bootEntries: [0x88] }) });
    await shop.run({ images: "boot.iso", bootable: "false" });
    expect(shop.payload("images").images.Server.x86_64[0]).toMatchObject({ bootable: false, type: "boot" });
  });

  test("of which the type is a guess comes with a warning", async () => {
    const shop = make({ "image.iso": makeIso() });
    const { warnings, outputs, summary } = await shop.run({ images: "*" });
    expect(warnings).toEqual([expect.stringMatching(/several types.*\(1\): image.iso: dvd, not boot, cd/)]);
    expect(outputs["warnings"]).toBe("1");
    expect(summary).toContain("What to know");
    const sure = make({ "image.iso": makeIso() });
    expect((await sure.run({ images: "*", type: "dvd" })).warnings).toEqual([]);
  });
});

describe("an image is refused", () => {
  test.each([
    ["image.img", {}, "give type and format; the formats are appx, erofs,"],
    ["image.img", { type: "raw" }, "give format; the formats are"],
    ["image", {}, "give type and format"],
  ] as const)("when %s does not tell its format (%j)", async (name, raw, remedy) => {
    const shop = make({ [name]: "x" });
    const error = await shop.refusal({ images: "*", ...raw });
    expect(error.message).toBe(`images: the name of "${name}" does not end with a known image format`);
    expect(error.remedy).toContain(remedy);
    expect(error.exitCode).toBe(2);
  });

  test("when it is empty", async () => {
    expect((await make({ "a.raw": "" }).refusal({ images: "*" })).message).toBe("a.raw: the image is empty");
  });

  test("when it is called an ISO and is none, all of them at once", async () => {
    const shop = make({ "a.iso": "x", "b.iso": "x".repeat(50_000), "c-dvd.iso": makeIso({ sectors: 99 }) });
    const error = await shop.refusal({ images: "*.iso", output: join(shop.root, "../metadata") });
    expect(error.message).toBe("3 images are invalid");
    expect(error.details).toEqual([
      "a.iso: the file ends within the volume descriptors of an ISO image",
      "b.iso: not an ISO 9660 image: it has no volume descriptor",
      "c-dvd.iso: the volume of the ISO image has 202752 bytes, the file only 40960",
    ]);
  });

  test("when one input would describe several", async () => {
    const shop = make({ "a.raw": "x", "b.qcow2": "y" });
    for (const name of ["volume-id", "implant-md5"]) {
      const error = await shop.refusal({ images: "*", [name]: name === "volume-id" ? "X" : MD5 });
      expect(error.message).toBe(`${name}: of one image, but images matches 2`);
    }
  });

  test("when consumers could not tell it from another one", async () => {
    const shop = make({ "a.raw": "x", "b.raw": "y", "c.raw": "x" });
    const error = await shop.refusal({ images: "*" });
    expect(error.message).toMatch(/do not fit together.*: [0-9]+ conflict/);
    expect(error.remedy).toContain("subvariant and disc-number");
    expect(error.details.join("\n")).toContain("images that share subvariant, type, format, arch");
    expect(error.exitCode).toBe(1);
  });

  test.each([
    ["type", "floppy"],
    ["format", "img"],
    ["implant-md5", "x"],
    ["disc-number", "0"],
  ])("when %s is %s", async (name, value) => {
    const error = await make({ "a.raw": "x" }).refusal({ images: "*", [name]: value });
    expect(error.message).toMatch(new RegExp(`^Invalid input: ${name}: "${value}", expected`));
  });
});

test("an image that changes while it is read is not recorded", async () => {
  const shop = make({ "a.raw": "x" });
  const path = join(shop.root, "a.raw");
  writeFileSync(path, Buffer.alloc(8 * 1024 * 1024, 1));
  const work = shop.refusal({ images: "a.raw", "parallel-checksums": "1" });
  const writer = setInterval(() => writeFileSync(path, "y", { flag: "a" }), 0);
  const error = await work.finally(() => clearInterval(writer));
  expect(error.message).toBe("Cannot record 1 file");
  expect(error.details).toEqual(["a.raw: it changed while it was read"]);
  expect(() => shop.names()).toThrow("ENOENT");
});
