import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { BASE_URL, copyOf, generate, metadataFile } from "../support/composes.ts";
import { upgrade } from "../support/dist.ts";
import { contents, edit, type Json, names, readJson } from "../support/files.ts";
import { jsonReport } from "../support/report.ts";
import { useScratch } from "../support/scratch.ts";

const scratch = useScratch();
const BASE = ["--base-url", BASE_URL, "--compute-checksums"];

async function run(compose: string | readonly string[], args: readonly string[] = []) {
  const output = scratch.fresh();
  const result = await upgrade([...[compose].flat(), "--output", output, ...BASE, "--json", ...args]);
  if (result.code !== 0) expect(names(dirname(output))).toEqual([]);
  const report = jsonReport(result);
  return { ...result, output, report, read: (type: string): Json => readJson(join(output, `${type}.json`)) };
}

const sha256 = (path: string) => `sha256:${createHash("sha256").update(readFileSync(path)).digest("hex")}`;

/** Every Location of a written document. */
function locations(document: Json): Json[] {
  const found: Json[] = [];
  const walk = (value: Json): void => {
    if (typeof value !== "object" || value === null) return;
    if (value.local_path !== undefined) found.push(value);
    else Object.values(value).forEach(walk);
  };
  walk(document.payload);
  return found;
}

const imagePath = (compose: string): string =>
  readJson(metadataFile(compose, "images")).payload.images.BaseOS.x86_64[0].path;

test("every artifact gets the size and sha256 of its file", async () => {
  const compose = generate(scratch, { files: true, nested: true, algos: ["md5"] });
  // A name that needs escaping in JSON and in a URL, known to the metadata by nothing but its path.
  const odd = "BaseOS/x86_64/os/ünï cödé \u{1f4bf} a+b^c~d%20#e?\"'.txt";
  writeFileSync(join(compose, odd), "odd");
  edit(metadataFile(compose, "extra_files"), ({ payload }) =>
    payload.extra_files.BaseOS.x86_64.push({ file: odd, size: 3, checksums: {} }),
  );
  const { code, read } = await run(compose);
  expect(code).toBe(0);
  for (const type of ["images", "rpms", "extra_files", "modules"]) {
    const found = locations(read(type));
    expect(found.length).toBeGreaterThan(0);
    for (const { local_path: path, size, checksum } of found) {
      expect({ path, size, checksum }).toEqual({
        path,
        size: readFileSync(join(compose, path)).length,
        checksum: sha256(join(compose, path)),
      });
    }
  }
});

test("of a repository that is its repodata/repomd.xml; other directories have none", async () => {
  const compose = generate(scratch, { files: true });
  const { read } = await run(compose);
  const repositories = ["repository", "debug_repository", "source_repository"];
  for (const variant of Object.values<Json>(read("composeinfo").payload.variants)) {
    for (const [category, byArch] of Object.entries<Json>(variant.paths)) {
      for (const { local_path: path, size, checksum } of Object.values<Json>(byArch)) {
        const repomd = join(compose, path, "repodata", "repomd.xml");
        const expected = repositories.includes(category)
          ? { size: readFileSync(repomd).length, checksum: sha256(repomd) }
          : { size: null, checksum: null };
        expect({ category, size, checksum }).toEqual({ category, ...expected });
      }
    }
  }
});

test("a file that several entries name is hashed once", async () => {
  const compose = generate(scratch, { files: true, arches: 2, variants: 1, modules: 3 });
  const { report, read } = await run(compose);
  const paths = ["images", "rpms", "extra_files", "modules"].flatMap((type) =>
    locations(read(type)).map(({ local_path: path }) => path),
  );
  const repositories = new Set(
    ["repository", "debug_repository", "source_repository"].flatMap((category) =>
      Object.values<Json>(read("composeinfo").payload.variants.BaseOS.paths[category]).map(
        ({ local_path: path }) => `${path}/repodata/repomd.xml`,
      ),
    ),
  );
  const distinct = new Set([...paths, ...repositories]);
  // Source packages stand under both arches, modules share a file.
  expect(new Set(paths).size).toBeLessThan(paths.length);
  expect(report.hashed.files).toBe(distinct.size);
  const bytes = [...distinct].reduce((sum, path) => sum + readFileSync(join(compose, path)).length, 0);
  expect(report.hashed.bytes).toBe(bytes);
  expect(report.hashed.missing).toEqual([]);
});

