import { hash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  type ComposeSpec,
  composeFiles,
  type LocationSpec,
  writeCompose,
} from "../../../test/support/registry/compose-files.ts";
import { FakeRegistry } from "../../../test/support/registry/fake-registry.ts";
import {
  digestOf,
  indexOf,
  type LayerSpec,
  manifestOf,
  type StoredManifest,
} from "../../../test/support/registry/oci-content.ts";
import { bytesOf, primaryOf, repomdOf } from "../../../test/support/site.ts";
import { type Run, useWorkshop } from "./support/localize.ts";

const fake = new FakeRegistry();
beforeAll(async () => void (await fake.start()));
afterEach(() => fake.reset());
afterAll(() => fake.close());

const { site, fresh, run, tree } = useWorkshop();
const [A, B, C] = [bytesOf(5000, 1), bytesOf(300_000, 2), bytesOf(70, 3)];
const hex = (content: Buffer) => digestOf(content).slice(7);
const PATH = "Server/x86_64/iso/boot.iso";
const REPOSITORY = "Server/x86_64/os";

/** A Location of one file, right in all it says unless given. */
const at = (
  manifest: StoredManifest,
  content: Buffer,
  changes: Partial<LocationSpec> = {},
): LocationSpec => ({
  ...{
    url: fake.url("a/b", manifest, "t"),
    local_path: PATH,
    size: content.length,
    checksum: digestOf(content),
  },
  ...changes,
});
const entry = (file: string, content: Buffer, changes: object = {}) => ({
  ...{ file, size: content.length, checksum: digestOf(content), layer_digest: digestOf(content) },
  ...changes,
});
const push = (layers: readonly LayerSpec[], options = {}) => fake.push("a/b", layers, options);
const one = (content: Buffer, title?: string) =>
  push([title === undefined ? { content } : { content, title }]);

async function localize(
  spec: ComposeSpec,
  raw: Readonly<Record<string, string>> = {},
  output = fresh("out"),
) {
  const outcome = await run(writeCompose(fresh("in"), spec), output, raw);
  return { ...outcome, output, files: tree(output) };
}
const file = (location: LocationSpec, raw = {}, output?: string) =>
  localize({ extraFiles: [location] }, raw, output);
const failures = ({ report }: Run) =>
  report.artifacts
    .filter(({ state }: { state: string }) => state === "failed")
    .map(({ class: failure }: { class: string }) => failure);

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

