import {
  createSelector,
  locations,
  parse,
  type Selection,
  select,
  serialize,
} from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import { document, type Json, location, treeImage } from "./support/documents.ts";

const images = document("images");
images.payload.images = {
  Server: {
    x86_64: [
      treeImage("Server/x86_64/iso/boot.iso"),
      { ...treeImage("Server/x86_64/images/disk.qcow2"), type: "qcow2", format: "qcow2" },
    ],
    aarch64: [{ ...treeImage("Server/aarch64/iso/boot.iso"), arch: "aarch64" }],
  },
  Client: { x86_64: [{ ...treeImage("Client/x86_64/iso/boot.iso"), subvariant: "Client" }] },
};

const variant = (uid: string, more: Json = {}): Json => ({
  id: uid.split("-").at(-1),
  uid,
  name: uid,
  type: "variant",
  arches: ["aarch64", "x86_64"],
  paths: {
    os_tree: { x86_64: `${uid}/x86_64/os` },
    repository: { aarch64: `${uid}/aarch64/os`, x86_64: `${uid}/x86_64/os` },
  },
  ...more,
});
const composeinfo = document("composeinfo");
composeinfo.payload.variants = {
  Server: variant("Server", { variants: ["HA", "optional"] }),
  "Server-HA": variant("Server-HA", { type: "addon", variants: ["Extra"] }),
  "Server-HA-Extra": variant("Server-HA-Extra", { type: "addon", arches: ["x86_64"], paths: {} }),
  "Server-optional": variant("Server-optional", { type: "optional" }),
  Client: variant("Client", { arches: ["x86_64"], paths: {} }),
};

const chosen = (doc: Json, selection: Selection) =>
  select(parse(JSON.stringify(doc)).model, createSelector(selection));
const paths = (doc: Json, selection: Selection) =>
  locations(chosen(doc, selection)).map(({ localPath }) => localPath);

describe("images", () => {
  const all = [
    "Server/x86_64/iso/boot.iso",
    "Server/x86_64/images/disk.qcow2",
    "Server/aarch64/iso/boot.iso",
    "Client/x86_64/iso/boot.iso",
  ];
  test.each<[Selection, number[]]>([
    [{}, [0, 1, 2, 3]],
    [{ kinds: [], variants: [], include: [] }, [0, 1, 2, 3]],
    [{ kinds: ["image"] }, [0, 1, 2, 3]],
    [{ kinds: ["rpm", "module"] }, []],
    [{ variants: ["Client"] }, [3]],
    [{ variants: ["client"] }, []],
    [{ arches: ["aarch64"] }, [2]],
    [{ imageTypes: ["qcow2"] }, [1]],
    [{ include: ["*.iso"] }, [0, 2, 3]],
    [{ include: ["*.iso", "*.qcow2"], exclude: ["Server/aarch64/**"] }, [0, 1, 3]],
    [{ exclude: ["*"] }, []],
    [{ variants: ["Server"], arches: ["x86_64"], imageTypes: ["boot"] }, [0]],
  ])("%j", (selection, indexes) => {
    expect(paths(images, selection)).toEqual(indexes.map((index) => all[index]));
  });

  test("variants and arches with nothing left are gone", () => {
    const { payload } = JSON.parse(serialize(chosen(images, { arches: ["aarch64"] })));
    expect(Object.keys(payload.images)).toEqual(["Server"]);
    expect(Object.keys(payload.images.Server)).toEqual(["aarch64"]);
    expect(JSON.parse(serialize(chosen(images, { kinds: ["rpm"] }))).payload.images).toEqual({});
  });
});

test("image types restrict nothing but images", () => {
  expect(paths(document("rpms"), { imageTypes: ["qcow2"] })).toHaveLength(1);
});

