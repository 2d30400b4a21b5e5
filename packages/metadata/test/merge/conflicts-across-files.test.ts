import {
  type AnyMetadata,
  describeConflict,
  describeUndeclared,
  merge,
  parse,
  serialize,
} from "@compose-actions/metadata";
import { describe, expect, test } from "vitest";
import {
  changed,
  digest,
  document,
  ENTRY,
  image,
  type Json,
  location,
  treeImage,
} from "../support/documents.ts";
import {
  files,
  IMAGE,
  lines,
  P,
  RPM,
  RPM_PATH,
  refusal,
  SHA_A,
  SHA_B,
  VARIANT,
} from "../support/refusals.ts";

describe("what lies in one tree", () => {
  const rpmAt = (path: string, more: Json = {}) =>
    changed(document("rpms", "2.0"), RPM, { location: { ...location(path), ...more }, category: "binary" });
  const extraAt = (path: string, more: Json = {}) =>
    changed(document("extra_files", "2.0"), ENTRY.extra_files, { location: { ...location(path), ...more } });

  test("one path with other checksums and sizes, across types", () => {
    const extra = "payload.extra_files.Server.x86_64[0].location";
    expect(lines({ a: rpmAt("x"), b: extraAt("x", { checksum: SHA_B, size: 8 }) })).toEqual([
      `path-size a ${RPM_PATH}.location.size 7 bytes ("x") | b ${extra}.size 8 bytes ("x")`,
      `path-checksum a ${RPM_PATH}.location.checksum ${SHA_A} ("x") | b ${extra}.checksum ${SHA_B} ("x")`,
    ]);
  });

  test("what several files say of one entry is told once, and not as a matter of its path again", () => {
    const extra = "payload.extra_files.Server.x86_64[0].location";
    const docs = {
      a: rpmAt("x"),
      b: rpmAt("x", { checksum: SHA_B }),
      c: extraAt("x", { checksum: SHA_B }),
    };
    expect(lines(docs)).toEqual([
      `checksum a ${RPM_PATH}.location.checksum ${SHA_A} | b ${RPM_PATH}.location.checksum ${SHA_B}`,
      `path-checksum a ${RPM_PATH}.location.checksum ${SHA_A} ("x") | c ${extra}.checksum ${SHA_B} ("x")`,
    ]);
  });

  test("one path of which one file knows more", () => {
    const docs = { a: rpmAt("x"), b: extraAt("x", { checksum: null, size: null }) };
    expect(merge(files(docs)).models).toHaveLength(2);
  });

  test("a size in a registry counts when the checksum says that it is that of the file", () => {
    const inRegistry = (checksum: string | null) => ({ url: `oci://r/a@${SHA_B}`, size: 8, checksum });
    expect(lines({ a: rpmAt("x"), b: extraAt("x", inRegistry(SHA_A)) })).toEqual([
      expect.stringMatching(/^path-size /),
    ]);
    for (const checksum of [null, SHA_B]) {
      expect(merge(files({ a: rpmAt("x"), b: extraAt("x", inRegistry(checksum)) })).models).toHaveLength(2);
    }
  });

  test("a file where another needs a directory is named once", () => {
    const more = changed(extraAt("x/y"), [P, "extra_files", "Server", "x86_64", 1], {
      location: location("x/z"),
    });
    expect(lines({ a: rpmAt("x"), b: more })).toEqual([
      `directory a ${RPM_PATH}.location.local_path "x" | b payload.extra_files.Server.x86_64[0].location.local_path "x/y"`,
    ]);
  });

  test("files of a set", () => {
    const set = {
      url: `oci://r/a@${SHA_A}`,
      contents: [{ file: "f", size: 9, checksum: SHA_B, layer_digest: SHA_B }],
    };
    expect(lines({ a: rpmAt("x/f"), b: extraAt("x", set) })).toEqual([
      expect.stringMatching(/^path-size .*\.contents\[0\]\.size/),
      expect.stringMatching(/^path-checksum .*\.contents\[0\]\.checksum/),
    ]);
  });

  test("the repomd.xml of a repository", () => {
    const composeinfo = document("composeinfo", "2.0");
    const docs = { a: composeinfo, b: extraAt("Server/x86_64/os/repodata/repomd.xml", { size: 8 }) };
    expect(lines(docs)).toEqual([
      'path-size a payload.variants.Server.paths.repository.x86_64.size 7 bytes ("Server/x86_64/os/repodata/repomd.xml") | b payload.extra_files.Server.x86_64[0].location.size 8 bytes ("Server/x86_64/os/repodata/repomd.xml")',
    ]);
  });

  test("directories contradict nothing that lies below them", () => {
    const docs = { a: document("composeinfo", "2.0"), b: document("rpms", "2.0") };
    expect(merge(files(docs)).models).toHaveLength(2);
  });
});

