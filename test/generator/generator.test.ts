import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { generateCompose } from "./generate.mjs";

const scratch = mkdtempSync(join(tmpdir(), "generator-test-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const SMALL = { images: 6, imageSize: "1K", rpmSize: 200, extraFiles: 2, modules: 2 };
const VERSIONS = ["1.0", "1.1", "1.2", "2.0"] as const;
const KINDS = ["composeinfo", "extra_files", "images", "modules", "rpms"];

let runs = 0;
const generate = (options: object) => {
  runs += 1;
  return generateCompose({ out: join(scratch, String(runs)), ...SMALL, ...options });
};

/** Every file below a folder: digest by path. */
const snapshot = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .sort()
    .map((path) => [path.slice(folder.length), sha256(readFileSync(path))]);

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

const load = (metadata: string, kind: string) =>
  JSON.parse(readFileSync(join(metadata, `${kind}.json`), "utf8"));

const countRpms = (metadata: string) => {
  const variants = Object.values(load(metadata, "rpms").payload.rpms) as Record<string, object>[];
  const groups = variants.flatMap((arches) => Object.values(arches).flatMap((arch) => Object.values(arch)));
  return groups.reduce((sum, group) => sum + Object.keys(group).length, 0);
};

describe("generateCompose", () => {
  test.each([
    { files: true, nested: true, oddNames: true },
    { version: "2.0", files: true },
    { shuffle: true, mixedKeys: true },
  ])("the same options give the same bytes: %j", (options) => {
    const first = snapshot(generate(options).compose);
    expect(snapshot(generate(options).compose)).toEqual(first);
    expect(snapshot(generate({ ...options, seed: 2 }).compose)).not.toEqual(first);
  });

  test("the number of RPM entries is exact", () => {
    const { metadata, rpmEntries } = generate({ totalRpms: 1003, variants: 3, arches: 3, nested: true });
    expect(rpmEntries).toBe(1003);
    expect(countRpms(metadata)).toBe(1003);
  });

  test("images are spread and told apart by what identifies them", () => {
    const { metadata } = generate({ images: 200 });
    const images = Object.values(load(metadata, "images").payload.images).flatMap((arches) =>
      Object.values(arches as object).flat(),
    );
    const identities = images.map((image) =>
      [image.subvariant, image.type, image.format, image.arch, image.disc_number].join(),
    );
    expect(new Set(identities).size).toBe(200);
    expect(new Set(images.map((image) => image.path)).size).toBe(200);
  });

  test("a shuffled compose holds the same in another order", () => {
    const sorted = generate({ nested: true });
    const shuffled = generate({ nested: true, shuffle: true });
    for (const kind of KINDS) {
      expect(load(shuffled.metadata, kind)).toEqual(load(sorted.metadata, kind));
      expect(Object.keys(load(shuffled.metadata, kind))).toEqual(["payload", "header"]);
    }
  });

  test("2.0 Locations tell the size and checksum of the files", () => {
    const { metadata, compose } = generate({ version: "2.0", files: true });
    const locations: { local_path: string; size: number | null; checksum: string | null; url: string }[] = [];
    for (const kind of KINDS) {
      JSON.stringify(load(metadata, kind), (key, value) => {
        if (key === "location") locations.push(value);
        return value;
      });
    }
    expect(locations.length).toBe(80 + 6 + 8 + 4);
    for (const { local_path, size, checksum, url } of locations) {
      const bytes = readFileSync(join(compose, local_path));
      expect({ size, checksum }).toEqual({ size: bytes.length, checksum: `sha256:${sha256(bytes)}` });
      expect(url).toBe(`https://cdn.example.com/compose/${local_path}`);
    }
  });

  test("repodata is true: repomd.xml names what is there, primary.xml the RPMs", () => {
    const { metadata, compose } = generate({ files: true });
    const { variants } = load(metadata, "composeinfo").payload;
    for (const root of Object.values(variants.BaseOS.paths.repository) as string[]) {
      const repomd = readFileSync(join(compose, root, "repodata/repomd.xml"), "utf8");
      const data = [...repomd.matchAll(/<data type="(\w+)">(.*?)<\/data>/gs)].map(([, type, text = ""]) => ({
        type,
        checksum: /<checksum type="sha256">(\w+)</.exec(text)?.[1],
        openChecksum: /<open-checksum type="sha256">(\w+)</.exec(text)?.[1],
        href: /href="([^"]+)"/.exec(text)?.[1] ?? "",
      }));
      expect(data.map(({ type }) => type)).toEqual(["primary", "filelists", "other", "modules"]);
      for (const { href, checksum, openChecksum } of data) {
        const packed = readFileSync(join(compose, root, href));
        expect(sha256(packed)).toBe(checksum);
        expect(sha256(gunzipSync(packed))).toBe(openChecksum);
      }
      const primary = gunzipSync(readFileSync(join(compose, root, data[0]?.href ?? ""))).toString();
      const packages = [...primary.matchAll(/pkgid="YES">(\w+)<.*?<location href="([^"]+)"/gs)];
      expect(packages.length).toBeGreaterThan(0);
      for (const [, digest, href = ""] of packages) {
        expect(sha256(readFileSync(join(compose, root, href)))).toBe(digest);
      }
    }
  });

  test("an unusable option is named", () => {
    expect(() => generate({ imageSize: "big" })).toThrow("imageSize");
    expect(() => generate({ variants: ["../x"] })).toThrow("variants");
    expect(() => generate({ algos: ["crc32"] })).toThrow("algos");
    expect(() => generate({ imagesize: 1 })).toThrow("imagesize");
  });
});

const python = spawnSync("python3", ["--version"]).status === 0;

describe.skipIf(!python)("bytes as Python's json writes them (needs python3)", () => {
  test.each(VERSIONS)("version %s", (version) => {
    const { metadata } = generate({ version, nested: true, layered: true, oddNames: true, label: "RC-1.0" });
    const program = `
import json, sys
for path in sys.argv[1:]:
    text = open(path).read()
    print(json.dumps(json.loads(text), indent=4, sort_keys=True) == text)`;
    const paths = KINDS.map((kind) => join(metadata, `${kind}.json`));
    const answers = execFileSync("python3", ["-c", program, ...paths], { encoding: "utf8" });
    expect(answers.trim().split("\n")).toEqual(KINDS.map(() => "True"));
  });
});
