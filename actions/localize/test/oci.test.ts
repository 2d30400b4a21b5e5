import { hash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { LocationSpec } from "../../../test/support/registry/compose-files.ts";
import { digestOf, type LayerSpec, type StoredManifest } from "../../../test/support/registry/oci-content.ts";
import { bytesOf, primaryOf, repomdOf } from "../../../test/support/site.ts";
import { A, B, C, entry, failures, hex, PATH, REPOSITORY, useRegistry } from "./support/oci.ts";

const { fake, site, fresh, at, push, one, localize, file } = useRegistry();

describe("the file layout: a manifest for each file", () => {
  test.each([
    ["title is the path (A)", PATH],
    ["title is its last part (B, O1)", "boot.iso"],
    ["title is something else (O2)", "other/name"],
    ["title leads out of the tree (H)", "../../../../outside"],
    ["title is absolute (H)", "/tmp/outside"],
    ["title is that of metadata (H3)", "metadata/images.json"],
    ["layer has no title (C)", undefined],
  ])("lands at its path when the %s", async (_, title) => {
    const { files, failure, report, output } = await file(at(one(A, title), A));
    expect(failure).toBeUndefined();
    expect(files).toEqual({ [PATH]: hex(A) });
    expect(report.counts).toMatchObject({ verified: 1 });
    expect(existsSync(join(output, "compose/metadata/images.json"))).toBe(false);
  });

  test("that is there costs no request, whatever its title is (O12)", async () => {
    const location = at(one(A, "x"), A);
    const { output } = await file(location);
    fake.requests.length = 0;
    const { report } = await file(location, {}, output);
    expect(fake.requests).toEqual([]);
    expect(report.files.extra_file).toEqual({ present: 1 });
  });

  test("is proved by its pinned manifest when the metadata has no checksum", async () => {
    const { files, report } = await file(at(one(A), A, { checksum: null, size: null }));
    expect(files).toEqual({ [PATH]: hex(A) });
    expect(report.counts).toMatchObject({ verified: 1 });
  });

  test("may have the digest of the manifest as its checksum; 1.2 metadata has the file's", async () => {
    const manifest = one(A);
    const location = at(manifest, A, { checksum: manifest.digest, size: null });
    const { files, output } = await localize({
      images: [location],
      extraFiles: [{ ...location, local_path: "x/y" }],
    });
    expect(files).toEqual({ [PATH]: hex(A), "x/y": hex(A) });
    const images = JSON.parse(readFileSync(join(output, "compose/metadata/images.json"), "utf8"));
    expect(images.payload.images.Server.x86_64[0]).toMatchObject({
      ...{ path: PATH, size: A.length, checksums: { sha256: hex(A) } },
    });
  });

  test("has one layer more than once, and other layers are not fetched (E, H4)", async () => {
    const manifest = push([
      { content: A, title: PATH },
      { content: B, title: `${REPOSITORY}/Packages/b/bash.rpm` },
      { content: A, title: "again" },
    ]);
    expect((await file(at(manifest, A))).files).toEqual({ [PATH]: hex(A) });
    expect(fake.count("GET", new RegExp(hex(B)))).toBe(0);
  });

  test.each([
    ["a checksum that is not the file's (D, O1)", { checksum: digestOf(B) }, "checksum"],
    ["a checksum of nothing but zeros (O1)", { checksum: `sha256:${"0".repeat(64)}` }, "checksum"],
    ["a size that is not the file's (D)", { size: 4999 }, "size-mismatch"],
    ["another size and no checksum", { size: 4999, checksum: null }, "size-mismatch"],
  ])("fails with %s, and nothing is there", async (_, changes, expected) => {
    const outcome = await file(at(one(A, PATH), A, changes));
    expect(outcome.failure).toBeDefined();
    expect(failures(outcome)).toEqual([expected]);
    expect(outcome.files).toEqual({});
    expect(fake.count("GET", /blobs/)).toBe(0);
  });

  test("under two paths is fetched once and is at both (F, O5)", async () => {
    const manifest = one(A, PATH);
    const extraFiles = [at(manifest, A), at(manifest, A, { local_path: "x/second" })];
    expect((await localize({ extraFiles })).files).toEqual({ [PATH]: hex(A), "x/second": hex(A) });
    expect(fake.count("GET", /blobs/)).toBe(1);
  });

  test("is never unpacked (I, I3, M, M2, O6)", async () => {
    const zeros = Buffer.concat([Buffer.alloc(512), A]);
    const types = ["application/vnd.oci.image.layer.v1.tar+gzip", "application/vnd.oci.image.layer.v1.tar"];
    for (const [content, mediaType] of [A, zeros].flatMap((content) =>
      types.map((type) => [content, type] as const),
    )) {
      const annotations = { "io.deis.oras.content.unpack": "true" };
      const { files } = await file(at(push([{ content, mediaType, descriptor: { annotations } }]), content));
      expect(files).toEqual({ [PATH]: hex(content) });
    }
  });
});

describe("the set layout: a manifest for the files of a directory", () => {
  const layers = [{ content: A, title: "Server/x86_64/os/images/a" }, { content: B }, { content: C }];
  const set = (
    manifest: StoredManifest,
    contents: LocationSpec["contents"] & object,
    changes = {},
  ): LocationSpec => ({
    url: fake.url("a/b", manifest),
    local_path: REPOSITORY,
    checksum: manifest.digest,
    size: contents.reduce((sum, { size }) => sum + size, 0),
    contents,
    ...changes,
  });

  test("puts all of them there; 1.2 metadata lists each (J, J2)", async () => {
    const contents = [entry("images/a", A), entry("b", B)];
    const { files, failure, output } = await file(set(push(layers), contents));
    expect(failure).toBeUndefined();
    expect(files).toEqual({ [`${REPOSITORY}/images/a`]: hex(A), [`${REPOSITORY}/b`]: hex(B) });
    const metadata = JSON.parse(readFileSync(join(output, "compose/metadata/extra_files.json"), "utf8"));
    expect(metadata.payload.extra_files.Server.x86_64).toEqual([
      { file: `${REPOSITORY}/images/a`, size: A.length, checksums: { sha256: hex(A) } },
      { file: `${REPOSITORY}/b`, size: B.length, checksums: { sha256: hex(B) } },
    ]);
  });

  test("asks once for the manifest, and gets back a file that is missing, and only that (R2)", async () => {
    const location = set(push(layers), [entry("images/a", A), entry("b", B)]);
    const { output } = await file(location);
    expect(fake.count("GET", /manifests/)).toBe(1);
    writeFileSync(join(output, "compose", REPOSITORY, "b"), "damaged");
    fake.requests.length = 0;
    expect((await file(location, {}, output)).files).toMatchObject({ [`${REPOSITORY}/b`]: hex(B) });
    expect(fake.count("GET", /blobs/)).toBe(1);
  });

  test.each([
    ["leads out of the tree (K, O4)", [entry("../../../../outside", A)]],
    ["is absolute (K)", [entry("/tmp/outside", A)]],
    ["has the same file twice", [entry("a", A), entry("a", B)]],
  ])("is refused before any request when one of them %s", async (_, contents) => {
    await expect(file(set(push(layers), contents))).rejects.toThrow();
    expect(fake.requests).toEqual([]);
  });

  test.each([
    ["a checksum that is not its layer's (L, O7)", [entry("a", A, { checksum: digestOf(B) })], "checksum"],
    ["a size that is not its layer's (L3, O7)", [entry("a", A, { size: 1 })], "size-mismatch"],
    [
      "a layer that the manifest has not (N)",
      [entry("a", A, { layer_digest: digestOf("x"), checksum: digestOf("x") })],
      "checksum",
    ],
  ])("fails when a file has %s, and nothing is there", async (_, contents, expected) => {
    const outcome = await file(set(push(layers.slice(0, 1)), contents));
    expect(failures(outcome)).toEqual([expected]);
    expect(outcome.files).toEqual({});
  });

  test.each([
    [
      "a layer that is not its checksum",
      { contents: [entry("a", A, { checksum: digestOf(B) })] },
      "checksum",
    ],
    ["another checksum than its manifest", { checksum: digestOf("x") }, "checksum"],
    ["another size than its files together", { size: 1 }, "size-mismatch"],
  ])("with %s fails alone: what lies beside its files is there", async (_, changes, expected) => {
    const path = `${REPOSITORY}/beside`;
    const extraFiles = [
      at(one(B), B, { local_path: path }),
      set(push(layers), [entry("a", A)], changes),
      at(one(C), C, { local_path: `${path}2` }),
    ];
    const output = fresh("out");
    for (const _run of ["first", "again"]) {
      const outcome = await localize({ extraFiles }, {}, output);
      expect(failures(outcome)).toEqual([expected]);
      expect(outcome.files).toEqual({ [path]: hex(B), [`${path}2`]: hex(C) });
    }
  });

  test("must not lie at a path that is a file, even when it is refused", async () => {
    const extraFiles = [
      set(push(layers), [entry("a", A)], { size: 1 }),
      at(one(B), B, { local_path: REPOSITORY }),
    ];
    await expect(localize({ extraFiles })).rejects.toThrow(/cannot lie in one tree/);
    await expect(localize({ extraFiles: extraFiles.reverse() })).rejects.toThrow(/cannot lie in one tree/);
  });

  test("may have checksums of other algorithms, which are verified too (L2, O7)", async () => {
    const sha512 = `sha512:${hash("sha512", A)}`;
    const good = await file(set(push(layers), [entry("a", A, { checksum: sha512 })]));
    expect(good.files).toEqual({ [`${REPOSITORY}/a`]: hex(A) });
    const bad = await file(set(push(layers), [entry("a", A, { checksum: `sha512:${hash("sha512", B)}` })]));
    expect(failures(bad)).toEqual(["checksum"]);
    expect(bad.files).toEqual({});
  });

  test("under one URL with different contents is all there (R3)", async () => {
    const manifest = push(layers);
    const part = (name: string, content: Buffer, path: string) =>
      set(manifest, [entry(name, content)], { local_path: path });
    const { files } = await localize({ extraFiles: [part("a", A, "x"), part("b", B, "y")] });
    expect(files).toEqual({ "x/a": hex(A), "y/b": hex(B) });
  });

  test("must not lie at a path that is a file", async () => {
    const extraFiles = [set(push(layers), [entry("a", A)]), at(one(B), B, { local_path: REPOSITORY })];
    await expect(localize({ extraFiles })).rejects.toThrow(/cannot lie in one tree/);
  });
});

describe("the bundle layout: a manifest that many artifacts share", () => {
  const contents = Array.from({ length: 20 }, (_, index) => bytesOf(1000 + index, 50 + index));
  const path = (index: number) => `${REPOSITORY}/Packages/p/p${index}-1-1.x86_64.rpm`;
  const bundle = (tag?: (index: number) => string) => {
    const manifest = push(contents.map((content, index) => ({ content, title: path(index) })));
    return contents.map((content, index) =>
      at(manifest, content, { local_path: path(index), url: fake.url("a/b", manifest, tag?.(index) ?? "t") }),
    );
  };
  const all = Object.fromEntries(contents.map((content, index) => [path(index), hex(content)]));

  test("is asked for once, and every package is there and counted (R)", async () => {
    const { files, report } = await localize({ rpms: bundle() });
    expect(files).toEqual(all);
    expect(report.files.rpm).toEqual({ downloaded: 20 });
    expect(fake.count("GET", /manifests/)).toBe(1);
  });

  test("is asked for once whatever tags its URLs have (R4)", async () => {
    expect((await localize({ rpms: bundle((index) => `t${index}`) })).files).toEqual(all);
    expect(fake.count("GET", /manifests/)).toBe(1);
  });

  test("gives back what is missing (R2)", async () => {
    const rpms = bundle();
    const { output } = await localize({ rpms: rpms.slice(1) });
    fake.requests.length = 0;
    expect((await localize({ rpms }, {}, output)).files).toEqual(all);
    expect(fake.count("GET", /blobs/)).toBe(1);
  });
});

describe("a repository", () => {
  const packages = { "Packages/p/p-1-1.x86_64.rpm": A };
  const primary = primaryOf(packages);
  const repomd = repomdOf({ "repodata/primary.xml": primary });
  const files = { "repodata/repomd.xml": repomd, "repodata/primary.xml": primary };
  const layers = Object.entries(files).map(([name, content]) => ({
    content,
    title: `${REPOSITORY}/${name}`,
  }));
  const location = (changes: Partial<LocationSpec> = {}, of: readonly LayerSpec[] = layers): LocationSpec => {
    const manifest = fake.push("repo", of);
    return {
      url: fake.url("repo", manifest),
      local_path: REPOSITORY,
      checksum: manifest.digest,
      size: repomd.length + primary.length,
      contents: Object.entries(files).map(([name, content]) => entry(name, content)),
      ...changes,
    };
  };
  const expected = {
    [`${REPOSITORY}/repodata/repomd.xml`]: hex(repomd),
    [`${REPOSITORY}/repodata/primary.xml`]: hex(primary),
  };

  test("that is a set is there with all that its repomd.xml lists", async () => {
    const outcome = await localize({ repository: location() });
    expect(outcome.failure).toBeUndefined();
    expect(outcome.files).toEqual(expected);
    expect(outcome.report.counts).toMatchObject({ verified: 1, failed: 0 });
  });

  test("tells of packages whose checksums nobody else knows", async () => {
    const rpm = { url: `${site.url}p`, local_path: `${REPOSITORY}/Packages/p/p-1-1.x86_64.rpm` };
    site.files.set("p", A);
    const outcome = await localize({ repository: location(), rpms: [rpm] });
    expect(outcome.files).toEqual({ ...expected, [rpm.local_path]: hex(A) });
    expect(outcome.report.counts).toMatchObject({ verified: 2 });
  });

  test.each([
    ["titles from the compose on", `${REPOSITORY}/`],
    ["titles from the repository on", ""],
  ])("without contents is found by %s (O11)", async (_, prefix) => {
    const titled = Object.entries(files).map(([name, content]) => ({ content, title: prefix + name }));
    const outcome = await localize({ repository: location({ contents: [], size: null }, titled) });
    expect(outcome.failure).toBeUndefined();
    expect(outcome.files).toEqual(expected);
  });

  test("has the signature that its manifest holds", async () => {
    const signature = Buffer.from("signed");
    const more = [...layers, { content: signature, title: `${REPOSITORY}/repodata/repomd.xml.asc` }];
    const { files: found } = await localize({ repository: location({ contents: [], size: null }, more) });
    expect(found).toEqual({ ...expected, [`${REPOSITORY}/repodata/repomd.xml.asc`]: hex(signature) });
  });

  test("whose only layer is something else is none", async () => {
    const outcome = await localize({
      repository: location({ contents: [], size: null }, [{ content: A, title: "x" }]),
    });
    expect(failures(outcome)).toEqual(["manifest"]);
    expect(outcome.files).toEqual({});
  });

  test("fails when its set lacks the repomd.xml, or what that lists", async () => {
    const [first, second] = location().contents ?? [];
    if (first === undefined || second === undefined) throw new Error("there are two");
    const without = await localize({ repository: location({ contents: [second], size: primary.length }) });
    expect(failures(without)).toEqual(["manifest"]);
    const lacking = await localize({
      repository: location({ contents: [first], size: repomd.length }, layers.slice(0, 1)),
    });
    expect(failures(lacking)).toEqual(["manifest"]);
  });
});