describe("a registry that lies", () => {
  test.each([
    ["the bytes and the length of a blob (W1, O10)", /blobs/, B, "too-large"],
    ["the bytes of a manifest (W2, O10)", /manifests/, manifestOf([{ content: B }]).bytes, "checksum"],
  ])("about %s is found out", async (_, pattern, bytes, expected) => {
    const location = at(one(A), A, { size: null });
    fake.misbehaviour = (_request, response, path) => {
      if (!pattern.test(path)) return false;
      response.writeHead(200, { "content-type": "application/vnd.oci.image.manifest.v1+json" }).end(bytes);
      return true;
    };
    const outcome = await file(location);
    expect(failures(outcome)).toEqual([expected]);
    expect(outcome.files).toEqual({});
  });

  test("about some bytes of a blob of the right length is found out (W1)", async () => {
    const location = at(one(A), A);
    fake.misbehaviour = (_, response, path) => {
      if (!path.includes("/blobs/")) return false;
      response.writeHead(200, { "content-length": A.length }).end(Buffer.alloc(A.length));
      return true;
    };
    const outcome = await file(location);
    expect(failures(outcome)).toEqual(["checksum"]);
    expect(outcome.files).toEqual({});
  });

  test("by hanging up is continued with where it stopped (W3, O8)", async () => {
    const location = at(one(B), B);
    const ranges: (string | undefined)[] = [];
    fake.misbehaviour = (request, response, path) => {
      if (!path.includes("/blobs/")) return false;
      ranges.push(request.headers.range);
      if (ranges.length > 1) return false;
      response.writeHead(200, {
        "content-length": B.length,
        etag: `"${digestOf(B)}"`,
        "accept-ranges": "bytes",
      });
      response.write(B.subarray(0, 200_000), () => setTimeout(() => response.destroy(), 50));
      return true;
    };
    const { files, failure } = await file(location);
    expect(failure).toBeUndefined();
    expect(files).toEqual({ [PATH]: hex(B) });
    expect(ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-/)]);
  });

  test("about its length leaves nothing half there (W3)", async () => {
    const location = at(one(A), A);
    fake.misbehaviour = (_, response, path) => {
      if (!path.includes("/blobs/")) return false;
      response.writeHead(200, { "content-length": 1000 }).end(A.subarray(0, 1000));
      return true;
    };
    const outcome = await file(location);
    expect(outcome.failure).toBeDefined();
    expect(outcome.files).toEqual({});
  });

  test("with an index leads to its only manifest, and otherwise nowhere (G)", async () => {
    const child = one(A);
    const single = fake.store("a/b", indexOf([child]));
    expect((await file(at(single, A))).files).toEqual({ [PATH]: hex(A) });
    const several = fake.store("a/b", indexOf([child, push([{ content: A }, { content: B }])]));
    expect(failures(await file(at(several, A)))).toEqual(["manifest"]);
  });

  test("with foreign urls and data is asked for the layer itself", async () => {
    const urls = [`http://${fake.host}/stolen`];
    const location = at(push([{ content: A, descriptor: { urls, data: B.toString("base64") } }]), A);
    expect((await file(location)).files).toEqual({ [PATH]: hex(A) });
    expect(fake.count("GET", /stolen/)).toBe(0);
  });

  test("for a while is asked again; retries count (O8)", async () => {
    const location = at(one(A), A);
    const left = { manifests: 1, blobs: 1 };
    fake.misbehaviour = (_, response, path) => {
      const kind = path.includes("/blobs/")
        ? "blobs"
        : path.includes("/manifests/")
          ? "manifests"
          : undefined;
      if (kind === undefined || left[kind] === 0) return false;
      left[kind] -= 1;
      response.writeHead(503).end();
      return true;
    };
    expect((await file(location)).files).toEqual({ [PATH]: hex(A) });
    left.manifests = 1;
    expect(failures(await file(location, { retries: "0" }))).toEqual(["rate-limited"]);
  });

  test("by sending blobs elsewhere gets no credential there", async () => {
    const location = at(one(A), A);
    fake.auth = { kind: "basic", login: "robot:s3cret-word" };
    site.files.set("blob", A);
    const seen: (string | undefined)[] = [];
    site.behaviour = (request) => {
      seen.push(request.headers.authorization);
      return false;
    };
    fake.misbehaviour = (request, response, path) => {
      if (!path.includes("/blobs/") || request.headers.authorization === undefined) return false;
      response.writeHead(307, { location: `${site.url}blob` }).end();
      return true;
    };
    const raw = { registry: fake.host, "registry-username": "robot", "registry-password": "s3cret-word" };
    const { files } = await file(location, { ...raw, "allow-hosts": "127.0.0.1" });
    expect(files).toEqual({ [PATH]: hex(A) });
    expect(seen).toEqual([undefined]);
  });
});

describe("names that a registry gives", () => {
  const long = "x".repeat(300);
  test.each([
    ...[
      "..",
      ".",
      "",
      "/",
      "../x",
      "a/../../x",
      "/etc/passwd",
      "a\\b",
      "C:\\x",
      "a\0b",
      "a\nb",
      "\u001b[31m",
    ],
    ...[
      "a ",
      "a.",
      long,
      "é",
      "e\u0301",
      "SERVER/X86_64/ISO/BOOT.ISO",
      "::set-output name=x::y",
      "<script>",
      "~",
    ],
    ...["__proto__", "constructor", "$(id)", "`id`", "a\u202eb"],
  ])("do not matter: a title like %j", async (title) => {
    const { files, failure, output } = await file(at(one(A, title), A));
    expect(failure).toBeUndefined();
    expect(files).toEqual({ [PATH]: hex(A) });
    expect(readdirSync(dirname(output))).toEqual(["out"]);
  });

  test("do not matter to which file of several a path means, but as titles", async () => {
    const manifest = push([
      { content: A, title: "__proto__" },
      { content: B, title: PATH },
      { content: C, title: "constructor" },
    ]);
    const { files } = await localize({
      extraFiles: [
        at(manifest, B, { checksum: null, size: null }),
        at(manifest, C, { local_path: "constructor", checksum: null, size: null }),
      ],
    });
    expect(files).toEqual({ [PATH]: hex(B), constructor: hex(C) });
  });
});

