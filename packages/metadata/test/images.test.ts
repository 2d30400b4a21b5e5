import { baseUrlBuilder, downgrade, locations, serialize, upgrade } from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import {
  accept,
  changed,
  digest,
  document,
  ENTRY,
  firstIssue,
  image,
  type Json,
  refusal,
  treeImage,
} from "./support/documents.ts";

const noted = (doc: Json) => accept(doc).warnings.map(({ code, count }) => `${code} ${count}`);
const listed = (list: Json[], version = "1.2") =>
  changed(document("images", version), ["payload", "images"], { Server: { x86_64: list } });
const url = baseUrlBuilder("https://x/");

describe("V5, U21: what the format's lists do not know is kept with a warning", () => {
  test.each(["1.2", "2.0"])("type, format and arch in %s", (version) => {
    const doc = document("images", version);
    const [entry] = doc.payload.images.Server.x86_64;
    doc.payload.images.Server = { newarch: [{ ...entry, type: "wsl3", format: "wsl.zst", arch: "newarch" }] };
    const { model, warnings } = accept(doc);
    expect(warnings.map(({ code, examples }) => [code, examples])).toEqual([
      ["unknown-arch", ["payload.images.Server.newarch"]],
      ["unknown-image-type", ["wsl3 (payload.images.Server.newarch[0].type)"]],
      ["unknown-image-format", ["wsl.zst (payload.images.Server.newarch[0].format)"]],
    ]);
    expect(serialize(upgrade(model, { url }).model)).toContain('"type": "wsl3"');
  });

  test("the lists know what they should", () => {
    const doc = listed([{ ...treeImage(), type: "wsl2", format: "wsl" }]);
    expect(noted(doc)).toEqual([]);
  });
});

test("an image of no bytes is a warning", () => {
  expect(noted(listed([{ ...treeImage(), size: 0 }]))).toEqual(["empty-image 1"]);
  const one = image();
  expect(noted(listed([{ ...one, location: { ...one.location, size: 0 } }], "2.0"))).toEqual([
    "empty-image 1",
  ]);
});

describe("images that are told apart by nothing", () => {
  const other = (more: Json) => ({ ...treeImage("b.iso"), checksums: { sha256: digest("b") }, ...more });
  test("different checksums are a warning, and both stay", () => {
    const { model, warnings } = accept(listed([treeImage("a.iso"), other({})]));
    expect(warnings.map(({ code, examples }) => [code, examples])).toEqual([
      ["image-identity", ["a.iso and b.iso"]],
    ]);
    expect(locations(model)).toHaveLength(2);
  });

  test.each<[string, Json]>([
    ["subvariant", { subvariant: "Client" }],
    ["type", { type: "dvd" }],
    ["format", { format: "raw" }],
    ["arch", { arch: "i386" }],
    ["disc number", { disc_number: 2 }],
    ["unified", { unified: true }],
    ["checksums that are equal", { checksums: { sha256: digest() } }],
  ])("another %s tells them apart", (_what, more) => {
    expect(noted(listed([treeImage("a.iso"), other(more)]))).toEqual([]);
  });

  test.each<[string, Json]>([
    ["of another algorithm", { md5: digest("b", 32) }],
    ["of another algorithm besides", { md5: digest("b", 32), sha256: digest() }],
  ])("checksums %s are different ones: the maps must be equal", (_what, checksums) => {
    expect(noted(listed([treeImage("a.iso"), other({ checksums })]))).toEqual(["image-identity 1"]);
  });

  test("the order of checksums makes no difference", () => {
    const [md5, sha256] = [digest("b", 32), digest()];
    const two = [
      { ...treeImage("a.iso"), checksums: { md5, sha256 } },
      { ...treeImage("b.iso"), checksums: { sha256, md5 } },
    ];
    expect(noted(listed(two))).toEqual([]);
  });

  test("across variants and arches, too", () => {
    const doc = changed(document("images"), ["payload", "images"], {
      A: { x86_64: [treeImage("a.iso")] },
      B: { i386: [other({})] },
    });
    expect(noted(doc)).toEqual(["image-identity 1"]);
  });

  test("2.0: different and absent checksums", () => {
    const [a, b] = [image("a.iso"), image("b.iso")];
    expect(
      noted(listed([a, { ...b, location: { ...b.location, checksum: `sha256:${digest("b")}` } }], "2.0")),
    ).toEqual(["image-identity 1"]);
    expect(noted(listed([a, { ...b, location: { ...b.location, checksum: null } }], "2.0"))).toEqual([
      "image-identity 1",
    ]);
  });

  test("the same image twice is a warning, and both stay", () => {
    const { warnings, model } = accept(listed([treeImage(), treeImage(), treeImage()]));
    expect(warnings.map(({ code, count }) => [code, count])).toEqual([["repeated-image", 2]]);
    expect(locations(model)).toHaveLength(3);
  });
});

