import {
  type AnyMetadata,
  describeConflict,
  describeUndeclared,
  MAX_CONFLICTS,
  MergeError,
  type MergeOptions,
  type MetadataType,
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
  NEVRA,
  SRPM,
  type Step,
  treeImage,
} from "../support/documents.ts";

const model = (doc: Json): AnyMetadata => parse(JSON.stringify(doc)).model;
const files = (docs: Readonly<Record<string, Json>>) =>
  Object.entries(docs).map(([file, doc]) => ({ file, model: model(doc) }));

/** The error that documents are refused with, by file name. */
function refusal(docs: Readonly<Record<string, Json>>, options?: MergeOptions): MergeError {
  try {
    merge(files(docs), options);
  } catch (error) {
    if (error instanceof MergeError) {
      return error;
    }
    throw error;
  }
  throw new Error("the files were merged");
}

const lines = (docs: Readonly<Record<string, Json>>) =>
  refusal(docs).conflicts.map(
    ({ rule, sides: [a, b] }) => `${rule} ${a.file} ${a.path} ${a.value} | ${b.file} ${b.path} ${b.value}`,
  );

const SHA_A = `sha256:${digest()}`;
const SHA_B = `sha256:${digest("b")}`;
const P = "payload";
const RPM = [P, "rpms", "Server", "x86_64", SRPM, NEVRA];
const RPM_PATH = `payload.rpms.Server.x86_64["${SRPM}"]["${NEVRA}"]`;
const IMAGE = "payload.images.Server.x86_64[0]";
const VARIANT = [P, "variants", "Server"];