describe("a tree in which something lies already", () => {
  const outside = (output: string) => join(dirname(output), "outside");

  test.each(["a blob of a registry", "a blob of a layout directory"])(
    "keeps links that lead out from being followed by %s",
    async (what) => {
      const manifest = one(A);
      const inLayout = what.includes("layout");
      const url = inLayout ? `oci://oci-layout.localhost/name@${manifest.digest}` : fake.url("a/b", manifest);
      const compose = writeCompose(fresh("in"), { extraFiles: [at(manifest, A, { url })] });
      writeLayout(join(compose, "oci"), manifest, [A]);
      writeFileSync(join(compose, "oci-layouts.json"), '{"name":"oci"}');
      for (const planted of [PATH, dirname(PATH), "Server"]) {
        const output = fresh("out");
        mkdirSync(join(output, "compose", dirname(planted)), { recursive: true });
        mkdirSync(outside(output));
        writeFileSync(join(outside(output), "boot.iso"), "precious");
        const target = planted === PATH ? "boot.iso" : "";
        symlinkSync(join(outside(output), target), join(output, "compose", planted));
        await run(compose, output);
        expect(readdirSync(outside(output))).toEqual(["boot.iso"]);
        expect(readFileSync(join(outside(output), "boot.iso"), "utf8")).toBe("precious");
      }
    },
  );

  test("fails where a directory lies in a file's place", async () => {
    const output = fresh("out");
    mkdirSync(join(output, "compose", PATH), { recursive: true });
    const outcome = await file(at(one(A), A), {}, output);
    expect(failures(outcome)).toEqual(["conflict"]);
  });
});

describe("a blob on its way", () => {
  const misbehave = (
    answer: (request: IncomingMessage, response: ServerResponse, nth: number) => boolean,
  ) => {
    let count = 0;
    fake.misbehaviour = (request, response, path) => {
      if (!path.includes("/blobs/")) return false;
      count += 1;
      return answer(request, response, count);
    };
  };
  const half = (response: ServerResponse) => {
    response.writeHead(200, {
      "content-length": B.length,
      etag: `"${digestOf(B)}"`,
      "accept-ranges": "bytes",
    });
    response.write(B.subarray(0, 200_000), () => setTimeout(() => response.destroy(), 50));
    return true;
  };

  test.each([
    ["that is encoded", { "content-encoding": "gzip" }, gzipSync(A), "too-large"],
    ["that is longer", {}, Buffer.concat([A, A]), "too-large"],
    ["that is shorter", {}, A.subarray(1), "truncated"],
  ])("%s is refused", async (_, headers, content, expected) => {
    misbehave((_request, response) => {
      response.writeHead(200, headers).end(content);
      return true;
    });
    const outcome = await file(at(one(A), A));
    expect(failures(outcome)).toEqual([expected]);
    expect(outcome.files).toEqual({});
  });

  test("that has no end is not read to it", async () => {
    let sent = 0;
    misbehave((_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) sent += 64 * 1024;
      };
      response.on("drain", more).on("error", () => undefined);
      more();
      return true;
    });
    expect(failures(await file(at(one(A), A)))).toEqual(["too-large"]);
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    [
      "with another range than was asked for",
      (response) =>
        response
          .writeHead(206, { "content-range": `bytes 0-99/${B.length}`, "content-length": 100 })
          .end(B.subarray(0, 100)),
    ],
    [
      "with the whole",
      (response) => response.writeHead(200, { "content-length": B.length, etag: `"${digestOf(B)}"` }).end(B),
    ],
    [
      "with 416 and a length that is not its own",
      (response) =>
        response.socket?.end(`HTTP/1.1 416 Range Not Satisfiable\r\ncontent-length: ${B.length}\r\n\r\nno`),
    ],
    [
      "with something that has another validator",
      (response) => {
        const rest = B.subarray(200_000);
        response.writeHead(206, {
          ...{ etag: '"other"', "content-length": rest.length },
          "content-range": `bytes 200000-${B.length - 1}/${B.length}`,
        });
        response.end(Buffer.alloc(rest.length));
      },
    ],
  ])("that is continued %s comes out right", async (_, answer) => {
    misbehave((request, response, nth) => {
      if (nth === 1) return half(response);
      if (nth > 2 || request.headers.range === undefined) return false;
      answer(response);
      return true;
    });
    const { files } = await file(at(one(B), B), { retries: "5" });
    expect(files).toEqual({ [PATH]: hex(B) });
  });

  test.each([
    ["a file", () => "file:///etc/passwd", "scheme"],
    ["ftp", () => "ftp://127.0.0.1/x", "scheme"],
    ["this machine", () => `${site.url}blob`, "forbidden-address"],
    ["the metadata service of a cloud", () => "http://169.254.169.254/latest", "forbidden-address"],
    ["somebody with a password", () => "http://u:p@127.0.0.1/x", "scheme"],
    ["nothing", () => "http://[", "redirect"],
    ["itself", () => "", "redirect"],
  ])("that a redirect sends to %s does not go there", async (_, target, expected) => {
    site.files.set("blob", A);
    misbehave((_request, response) => {
      response.writeHead(307, { location: target() }).end();
      return true;
    });
    const outcome = await file(at(one(A), A));
    expect(failures(outcome)).toEqual([expected]);
    expect(site.requests).toEqual([]);
  });

  test("that is sent on for ever is given up", async () => {
    misbehave((request, response, nth) => {
      response.writeHead(307, { location: `${request.url}?${nth}` }).end();
      return true;
    });
    expect(failures(await file(at(one(A), A)))).toEqual(["redirect"]);
    expect(fake.count("GET", /blobs/)).toBeLessThan(20);
  });
});

