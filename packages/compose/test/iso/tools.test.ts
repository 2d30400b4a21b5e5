import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { readIso } from "@compose-actions/compose";
import { describe, expect, test } from "vitest";
import { scratch } from "../support/scratch.ts";
import { startable, tool } from "../support/tool.ts";

const make = scratch();
const hasGenisoimage = tool("genisoimage");
const hasImplant = startable("implantisomd5") && hasGenisoimage;
const hasXorriso = tool("xorriso", "-version");

const BOOT = ["-b", "boot/image", "-no-emul-boot", "-c", "boot/catalog"];

/** An image of a small tree. */
function image(program: string, ...options: string[]): string {
  const folder = make({ "tree/readme": "hello", "tree/boot/image": new Uint8Array(2048) });
  const path = join(folder, "image.iso");
  execFileSync(program, [...options, "-quiet", "-o", path, join(folder, "tree")], { stdio: "pipe" });
  return path;
}

describe("images of genisoimage (needs genisoimage)", () => {
  test.skipIf(!hasGenisoimage)(
    "have the volume id that isoinfo tells, and boot when they were made to",
    () => {
      for (const boot of [[], BOOT]) {
        const path = image("genisoimage", "-J", "-R", "-V", "Fedora-S-dvd-x86_64-41", ...boot);
        const told = execFileSync("isoinfo", ["-d", "-i", path], { encoding: "utf8", stdio: "pipe" });
        const found = readIso(path);
        expect(`Volume id: ${found.volumeId}`).toBe(/^Volume id: .*$/m.exec(told)?.[0]);
        expect(found).toEqual({
          volumeId: "Fedora-S-dvd-x86_64-41",
          bootable: /El Torito VD version 1 found/.test(told),
          implantMd5: null,
        });
        expect(found.bootable).toBe(boot.length > 0);
      }
    },
  );

  test.skipIf(!hasImplant)("have the checksum that implantisomd5 put into them (needs isomd5sum)", () => {
    const path = image("genisoimage", "-V", "MEDIA", ...BOOT);
    const told = execFileSync("implantisomd5", [path], { encoding: "utf8" });
    const found = readIso(path);
    expect(found.implantMd5).toMatch(/^[0-9a-f]{32}$/);
    expect(`md5 = ${found.implantMd5}`).toBe(/^md5 = .*$/m.exec(told)?.[0]);
    expect(found).toMatchObject({ volumeId: "MEDIA", bootable: true });
  });
});

describe.skipIf(!hasXorriso)("images of xorriso (needs xorriso)", () => {
  test("boot on either platform", () => {
    const path = image("xorriso", "-as", "mkisofs", "-V", "X-1", "-e", "boot/image", "-no-emul-boot");
    expect(readIso(path)).toEqual({ volumeId: "X-1", bootable: true, implantMd5: null });
  });

  test("may have no volume id", () => {
    expect(readIso(image("xorriso", "-as", "mkisofs", "-V", "")).volumeId).toBeNull();
  });
});
