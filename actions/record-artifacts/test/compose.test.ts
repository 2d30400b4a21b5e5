import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { workshops } from "./support/record.ts";

const make = workshops();
const FILES = { "a.raw": "x" };
/** Inputs without a compose. */
const BARE = { images: "a.raw", "compose-id": "" };
const PARTS = {
  ...BARE,
  "release-short": "Fedora",
  "release-version": "41",
  "compose-date": "20260204",
  "compose-type": "production",
};

describe("a compose", () => {
  test("is told by its id alone", async () => {
    const shop = make(FILES);
    await shop.run({ ...BARE, "compose-id": "Fedora-41-updates-20260204.n.3" });
    expect(shop.payload("composeinfo")).toEqual({
      compose: { date: "20260204", id: "Fedora-41-updates-20260204.n.3", respin: 3, type: "nightly" },
      release: { internal: false, name: "Fedora", short: "Fedora", type: "updates", version: "41" },
      variants: {
        Server: {
          arches: ["x86_64"],
          id: "Server",
          name: "Server",
          paths: {},
          type: "variant",
          uid: "Server",
        },
      },
    });
    expect(shop.payload("images").compose).toEqual(shop.payload("composeinfo").compose);
    shop.model("composeinfo");
  });

  test("gets the id that the reference would give it", async () => {
    for (const [raw, id] of [
      [{}, "Fedora-41-20260204.0"],
      [{ respin: "2", "compose-type": "nightly" }, "Fedora-41-20260204.n.2"],
      [{ "release-type": "updates" }, "Fedora-41-updates-20260204.0"],
      [{ "base-product-short": "RHEL", "base-product-version": "9.2" }, "Fedora-41-RHEL-9.2-20260204.0"],
    ] as const) {
      const shop = make(FILES);
      const { outputs } = await shop.run({ ...PARTS, ...raw });
      expect(outputs["compose-id"]).toBe(id);
      expect(shop.payload("composeinfo").compose.id).toBe(id);
      shop.model("composeinfo");
    }
  });

  test("has all that is said of it", async () => {
    const shop = make(FILES);
    await shop.run({
      ...PARTS,
      "compose-id": "Special-20260204.0",
      variant: "Server-optional",
      label: "RC-1.2",
      final: "true",
      "release-name": "Fedora Linux",
      "release-type": "fast",
      "release-internal": "true",
      "base-product-name": "Red Hat Enterprise Linux",
      "base-product-short": "RHEL",
      "base-product-version": "9",
      "base-product-type": "eus",
    });
    expect(shop.payload("composeinfo")).toEqual({
      base_product: { name: "Red Hat Enterprise Linux", short: "RHEL", type: "eus", version: "9" },
      compose: {
        date: "20260204",
        final: true,
        id: "Special-20260204.0",
        label: "RC-1.2",
        respin: 0,
        type: "production",
      },
      release: {
        internal: true,
        is_layered: true,
        name: "Fedora Linux",
        short: "Fedora",
        type: "fast",
        version: "41",
      },
      variants: {
        "Server-optional": {
          arches: ["x86_64"],
          id: "Serveroptional",
          name: "Server-optional",
          paths: {},
          type: "variant",
          uid: "Server-optional",
        },
      },
    });
    shop.model("composeinfo");
  });
});

describe("a compose is refused", () => {
  test.each<[Record<string, string>, string]>([
    [BARE, "The inputs do not say what compose the artifacts are of"],
    [{ ...PARTS, "compose-date": "" }, "What the compose is takes more inputs: compose-date"],
    [
      { ...PARTS, "release-version": "", "compose-type": "" },
      "What the compose is takes more inputs: release-version, compose-type",
    ],
    [
      { ...PARTS, "base-product-name": "RHEL" },
      "What the compose is takes more inputs: base-product-short, base-product-version",
    ],
    [
      { ...BARE, "compose-id": "A-1-B-2-20260204.0" },
      "What the compose is takes more inputs: release-short, release-version",
    ],
    [
      { ...BARE, "compose-id": "Fedora-20260204x" },
      "What the compose is takes more inputs: release-short, release-version, compose-date, compose-type",
    ],
    [
      { ...PARTS, "compose-id": "Fedora-41-20260205.0" },
      "compose-date is 20260204, but compose-id says 20260205",
    ],
    [
      { ...PARTS, "compose-id": "Fedora-41-20260204.n.0" },
      "compose-type is production, but compose-id says nightly",
    ],
    [{ ...PARTS, respin: "1", "compose-id": "Fedora-41-20260204.0" }, "respin is 1, but compose-id says 0"],
    [
      { ...PARTS, label: "GA" },
      'label: expected a label such as "RC-1.0" with one of the names EA, DevelPhaseExit, InternalAlpha, Alpha, InternalSnapshot, Beta, Snapshot, RC, Update, SecurityFix, found the string "GA"',
    ],
    [{ ...PARTS, final: "true" }, "final: there is no label to be final"],
    [
      { ...PARTS, "release-version": "9.2-beta" },
      'release-version: expected a version of digits and dots such as "9.2", or a name such as "Rawhide", found the string "9.2-beta"',
    ],
    [
      { ...PARTS, "compose-id": "no-date" },
      'compose-id: expected a compose id with a date of eight digits, such as "Fedora-41-20260204.0", found the string "no-date"',
    ],
    [{ ...PARTS, variant: "Ser/ver" }, 'variant: "Ser/ver" cannot be the uid of a variant'],
    [{ ...PARTS, variant: ".." }, 'variant: ".." cannot be the uid of a variant'],
    [{ ...PARTS, arch: "src" }, "arch: nothing is listed under src"],
    [{ ...PARTS, arch: "x86" }, 'arch: "x86" is no arch of RPM packages'],
    [{ ...PARTS, images: "" }, "There is nothing to record"],
    [{ ...PARTS, root: "/dev/null/none" }, "root: /dev/null/none is not a directory"],
    [
      { ...PARTS, url: "https://a.example/{path}", "base-url": "https://a.example/" },
      "url and base-url say the same thing in two ways",
    ],
  ])("%j", async (raw, message) => {
    const shop = make(FILES);
    const error = await shop.refusal(raw);
    expect(error.message).toBe(message);
    expect(error.exitCode).toBe(2);
    expect(() => shop.names()).toThrow("ENOENT");
  });
});