test("twins that are one file elsewhere are told of, and refused where that is asked for", async () => {
  const manifest = push([{ content: A }, { content: B }, { content: C }]);
  const location = {
    ...{ url: fake.url("a/b", manifest), local_path: "x", size: A.length + B.length + C.length },
    contents: [entry("File", A), entry("file", B), entry("caf\u00e9", C)],
  };
  const { files, warnings } = await file(location);
  expect(Object.keys(files)).toHaveLength(3);
  expect(warnings.join()).toMatch(/one file on other file systems/);
  await expect(file(location, { "portable-names": "true" })).rejects.toThrow(/take different names/);
});

describe("a registry that wants to know who asks", () => {
  test("with a user name and a password is asked with them (U, O13)", async () => {
    const location = at(one(A), A);
    fake.auth = { kind: "basic", login: "robot:s3cret-word" };
    const raw = { registry: fake.host, "registry-username": "robot", "registry-password": "s3cret-word" };
    expect((await file(location, raw)).files).toEqual({ [PATH]: hex(A) });
  });

  test("is the one of the compose's address, but not what a path looks like", async () => {
    const layers = Object.entries(composeFiles({ extraFiles: [at(one(A), A)] })).map(([title, text]) => ({
      content: Buffer.from(text),
      title,
    }));
    fake.push("compose", layers, {
      tag: "41",
      extra: { artifactType: "application/vnd.productmd.compose+json" },
    });
    fake.auth = { kind: "basic", login: "robot:s3cret-word" };
    const raw = { "registry-username": "robot", "registry-password": "s3cret-word" };
    const output = fresh("out");
    expect((await run(`oci://${fake.host}/compose:41`, output, raw)).failure).toBeUndefined();
    expect(tree(output)).toEqual({ [PATH]: hex(A) });
    await expect(file(at(one(A), A), raw)).rejects.toThrow(/not clear for which/);
  });

  test.each([401, 403])(
    "refuses to be asked for a compose with a login that does not suffice: %i",
    async (status) => {
      fake.misbehaviour = (_, response) => {
        response.writeHead(status, status === 401 ? { "www-authenticate": 'Basic realm="x"' } : {}).end("{}");
        return true;
      };
      await expect(run(`oci://${fake.host}/compose:41`, fresh("out"))).rejects.toMatchObject({
        exitCode: 2,
        message: expect.stringMatching(/could not be read: .*login/) as string,
      });
    },
  );

  test("fails at once without them, and says why (O13)", async () => {
    const location = at(one(A), A);
    fake.auth = { kind: "basic", login: "robot:s3cret-word" };
    const outcome = await file(location);
    expect(failures(outcome)).toEqual(["auth"]);
    expect(JSON.stringify(outcome.report)).toContain("without a login");
    expect(fake.count("GET", /manifests/)).toBe(1);
  });

  test("is asked over plain http when it is on this machine, or when that is meant (O9)", async () => {
    expect((await file(at(one(A), A))).files).toEqual({ [PATH]: hex(A) });
    const outcome = await file(at(one(A), A), { "plain-http": "false", registry: fake.host });
    expect(failures(outcome)).toEqual(["tls"]);
  });
});