describe("files that are not what the metadata says", () => {
  test.each<[string, (path: string) => void, RegExp[]]>([
    [
      "longer",
      (path) => appendFileSync(path, "x"),
      [/the metadata says \d+ bytes, the file has \d+/, /sha256:/],
    ],
    [
      "changed, of the same size",
      (path) => {
        const bytes = readFileSync(path);
        bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
        writeFileSync(path, bytes);
      },
      [/the metadata says sha256:[0-9a-f]{64}, the file has sha256:[0-9a-f]{64}/],
    ],
    ["empty", (path) => writeFileSync(path, ""), [/the file has 0/, /sha256:e3b0c442/]],
  ])("%s", async (_, damage, expected) => {
    const compose = copyOf(scratch, "checksums");
    const path = imagePath(compose);
    damage(join(compose, path));
    const { code, report } = await run(compose);
    expect(code).toBe(1);
    expect(report.status).toBe("failed");
    expect(report.error.message).toMatch(/^The compose is corrupt: /);
    expect(report.error.details).toHaveLength(expected.length);
    expected.forEach((pattern, index) => {
      expect(report.error.details[index]).toMatch(pattern);
      expect(report.error.details[index].startsWith(`${path}: `)).toBe(true);
    });
  });

  test.each(["md5", "sha1", "sha512"])("by %s", async (algorithm) => {
    const compose = generate(scratch, { files: true, algos: [algorithm] });
    expect((await run(compose)).code).toBe(0);
    const path = imagePath(compose);
    edit(metadataFile(compose, "images"), ({ payload }) => {
      const { checksums } = payload.images.BaseOS.x86_64[0];
      checksums[algorithm] = checksums[algorithm].replace(/./g, "0");
    });
    const { code, report } = await run(compose);
    expect(code).toBe(1);
    expect(report.error.details).toEqual([
      expect.stringMatching(
        new RegExp(`^${path}: the metadata says ${algorithm}:0+, the file has ${algorithm}:[0-9a-f]+$`),
      ),
    ]);
  });

  test("every one of them is named", async () => {
    const compose = generate(scratch, { files: true, version: "2.0" });
    const rpms = readJson(metadataFile(compose, "rpms"));
    const paths = [...new Set(locations(rpms).map(({ local_path: path }) => path))];
    for (const path of paths) appendFileSync(join(compose, path), "x");
    // repomd.xml is not touched: what it lists is not looked at here.
    const { code, report } = await run(compose);
    expect(code).toBe(1);
    expect(report.error.details).toHaveLength(2 * paths.length);
    for (const path of paths) expect(report.error.details.join("\n")).toContain(`${path}: `);
  });
});

describe("missing files", () => {
  async function incomplete() {
    const compose = generate(scratch, { files: true });
    const rpms = locations((await run(compose)).read("rpms")).map(({ local_path: path }) => path);
    const missing = [imagePath(compose), "BaseOS/x86_64/os/repodata/repomd.xml", ...new Set(rpms)].sort();
    for (const path of missing) rmSync(join(compose, path));
    return { compose, missing };
  }

  test("are a warning; what the metadata says of them is kept", async () => {
    const { compose, missing } = await incomplete();
    const { code, report, stderr, read } = await run(compose);
    expect(code).toBe(0);
    expect([...report.hashed.missing].sort()).toEqual(missing);
    expect(stderr).toMatch(new RegExp(`^warning: no such file.*(${missing.length})`, "m"));
    const [first] = readJson(metadataFile(compose, "images")).payload.images.BaseOS.x86_64;
    const kept = locations(read("images")).find(({ local_path: path }) => path === first.path);
    expect(kept).toMatchObject({ size: first.size, checksum: `sha256:${first.checksums.sha256}` });
    const [rpm] = locations(read("rpms"));
    expect(rpm).toMatchObject({ size: null, checksum: null });
  });

  test("fail a strict run, which names every one", async () => {
    const { compose, missing } = await incomplete();
    const { code, report } = await run(compose, ["--strict-checksums"]);
    expect(code).toBe(1);
    expect([...report.error.details].sort()).toEqual(missing);
    expect(report.error.message).toMatch(new RegExp(`^Missing below ${compose}: ${missing.length} `));
  });

  test("only those that are selected count", async () => {
    const { compose } = await incomplete();
    expect((await run(compose, ["--strict-checksums", "--kinds", "extra_file"])).code).toBe(0);
  });
});

