import { IMAGE_FORMATS, IMAGE_TYPES } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attachmentName, plainName } from "../../src/images/attachment-name.ts";
import { pushedContainer } from "../../src/images/container.ts";
import { kindOf } from "../../src/images/image-types.ts";
import { foreseeableClashes, type ImageWish, imageOf, lastingUrl, planImage } from "../../src/index.ts";
import { imageTypes } from "../support/osbuild-composer/openapi.ts";

const COMPOSE = { id: "x", date: "20241101", type: "test", respin: 2, label: null, final: false } as const;
const RELEASE = { short: "Demo", version: "41" };
const WISH: ImageWish = { variant: "Server", arch: "x86_64", imageType: "guest-image" };
const planned = (wish: Partial<ImageWish>, fileName?: string, more = {}) => {
  const result = planImage({ ...WISH, ...wish }, { compose: COMPOSE, release: RELEASE, ...more }, fileName);
  if ("problem" in result) throw new Error(result.problem);
  return result.plan;
};

describe("what an image is to productmd", () => {
  test.each([
    ["guest-image", "disk.qcow2", "qcow2", "qcow2"],
    ["aws", "image.raw", "raw", "raw"],
    ["aws-rhui", "image.raw.xz", "raw-xz", "raw.xz"],
    ["azure", "disk.vhd", "vpc", "vhd"],
    // Newer servers make another format of it.
    ["azure", "disk.vhd.xz", "vhd-compressed", "vhd.xz"],
    ["azure-rhui", "disk.vhd.xz", "vhd-compressed", "vhd.xz"],
    ["gcp", "image.tar.gz", "tar-gz", "tar.gz"],
    ["vsphere", "disk.vmdk", "vmdk", "vmdk"],
    ["vsphere-ova", "image.ova", "vsphere-ova", "vsphere.ova"],
    ["minimal-raw", "disk.raw.xz", "raw-xz", "raw.xz"],
    ["iot-raw-image", "image.raw.xz", "raw-xz", "raw.xz"],
    ["image-installer", "installer.iso", "dvd", "iso"],
    ["edge-installer", "installer.iso", "dvd-ostree", "iso"],
    ["iot-installer", "installer.iso", "dvd-ostree", "iso"],
    ["live-installer", "live-installer.iso", "live-osbuild", "iso"],
    ["network-installer", "netinst.iso", "boot", "iso"],
    ["edge-container", "container.tar", "ociarchive", "ociarchive"],
    ["iot-bootable-container", "iot-bootable-container.tar", "bootable-container", "ociarchive"],
    ["wsl", "image.wsl", "wsl2", "wsl"],
    ["qcow2", "disk.qcow2", "qcow2", "qcow2"],
    ["ami", "image.raw", "raw", "raw"],
    ["vhd", "disk.vhd", "vpc", "vhd"],
    ["gce", "image.tar.gz", "tar-gz", "tar.gz"],
    ["vagrant-libvirt", "vagrant-libvirt.box", "vagrant-libvirt", "vagrant-libvirt.box"],
    // Types that came later are told by their files.
    ["something-new", "image.oci.tar.xz", "container", "tar.xz"],
    ["something-new", "x-ostree.iso", "dvd-ostree-osbuild", "iso"],
    ["something-new", "live.iso", "live-osbuild", "iso"],
    ["something-new", "boot.iso", "boot", "iso"],
    ["something-new", "x.iso", "dvd", "iso"],
    ["something-new", "x.vhdfixed.xz", "vhd-compressed", "vhdfixed.xz"],
  ])("%s in %s is %s in %s", (imageType, fileName, type, format) => {
    expect(kindOf(imageType, fileName)).toMatchObject({ type, format });
    expect(IMAGE_TYPES).toContain(type);
    expect(IMAGE_FORMATS).toContain(format);
  });

  test.each(["edge-commit", "iot-commit", "pxe-tar-xz", "tar"])("%s is none", (type) => {
    expect(kindOf(type, "commit.tar")).toMatchObject({ isNoImage: true });
  });

  test.each([
    ["minimal-raw", "disk.raw.zst"],
    ["something-new", undefined],
    [undefined, "x.tar"],
  ])("%s in %s is not known", (type, fileName) => {
    expect(kindOf(type, fileName)).toMatchObject({ isNoImage: false });
  });

  test("all types that servers name are known, and mean words that productmd knows", () => {
    for (const type of imageTypes("2026")) {
      const kind = kindOf(type, undefined);
      if ("problem" in kind) {
        expect(kind.isNoImage, type).toBe(true);
      } else {
        expect(IMAGE_TYPES, type).toContain(kind.type);
        expect(IMAGE_FORMATS, type).toContain(kind.format);
      }
    }
  });
});

