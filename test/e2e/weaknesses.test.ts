import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { BASE_URL, copyOf, generate, metadataFile } from "../support/composes.ts";
import { upgrade } from "../support/dist.ts";
import { contents, edit, type Json, names, readJson, TYPES } from "../support/files.ts";
import { useScratch } from "../support/scratch.ts";
import { vector } from "../support/vectors.ts";

const scratch = useScratch();
const BASE = ["--base-url", BASE_URL];

/** Upgrades; on failure nothing may be left behind. */
async function run(compose: string, args: readonly string[] = BASE) {
  const output = scratch.fresh();
  const result = await upgrade([compose, "--output", output, ...args]);
  if (result.code !== 0) expect(names(dirname(output))).toEqual([]);
  expect(result.stderr).not.toMatch(/\n\s+at |Unexpected error/);
  return { ...result, output, read: (type: string): Json => readJson(join(output, `${type}.json`)) };
}

/** The first image of the smallest vector's images.json. */
const image = (document: Json): Json => document.payload.images.BaseOS.x86_64[0];

function replaceByDirectory(path: string): void {
  rmSync(path);
  mkdirSync(path);
}

describe("V5: a broken file in a compose directory is an error, and nothing is written", () => {
  test.each<[string, (path: string) => void, RegExp]>([
    [
      "truncated",
      (path) => writeFileSync(path, readFileSync(path).subarray(0, 400)),
      /images\.json: .*(end|JSON)/,
    ],
    ["empty", (path) => writeFileSync(path, ""), /images\.json: /],
    [
      "of another type",
      (path) => edit(path, ({ header }) => (header.type = "productmd.rpms")),
      /header\.type/,
    ],
    ["a directory", replaceByDirectory, /is not a regular file/],
    ["without a payload", (path) => edit(path, (document) => delete document.payload), /payload/],
  ])("%s", async (_, damage, expected) => {
    const compose = copyOf(scratch);
    damage(metadataFile(compose, "images"));
    const { code, stderr } = await run(compose);
    expect(code).toBe(1);
    expect(stderr).toMatch(expected);
  });

  test("two broken files are told at once", async () => {
    const compose = copyOf(scratch);
    for (const type of ["images", "rpms"])
      edit(metadataFile(compose, type), ({ payload }) => delete payload.compose.id);
    const { code, stderr } = await run(compose);
    expect(code).toBe(1);
    expect(stderr).toContain("2 metadata files are invalid");
    expect(stderr.match(/(images|rpms)\.json: payload\.compose\.id/g)).toHaveLength(2);
  });

  test("U21: an image type that nobody knows is kept, with a warning", async () => {
    const compose = copyOf(scratch);
    edit(metadataFile(compose, "images"), (document) => (image(document).type = "wsl3"));
    const { code, stderr, read } = await run(compose);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: .*wsl3/m);
    expect(JSON.stringify(read("images"))).toContain('"type":"wsl3"');
  });
});

test("U1: sizes and checksums of extra files survive both ways without hashing anything", async () => {
  const compose = generate(scratch, { nested: true });
  const up = await run(compose);
  const down = await run(up.output, ["--to-version", "1.2"]);
  const before = readJson(metadataFile(compose, "extra_files"));
  expect(down.read("extra_files")).toEqual(before);
  expect(JSON.stringify(before)).toMatch(/"checksums":\{"sha256":"[0-9a-f]{64}"\}.*"size":\d+/);
});

describe("U8: a checksum that disagrees with the file", () => {
  test("is an error that names the file and both values", async () => {
    const compose = copyOf(scratch, "checksums");
    const claimed = "0".repeat(64);
    let path = "";
    edit(metadataFile(compose, "images"), (document) => {
      image(document).checksums.sha256 = claimed;
      path = image(document).path;
    });
    const { code, stderr } = await run(compose, [...BASE, "--compute-checksums"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`${path}: the metadata says sha256:${claimed}, the file has sha256:[0-9a-f]{64}`),
    );
  });
});