describe("U13: the order of images", () => {
  test("is by path, by code point", () => {
    const paths = ["b.iso", "a.iso", "\u{10000}.iso", "\uffff.iso", "a/z.iso", "A.iso"];
    const text = serialize(
      accept(listed(paths.map((path, disc) => ({ ...treeImage(path), disc_number: disc })))).model,
    );
    expect(JSON.parse(text).payload.images.Server.x86_64.map(({ path }: Json) => path)).toEqual([
      "A.iso",
      "a.iso",
      "a/z.iso",
      "b.iso",
      "\uffff.iso",
      "\u{10000}.iso",
    ]);
  });

  test("with equal paths does not depend on the file's order", () => {
    const list = [1, 2, 3].map((disc) => ({ ...treeImage("a.iso"), disc_number: disc }));
    const texts = [list, [...list].reverse(), [list[1], list[2], list[0]]].map((some) =>
      serialize(upgrade(accept(listed(some as Json[])).model, { url }).model),
    );
    expect(new Set(texts).size).toBe(1);
  });
});

test("a missing volume_id is null with a warning, in 1.2 and 2.0", () => {
  for (const version of ["1.2", "2.0"]) {
    const { model, warnings } = accept(
      changed(document("images", version), [...ENTRY.images, "volume_id"], undefined),
    );
    expect(warnings.map(({ code, examples }) => [code, examples])).toEqual([
      ["missing-volume-id", ["payload.images.Server.x86_64[0]"]],
    ]);
    expect(serialize(model)).toContain('"volume_id": null');
  }
});

describe("source images", () => {
  const old = (version: string, arches: Json) =>
    changed(document("images", version), ["payload", "images"], { Server: arches });
  const src = { ...treeImage("src.iso"), arch: "src", disc_number: 9 };

  test.each(["1.0", "1.1"])("%s: belong to every binary arch", (version) => {
    const { model, warnings } = accept(old(version, { src: [src], x86_64: [treeImage("a.iso")], i386: [] }));
    expect(warnings).toEqual([]);
    const { images } = JSON.parse(serialize(model)).payload;
    expect(Object.keys(images.Server)).toEqual(["i386", "x86_64"]);
    expect(images.Server.i386.map(({ path }: Json) => path)).toEqual(["src.iso"]);
    expect(images.Server.x86_64.map(({ path }: Json) => path)).toEqual(["a.iso", "src.iso"]);
  });

  test("U19: without a binary arch they cannot be kept, which is said", () => {
    const { warnings } = accept(old("1.1", { src: [src] }));
    expect(warnings.map(({ code, examples }) => [code, examples])).toEqual([
      ["source-images-dropped", ["src.iso"]],
    ]);
  });

  test.each(["1.2", "2.0"])("%s: a source arch is refused", (version) => {
    for (const arch of ["src", "nosrc"]) {
      const doc = changed(document("images", version), ["payload", "images"], { Server: { [arch]: [] } });
      expect(firstIssue(doc)).toMatch(
        new RegExp(
          `^payload\\.images\\.Server\\.${arch}: images of sources are listed under the binary arches`,
        ),
      );
    }
  });
});

test("defaults of 2.0", () => {
  const { type, arch, location } = image();
  const { model } = accept(listed([{ type, arch, location, volume_id: null }], "2.0"));
  const found = model.type === "images" ? model.images.get("Server")?.get("x86_64") : undefined;
  expect(found?.[0]).toMatchObject({
    bootable: false,
    discCount: 1,
    discNumber: 1,
    format: "iso",
    implantMd5: null,
    mtime: 0,
    subvariant: "",
    unified: false,
    additionalVariants: [],
  });
});

test("unified images keep their additional variants, others have none", () => {
  const text = serialize(
    accept(listed([{ ...treeImage(), unified: true, additional_variants: ["B", "A"] }])).model,
  );
  expect(JSON.parse(text).payload.images.Server.x86_64[0]).toMatchObject({
    unified: true,
    additional_variants: ["B", "A"],
  });
  expect(
    serialize(accept(listed([{ ...treeImage(), unified: false, additional_variants: [] }])).model),
  ).not.toContain("unified");
});

test("case 67: an image without size or checksum is legal in 2.0 and refused for 1.2", () => {
  for (const field of ["size", "checksum"]) {
    const { model, warnings } = accept(
      changed(document("images", "2.0"), [...ENTRY.images, "location", field], null),
    );
    expect(warnings).toEqual([]);
    expect(() => downgrade(model)).toThrow(
      `payload.images.Server.x86_64: the image "Server/x86_64/iso/boot.iso" has no ${field}, which 1.2 demands`,
    );
    const facts = () => ({ size: 7, checksum: `sha256:${digest()}` });
    expect(serialize(downgrade(model, { facts }).model)).toBe(serialize(accept(document("images")).model));
  }
});

test("unknown fields are left out, counted and named", () => {
  const doc = document("images", "2.0");
  const [entry] = doc.payload.images.Server.x86_64;
  entry.path = "x";
  entry.location.mirror = "x";
  doc.payload.note = {};
  doc.extra = 1;
  const { model, warnings } = accept(doc);
  expect(
    warnings.map(({ code, count, examples }) => ({ code, count, examples: [...examples].sort() })),
  ).toEqual([
    {
      code: "unknown-field",
      count: 4,
      examples: [
        "extra",
        "payload.images.Server.x86_64[0].location.mirror",
        "payload.images.Server.x86_64[0].path",
        "payload.note",
      ],
    },
  ]);
  expect(serialize(model)).toBe(serialize(accept(document("images", "2.0")).model));
  expect(() => refusal(doc)).toThrow("the document was accepted");
});