describe("names and places", () => {
  test("of what is known of the release", () => {
    expect(planned({}).localPath).toBe("Server/x86_64/images/Demo-Server-41-20241101.2.x86_64.qcow2");
    expect(planned({ subvariant: "KDE" }).localPath).toBe(
      "Server/x86_64/images/Demo-KDE-41-20241101.2.x86_64.qcow2",
    );
    const label = { compose: { ...COMPOSE, label: "RC-1.0" } };
    expect(planned({}, undefined, label).localPath).toBe(
      "Server/x86_64/images/Demo-Server-41-RC-1.0.x86_64.qcow2",
    );
  });

  test("of the distribution, without a release", () => {
    expect(planned({ distribution: "fedora-41" }, "disk.qcow2", { release: undefined }).localPath).toBe(
      "Server/x86_64/images/fedora-41-Server-20241101.2.x86_64.qcow2",
    );
  });

  test("installers lie where installers do, with their kind in their names", () => {
    expect(planned({ imageType: "image-installer" })).toMatchObject({
      localPath: "Server/x86_64/iso/Demo-Server-dvd-41-20241101.2.x86_64.iso",
      bootable: true,
    });
    expect(planned({ imageType: "image-installer", bootable: false }).bootable).toBe(false);
  });

  test("as the user says", () => {
    expect(planned({ fileName: "mine.img", type: "raw", format: "raw", volumeId: "V" })).toMatchObject({
      localPath: "Server/x86_64/images/mine.img",
      type: "raw",
      format: "raw",
      volumeId: "V",
    });
    // One word of the two.
    expect(planned({ imageType: "network-installer", type: "netinst" })).toMatchObject({
      type: "netinst",
      format: "iso",
    });
  });

  test.each([
    ["no arch", { arch: undefined }, /architecture/],
    ["an arch that is none", { arch: "x64" }, /architecture/],
    ["a source arch", { arch: "src" }, /architecture/],
    ["a name that leads out", { fileName: "../x" }, /"\.\."/],
    ["a variant that leads out", { variant: ".." }, /"\.\."/],
  ])("%s is a problem", (_, wish, text) => {
    expect(() => planned(wish)).toThrow(text);
  });

  test("whatever services and users say, a path is inside of the tree", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (distribution, subvariant, fileName) => {
        const result = planImage(
          { ...WISH, distribution, subvariant },
          { compose: COMPOSE },
          `${fileName}.qcow2`,
        );
        if ("plan" in result)
          expect(result.plan.localPath).toMatch(/^Server\/x86_64\/images\/[A-Za-z0-9._+-]+$/);
      }),
    );
  });
});

test("images that productmd could not tell apart are foreseen", () => {
  const wishes = [
    WISH,
    { ...WISH, arch: "aarch64" },
    { ...WISH, imageType: "openstack" },
    { ...WISH, subvariant: "KDE" },
  ];
  expect(foreseeableClashes(wishes, { compose: COMPOSE })).toEqual([
    "two images are the same to productmd (subvariant Server, type qcow2, format qcow2, arch x86_64): give them different subvariants",
  ]);
  const container = { ...WISH, imageType: "edge-container", targets: ["container"] };
  expect(
    foreseeableClashes([container, container, { ...container, targets: ["local"] }], { compose: COMPOSE }),
  ).toHaveLength(1);
});

test("an image is written with its place", () => {
  const place = { url: "https://example.com/a", size: 5, checksum: `sha256:${"0".repeat(64)}`, mtime: 7 };
  expect(imageOf(planned({}), place)).toMatchObject({
    artifact: { url: place.url, size: 5, checksum: place.checksum, contents: [] },
    mtime: 7,
    subvariant: "Server",
  });
});

describe("URLs that last", () => {
  test.each([
    ["https://bucket.s3.amazonaws.com/composer-api-1-disk.qcow2", true],
    ["http://127.0.0.1:9000/b/k", true],
    ["https://bucket.s3.amazonaws.com/k?X-Amz-Signature=abc", false],
    ["https://bucket.s3.amazonaws.com/k?versionId=1", false],
    ["https://objectstorage.eu.oraclecloud.com/p/T0KEN/n/ns/b/bucket/o/k", false],
    ["https://objectstorage.eu.oraclecloud.com/n/ns/b/bucket/o/k", true],
    ["https://user:password@example.com/k", false],
    ["https://example.com/k#part", false],
    ["ftp://example.com/k", false],
    ["quay.io/a/b", false],
    ["", false],
  ])("%s: %s", (url, lasts) => {
    expect(lastingUrl(url) !== undefined).toBe(lasts);
  });
});

describe("names of attachments", () => {
  const ID = "e5e0857e-e9ab-4fdc-b9ab-5146d71ecdea";
  test.each([
    [`attachment; filename=${ID}-disk.qcow2`, "disk.qcow2"],
    [`attachment; filename="${ID}-disk.raw.xz"`, "disk.raw.xz"],
    ['attachment; filename="../../etc/passwd"', "passwd"],
    ['attachment; filename="..".qcow2', undefined],
    ['attachment; filename=".hidden"', undefined],
    ['attachment; filename="a b"', undefined],
    ["attachment", undefined],
    [undefined, undefined],
  ])("%s", (header, name) => {
    expect(attachmentName(header)).toBe(name);
  });

  test("are plain, whatever they were", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const name = plainName(text);
        expect(name === undefined || /^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(name)).toBe(true);
      }),
    );
  });
});

test.each([
  ["quay.io/myaccount/osbuild:latest", "quay.io/myaccount/osbuild"],
  ["localhost:5000/a/b", "localhost:5000/a/b"],
  ["docker://quay.io/a/b:1", "quay.io/a/b"],
])("the place of a container image is read: %s", (url, address) => {
  const digest = `sha256:${"a".repeat(64)}`;
  expect(pushedContainer(url, digest)).toMatchObject({ address, digest });
});