test("U11: a 1.0 file without header.type is accepted by itself and in a directory", async () => {
  const compose = generate(scratch, { version: "1.0" });
  const whole = await run(compose);
  expect(whole.code).toBe(0);
  for (const type of TYPES) {
    const one = await run(metadataFile(compose, type));
    expect(contents(one.output)).toEqual({ [`${type}.json`]: contents(whole.output)?.[`${type}.json`] });
  }
});

describe("U12: versions", () => {
  test.each(["3.0", "99.0", "2", "1.2.3", "-1.0", "1.x", "", " 1.2"])("'%s' is refused", async (version) => {
    const compose = copyOf(scratch);
    edit(metadataFile(compose, "images"), ({ header }) => (header.version = version));
    const { code, stderr } = await run(compose);
    expect(code).toBe(1);
    expect(stderr).toMatch(/images\.json: header\.version/);
  });

  test.each(["1.9", "2.7"])("a newer minor version is read with a warning: %s", async (version) => {
    const compose = generate(scratch, { version: version.startsWith("2") ? "2.0" : "1.2" });
    edit(metadataFile(compose, "images"), ({ header }) => (header.version = version));
    const { code, stderr, read } = await run(compose);
    expect(code).toBe(0);
    expect(stderr).toMatch(/warning: .*minor version.*newest known one/);
    expect(read("images").header.version).toBe("2.0");
  });
});

test("U13: equal paths and everything else: five runs give the same bytes", async () => {
  const compose = generate(scratch, { images: 12, nested: true });
  edit(metadataFile(compose, "images"), (document) => {
    const list = document.payload.images.BaseOS.x86_64;
    for (const subvariant of ["Z", "A", "M", "B", "Y", "C"]) list.unshift({ ...list[0], subvariant });
  });
  const runs = await Promise.all(Array.from({ length: 5 }, () => run(compose)));
  for (const { code, stdout, stderr, output } of runs) {
    expect(code).toBe(0);
    expect(contents(output)).toEqual(contents(runs[0]?.output ?? ""));
    expect(stderr).toBe(runs[0]?.stderr);
    expect(stdout.replaceAll(output, "")).toBe(runs[0]?.stdout.replaceAll(runs[0].output, ""));
  }
});

test("U14: the compose's own metadata wins over that of a directory below it", async () => {
  const compose = copyOf(scratch);
  mkdirSync(join(compose, "A"));
  renameSync(join(copyOf(scratch, "layered-nightly"), "metadata"), join(compose, "A", "metadata"));
  expect((await run(compose)).stdout).toContain("Fedora-41-20260204.0:");
});

test("X6: one good file is upgraded, whatever lies beside it", async () => {
  const compose = copyOf(scratch);
  writeFileSync(metadataFile(compose, "composeinfo"), "{broken");
  const { code, output } = await run(metadataFile(compose, "images"), [...BASE]);
  expect(code).toBe(0);
  expect(names(output)).toEqual(["images.json"]);
});

test("S1: 4,000 images are no matter of minutes", async () => {
  const { code, milliseconds, read } = await run(generate(scratch, { images: 4000 }));
  expect(code).toBe(0);
  const lists = Object.values<Record<string, Json[]>>(read("images").payload.images).flatMap(Object.values);
  expect(lists.flat()).toHaveLength(4000);
  expect(milliseconds).toBeLessThan(10_000);
});

describe("U20: packages are checked", () => {
  const entry = (document: Json): Json => {
    const [group] = Object.values<Json>(document.payload.rpms.BaseOS.x86_64);
    return Object.values<Json>(group)[0];
  };
  test.each<[string, (rpm: Json) => void, RegExp]>([
    ["category", (rpm) => (rpm.category = "nonsense"), /\.category: expected .*binary/],
    ["sigkey", (rpm) => (rpm.sigkey = 7), /\.sigkey: /],
    ["path", (rpm) => (rpm.path = "../p.rpm"), /\.path: .*"\.\." part/],
    ["no path", (rpm) => delete rpm.path, /\.path: /],
  ])("%s", async (_, change, expected) => {
    const compose = copyOf(scratch);
    edit(metadataFile(compose, "rpms"), (document) => change(entry(document)));
    const { code, stderr } = await run(compose);
    expect(code).toBe(1);
    expect(stderr).toMatch(expected);
  });
});