/** A document in two files that differ in one value. */
const ONE_VALUE: [MetadataType, string, readonly Step[], unknown, string[]][] = [
  [
    "images",
    "2.0",
    [P, "compose", "id"],
    "X-20260101.0",
    ['compose a payload.compose.id "Test-1.0-20260101.0" | b payload.compose.id "X-20260101.0"'],
  ],
  [
    "rpms",
    "1.2",
    [P, "compose", "date"],
    "20260102",
    ['compose a payload.compose.date "20260101" | b payload.compose.date "20260102"'],
  ],
  [
    "modules",
    "2.0",
    [P, "compose", "type"],
    "test",
    ['compose a payload.compose.type "production" | b payload.compose.type "test"'],
  ],
  [
    "extra_files",
    "1.2",
    [P, "compose", "respin"],
    1,
    ["compose a payload.compose.respin 0 | b payload.compose.respin 1"],
  ],
  [
    "composeinfo",
    "2.0",
    [P, "compose", "label"],
    "RC-1.0",
    ['compose a payload.compose.label null | b payload.compose.label "RC-1.0"'],
  ],
  [
    "composeinfo",
    "2.0",
    [P, "release", "version"],
    "2",
    ['release a payload.release.version "1.0" | b payload.release.version "2"'],
  ],
  [
    "composeinfo",
    "1.2",
    [P, "release", "internal"],
    true,
    ["release a payload.release.internal false | b payload.release.internal true"],
  ],
  [
    "composeinfo",
    "1.2",
    [...VARIANT, "paths", "os_tree", "x86_64"],
    "elsewhere",
    [
      'local-path a payload.variants.Server.paths.os_tree.x86_64 "Server/x86_64/os" | b payload.variants.Server.paths.os_tree.x86_64 "elsewhere"',
    ],
  ],
  [
    "composeinfo",
    "2.0",
    [...VARIANT, "paths", "repository", "x86_64", "checksum"],
    SHA_B,
    [
      `checksum a payload.variants.Server.paths.repository.x86_64.checksum ${SHA_A} | b payload.variants.Server.paths.repository.x86_64.checksum ${SHA_B}`,
    ],
  ],
  [
    "rpms",
    "2.0",
    [...RPM, "location", "checksum"],
    SHA_B,
    [`checksum a ${RPM_PATH}.location.checksum ${SHA_A} | b ${RPM_PATH}.location.checksum ${SHA_B}`],
  ],
  [
    "rpms",
    "2.0",
    [...RPM, "location", "size"],
    8,
    [`size a ${RPM_PATH}.location.size 7 | b ${RPM_PATH}.location.size 8`],
  ],
  [
    "rpms",
    "2.0",
    [...RPM, "location", "url"],
    "https://cdn.example.com/x?sig=1",
    [
      `url a ${RPM_PATH}.location.url "https://cdn.example.com/Server/x86_64/os/Packages/b/bash.rpm" | b ${RPM_PATH}.location.url "https://cdn.example.com/x?…"`,
    ],
  ],
  [
    "rpms",
    "1.2",
    [...RPM, "path"],
    "other.rpm",
    [`local-path a ${RPM_PATH}.path "Server/x86_64/os/Packages/b/bash.rpm" | b ${RPM_PATH}.path "other.rpm"`],
  ],
  [
    "rpms",
    "1.2",
    [...RPM, "category"],
    "debug",
    [`rpm a ${RPM_PATH}.category "binary" | b ${RPM_PATH}.category "debug"`],
  ],
  [
    "rpms",
    "2.0",
    [...RPM, "sigkey"],
    "00",
    [`rpm a ${RPM_PATH}.sigkey "fd431d51" | b ${RPM_PATH}.sigkey "00"`],
  ],
  [
    "rpms",
    "2.0",
    [...RPM, "sigkeys"],
    ["00", "fd431d51"],
    [`rpm a ${RPM_PATH}.sigkeys ["fd431d51"] | b ${RPM_PATH}.sigkeys ["00", "fd431d51"]`],
  ],
  [
    "images",
    "2.0",
    [...ENTRY.images, "location", "checksum"],
    SHA_B,
    [`checksum a ${IMAGE}.location.checksum ${SHA_A} | b ${IMAGE}.location.checksum ${SHA_B}`],
  ],
  [
    "images",
    "1.2",
    [...ENTRY.images, "checksums", "sha256"],
    digest("b"),
    [`checksum a ${IMAGE}.checksums.sha256 ${SHA_A} | b ${IMAGE}.checksums.sha256 ${SHA_B}`],
  ],
  ["images", "1.2", [...ENTRY.images, "size"], 8, [`size a ${IMAGE}.size 7 | b ${IMAGE}.size 8`]],
  [
    "images",
    "2.0",
    [...ENTRY.images, "type"],
    "dvd",
    [`image a ${IMAGE}.type "boot" | b ${IMAGE}.type "dvd"`],
  ],
  [
    "extra_files",
    "1.2",
    [...ENTRY.extra_files, "size"],
    8,
    ["size a payload.extra_files.Server.x86_64[0].size 7 | b payload.extra_files.Server.x86_64[0].size 8"],
  ],
  [
    "modules",
    "2.0",
    [...ENTRY.modules, "name"],
    "ruby",
    [
      'module a payload.modules.Server.x86_64["perl:5.38:1:aa:x86_64"].name "perl" | b payload.modules.Server.x86_64["perl:5.38:1:aa:x86_64"].name "ruby"',
    ],
  ],
  [
    "modules",
    "2.0",
    [...ENTRY.modules, "rpms"],
    ["a", "b", "c", "d"],
    [
      `module a payload.modules.Server.x86_64["perl:5.38:1:aa:x86_64"].rpms ["${NEVRA}"] | b payload.modules.Server.x86_64["perl:5.38:1:aa:x86_64"].rpms ["a", "b", "c", and 1 more]`,
    ],
  ],
];