describe("root", () => {
  test("is where the artifacts lie when that is not beside the metadata", async () => {
    const compose = copyOf(scratch, "checksums");
    const inPlace = await run(compose);
    const metadata = scratch.folder();
    for (const [name, text] of Object.entries(contents(join(compose, "metadata")) ?? {})) {
      writeFileSync(join(metadata, name), text);
    }
    expect((await run(metadata, ["--strict-checksums"])).code).toBe(1);
    const apart = await run(metadata, ["--strict-checksums", "--root", compose]);
    expect(contents(apart.output)).toEqual(contents(inPlace.output));
  });

  test("is asked for when the inputs lie in different directories", async () => {
    const compose = copyOf(scratch, "checksums");
    const images = scratch.file("images.json", readFileSync(metadataFile(compose, "images")));
    const inputs = [images, metadataFile(compose, "rpms")];
    const { code, report } = await run(inputs);
    expect(code).toBe(2);
    expect(report.error.message).toContain("different directories");
    expect((await run(inputs, ["--root", compose])).code).toBe(0);
  });

  test("2.0 metadata is checked against the files below it, and keeps nothing wrong", async () => {
    const compose = copyOf(scratch, "checksums");
    const { output } = await run(compose);
    expect((await run(output, ["--root", compose, "--strict-checksums"])).code).toBe(0);
    appendFileSync(join(compose, imagePath(compose)), "x");
    expect((await run(output, ["--root", compose])).code).toBe(1);
  });
});

test("the number of threads does not change a byte", async () => {
  const compose = generate(scratch, { files: true, rpmsPerArch: 60, imageSize: "3M" });
  const [one, eight, all] = await Promise.all([
    run(compose, ["--parallel-checksums", "1"]),
    run(compose, ["--parallel-checksums", "8"]),
    run(compose),
  ]);
  expect(contents(one.output)).toEqual(contents(eight.output));
  expect(contents(one.output)).toEqual(contents(all.output));
  expect(one.report.hashed).toEqual(eight.report.hashed);
});

describe("files of other kinds", () => {
  test("a symbolic link out of the compose is followed, with a warning that names it", async () => {
    const compose = copyOf(scratch, "checksums");
    const path = imagePath(compose);
    const elsewhere = scratch.file("image.iso", readFileSync(join(compose, path)));
    rmSync(join(compose, path));
    symlinkSync(elsewhere, join(compose, path));
    const { code, report, stderr } = await run(compose);
    expect(code).toBe(0);
    expect(report.hashed.outside).toEqual([path]);
    expect(stderr).toMatch(new RegExp(`^warning: .*symbolic link.*out of the compose.*${path}`, "m"));
  });

  test("a link within the compose is nothing to speak of", async () => {
    const compose = copyOf(scratch, "checksums");
    const path = imagePath(compose);
    const bytes = readFileSync(join(compose, path));
    writeFileSync(join(compose, "elsewhere"), bytes);
    rmSync(join(compose, path));
    symlinkSync(join(compose, "elsewhere"), join(compose, path));
    const { code, report } = await run(compose);
    expect(code).toBe(0);
    expect(report.hashed.outside).toEqual([]);
  });

  test("45: a named pipe or a directory in the place of a file counts as missing, and does not hang", async () => {
    const compose = copyOf(scratch, "checksums");
    const path = imagePath(compose);
    rmSync(join(compose, path));
    execFileSync("mkfifo", [join(compose, path)]);
    const repomd = "BaseOS/x86_64/os/repodata/repomd.xml";
    rmSync(join(compose, repomd));
    mkdirSync(join(compose, repomd));
    const { code, report, milliseconds } = await run(compose);
    expect(code).toBe(0);
    expect([...report.hashed.missing].sort()).toEqual([repomd, path].sort());
    expect(milliseconds).toBeLessThan(10_000);
    expect((await run(compose, ["--strict-checksums"])).code).toBe(1);
  });

  test("64: a metadata file that is a named pipe does not hang either", async () => {
    const compose = copyOf(scratch);
    rmSync(metadataFile(compose, "images"));
    execFileSync("mkfifo", [metadataFile(compose, "images")]);
    const { code, report } = await run(compose);
    expect(code).toBe(1);
    expect(report.error.message).toContain("is not a regular file");
    const named = await run(metadataFile(compose, "images"));
    expect(named.code).toBe(2);
  });

  test("64: a metadata file that is a link out of the compose is refused unless it is named", async () => {
    const compose = copyOf(scratch);
    const elsewhere = scratch.file("images.json", readFileSync(metadataFile(compose, "images")));
    rmSync(metadataFile(compose, "images"));
    symlinkSync(elsewhere, metadataFile(compose, "images"));
    const { code, report } = await run(compose);
    expect(code).toBe(1);
    expect(report.error.message).toContain("leads out of the compose");
    expect((await run(metadataFile(compose, "images"))).code).toBe(0);
  });
});
