import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Location } from "@compose-actions/metadata";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { FakeRegistry } from "../../../../test/support/registry/fake-registry.ts";
import {
  digestOf,
  INDEX_TYPE,
  indexOf,
  manifestOf,
  type StoredManifest,
  stored,
} from "../../../../test/support/registry/oci-content.ts";
import { Artifacts } from "../../src/pull/artifacts.ts";
import { LayoutMap } from "../../src/pull/layout-map.ts";
import { LayoutStore } from "../../src/pull/layout-store.ts";
import { RegistryStore } from "../../src/pull/registry-store.ts";
import { never, openRegistries } from "../support/registries.ts";

const fake = new FakeRegistry();
const root = mkdtempSync(join(tmpdir(), "artifacts-"));
beforeAll(async () => void (await fake.start()));
afterEach(() => fake.reset());
afterAll(async () => {
  await fake.close();
  rmSync(root, { recursive: true, force: true });
});

const [A, B] = [Buffer.from("aaaa"), Buffer.from("bbbbbb")];
const PATH = "Server/x86_64/iso/boot.iso";
const location = (manifest: StoredManifest, changes: Partial<Location> = {}): Location => ({
  url: fake.url("a/b", manifest, "t"),
  localPath: PATH,
  size: null,
  checksum: null,
  contents: [],
  ...changes,
});

function open(layouts = new LayoutMap([], undefined)): Artifacts {
  return new Artifacts(openRegistries([]).registries, layouts);
}
const files = (where: Location, artifacts = open()) => artifacts.files(where, never);
const manifestRequests = () => fake.count("GET", /manifests/);
const url = (content: Buffer) => `http://${fake.host}/v2/a/b/blobs/${digestOf(content)}`;

describe("a Location in a registry", () => {
  test("stands for the file at its path", async () => {
    const manifest = fake.push("a/b", [{ content: A, title: "somewhere/else" }]);
    expect(await files(location(manifest))).toEqual([
      { localPath: PATH, size: 4, checksums: [digestOf(A)], digest: digestOf(A), url: url(A) },
    ]);
  });

  test("asks for the digest, whatever the tag is now", async () => {
    const manifest = fake.push("a/b", [{ content: A }]);
    fake.push("a/b", [{ content: B }], { tag: "t" });
    expect(await files(location(manifest))).toMatchObject([{ digest: digestOf(A) }]);
    expect(fake.requests.at(-1)?.path).toBe(`/v2/a/b/manifests/${manifest.digest}`);
    expect(fake.requests.at(-1)?.headers.accept).toContain("application/vnd.oci.image.manifest.v1+json");
  });

  test("asks once for a manifest that many share, under whatever tags", async () => {
    const manifest = fake.push("a/b", [
      { content: A, title: "x" },
      { content: B, title: "y" },
    ]);
    const artifacts = open();
    const urls = [fake.url("a/b", manifest, "t"), fake.url("a/b", manifest, "u"), fake.url("a/b", manifest)];
    await Promise.all(
      urls.flatMap((url) =>
        ["x", "y"].map((localPath) => files(location(manifest, { url, localPath }), artifacts)),
      ),
    );
    expect(manifestRequests()).toBe(1);
  });

  test("asks again after a failure", async () => {
    const manifest = fake.push("a/b", [{ content: A }]);
    const artifacts = open();
    fake.misbehaviour = (_, response) => {
      response.writeHead(404).end();
      return true;
    };
    await expect(files(location(manifest), artifacts)).rejects.toMatchObject({ failure: "not-found" });
    fake.misbehaviour = undefined;
    expect(await files(location(manifest), artifacts)).toHaveLength(1);
  });

  test.each([
    [
      "other bytes",
      (good: StoredManifest) => ({ ...good, bytes: manifestOf([{ content: B }]).bytes }),
      "checksum",
    ],
    [
      "other bytes and a header that says they are right",
      (good: StoredManifest) => ({ ...manifestOf([{ content: B }]), digest: good.digest }),
      "checksum",
    ],
    ["another type than it is", (good: StoredManifest) => ({ ...good, mediaType: INDEX_TYPE }), "manifest"],
    ["no manifest", (good: StoredManifest) => ({ ...good, bytes: Buffer.from("{}") }), "checksum"],
  ])("fails when the registry answers with %s", async (_, change, failure) => {
    const good = fake.push("a/b", [{ content: A }]);
    fake.manifests.set(`a/b@${good.digest}`, change(good));
    await expect(files(location(good))).rejects.toMatchObject({ failure });
  });

  test("fails when the manifest has no end, or is cut off", async () => {
    const good = fake.push("a/b", [{ content: A }]);
    fake.misbehaviour = (_request, response, path) => {
      if (path === "/v2/") return false;
      response.writeHead(200, { "content-type": good.mediaType });
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(1024 * 1024)));
      };
      response.on("drain", more).on("error", () => undefined);
      more();
      return true;
    };
    await expect(files(location(good))).rejects.toMatchObject({ failure: "too-large" });
    fake.misbehaviour = (_request, response, path) => {
      if (path === "/v2/") return false;
      response.writeHead(200, { "content-type": good.mediaType, "content-length": good.bytes.length });
      response.write(good.bytes.subarray(0, 20));
      setTimeout(() => response.destroy(), 50);
      return true;
    };
    await expect(files(location(good))).rejects.toMatchObject({ failure: "truncated" });
  });

  test.each([
    "https://r.example/a",
    "oci://r.example/a:t",
    "oci://r.example/a@sha256:../../x",
    "oci-layout:/etc:t",
    "file:///etc/passwd",
  ])("must pin what it means: %s", async (url) => {
    await expect(files(location(manifestOf([]), { url }))).rejects.toMatchObject({ failure: "scheme" });
  });
});

