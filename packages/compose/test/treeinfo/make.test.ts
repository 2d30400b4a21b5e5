import {
  makeTreeinfo,
  parseTreeinfo,
  type TreeinfoOptions,
  type TreeinfoRole,
  treeinfoFiles,
  usualRoles,
} from "@compose-actions/compose";
import { compareCodePoints, MetadataError } from "@compose-actions/metadata";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digest } from "../repodata/documents.ts";
import { metadataError } from "../support/metadata-error.ts";

const sum = (seed: string) => `sha256:${digest(seed)}`;

const OPTIONS: TreeinfoOptions = {
  release: { name: "Fedora", short: "Fedora", version: "43", isLayered: false },
  baseProduct: null,
  variants: [
    { id: "Server", uid: "Server", name: "Server", type: "variant", packages: "Packages", repository: "." },
  ],
  arch: "x86_64",
  timestamp: 1738627200,
  files: [],
};

test("the least", () => {
  expect(makeTreeinfo(OPTIONS)).toBe(`[general]
; WARNING.0 = This section provides compatibility with pre-productmd treeinfos.
; WARNING.1 = Read productmd documentation for details about new format.
arch = x86_64
family = Fedora
name = Fedora 43
packagedir = Packages
platforms = x86_64
repository = .
timestamp = 1738627200
variant = Server
variants = Server
version = 43

[header]
type = productmd.treeinfo
version = 1.2

[release]
name = Fedora
short = Fedora
version = 43

[tree]
arch = x86_64
build_timestamp = 1738627200
platforms = x86_64
variants = Server

[variant-Server]
id = Server
name = Server
packages = Packages
repository = .
type = variant
uid = Server

`);
});

test("everything: a layered product, two variants, an addon, files", () => {
  const text = makeTreeinfo({
    release: { name: "Extras", short: "X", version: "1.0", isLayered: true },
    baseProduct: { name: "Fedora", short: "F", version: "43" },
    variants: [
      {
        id: "Server",
        uid: "Server",
        name: "The Server",
        type: "variant",
        packages: "Packages",
        repository: ".",
        sourcePackages: "../../source/tree/Packages",
        sourceRepository: "../../source/tree",
        debugPackages: "../debug/tree/Packages",
        debugRepository: "../debug/tree",
        identity: "cert.pem",
        addons: [{ id: "HA", uid: "Server-HA", name: "HA", type: "addon", repository: "addons/HA" }],
      },
      { id: "optional", uid: "Base-optional", name: "optional", type: "optional", repository: "../o" },
    ],
    mainVariant: "Server",
    arch: "x86_64",
    platforms: ["efi"],
    timestamp: 1738627200.9,
    files: [
      { path: "repodata/repomd.xml", checksum: sum("repomd") },
      {
        path: "images/pxeboot/vmlinuz",
        checksum: sum("kernel"),
        roles: usualRoles("images/pxeboot/vmlinuz", "x86_64"),
      },
      {
        path: "images/install.img",
        checksum: sum("install"),
        roles: usualRoles("images/install.img", "x86_64"),
      },
      { path: "images/boot.iso", checksum: null, roles: usualRoles("images/boot.iso", "x86_64") },
      { path: "README", checksum: null },
    ],
  });
  expect(text).toBe(`[addon-Server-HA]
id = HA
name = HA
parent = Server
repository = addons/HA
type = addon
uid = Server-HA

[base_product]
name = Fedora
short = F
version = 43

[checksums]
images/install.img = ${sum("install")}
images/pxeboot/vmlinuz = ${sum("kernel")}
repodata/repomd.xml = ${sum("repomd")}

[general]
; WARNING.0 = This section provides compatibility with pre-productmd treeinfos.
; WARNING.1 = Read productmd documentation for details about new format.
arch = x86_64
family = Extras
name = Extras 1.0
packagedir = Packages
platforms = efi,x86_64,xen
repository = .
timestamp = 1738627200
variant = Server
variants = Base-optional,Server
version = 1.0

[header]
type = productmd.treeinfo
version = 1.2

[images-x86_64]
boot.iso = images/boot.iso
kernel = images/pxeboot/vmlinuz

[images-xen]
kernel = images/pxeboot/vmlinuz

[release]
is_layered = true
name = Extras
short = X
version = 1.0

[stage2]
mainimage = images/install.img

[tree]
arch = x86_64
build_timestamp = 1738627200
platforms = efi,x86_64,xen
variants = Base-optional,Server

[variant-Base-optional]
id = optional
name = optional
repository = ../o
type = optional
uid = Base-optional

[variant-Server]
addons = Server-HA
debug_packages = ../debug/tree/Packages
debug_repository = ../debug/tree
id = Server
identity = cert.pem
name = The Server
packages = Packages
repository = .
source_packages = ../../source/tree/Packages
source_repository = ../../source/tree
type = variant
uid = Server

`);
  expect([...parseTreeinfo(text, "x").variants.keys()]).toEqual(["Base-optional", "Server", "Server-HA"]);
});

test("a source tree: the general section has the places of sources", () => {
  const { sourcePackages, ...variant } = {
    ...{ id: "A", uid: "A", name: "A", type: "variant" as const },
    ...{ sourcePackages: "Packages", sourceRepository: "." },
  };
  const source = makeTreeinfo({ ...OPTIONS, arch: "src", variants: [{ ...variant, sourcePackages }] });
  expect(source).toContain("packagedir = Packages\nplatforms = src\nrepository = .\n");
  expect(makeTreeinfo({ ...OPTIONS, variants: [{ ...variant, sourcePackages }] })).not.toContain(
    "packagedir",
  );
});