describe.concurrent("E: what is no metadata is an error that says where and what was expected", () => {
  const whole = (change: (document: Json) => unknown) => (path: string) => {
    const result = change(readJson(path));
    writeFileSync(path, JSON.stringify(result));
  };
  const on = (change: (document: Json) => unknown) =>
    whole((document) => {
      change(document);
      return document;
    });
  const text = (change: (content: string) => string) => (path: string) =>
    writeFileSync(path, change(readFileSync(path, "utf8")));

  test.each<[string, (path: string) => void, RegExp]>([
    ["null", whole(() => null), /expected an object/],
    ["a list", whole(() => []), /expected an object/],
    ["a string", whole(() => "x"), /expected an object/],
    ["header null", on((document) => (document.header = null)), /header: expected an object/],
    ["a numeric version", on(({ header }) => (header.version = 1.2)), /header\.version/],
    ["no arch", on((document) => delete image(document).arch), /\.arch: /],
    ["no type", on((document) => delete image(document).type), /\.type: /],
    ["no compose id", on(({ payload }) => delete payload.compose.id), /payload\.compose\.id/],
    ["respin in quotes", on(({ payload }) => (payload.compose.respin = "0")), /payload\.compose\.respin/],
    ["size null", on((document) => (image(document).size = null)), /\.size: /],
    ["size in quotes", on((document) => (image(document).size = "5")), /\.size: /],
    ["size true", on((document) => (image(document).size = true)), /\.size: /],
    ["size below zero", on((document) => (image(document).size = -1)), /\.size: /],
    ["size with a fraction", text((json) => json.replace(/"size": \d+/, '"size": 5.9')), /\.size: /],
    ["size beyond 2^53", text((json) => json.replace(/"size": \d+/, '"size": 9007199254740993')), /\.size: /],
    ["size 1e400", text((json) => json.replace(/"size": \d+/, '"size": 1e400')), /\.size: /],
    ["NaN", text((json) => json.replace(/"size": \d+/, '"size": NaN')), /NaN|JSON|N/],
    ["bootable in quotes", on((document) => (image(document).bootable = "false")), /\.bootable: /],
    [
      "a short checksum",
      on((document) => (image(document).checksums = { sha256: "ab" })),
      /\.checksums\.sha256: /,
    ],
    [
      "a checksum with a newline",
      on((document) => (image(document).checksums.sha256 += "\n")),
      /\.checksums\.sha256: /,
    ],
    [
      "an unknown algorithm",
      on((document) => (image(document).checksums = { crc32: "abcdef01" })),
      /\.checksums\.crc32: /,
    ],
    ["a path of one dot", on((document) => (image(document).path = ".")), /\.path: /],
    [
      "a path upwards",
      on((document) => (image(document).path = "a/../../b")),
      /\.path: .*out of the compose/,
    ],
    ["an absolute path", on((document) => (image(document).path = "/etc/passwd")), /\.path: .*absolute/],
    ["a path with NUL", on((document) => (image(document).path = "a\0b")), /\.path: .*control character/],
    ["a path with a backslash", on((document) => (image(document).path = "a\\b")), /\.path: .*backslash/],
    ["a path with a slash at its end", on((document) => (image(document).path = "a/")), /\.path: .*slash/],
    ["a path with half a surrogate", on((document) => (image(document).path = "a\ud800")), /\.path: /],
    [
      "a duplicate key",
      text((json) => json.replace('"size":', '"size": 1, "size":')),
      /"?size"?.*(twice|duplicate|repeated)/i,
    ],
    ["deep nesting", (path) => writeFileSync(path, "[".repeat(200_000)), /images\.json: /],
    [
      "invalid UTF-8",
      (path) =>
        writeFileSync(path, Buffer.from(readFileSync(path, "latin1").replace("Fedora", "Fed\xff"), "latin1")),
      /UTF-8/,
    ],
    [
      "UTF-16",
      (path) => writeFileSync(path, Buffer.from(readFileSync(path, "utf8"), "utf16le")),
      /images\.json: /,
    ],
    ["something behind the end", text((json) => `${json}{}`), /images\.json: /],
  ])("%s", async (_, damage, expected) => {
    const compose = copyOf(scratch);
    damage(metadataFile(compose, "images"));
    const { code, stderr } = await run(compose);
    expect(code).toBe(1);
    expect(stderr).toMatch(expected);
    expect(stderr).toContain("images.json");
  });

  test("62: a byte order mark is skipped with a warning", async () => {
    const compose = copyOf(scratch);
    text((json) => `\uFEFF${json}`)(metadataFile(compose, "images"));
    const { code, stderr, output } = await run(compose);
    expect(code).toBe(0);
    expect(stderr).toContain("byte order mark");
    const tiny = vector("tiny");
    const plain = await run(tiny.compose);
    expect(contents(output)).toEqual(contents(plain.output));
  });

  test.each(["__proto__", "constructor", "toString", "10"])(
    "59, 60: %s is a name like any other",
    async (name) => {
      const compose = copyOf(scratch);
      for (const type of ["images", "rpms"]) {
        const path = metadataFile(compose, type);
        writeFileSync(path, readFileSync(path, "utf8").replaceAll(/"BaseOS"(?=: \{)/g, JSON.stringify(name)));
      }
      const { code, output } = await run(metadataFile(compose, "images"));
      expect(code).toBe(0);
      expect(contents(output)?.["images.json"]).toContain(`"${name}": {`);
      const rpms = await run(metadataFile(compose, "rpms"));
      expect(rpms.code).toBe(0);
      expect(contents(rpms.output)?.["rpms.json"]).toContain(`"${name}": {`);
    },
  );

  test.each<[string, (location: Json) => void, RegExp]>([
    ["no url", (location) => delete location.url, /location\.url: /],
    ["no local_path", (location) => delete location.local_path, /location\.local_path: /],
    ["contents null", (location) => (location.contents = null), /location\.contents: /],
    [
      "an upper-case scheme",
      (location) => (location.url = "OCI://r.example/a"),
      /location\.url: .*lower case/,
    ],
    [
      "an oci URL without a digest",
      (location) => (location.url = "oci://r.example/a:1"),
      /location\.url: .*sha256/,
    ],
    [
      "82: a password in the URL",
      (location) => (location.url = "https://me:SECRET@r.example/a"),
      /location\.url: .*password/,
    ],
  ])("2.0: %s", async (_, change, expected) => {
    const compose = generate(scratch, { version: "2.0" });
    edit(metadataFile(compose, "images"), (document) => change(image(document).location));
    for (const args of [BASE, ["--to-version", "1.2"]]) {
      const { code, stdout, stderr } = await run(compose, args);
      expect(code).toBe(1);
      expect(stderr).toMatch(expected);
      expect(stdout + stderr).not.toContain("SECRET");
    }
  });

  test("38: a file and a file below it cannot lie in one tree", async () => {
    const compose = copyOf(scratch);
    edit(metadataFile(compose, "images"), (document) => {
      const list = document.payload.images.BaseOS.x86_64;
      list.push({ ...list[0], subvariant: "Other", path: `${list[0].path}/inner.iso` });
    });
    const { code, stderr } = await run(compose);
    expect(code).toBe(1);
    expect(stderr).toMatch(/cannot lie in one tree/);
    expect(stderr).toContain("inner.iso");
  });

  test("40: one path with two checksums is a conflict; an absent one is filled", async () => {
    const compose = generate(scratch, { version: "2.0" });
    const twin = (checksum: string | null) => (document: Json) => {
      const list = document.payload.images.BaseOS.x86_64;
      list.splice(1, Number.POSITIVE_INFINITY, structuredClone(list[0]));
      list[1].subvariant = "Other";
      list[1].location.checksum = checksum;
    };
    edit(metadataFile(compose, "images"), twin(`sha256:${"0".repeat(64)}`));
    const conflict = await run(compose);
    expect(conflict.code).toBe(1);
    expect(conflict.stderr).toContain(`sha256:${"0".repeat(64)}`);
    edit(metadataFile(compose, "images"), twin(null));
    expect(await run(compose)).toMatchObject({ code: 0 });
  });
});
