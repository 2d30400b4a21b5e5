import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Json } from "../../../test/support/files.ts";
import {
  type ComposeSpec,
  composeFiles,
  type LocationSpec,
  writeCompose,
} from "../../../test/support/registry/compose-files.ts";
import { FakeRegistry } from "../../../test/support/registry/fake-registry.ts";
import {
  digestOf,
  type LayerSpec,
  manifestOf,
  type StoredManifest,
} from "../../../test/support/registry/oci-content.ts";
import { useScratch } from "../../../test/support/scratch.ts";
import { bytesOf, repomdOf } from "../../../test/support/site.ts";
import { type RawInputs, verify } from "./support/verify.ts";

const scratch = useScratch();
const fake = new FakeRegistry();
beforeAll(async () => void (await fake.start()));
afterEach(() => fake.reset());
afterAll(() => fake.close());

const [A, B] = [bytesOf(5000, 1), bytesOf(300, 2)];
const PATH = "Server/x86_64/iso/boot.iso";
const REPOSITORY = "Server/x86_64/os";
const fresh = () => scratch.fresh("compose");

const push = (layers: readonly LayerSpec[]) => fake.push("a/b", layers);
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

const remote = (compose: string, raw: RawInputs = {}) =>
  verify(compose, { mode: "remote", "retry-delay": "1ms", retries: "1", records: "all", ...raw });
const remoteOf = (spec: ComposeSpec, raw?: RawInputs) => remote(writeCompose(fresh(), spec), raw);
const recordOf = async (location: LocationSpec, raw?: RawInputs): Promise<Json> =>
  (await remoteOf({ extraFiles: [location] }, raw)).report.records[0];