describe("composeinfo", () => {
  const uids = (selection: Selection) => {
    const text = serialize(chosen(composeinfo, selection));
    expect(parse(text).warnings).toEqual([]);
    return Object.keys(JSON.parse(text).payload.variants);
  };

  test("a chosen child keeps its parents, without their paths", () => {
    expect(uids({ variants: ["Server-HA-Extra"] })).toEqual(["Server", "Server-HA", "Server-HA-Extra"]);
    const { variants } = JSON.parse(
      serialize(chosen(composeinfo, { variants: ["Server-optional"] })),
    ).payload;
    expect(variants.Server).toMatchObject({ variants: ["optional"], paths: {} });
    expect(variants["Server-optional"].paths.os_tree).toEqual({ x86_64: "Server-optional/x86_64/os" });
  });

  test("a chosen parent does not keep its children", () => {
    expect(uids({ variants: ["Server"] })).toEqual(["Server"]);
    const { variants } = JSON.parse(serialize(chosen(composeinfo, { variants: ["Server"] }))).payload;
    expect(variants.Server.variants).toBeUndefined();
  });

  test("arches are those that were chosen", () => {
    expect(uids({ arches: ["aarch64"] })).toEqual(["Server", "Server-HA", "Server-optional"]);
    const { variants } = JSON.parse(serialize(chosen(composeinfo, { arches: ["aarch64"] }))).payload;
    expect(variants.Server).toMatchObject({
      arches: ["aarch64"],
      paths: { repository: { aarch64: "Server/aarch64/os" } },
    });
    expect(variants.Server.paths.os_tree).toBeUndefined();
  });

  test("other kinds leave the variants, without paths", () => {
    expect(uids({ kinds: ["image"] })).toHaveLength(5);
    expect(paths(composeinfo, { kinds: ["image"] })).toEqual([]);
    expect(paths(composeinfo, { kinds: ["variant_path"] })).toHaveLength(9);
  });

  test("artifacts are met by variant, category and arch, children behind their parents", () => {
    const found = locations(parse(JSON.stringify(composeinfo)).model).map(
      ({ variant: uid, fieldName, arch }) => `${uid} ${fieldName} ${arch}`,
    );
    expect(found).toEqual(
      ["Server", "Server-HA", "Server-optional"].flatMap((uid) => [
        `${uid} os_tree x86_64`,
        `${uid} repository aarch64`,
        `${uid} repository x86_64`,
      ]),
    );
  });
});

test("a group of packages with nothing left is gone", () => {
  const doc = document("rpms", "2.0");
  doc.payload.rpms.Server.x86_64["zsh-0:1-1.src"] = {
    "zsh-0:1-1.x86_64": { location: location("zsh.rpm"), sigkey: null, category: "binary" },
  };
  const { payload } = JSON.parse(serialize(chosen(doc, { include: ["zsh*"] })));
  expect(Object.keys(payload.rpms.Server.x86_64)).toEqual(["zsh-0:1-1.src"]);
});

test("a module that names no file goes where its kind, variant or arch does, or where only some paths are meant", () => {
  const doc = document("modules");
  const module = { metadata: { uid: "a:b" }, modulemd_path: {}, rpms: [] };
  doc.payload.modules = { Server: { x86_64: { "a:b": module } }, Client: { x86_64: { "a:b": module } } };
  const left = (selection: Selection) =>
    Object.keys(JSON.parse(serialize(chosen(doc, selection))).payload.modules);
  expect(left({})).toEqual(["Client", "Server"]);
  expect(left({ kinds: ["module"] })).toEqual(["Client", "Server"]);
  expect(left({ variants: ["Client"] })).toEqual(["Client"]);
  expect(left({ exclude: ["*.rpm"] })).toEqual(["Client", "Server"]);
  for (const selection of [{ kinds: ["image"] }, { arches: ["s390x"] }, { include: ["*"] }] as const)
    expect(left(selection)).toEqual([]);
});

test("what is selected in vain is named, globs as well", () => {
  const selector = createSelector({
    kinds: ["image"],
    variants: ["Server", "Sever"],
    imageTypes: ["boot", "qcow3"],
    include: ["*.iso", "*.ISO"],
    exclude: ["*.rpm", "**/aarch64/**"],
  });
  select(parse(JSON.stringify(images)).model, selector);
  expect(selector.unmatched()).toEqual(["Sever", "qcow3", "*.ISO", "*.rpm"]);
});

test("a glob that is none is a SyntaxError", () => {
  expect(() => createSelector({ include: ["a["] })).toThrow(SyntaxError);
});