describe("an index", () => {
  test("of one manifest leads to it", async () => {
    const child = fake.push("a/b", [{ content: A }]);
    expect(await files(location(fake.store("a/b", indexOf([child]))))).toMatchObject([
      { digest: digestOf(A) },
    ]);
  });

  test("of several leads to the only one that fits", async () => {
    const children = [fake.push("a/b", [{ content: A }, { content: B }]), fake.push("a/b", [{ content: B }])];
    const index = fake.store("a/b", indexOf(children));
    expect(await files(location(index, { checksum: digestOf(A) }))).toMatchObject([{ digest: digestOf(A) }]);
    await expect(files(location(index, { checksum: digestOf(B) }))).rejects.toMatchObject({
      failure: "manifest",
    });
    await expect(files(location(index, { checksum: digestOf("x") }))).rejects.toMatchObject({
      failure: "manifest",
    });
  });

  test("is followed anew for another artifact", async () => {
    const children = [
      fake.push("a/b", [{ content: A }, { content: Buffer.from("c") }]),
      fake.push("a/b", [{ content: B }]),
    ];
    const index = fake.store("a/b", indexOf(children));
    const artifacts = open();
    expect(await files(location(index, { checksum: digestOf(A) }), artifacts)).toMatchObject([
      { digest: digestOf(A) },
    ]);
    expect(await files(location(index, { checksum: digestOf(B) }), artifacts)).toMatchObject([
      { digest: digestOf(B) },
    ]);
  });

  test("of indexes, of nothing, or of too many is not followed", async () => {
    const child = fake.push("a/b", [{ content: A }]);
    const nested = fake.store("a/b", indexOf([fake.store("a/b", indexOf([child]))]));
    const empty = fake.store("a/b", indexOf([]));
    const many = Array.from({ length: 17 }, (_, index) =>
      fake.push("a/b", [{ content: Buffer.from(`${index}`) }]),
    );
    for (const index of [nested, empty, fake.store("a/b", indexOf(many))]) {
      await expect(files(location(index))).rejects.toMatchObject({ failure: "manifest" });
    }
    expect(fake.requests.filter(({ path }) => path !== "/v2/")).toHaveLength(3);
  });

  test("that calls an index a manifest is not followed any further", async () => {
    const inner = fake.store("a/b", indexOf([fake.push("a/b", [{ content: A }])]));
    const lying = fake.store("a/b", indexOf([{ ...inner, mediaType: manifestOf([]).mediaType }]));
    await expect(files(location(lying))).rejects.toMatchObject({ failure: "manifest" });
  });
});