describe("remote artifacts in a registry", () => {
  test("are looked for by manifest and HEAD, and nothing is downloaded", async () => {
    const { result, failure } = await remoteOf({ extraFiles: [at(push([{ content: A }]), A)] });
    expect(failure).toBeUndefined();
    expect(result.states).toEqual({ present: 1 });
    const asked = fake.requests
      .filter(({ path }) => path !== "/v2/")
      .map(({ method, path }) => `${method} ${path}`);
    const { digest } = manifestOf([{ content: A }]);
    expect(asked).toEqual([`GET /v2/a/b/manifests/${digest}`, `HEAD /v2/a/b/blobs/${digestOf(A)}`]);
    expect(result.remote).toMatchObject({ requests: 2, hosts: [fake.host], downloaded: 0 });
  });

  test("that share a manifest ask for it once", async () => {
    const contents = Array.from({ length: 10 }, (_, index) => bytesOf(100 + index, 90 + index));
    const path = (index: number) => `${REPOSITORY}/Packages/p/p${index}-1-1.x86_64.rpm`;
    const manifest = push(contents.map((content, index) => ({ content, title: path(index) })));
    const rpms = contents.map((content, index) => at(manifest, content, { local_path: path(index) }));
    const { result } = await remoteOf({ rpms });
    expect(result.states).toEqual({ present: 10 });
    expect(fake.count("GET", /manifests/)).toBe(1);
    expect(fake.count("HEAD", /blobs/)).toBe(10);
  });

  test("of a set and of a repository are looked for one by one", async () => {
    const repomd = repomdOf({});
    const layers = [{ content: A, title: "x" }, { content: B }, { content: repomd }];
    const manifest = push(layers);
    const set = { url: fake.url("a/b", manifest), checksum: manifest.digest };
    const extraFiles = [{ ...set, local_path: "x", contents: [entry("a", A), entry("b/c", B)] }];
    const repository = { ...set, local_path: REPOSITORY, contents: [entry("repodata/repomd.xml", repomd)] };
    const { result, failure } = await remoteOf({ extraFiles, repository }, { deep: "true" });
    expect(failure).toBeUndefined();
    expect(result.states).toEqual({ verified: 2 });
    expect(result.remote).toMatchObject({ downloaded: 3 });
  });

  test("are hashed when they are downloaded, against the manifest too", async () => {
    expect(await recordOf(at(push([{ content: A }]), A), { deep: "true" })).toMatchObject({
      state: "verified",
    });
    const unknown = at(push([{ content: B }]), B, { checksum: null, size: null });
    expect(await recordOf(unknown, { sample: "1" })).toMatchObject({ state: "verified" });
  });

  test.each([
    [
      "a checksum that is not the layer's",
      { checksum: digestOf(B) },
      { state: "corrupt", cause: "checksum" },
    ],
    ["a size that is not the layer's", { size: 17 }, { state: "corrupt", cause: "size" }],
  ])("that are said to have %s are corrupt, without a download", async (_, changes, expected) => {
    expect(await recordOf(at(push([{ content: A }]), A, changes))).toMatchObject({
      ...expected,
      failing: true,
    });
    expect(fake.count("HEAD", /blobs/)).toBe(0);
  });

  test.each([
    ["no manifest", /manifests/, 404, { state: "missing" }],
    ["no blob", /blobs/, 404, { state: "missing" }],
    ["an error for the manifest", /manifests/, 500, { state: "failed", failure: "server-error" }],
    ["a refusal", /manifests/, 403, { state: "failed", failure: "auth" }],
  ])("of which the registry has %s", async (_, pattern, status, expected) => {
    const location = at(push([{ content: A }]), A);
    fake.misbehaviour = (_request, response, path) => {
      if (!pattern.test(path)) return false;
      response.writeHead(status).end();
      return true;
    };
    expect(await recordOf(location)).toMatchObject({ ...expected, failing: true });
  });

  test("are asked for again after a failure that may pass, as often as that is said", async () => {
    const location = at(push([{ content: A }]), A);
    let failures = 1;
    fake.misbehaviour = (_request, response, path) => {
      if (!path.includes("manifests") || failures === 0) return false;
      failures -= 1;
      response.writeHead(503).end();
      return true;
    };
    expect(await recordOf(location)).toMatchObject({ state: "present" });
    failures = 2;
    fake.requests.length = 0;
    expect(await recordOf(location)).toMatchObject({ state: "failed", failure: "rate-limited" });
    expect(fake.count("GET", /manifests/)).toBe(2);
  });

  test.each([
    ["another size", (content: Buffer) => content.subarray(1), { state: "corrupt", cause: "size" }],
    [
      "other bytes",
      (content: Buffer) => Buffer.alloc(content.length),
      { state: "corrupt", cause: "checksum" },
    ],
  ])("whose blob has %s are corrupt", async (_, change, expected) => {
    const location = at(push([{ content: A }]), A);
    fake.blobs.set(`a/b@${digestOf(A)}`, change(A));
    expect(await recordOf(location, { deep: "true" })).toMatchObject({ ...expected, failing: true });
  });

  test("whose manifest has other bytes are corrupt", async () => {
    const manifest = push([{ content: A }]);
    fake.manifests.set(`a/b@${manifest.digest}`, manifestOf([{ content: B }]));
    expect(await recordOf(at(manifest, A))).toMatchObject({ state: "corrupt", cause: "checksum" });
  });

  test("that the manifest does not hold fail", async () => {
    const manifest = push([
      { content: A, title: "x" },
      { content: B, title: "y" },
    ]);
    expect(await recordOf(at(manifest, A, { checksum: null, size: null }))).toMatchObject({
      ...{ state: "failed", failure: "manifest", failing: true },
    });
    const contents = [entry("a", A, { layer_digest: digestOf("x"), checksum: digestOf("x") })];
    const set = { url: fake.url("a/b", manifest), local_path: "x", contents };
    expect(await recordOf(set)).toMatchObject({ state: "failed", failure: "manifest" });
  });

  test("are asked for with the login of the registry", async () => {
    const location = at(push([{ content: A }]), A);
    fake.auth = { kind: "basic", login: "robot:s3cret-word" };
    expect(await recordOf(location)).toMatchObject({ state: "failed", failure: "auth" });
    const raw = { registry: fake.host, "registry-username": "robot", "registry-password": "s3cret-word" };
    expect(await recordOf(location, { ...raw, deep: "true" })).toMatchObject({ state: "verified" });
  });
});

