import { IMAGE_FORMATS, IMAGE_TYPES, imageFormatOf, imageTypeOf } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";

describe("the format of an image", () => {
  test.each([
    ["Fedora-41.iso", "iso"],
    ["Fedora-41.ISO", "iso"],
    ["a.raw", "raw"],
    ["a.raw.xz", "raw.xz"],
    ["a.tar.gz", "tar.gz"],
    ["a.oci.tar.xz", "tar.xz"],
    ["a.ociarchive", "ociarchive"],
    ["a.squashfs", "squashfs"],
    ["a.liveimg.squashfs", "liveimg.squashfs"],
    ["a.vagrant-libvirt.box", "vagrant-libvirt.box"],
    ["a.vhdfixed.xz", "vhdfixed.xz"],
    ["a.vhd.xz", "vhd.xz"],
    ["a.qcow2", "qcow2"],
    ["a.qcow", "qcow"],
    ["a.box", undefined],
    ["a.ova", undefined],
    ["a.zip", undefined],
    ["iso", undefined],
    ["a-iso", undefined],
    ["a.iso.sha256", undefined],
  ])("%s", (name, format) => {
    expect(imageFormatOf(name)).toBe(format);
  });

  test("every one of the list is known by its name", () => {
    for (const format of IMAGE_FORMATS) {
      expect(imageFormatOf(`a.b.${format}`)).toBe(format);
    }
  });
});

describe("the type of an image", () => {
  test.each([
    ["iso", "Fedora-Server-dvd-x86_64-41.iso", "dvd"],
    ["iso", "rhel-9.3-x86_64-dvd1.iso", "dvd"],
    ["iso", "rhel-9.3-x86_64-boot.iso", "boot"],
    ["iso", "Fedora-Server-netinst-x86_64-41.iso", "netinst"],
    ["iso", "Fedora-Workstation-Live-41.iso", "live"],
    ["iso", "Fedora-Silverblue-dvd-ostree-x86_64.iso", "dvd-ostree"],
    ["iso", "a-dvd-debuginfo1.iso", "dvd-debuginfo"],
    ["tar.gz", "Fedora-Docker-41.tar.gz", "docker"],
    ["tar.xz", "Fedora-Container-Base-41.oci.tar.xz", "container"],
    ["tar.gz", "Fedora-WSL2-41.tar.gz", "wsl2"],
    ["ociarchive", "Fedora-bootable-container.ociarchive", "bootable-container"],
    ["raw.xz", "Fedora-dvd.raw.xz", "raw-xz"],
    ["vhd", "a.vhd", "vpc"],
  ])("%s: %s", (format, name, type) => {
    expect(imageTypeOf(format, name)).toEqual({ type, others: [] });
  });

  test("is the usual one where neither format nor name tells, and says what else it might be", () => {
    const guess = imageTypeOf("iso", "deliverable-dvdlike.iso");
    expect(guess.type).toBe("dvd");
    expect(guess.others).toContain("boot");
    expect(imageTypeOf("tar.xz", "rootfs.tar.xz")).toEqual({ type: "docker", others: ["container"] });
  });

  test("is one of the list for every format", () => {
    for (const format of IMAGE_FORMATS) {
      const { type, others } = imageTypeOf(format, "a");
      expect([type, ...others].filter((one) => !IMAGE_TYPES.has(one))).toEqual([]);
    }
  });
});