describe("a composeinfo.json", () => {
  const document = (version: string, changes: object = {}) =>
    JSON.stringify({
      header: { type: "productmd.composeinfo", version },
      payload: {
        compose: {
          date: "20260204",
          id: "Fedora-41-20260204.0",
          respin: 0,
          type: "production",
          label: "RC-1.0",
          final: false,
        },
        release: { name: "Fedora", short: "Fedora", version: "41", type: "ga", internal: false },
        variants: {
          Server: {
            arches: ["x86_64", "aarch64"],
            id: "Server",
            name: "Fedora Server",
            type: "variant",
            uid: "Server",
            variants: ["optional"],
            paths: { os_tree: { x86_64: "Server/x86_64/os" }, repository: { x86_64: "Server/x86_64/os" } },
          },
          "Server-optional": {
            arches: ["x86_64"],
            id: "optional",
            name: "Optional",
            type: "optional",
            uid: "Server-optional",
            paths: {},
          },
        },
        ...changes,
      },
    });
  const given = (text: string) => {
    const shop = make({ ...FILES, "info/composeinfo.json": text });
    return { shop, raw: { ...BARE, composeinfo: join(shop.root, "info/composeinfo.json") } };
  };

  test("of 1.2 says what the compose is; its paths become Locations", async () => {
    const { shop, raw } = given(document("1.2"));
    const { warnings } = await shop.run({ ...raw, variant: "Server-optional" });
    const { compose, variants } = shop.payload("composeinfo");
    expect(compose).toMatchObject({ label: "RC-1.0", final: false });
    expect(shop.payload("images").compose).toEqual(compose);
    expect(variants.Server.paths.repository.x86_64).toMatchObject({
      local_path: "Server/x86_64/os",
      url: "Server/x86_64/os",
      checksum: null,
    });
    expect(variants["Server-optional"]).toMatchObject({ id: "optional", type: "optional" });
    expect(warnings).toEqual([
      "a path in place of a URL: taken for local files (1 artifact): Server/x86_64/os",
    ]);
    shop.model("composeinfo");
  });

  test("that does not know variant or arch is completed, with a warning", async () => {
    const { shop, raw } = given(document("1.2"));
    const { warnings } = await shop.run({ ...raw, variant: "Server-optional", arch: "aarch64" });
    expect(warnings.join("\n")).toMatch(
      /not declared by composeinfo; added to the metadata \(1\): .*"aarch64" for the variant "Server-optional"/,
    );
    expect(shop.payload("composeinfo").variants["Server-optional"].arches).toEqual(["aarch64", "x86_64"]);
    await shop.run({ ...raw, variant: "Cloud" });
    expect(shop.payload("composeinfo").variants.Cloud).toMatchObject({ type: "variant", arches: ["x86_64"] });
    shop.model("composeinfo");
  });

  test("leaves no room for inputs that say the same", async () => {
    const { shop, raw } = given(document("1.2"));
    const error = await shop.refusal({ ...raw, respin: "1", label: "RC-1.0" });
    expect(error.message).toBe("composeinfo says what respin, label would say");
  });

  test("must be one", async () => {
    const { shop, raw } = given(document("1.2"));
    const images = join(shop.root, "images.json");
    writeFileSync(images, '{"header": {"type": "productmd.images", "version": "1.2"}, "payload": {}}');
    expect((await shop.refusal({ ...raw, composeinfo: images })).message).toBe(
      `composeinfo: ${images} holds productmd.images`,
    );
    const gone = join(shop.root, "gone.json");
    expect((await shop.refusal({ ...raw, composeinfo: gone })).message).toBe(
      `${gone}: the file cannot be read: ENOENT (there is no such file or directory)`,
    );
    const broken = given(document("1.2", { release: 5 }));
    expect((await broken.shop.refusal(broken.raw)).message).toMatch(
      /composeinfo.json: payload.release: expected an object/,
    );
  });

  test("in output will do", async () => {
    const shop = make(FILES);
    mkdirSync(shop.output);
    writeFileSync(
      join(shop.output, "composeinfo.json"),
      document("2.0").replace(/"paths":\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/, '"paths":{}'),
    );
    const { warnings } = await shop.run({ ...BARE, variant: "Cloud" });
    expect(warnings).toEqual([]);
    expect(shop.payload("images").compose.label).toBe("RC-1.0");
    expect(Object.keys(shop.payload("composeinfo").variants)).toEqual(["Cloud", "Server", "Server-optional"]);
  });
});