describe("what the format cannot hold is refused", () => {
  const [variant] = OPTIONS.variants;
  if (variant === undefined) {
    throw new Error("no variant");
  }
  const kernel = { platform: "x86_64", image: "kernel" };

  test.each([
    ["no variant", { variants: [] }, "variants: expected at least one"],
    ["another main variant", { mainVariant: "X" }, 'mainVariant: there is no variant "X"'],
    ["no time", { timestamp: Number.NaN }, "timestamp: expected seconds since 1970, found NaN"],
    ["no base product", { release: { ...OPTIONS.release, isLayered: true } }, "baseProduct: expected"],
    [
      "a name of two lines",
      { release: { ...OPTIONS.release, name: "a\n[tree]" } },
      '[release] "name": expected text of one line without %, found "a\\u{a}[tree]"',
    ],
    ["a name that ends with a blank", { release: { ...OPTIONS.release, name: "a " } }, '[release] "name"'],
    ["a variable", { release: { ...OPTIONS.release, name: "100%" } }, '[release] "name"'],
    [
      "a uid with a bracket",
      { variants: [{ ...variant, uid: "a]b" }] },
      "expected a name that a section can have",
    ],
    [
      "a path that leads out",
      { files: [{ path: "../x", checksum: null }] },
      '"../x": the path has a ".." part',
    ],
    [
      "a path with an equals sign",
      { files: [{ path: "a=b", checksum: sum("a") }] },
      '[checksums] "a=b": expected a name that an option can have',
    ],
    ["a path with a colon", { files: [{ path: "ab:c", checksum: sum("a") }] }, '[checksums] "ab:c"'],
    ["a path that reads as a comment", { files: [{ path: "#a", checksum: sum("a") }] }, '[checksums] "#a"'],
    ["a path that reads as a section", { files: [{ path: "[a]", checksum: sum("a") }] }, '[checksums] "[a]"'],
    [
      "a checksum",
      { files: [{ path: "a", checksum: "sha256:ab" }] },
      '"a": expected a checksum, found "sha256:ab"',
    ],
    [
      "two checksums of a file",
      {
        files: [
          { path: "a", checksum: sum("a") },
          { path: "a", checksum: sum("b") },
        ],
      },
      "there are two values",
    ],
    [
      "two kernels",
      {
        files: [
          { path: "a", checksum: null, roles: [kernel] },
          { path: "b", checksum: null, roles: [kernel] },
        ],
      },
      'there are two values: "a" and "b"',
    ],
  ] as [string, Partial<TreeinfoOptions>, string][])("%s", async (_, change, message) => {
    const error = await metadataError(() => makeTreeinfo({ ...OPTIONS, ...change }));
    expect(error.message).toContain(message);
  });
});

describe("what is made is read as it was meant", () => {
  const word = fc.string({
    unit: fc.constantFrom(..."abcXYZ019._-+ é=:;#[]%\n__proto__"),
    minLength: 1,
    maxLength: 8,
  });
  const role: fc.Arbitrary<TreeinfoRole> = fc.oneof(
    fc.record({
      platform: fc.constantFrom("x86_64", "xen"),
      image: fc.constantFrom("kernel", "initrd", "boot.iso", "__proto__"),
    }),
    fc.record({ stage2: fc.constantFrom("mainimage" as const, "instimage" as const) }),
  );
  const files = fc.uniqueArray(
    fc.record({
      path: fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/")),
      checksum: fc.option(word.map(sum)),
      roles: fc.array(role, { maxLength: 2 }),
    }),
    { selector: ({ path }) => path, maxLength: 5 },
  );

  test("files, checksums and names", () => {
    let made = 0;
    fc.assert(
      fc.property(files, word, (files, name) => {
        let text: string;
        try {
          text = makeTreeinfo({ ...OPTIONS, release: { ...OPTIONS.release, name }, files });
        } catch (error) {
          expect(error).toBeInstanceOf(MetadataError);
          return;
        }
        made += 1;
        const treeinfo = parseTreeinfo(text, "x");
        const named = files
          .filter(({ checksum, roles }) => checksum !== null || roles.length > 0)
          .map(({ path, checksum }) => ({ path, checksum }))
          .sort((a, b) => compareCodePoints(a.path, b.path));
        expect(treeinfoFiles(treeinfo)).toEqual(named);
        expect(treeinfo.arch).toBe("x86_64");
        expect(text).toContain(`\nfamily = ${name}\n`);
      }),
      { numRuns: 3000 },
    );
    expect(made).toBeGreaterThan(100);
  });
});

test.each([
  ["images/pxeboot/initrd.img", "aarch64", [{ platform: "aarch64", image: "initrd" }]],
  [
    "images/pxeboot/initrd.img",
    "x86_64",
    [
      { platform: "x86_64", image: "initrd" },
      { platform: "xen", image: "initrd" },
    ],
  ],
  ["images/kernel.img", "s390x", [{ platform: "s390x", image: "kernel" }]],
  ["ppc/ppc64/vmlinuz", "ppc64le", [{ platform: "ppc64le", image: "kernel" }]],
  ["images/efiboot.img", "x86_64", [{ platform: "x86_64", image: "efiboot.img" }]],
  ["LiveOS/squashfs.img", "x86_64", [{ stage2: "mainimage" }]],
  ["images/pxeboot/vmlinuz.hmac", "x86_64", []],
  ["EULA", "x86_64", []],
] as [string, string, TreeinfoRole[]][])("%s of %s", (path, arch, roles) => {
  expect(usualRoles(path, arch)).toEqual(roles);
});