describe("images that cannot be told apart", () => {
  const other = (checksum: string | null, more: Json = {}) =>
    changed(document("images", "2.0"), [P, "images"], {
      Client: {
        x86_64: [
          { ...image("Client/x86_64/iso/boot.iso"), location: { ...location("c.iso"), checksum }, ...more },
        ],
      },
    });

  test("must be the same, also in other variants", () => {
    expect(lines({ a: document("images", "2.0"), b: other(SHA_B) })).toEqual([
      `image-identity a ${IMAGE}.location.checksum ${SHA_A} | b payload.images.Client.x86_64[0].location.checksum ${SHA_B}`,
    ]);
  });

  test("within one file too", () => {
    const clash = changed(document("images"), [P, "images", "Server", "x86_64", 1], {
      ...treeImage("other.iso"),
      checksums: { sha256: digest("b") },
    });
    expect(lines({ a: clash })).toHaveLength(1);
  });

  test.each([
    ["the same", SHA_A, {}],
    ["an unknown checksum", null, {}],
    ["another subvariant", SHA_B, { subvariant: "Client" }],
    ["another disc", SHA_B, { disc_number: 2 }],
  ])("%s is none", (_what, checksum, more) => {
    expect(merge(files({ a: document("images", "2.0"), b: other(checksum, more) })).models).toHaveLength(1);
  });

  test("a third image is compared although the second one has another algorithm", () => {
    const sha512 = `sha512:${digest("c", 128)}`;
    const third = changed(other(SHA_B), [P, "images"], {
      Third: { x86_64: [{ ...image("t.iso"), location: { ...location("t.iso"), checksum: SHA_B } }] },
    });
    expect(lines({ a: other(sha512), b: document("images", "2.0"), c: third })).toHaveLength(1);
  });
});

describe("variants and arches that composeinfo.json does not declare", () => {
  const composeinfo = document("composeinfo", "2.0");
  const rpms = changed(document("rpms", "2.0"), [P, "rpms"], {
    Server: { aarch64: {}, src: {} },
    "Server-HA": { x86_64: {} },
    Empty: {},
  });

  test("are added and told", () => {
    const { models, completed } = merge(files({ "a.json": composeinfo, "b.json": rpms }));
    const written = JSON.parse(serialize(models.at(-1) as AnyMetadata));
    expect(written.payload.variants.Server.arches).toEqual(["aarch64", "x86_64"]);
    expect(written.payload.variants["Server-HA"]).toEqual({
      id: "ServerHA",
      uid: "Server-HA",
      name: "Server-HA",
      type: "variant",
      arches: ["x86_64"],
      paths: {},
    });
    expect(written.payload.variants.Empty).toBeUndefined();
    expect(completed.map(describeUndeclared)).toEqual([
      'composeinfo.json does not declare "aarch64" for the variant "Server", which b.json names (payload.rpms.Server.aarch64)',
      'composeinfo.json does not declare the variant "Server-HA", which b.json names (payload.rpms.Server-HA.x86_64)',
    ]);
  });

  test("are refused with strict, all of them", () => {
    const error = refusal({ "a.json": composeinfo, "b.json": rpms }, { strict: true });
    expect(error.undeclared.map(({ variant, arch }) => [variant, arch])).toEqual([
      ["Server", "aarch64"],
      ["Server-HA", undefined],
    ]);
    expect(error.message).toContain('does not declare "aarch64"');
  });

  test("are refused when no variant can have such a name", () => {
    const odd = changed(rpms, [P, "rpms"], { "a.b": { x86_64: {} } });
    expect(refusal({ a: composeinfo, b: odd }).undeclared).toHaveLength(1);
  });

  test("without any composeinfo.json nothing is added; strict wants one", () => {
    expect(merge(files({ a: rpms })).completed).toEqual([]);
    expect(refusal({ a: rpms }, { strict: true }).undeclared.map(({ variant }) => variant)).toEqual([
      "Server",
      "Server-HA",
    ]);
  });

  test("what was added gives way to the definition when that comes later", () => {
    const added = merge(files({ a: composeinfo, b: rpms })).models.map((part) => ({
      file: "m",
      model: part,
    }));
    const full = changed(
      changed(composeinfo, [...VARIANT, "variants"], ["HA"]),
      [P, "variants", "Server-HA"],
      {
        id: "HA",
        uid: "Server-HA",
        name: "High Availability",
        type: "addon",
        arches: ["x86_64"],
        paths: {},
      },
    );
    const later = merge([...added, ...files({ c: full })]);
    const atOnce = merge(files({ a: composeinfo, b: rpms, c: full }));
    expect(later.models.map(serialize)).toEqual(atOnce.models.map(serialize));
    expect(serialize(later.models.at(-1) as AnyMetadata)).toContain('"High Availability"');
  });

  test("a parent gets the arches that its child has in another file", () => {
    const child = (arches: string[]) => ({
      ...composeinfo.payload.variants.Server,
      uid: "Server-HA",
      arches,
    });
    const alone = changed(composeinfo, [P, "variants"], {
      "Server-HA": { ...child(["s390x"]), id: "ServerHA", name: "Server-HA", paths: {} },
    });
    const family = changed(
      changed(composeinfo, [...VARIANT, "variants"], ["HA"]),
      [P, "variants", "Server-HA"],
      {
        ...child(["x86_64"]),
        id: "HA",
        name: "HA",
        type: "addon",
      },
    );
    const { models, completed } = merge(files({ a: alone, b: family }));
    const { variants } = JSON.parse(serialize(models[0] as AnyMetadata)).payload;
    expect(variants.Server.arches).toEqual(["s390x", "x86_64"]);
    expect(variants["Server-HA"].arches).toEqual(["s390x", "x86_64"]);
    expect(completed).toEqual([
      { variant: "Server", arch: "s390x", file: "a", path: "payload.variants.Server-HA" },
    ]);
  });
});