describe("a compose in several places", () => {
  test("is had from all of them: a web server, a registry, a layout directory", async () => {
    const manifest = manifestOf([{ content: C }]);
    const compose = writeCompose(fresh("in"), {
      extraFiles: [
        { url: `${site.url}x/web`, local_path: "x/web", size: A.length, checksum: digestOf(A) },
        at(one(B), B),
        at(manifest, C, { url: `oci://oci-layout.localhost/name@${manifest.digest}`, local_path: "x/disk" }),
      ],
    });
    writeLayout(join(compose, "oci"), manifest, [C]);
    writeFileSync(join(compose, "oci-layouts.json"), '{"name":"oci"}');
    site.files.set("x/web", A);
    const output = fresh("out");
    const { report, lines, failure } = await run(compose, output);
    expect(failure).toBeUndefined();
    expect(tree(output)).toEqual({ "x/web": hex(A), [PATH]: hex(B), "x/disk": hex(C) });
    expect(report.files.extra_file).toEqual({ downloaded: 2, copied: 1 });
    expect(lines[1]).toMatch(/^2 files downloaded .*, 0 there already, 0 linked, 1 from layout directories$/);
  });

  test("is had from another place when the registry fails", async () => {
    const extraFiles = [
      at(manifestOf([{ content: A }]), A),
      { url: `${site.url}web`, local_path: PATH, size: A.length, checksum: digestOf(A) },
    ];
    site.files.set("web", A);
    expect((await localize({ extraFiles })).files).toEqual({ [PATH]: hex(A) });
  });
});

describe("a layout directory", () => {
  const manifest = manifestOf([{ content: B }]);
  const inLayout = (changes: Partial<LocationSpec> = {}) =>
    at(manifest, B, { url: `oci://oci-layout.localhost/name:t@${manifest.digest}`, ...changes });
  function compose(map: unknown, blobs: readonly Buffer[] = [B]): string {
    const folder = writeCompose(fresh("in"), { extraFiles: [inLayout()] });
    writeLayout(join(folder, "oci"), manifest, blobs);
    writeFileSync(join(folder, "oci-layouts.json"), JSON.stringify(map));
    return folder;
  }

  test("is what Locations lead to, and a second run reads nothing again", async () => {
    const [folder, output] = [compose({ name: "oci" }), fresh("out")];
    expect((await run(folder, output)).report.files.extra_file).toEqual({ copied: 1 });
    expect(tree(output)).toEqual({ [PATH]: hex(B) });
    expect((await run(folder, output)).report.files.extra_file).toEqual({ present: 1 });
  });

  test.each([
    ["other bytes", [] as Buffer[], "not-found"],
    ["no blob", [], "not-found"],
  ])("with %s fails", async (_, blobs, expected) => {
    const outcome = await run(compose({ name: "oci" }, blobs), fresh("out"));
    expect(failures(outcome)).toEqual([expected]);
  });

  test("with other bytes in a blob fails, and leaves nothing", async () => {
    const folder = compose({ name: "oci" });
    writeFileSync(join(folder, "oci/blobs/sha256", hex(B)), Buffer.alloc(B.length));
    const output = fresh("out");
    expect(failures(await run(folder, output))).toEqual(["checksum"]);
    expect(tree(output)).toEqual({});
  });

  test("is not followed out of the metadata's directory, by path or by link", async () => {
    for (const path of ["../outside", "link"]) {
      const folder = compose({ name: path });
      writeLayout(join(folder, "../outside"), manifest, [B]);
      symlinkSync("../outside", join(folder, "link"));
      expect(failures(await run(folder, fresh("out")))).toEqual(["path"]);
      const allowed = await run(folder, fresh("out"), { "layout-root": join(folder, "..") });
      expect(allowed.failure).toBeUndefined();
    }
  });

  test("is not named by metadata that comes from a server", async () => {
    const files = composeFiles({ extraFiles: [inLayout()] });
    for (const [name, text] of Object.entries(files)) site.files.set(name, Buffer.from(text));
    site.files.set("oci-layouts.json", Buffer.from('{"name":"/"}'));
    expect(failures(await run(site.url, fresh("out")))).toEqual(["path"]);
    expect(site.count("oci-layouts.json")).toBe(0);
  });
});