describe("the store of a registry", () => {
  const store = () =>
    new RegistryStore(openRegistries([]).registries, { kind: "registry", registry: fake.host, name: "a/b" });

  test("hashes what a tag means itself", async () => {
    const manifest = fake.push("a/b", [{ content: A }], { tag: "t" });
    fake.misbehaviour = (_, response) => {
      response.setHeader("docker-content-digest", digestOf("a lie"));
      return false;
    };
    expect(await store().resolve("t", never)).toMatchObject({ digest: manifest.digest });
  });

  test.each([
    ["no length", {}, "protocol"],
    ["a length that is none", { "content-length": "-1" }, "protocol"],
  ])("fails when a blob has %s", async (_, headers, failure) => {
    fake.misbehaviour = (_request, response, path) => {
      if (path === "/v2/") return false;
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      response.socket?.end(`HTTP/1.1 200 OK\r\n${lines.join("")}\r\n`);
      return true;
    };
    await expect(store().blobSize(digestOf(A), never)).rejects.toMatchObject({ failure });
  });
});

describe("a layout directory", () => {
  let count = 0;
  /** A folder with a layout in `oci`, and a map that names it. */
  function folder(
    files: Readonly<Record<string, string | Buffer>> = {},
    map: unknown = { name: "oci" },
  ): string {
    count += 1;
    const home = join(root, `layout-${count}`);
    const all = {
      "oci/oci-layout": '{"imageLayoutVersion":"1.0.0"}',
      "oci-layouts.json": JSON.stringify(map),
      ...files,
    };
    for (const [path, content] of Object.entries(all)) {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), content);
    }
    return home;
  }
  const blob = (bytes: Buffer) => `oci/blobs/sha256/${digestOf(bytes).slice(7)}`;
  const manifest = manifestOf([{ content: A }]);
  const complete = (more: Readonly<Record<string, string | Buffer>> = {}) =>
    folder({ [blob(manifest.bytes)]: manifest.bytes, [blob(A)]: A, ...more });
  const inLayout = (changes: Partial<Location> = {}) =>
    location(manifest, { url: `oci://oci-layout.localhost/name:t@${manifest.digest}`, ...changes });

  test("has its files on this machine", async () => {
    const home = complete();
    expect(await files(inLayout(), open(new LayoutMap([home], undefined)))).toEqual([
      {
        ...{ localPath: PATH, size: 4, checksums: [digestOf(A)], digest: digestOf(A) },
        url: pathToFileURL(join(realpathSync(home), blob(A))).href,
      },
    ]);
  });

  test("is not asked for over the network, even if nobody knows it", async () => {
    await expect(files(inLayout())).rejects.toMatchObject({ failure: "path" });
    await expect(
      files(
        inLayout({ url: inLayout().url.replace("/name", "/other") }),
        open(new LayoutMap([complete()], undefined)),
      ),
    ).rejects.toThrow(/no oci-layouts\.json .* "other"/);
  });

  test.each(["/etc", "../outside", "oci/../../outside", "none", "link"])(
    "does not lie at %s",
    async (path) => {
      const home = complete();
      mkdirSync(join(root, "outside"), { recursive: true });
      symlinkSync("../outside", join(home, "link"));
      writeFileSync(join(home, "oci-layouts.json"), JSON.stringify({ name: path }));
      await expect(files(inLayout(), open(new LayoutMap([home], undefined)))).rejects.toMatchObject({
        failure: "path",
      });
    },
  );

  test("may lie elsewhere where layout-root allows it", async () => {
    const home = complete();
    mkdirSync(join(home, "metadata"));
    writeFileSync(join(home, "metadata/oci-layouts.json"), JSON.stringify({ name: "../oci" }));
    const map = (layoutRoot?: string) => new LayoutMap([join(home, "metadata")], layoutRoot);
    await expect(files(inLayout(), open(map()))).rejects.toThrow(/layout-root/);
    expect(await files(inLayout(), open(map(home)))).toHaveLength(1);
    await expect(files(inLayout(), open(map(join(home, "metadata"))))).rejects.toThrow(/layout-root/);
  });

  test.each(["[]", "{", '{"a":1}', '{"a":"x","a":"y"}'])("has a map that is none: %s", (text) => {
    const home = folder({ "oci-layouts.json": text });
    expect(() => new LayoutMap([home], undefined)).toThrow(/does not map names to directories/);
  });

  test("must be a layout, with the bytes that it should have", async () => {
    for (const [change, failure] of [
      [{ "oci/oci-layout": "{}" }, "manifest"],
      [{ [blob(manifest.bytes)]: "other bytes" }, "checksum"],
      [{ [blob(manifest.bytes)]: Buffer.alloc(5 * 1024 * 1024) }, "too-large"],
    ] as const) {
      const home = complete(change);
      await expect(files(inLayout(), open(new LayoutMap([home], undefined)))).rejects.toMatchObject({
        failure,
      });
    }
  });

  test("is read through no link", async () => {
    const home = folder({ [blob(A)]: A, elsewhere: manifest.bytes });
    symlinkSync(join(home, "elsewhere"), join(home, blob(manifest.bytes)));
    await expect(files(inLayout(), open(new LayoutMap([home], undefined)))).rejects.toMatchObject({
      failure: "disk",
    });
  });

  test.each(["blobs", "blobs/sha256"])("is read through no link in the place of %s", async (path) => {
    const home = complete();
    renameSync(join(home, "oci", path), join(home, "elsewhere"));
    symlinkSync(join(home, "elsewhere"), join(home, "oci", path));
    const store = new LayoutStore(join(home, "oci"), "oci-layout.localhost/name");
    const refused = { failure: "path" };
    await expect(store.manifest(manifest.digest)).rejects.toMatchObject(refused);
    await expect(store.blobSize(digestOf(A))).rejects.toMatchObject(refused);
    expect(() => store.blobUrl(digestOf(A))).toThrow(/symbolic link/);
    await expect(files(inLayout(), open(new LayoutMap([home], undefined)))).rejects.toMatchObject(refused);
  });

  test("may be named by a link itself", async () => {
    const home = complete();
    symlinkSync("oci", join(home, "link"));
    const store = new LayoutStore(join(home, "link"), "oci-layout.localhost/name");
    expect(await store.blobSize(digestOf(A))).toBe(4);
    expect(store.blobUrl(digestOf(A)).href).toBe(pathToFileURL(join(realpathSync(home), blob(A))).href);
  });

  test("knows tags", async () => {
    const tagged = (digest: string, tag: string) => ({
      mediaType: manifest.mediaType,
      digest,
      size: 1,
      annotations: { "org.opencontainers.image.ref.name": tag },
    });
    const index = (manifests: readonly object[]) => JSON.stringify({ schemaVersion: 2, manifests });
    const store = (text: string) =>
      new LayoutStore(join(complete({ "oci/index.json": text }), "oci"), "oci-layout.localhost/name");
    expect(await store(index([tagged(manifest.digest, "t")])).resolve("t")).toMatchObject({
      digest: manifest.digest,
    });
    expect(await store(index([tagged(manifest.digest, "t")])).resolve("u")).toBeUndefined();
    expect(await store(index([tagged("sha256:../x", "t")])).resolve("t")).toBeUndefined();
    await expect(
      store(index([tagged(manifest.digest, "t"), tagged(digestOf("x"), "t")])).resolve("t"),
    ).rejects.toThrow(/twice/);
    await expect(store("{}").resolve("t")).rejects.toMatchObject({ failure: "manifest" });
    expect(await store(index([])).blobSize(digestOf(A))).toBe(4);
    expect(await store(index([])).blobSize(digestOf(B))).toBeUndefined();
  });
});

test("an index in a registry is no manifest of an artifact by its own word", async () => {
  const both = stored(INDEX_TYPE, { schemaVersion: 2, mediaType: INDEX_TYPE, manifests: [], layers: [] });
  await expect(files(location(fake.store("a/b", both)))).rejects.toThrow(/both layers and manifests/);
});