describe("hostile names and values", () => {
  test("are escaped in what is said of them", () => {
    const doc = changed(document("images", "2.0"), [...ENTRY.images, "subvariant"], "x\n::error::y");
    const error = refusal({ a: doc, b: changed(doc, [...ENTRY.images, "subvariant"], "\u202e") });
    const [line = ""] = error.conflicts.map(describeConflict);
    expect(line).toContain("x\\u{a}::error::y");
    expect(line).not.toMatch(/[\n\u202e]/);
  });

  test("are plain keys", () => {
    const names = ["__proto__", "constructor", "toString", "10", "9"];
    const table = (of: readonly string[], path: string) =>
      `{${of.map((name) => `"${name}":{"x86_64":[${JSON.stringify({ location: location(`${path}/${name}`) })}]}`)}}`;
    const text = (of: readonly string[], path: string) =>
      JSON.stringify(changed(document("extra_files", "2.0"), [P, "extra_files"], "@")).replace(
        '"@"',
        table(of, path),
      );
    const a = { file: "a", model: parse(text(names, "a")).model };
    const b = { file: "b", model: parse(text([...names].reverse(), "b")).model };
    const written = serialize(merge([a, b]).models[0] as AnyMetadata);
    for (const name of names) {
      expect(written.match(new RegExp(`"local_path": "[ab]/${name}"`, "g"))).toHaveLength(2);
    }
    expect(written).toBe(serialize(merge([b, a]).models[0] as AnyMetadata));
  });

  test("nothing at all", () => {
    expect(merge([])).toEqual({ models: [], completed: [] });
  });
});

describe("times of an image", () => {
  const at = (mtime: number, checksum: string | null = SHA_A) =>
    changed(
      changed(document("images", "2.0"), [...ENTRY.images, "mtime"], mtime),
      [...ENTRY.images, "location", "checksum"],
      checksum,
    );
  const merged = (...docs: readonly Json[]) =>
    merge(files(Object.fromEntries(docs.map((doc, index) => [`f${index}`, doc])))).models.map(serialize);
  const alone = (mtime: number) => merged(at(mtime));

  test.each([
    [[9, 5, 7], 5],
    [[0, 7, 9], 7],
    [[0, 0], 0],
    [[-3, 0, 2], -3],
  ])("are no conflict: of %j stays %i", (times, expected) => {
    expect(merged(...times.map((time) => at(time)))).toEqual(alone(expected));
    expect(merged(...times.toReversed().map((time) => at(time)))).toEqual(alone(expected));
    // What does not know its content contradicts nothing.
    expect(merged(...times.map((time, index) => at(time, index === 0 ? null : SHA_A)))).toEqual(
      alone(expected),
    );
  });

  test("do not make one of two contents", () => {
    expect(lines({ a: at(1), b: at(2, SHA_B) })).toEqual([
      `checksum a ${IMAGE}.location.checksum ${SHA_A} | b ${IMAGE}.location.checksum ${SHA_B}`,
    ]);
  });
});