describe("two files that differ in one value", () => {
  test.each(ONE_VALUE)("%s %s: %j", (type, version, path, value, expected) => {
    const doc = document(type, version);
    expect(lines({ a: doc, b: changed(doc, path, value) })).toEqual(expected);
  });

  test("variant definitions that contradict", () => {
    const doc = (name: string, type: string) =>
      changed(changed(document("composeinfo"), [...VARIANT, "name"], name), [...VARIANT, "type"], type);
    expect(lines({ a: doc("One", "variant"), b: doc("Two", "addon") })).toEqual([
      'variant a payload.variants.Server.name "One" | b payload.variants.Server.name "Two"',
      'variant a payload.variants.Server.type "variant" | b payload.variants.Server.type "addon"',
    ]);
  });

  test("a set and a single file, or sets with other contents", () => {
    const oci = { ...location("s"), url: `oci://r/a@${SHA_A}` };
    const entry = { file: "a", size: 1, checksum: SHA_A, layer_digest: SHA_A };
    const doc = (contents: Json[]) =>
      changed(document("extra_files", "2.0"), ENTRY.extra_files, { location: { ...oci, contents } });
    const place = "payload.extra_files.Server.x86_64[0].location.contents";
    expect(lines({ a: doc([]), b: doc([entry]) })).toEqual([
      `contents a ${place} [] | b ${place} [an object]`,
    ]);
    expect(lines({ a: doc([entry]), b: doc([{ ...entry, layer_digest: SHA_B }]) })).toHaveLength(1);
    expect(merge(files({ a: doc([entry]), b: doc([entry]) })).models).toHaveLength(1);
  });

  test("another algorithm, since one Location cannot hold both", () => {
    const doc = document("rpms", "2.0");
    const other = changed(doc, [...RPM, "location", "checksum"], `sha512:${digest("c", 128)}`);
    expect(lines({ a: doc, b: other })).toHaveLength(1);
  });
});

describe("generations", () => {
  test("1.x and 2.0 are refused in a sentence that says what to do", () => {
    const error = refusal({ a: document("rpms"), b: document("images", "2.0"), c: document("rpms") });
    expect(error.conflicts).toHaveLength(1);
    expect(error.message).toBe(
      "header.version: 1.x in a, 2.0 in b (metadata of 1.x and of 2.0 cannot be merged; convert one with upgrade-metadata first)",
    );
  });

  test("1.0 and 1.2 are one generation", () => {
    const old = document("rpms", "1.0");
    expect(merge(files({ a: old, b: document("rpms") })).models).toHaveLength(1);
  });
});

describe("all conflicts are listed", () => {
  test("of several files and types, with every value once", () => {
    const rpms = document("rpms", "2.0");
    const images = document("images", "2.0");
    const found = lines({
      a: rpms,
      b: changed(rpms, [...RPM, "location", "size"], 8),
      c: changed(changed(rpms, [...RPM, "location", "size"], 9), [...RPM, "category"], "debug"),
      d: changed(rpms, [...RPM, "location", "size"], 9),
      e: images,
      f: changed(images, [...ENTRY.images, "bootable"], false),
      g: changed(images, [P, "compose", "respin"], 3),
    });
    expect(found).toEqual([
      "compose a payload.compose.respin 0 | g payload.compose.respin 3",
      `image e ${IMAGE}.bootable true | f ${IMAGE}.bootable false`,
      `size a ${RPM_PATH}.location.size 7 | b ${RPM_PATH}.location.size 8`,
      `size a ${RPM_PATH}.location.size 7 | c ${RPM_PATH}.location.size 9`,
      `rpm a ${RPM_PATH}.category "binary" | c ${RPM_PATH}.category "debug"`,
    ]);
  });

  test("in the same words whatever the order of the files", () => {
    const rpms = document("rpms", "2.0");
    const docs = {
      a: rpms,
      b: changed(rpms, [...RPM, "location", "size"], 8),
      c: changed(rpms, [...RPM, "sigkey"], "00"),
    };
    const turned = Object.fromEntries(Object.entries(docs).reverse());
    expect(refusal(turned).conflicts).toEqual(refusal(docs).conflicts);
  });

  test("up to a number that memory holds, and counted beyond", () => {
    const table = (size: number) =>
      Object.fromEntries(
        Array.from({ length: MAX_CONFLICTS + 5 }, (_, i) => [
          `p${i}-0:1-1.noarch`,
          { location: { ...location(`p/${i}`), size }, category: "binary" },
        ]),
      );
    const doc = (size: number) => changed(document("rpms", "2.0"), RPM.slice(0, -1), table(size));
    const error = refusal({ a: doc(1), b: doc(2) });
    expect(error.conflicts).toHaveLength(MAX_CONFLICTS);
    expect(error.conflictCount).toBe(MAX_CONFLICTS + 5);
  });
});

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