describe("a compose that has an address", () => {
  const TYPE = "application/vnd.productmd.compose+json";
  const layersOf = (spec: ComposeSpec) =>
    Object.entries(composeFiles(spec)).map(([title, text]) => ({
      content: Buffer.from(text),
      title,
      mediaType: `application/vnd.productmd.${title.replace(".json", "")}+json`,
    }));
  const publish = (spec: ComposeSpec, options = {}) =>
    fake.push("compose", layersOf(spec), { tag: "41", extra: { artifactType: TYPE }, ...options });

  test("in a registry is mirrored by its tag, or by its digest", async () => {
    const manifest = publish({ extraFiles: [at(one(A), A)] });
    for (const reference of [
      `oci://${fake.host}/compose:41`,
      `oci://${fake.host}/compose@${manifest.digest}`,
    ]) {
      const output = fresh("out");
      const { failure } = await run(reference, output);
      expect(failure).toBeUndefined();
      expect(tree(output)).toEqual({ [PATH]: hex(A) });
    }
  });

  test("says which digest its tag was", async () => {
    const manifest = publish({ extraFiles: [at(one(A), A)] });
    const { infos } = await run(`oci://${fake.host}/compose:41`, fresh("out"));
    expect(infos.join()).toContain(manifest.digest);
  });

  test("in a layout directory is mirrored, with the artifacts that lie there", async () => {
    const artifact = manifestOf([{ content: A }]);
    const url = `oci://oci-layout.localhost/whatever@${artifact.digest}`;
    const layers = layersOf({ extraFiles: [at(artifact, A, { url })] });
    const manifest = manifestOf(layers, { artifactType: TYPE });
    const directory = join(fresh("x"), "oci");
    writeLayout(
      directory,
      manifest,
      layers.map(({ content }) => content),
      "41",
    );
    writeLayout(directory, artifact, [A], "41", manifest);
    const output = fresh("out");
    expect((await run(`oci-layout:${directory}:41`, output)).failure).toBeUndefined();
    expect(tree(output)).toEqual({ [PATH]: hex(A) });
  });

  test.each([
    ["no tag", () => `oci://${fake.host}/compose`, 2, /neither tag nor digest/],
    ["no such tag", () => `oci://${fake.host}/compose:42`, 2, /there is no/],
    ["no reference", () => `oci://${fake.host}/Compose:41`, 2, /lower case/],
    ["no registry", () => "oci://127.0.0.1:1/compose:41", 1, /could not be read/],
    ["no layout", () => `oci-layout:${fresh("none")}:41`, 1, /no OCI image layout/],
    ["a Location's host", () => "oci://oci-layout.localhost/name:41", 2, /names no place of its own/],
  ])("is refused with %s", async (_, reference, exitCode, expected) => {
    publish({ extraFiles: [at(one(A), A)] });
    await expect(run(reference(), fresh("out"))).rejects.toMatchObject({
      exitCode,
      message: expect.stringMatching(expected) as string,
    });
  });

  test("is no other artifact", async () => {
    publish({ extraFiles: [at(one(A), A)] }, { extra: {} });
    await expect(run(`oci://${fake.host}/compose:41`, fresh("out"))).rejects.toThrow(/is no compose/);
  });

  test("is not read when a layer is other than its digest, and leaves nothing", async () => {
    publish({ extraFiles: [at(one(A), A)] });
    fake.misbehaviour = (_, response, path) => {
      if (!path.startsWith("/v2/compose/blobs/")) return false;
      response.writeHead(200).end("{}");
      return true;
    };
    await expect(run(`oci://${fake.host}/compose:41`, fresh("out"))).rejects.toThrow(/could not be read/);
  });
});

/** Writes a layout directory, or adds to one. */
function writeLayout(
  directory: string,
  manifest: StoredManifest,
  blobs: readonly Buffer[],
  tag = "t",
  other?: StoredManifest,
): void {
  const all = {
    [hex(manifest.bytes)]: manifest.bytes,
    ...Object.fromEntries(blobs.map((blob) => [hex(blob), blob])),
  };
  for (const [name, bytes] of Object.entries(all)) {
    mkdirSync(join(directory, "blobs/sha256"), { recursive: true });
    writeFileSync(join(directory, "blobs/sha256", name), bytes);
  }
  mkdirSync(dirname(join(directory, "index.json")), { recursive: true });
  writeFileSync(join(directory, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
  const { mediaType, digest, bytes } = other ?? manifest;
  const annotations = { "org.opencontainers.image.ref.name": tag };
  const manifests = [{ mediaType, digest, size: bytes.length, annotations }];
  writeFileSync(join(directory, "index.json"), JSON.stringify({ schemaVersion: 2, manifests }));
}