describe("artifacts in a layout directory", () => {
  const manifest = manifestOf([{ content: A }]);
  const url = `oci://oci-layout.localhost/name@${manifest.digest}`;
  function compose(change: (folder: string) => void = () => undefined): string {
    const folder = writeCompose(fresh(), { extraFiles: [at(manifest, A, { url })] });
    const files = {
      "oci-layouts.json": '{"name":"oci"}',
      "oci/oci-layout": '{"imageLayoutVersion":"1.0.0"}',
      [`oci/blobs/sha256/${manifest.digest.slice(7)}`]: manifest.bytes,
      [`oci/blobs/sha256/${digestOf(A).slice(7)}`]: A,
    };
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    change(folder);
    return folder;
  }
  const record = async (folder: string, raw?: RawInputs) => (await remote(folder, raw)).report.records[0];
  const blob = (folder: string) => join(folder, "oci/blobs/sha256", digestOf(A).slice(7));

  test("are looked at where they lie", async () => {
    expect(await record(compose())).toMatchObject({ state: "present" });
    expect(await record(compose(), { deep: "true" })).toMatchObject({ state: "verified" });
  });

  test("are corrupt when they are others", async () => {
    const shorter = compose((folder) => writeFileSync(blob(folder), "x"));
    expect(await record(shorter)).toMatchObject({ state: "corrupt", cause: "size" });
    const other = compose((folder) => writeFileSync(blob(folder), Buffer.alloc(A.length)));
    expect(await record(other)).toMatchObject({ state: "present" });
    expect(await record(other, { deep: "true" })).toMatchObject({ state: "corrupt", cause: "checksum" });
  });

  test("fail when nothing says where the directory is", async () => {
    const folder = compose((folder) => writeFileSync(join(folder, "oci-layouts.json"), "{}"));
    expect(await record(folder)).toMatchObject({ state: "failed", failure: "path" });
  });
});

describe("metadata of registries", () => {
  test("that contradicts itself is found without a look at anything", async () => {
    const manifest = push([{ content: A }]);
    const contents = [entry("a", A, { checksum: digestOf(B) })];
    const extraFiles = [{ url: fake.url("a/b", manifest), local_path: "x", contents }];
    const { result } = await verify(writeCompose(fresh(), { extraFiles }), { quick: "true" });
    expect(result.consistency).toEqual([expect.objectContaining({ check: "conflicting-facts", count: 1 })]);
    expect(fake.requests).toEqual([]);
  });

  test("is proved against a tree: a manifest's digest says nothing of a file", async () => {
    const manifest = push([{ content: A }]);
    const contents = [entry("a", A)];
    const folder = writeCompose(fresh(), {
      images: [at(manifest, A, { checksum: manifest.digest, size: null })],
      extraFiles: [{ url: fake.url("a/b", manifest), local_path: "x", contents, checksum: manifest.digest }],
    });
    for (const path of [PATH, "x/a"]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), A);
    }
    const { result } = await verify(folder, { "allow-unverified": "true" });
    expect(result.states).toEqual({ verified: 1, unverifiable: 1 });
  });

  test("has an address: a compose is verified by its reference", async () => {
    const files = composeFiles({ extraFiles: [at(push([{ content: A }]), A)] });
    const layers = Object.entries(files).map(([title, text]) => ({ content: Buffer.from(text), title }));
    const extra = { artifactType: "application/vnd.productmd.compose+json" };
    fake.push("compose", layers, { tag: "41", extra });
    const { result, failure } = await remote(`oci://${fake.host}/compose:41`, { deep: "true" });
    expect(failure).toBeUndefined();
    expect(result.states).toEqual({ verified: 1 });
  });
});
