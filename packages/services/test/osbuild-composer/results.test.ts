import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DistributedMetadata, type Image, type Location, serialize } from "@compose-actions/metadata";
import { FileStore } from "@compose-actions/transfer";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ImagesWish, type ImageWish, OAuthTokens } from "../../src/index.ts";
import { never, useClients } from "../support/client.ts";
import { ImageHost } from "../support/osbuild/image-host.ts";
import { TokenStandIn } from "../support/osbuild-composer/tokens.ts";
import type { Upload } from "../support/osbuild-composer/told.ts";
import {
  type ComposerPlace,
  kojiRequest,
  QUICK,
  requestFor,
  useComposers,
  useSockets,
} from "../support/osbuild-composer/use.ts";

const place = useComposers();
const socket = useSockets();
const client = useClients();
const host = new ImageHost();
beforeAll(() => host.start());
afterEach(() => {
  host.misbehave = undefined;
  host.requests.length = 0;
});
const root = mkdtempSync(join(tmpdir(), "compose-images-"));
afterAll(async () => {
  await host.stop();
  rmSync(root, { recursive: true, force: true });
});

const CONTENT = Buffer.alloc(3 * 1024 ** 2, "image ");
const CHECKSUM = `sha256:${createHash("sha256").update(CONTENT).digest("hex")}`;
const SIGNED = "?X-Amz-Expires=21600&X-Amz-Signature=abc";
const KEY = "/bucket/composer-api-556bbc9d-a661-4224-852c-0d3717c975d1-disk.qcow2";
const COMPOSE = {
  id: "Demo-41-20241101.t.0",
  date: "20241101",
  type: "test",
  respin: 0,
  label: null,
  final: false,
} as const;
const RELEASE = { short: "Demo", version: "41" };
const WISH: ImageWish = {
  variant: "Cloud",
  arch: "x86_64",
  imageType: "guest-image",
  distribution: "fedora-41",
  targets: ["aws.s3"],
};

function wish(more: Partial<ImagesWish> = {}, image: Partial<ImageWish> = {}): ImagesWish {
  return { compose: COMPOSE, release: RELEASE, images: [{ ...WISH, ...image }], ...more };
}

async function finished(
  { server, service }: ComposerPlace,
  uploads: readonly Upload[],
  type = "guest-image",
) {
  const { compose } = await service.create(requestFor(type), never);
  server.finish(compose.id, uploads);
  const done = await service.get(compose.id, never);
  if (done === undefined) throw new Error("there is no compose");
  return done;
}

const s3 = (url: string): Upload => ({ type: "aws.s3", options: { url } });

function imagesOf({ metadata }: { readonly metadata: readonly unknown[] }): readonly Image<Location>[] {
  const [document] = metadata as readonly DistributedMetadata[];
  if (document?.type !== "images") return [];
  // What cannot be written is none.
  serialize(document);
  return [...document.images.values()].flatMap((arches) => [...arches.values()].flat());
}

async function inStore<Result>(work: (store: FileStore, output: string) => Promise<Result>): Promise<Result> {
  const output = mkdtempSync(join(root, "out-"));
  const store = await FileStore.open({ output, lockTimeoutMs: 0, signal: never });
  try {
    return await work(store, output);
  } finally {
    store.close();
    expect(["tmp", "partial"].flatMap((name) => readdirSync(join(output, ".productmd", name)))).toEqual([]);
  }
}

describe("an image in S3", () => {
  test("that is public stays where it is, is received once, and listed by its URL", async () => {
    const one = await place();
    const url = host.put(KEY, CONTENT);
    const compose = await finished(one, [s3(url)]);
    const results = await one.service.results(compose, wish(), never);
    expect(results).toMatchObject({ problems: [], notes: [], resultUrl: undefined, repoFile: undefined });
    expect(results.targets).toEqual([{ target: "aws.s3", results: { url } }]);
    expect(imagesOf(results)).toEqual([
      {
        artifact: {
          url,
          size: CONTENT.length,
          checksum: CHECKSUM,
          localPath: "Cloud/x86_64/images/Demo-Cloud-41-20241101.0.x86_64.qcow2",
          contents: [],
        },
        arch: "x86_64",
        bootable: false,
        discCount: 1,
        discNumber: 1,
        format: "qcow2",
        implantMd5: null,
        mtime: Date.parse(host.modified) / 1000,
        subvariant: "Cloud",
        type: "qcow2",
        volumeId: null,
        unified: false,
        additionalVariants: [],
      },
    ]);
    expect(host.count("GET")).toBe(1);
    expect(host.requests[0]?.headers.authorization).toBeUndefined();
  });

  test("that a signature opens is no place for metadata: without a store it is not listed", async () => {
    const one = await place();
    const url = host.put(KEY, CONTENT, { query: SIGNED });
    const results = await one.service.results(await finished(one, [s3(url)]), wish(), never);
    expect(results.metadata).toEqual([]);
    expect(results.problems).toEqual([]);
    expect(results.notes).toEqual([
      "the guest-image for x86_64 is not listed: its URL opens for some time only; have it stored",
    ]);
    expect(host.count("GET")).toBe(0);
    expect(one.service.secrets.values).toContain(url);
  });

  test("is stored where that is wanted, and listed by its place there", async () => {
    const one = await place();
    const url = host.put(KEY, CONTENT, { query: SIGNED });
    const compose = await finished(one, [s3(url)]);
    await inStore(async (store, output) => {
      const results = await one.service.results(compose, wish({ store }), never);
      const [image] = imagesOf(results);
      expect(image?.artifact.url).toBe("Cloud/x86_64/images/Demo-Cloud-41-20241101.0.x86_64.qcow2");
      expect(image?.artifact).toMatchObject({ size: CONTENT.length, checksum: CHECKSUM });
      expect(readFileSync(join(output, "compose", image?.artifact.localPath ?? ""))).toEqual(CONTENT);
      expect(JSON.stringify(results.metadata)).not.toContain("X-Amz");
    });
  });

  test("is received on from where a connection broke, if it is the same still", async () => {
    const one = await place();
    const url = host.put(KEY, CONTENT, { query: SIGNED });
    const compose = await finished(one, [s3(url)]);
    host.hangUpAfter(1024 ** 2, 2);
    await inStore(async (store) => {
      const [image] = imagesOf(await one.service.results(compose, wish({ store }), never));
      expect(image?.artifact).toMatchObject({ size: CONTENT.length, checksum: CHECKSUM });
    });
    const ranges = host.requests.map(({ headers }) => headers.range);
    expect(ranges[0]).toBeUndefined();
    expect(ranges.slice(1).every((range) => /^bytes=[1-9]\d*-$/.test(range ?? ""))).toBe(true);
    expect(host.requests[1]?.headers["if-range"]).toBe('"1"');
  });

  test("is received anew when it changed, or nobody can tell", async () => {
    for (const etag of ['W/"1"', ""]) {
      const one = await place();
      const compose = await finished(one, [s3(host.put(KEY, CONTENT, { etag }))]);
      host.hangUpAfter(1024 ** 2);
      host.requests.length = 0;
      const [image] = imagesOf(await one.service.results(compose, wish(), never));
      expect(image?.artifact.checksum).toBe(CHECKSUM);
      expect(host.requests.map(({ headers }) => headers.range)).toEqual([undefined, undefined]);
    }
    const one = await place();
    const compose = await finished(one, [
      s3(host.put(KEY, Buffer.alloc(2 * 1024 ** 2, "old"), { etag: '"old"' })),
    ]);
    host.hangUpAfter(1024 ** 2);
    const receiving = one.service.results(compose, wish(), never);
    host.put(KEY, CONTENT, { etag: '"new"' });
    expect(imagesOf(await receiving)[0]?.artifact.checksum).toBe(CHECKSUM);
  });

  test("that cannot be had any more leaves nothing, and the URL is not in the error", async () => {
    const one = await place();
    const compose = await finished(one, [s3(`${host.server}/bucket/gone${SIGNED}`)]);
    await inStore(async (store, output) => {
      await expect(one.service.results(compose, wish({ store }), never)).rejects.toMatchObject({
        failure: "not-found",
        message: "the guest-image for x86_64 could not be had: the server answers 404 (NoSuchKey)",
      });
      expect(readdirSync(join(output, "compose"))).toEqual([]);
    });
  });

  test("that is empty is a problem", async () => {
    const one = await place();
    const compose = await finished(one, [s3(host.put(KEY, Buffer.alloc(0)))]);
    const results = await one.service.results(compose, wish(), never);
    expect(results).toMatchObject({ metadata: [], problems: ["the guest-image for x86_64 is empty"] });
  });

  test("in a private network is not asked for, since it is the service that names it", async () => {
    const one = await place({}, {}, { "allow-hosts": "10.0.0.1" });
    const compose = await finished(one, [s3(host.put(KEY, CONTENT))]);
    await expect(one.service.results(compose, wish(), never)).rejects.toMatchObject({
      failure: "forbidden-address",
    });
    expect(host.count("GET")).toBe(0);
  });

  test("is given up when the job is", async () => {
    const one = await place();
    const compose = await finished(one, [s3(host.put(KEY, CONTENT, { query: SIGNED }))]);
    const controller = new AbortController();
    const reason = new Error("enough");
    host.misbehave = (_, response) => {
      // More than is kept in memory.
      response.writeHead(200).write(CONTENT.subarray(0, 1024 ** 2));
      setTimeout(() => controller.abort(reason), 50);
      return true;
    };
    await inStore(async (store) => {
      await expect(one.service.results(compose, wish({ store }), controller.signal)).rejects.toBe(reason);
    });
  });
});

describe("a container image", () => {
  const DIGEST = `sha256:${"1f".repeat(32)}` as const;
  const container = (options: Record<string, string>): Upload => ({ type: "container", options });
  const pushed = container({ url: "quay.io/myaccount/osbuild:latest", digest: DIGEST });
  const manifest = Buffer.from(
    JSON.stringify({ config: { size: 100 }, layers: [{ size: 20 }, { size: 3 }] }),
  );
  const asked = { imageType: "edge-container", targets: ["container"] };

  test("is listed by its digest, with the size of what its manifest names", async () => {
    const one = await place();
    const compose = await finished(one, [pushed]);
    const seen: string[] = [];
    const readManifest = async (address: string, digest: string) => {
      seen.push(`${address} ${digest}`);
      return manifest;
    };
    const results = await one.service.results(compose, wish({ readManifest }, asked), never);
    expect(results.problems).toEqual([]);
    expect(imagesOf(results)).toMatchObject([
      {
        type: "container",
        format: "oci",
        artifact: {
          url: `oci://quay.io/myaccount/osbuild:latest@${DIGEST}`,
          checksum: DIGEST,
          size: 123,
          localPath: "Cloud/x86_64/images/Demo-Cloud-41-20241101.0.x86_64.oci",
        },
      },
    ]);
    expect(seen).toEqual([`quay.io/myaccount/osbuild ${DIGEST}`]);
  });

  test("of which nobody can tell the size is only noted", async () => {
    const one = await place();
    const results = await one.service.results(await finished(one, [pushed]), wish({}, asked), never);
    expect(results).toMatchObject({ metadata: [], problems: [] });
    expect(results.notes[0]).toContain("is not listed, since its size is not known");
  });

  test.each([
    ["that the registry does not have", pushed, undefined, /the registry has no oci:/],
    ["without a digest", container({ url: "quay.io/a/b:c", digest: "" }), manifest, /does not say digest/],
    [
      "with a digest that is none",
      container({ url: "quay.io/a/b:c", digest: "sha256:1" }),
      manifest,
      /does not say where/,
    ],
    [
      "with a place that is none",
      container({ url: "::error::x y", digest: DIGEST }),
      manifest,
      /does not say where/,
    ],
  ])("%s is a problem", async (_, upload, bytes, problem) => {
    const one = await place();
    const readManifest = async () => bytes;
    const results = await one.service.results(
      await finished(one, [upload]),
      wish({ readManifest }, asked),
      never,
    );
    expect(results.metadata).toEqual([]);
    expect(results.problems).toContainEqual(expect.stringMatching(problem));
  });
});

describe("targets that are no files", () => {
  test.each([
    ["aws", { ami: "ami-0c8", region: "eu-west-1" }, "ami-0c8 in eu-west-1"],
    ["gcp", { project_id: "p-1", image_name: "composer-api-1" }, "composer-api-1 of p-1"],
    ["azure", { image_name: "composer-api-2" }, "composer-api-2 in Azure"],
  ] as const)("%s is a target and a note", async (target, options, text) => {
    const one = await place();
    const compose = await finished(
      one,
      [{ type: target, options }],
      target === "aws" ? "aws" : "guest-image",
    );
    const results = await one.service.results(
      compose,
      wish({}, { imageType: target, targets: [target] }),
      never,
    );
    expect(results).toMatchObject({ metadata: [], problems: [], targets: [{ target, results: options }] });
    expect(results.notes[0]).toContain(text);
  });

  test("Koji has what is made for it", async () => {
    const one = await place();
    const { compose } = await one.service.create(kojiRequest(), never);
    one.server.finish(compose.id, [], 0);
    one.server.finish(compose.id, [], 1);
    Object.assign(one.server.compose(compose.id), { status: "success", kojiBuild: 42 });
    const done = await one.service.get(compose.id, never);
    if (done === undefined) throw new Error("it is gone");
    const images = [
      { ...WISH, targets: [] },
      { ...WISH, arch: "aarch64", targets: [] },
    ];
    const results = await one.service.results(done, wish({ images }), never);
    expect(results).toMatchObject({
      problems: [],
      targets: [{ target: "koji", results: { build_id: "42" } }],
      notes: ["the images are in build 42 of Koji"],
    });
  });
});

describe("an image that the service keeps", () => {
  const local = {
    type: "local",
    options: { artifact_path: "/var/lib/osbuild-composer/artifacts/1/disk.qcow2" },
  };

  test("is received from it, over a socket", async () => {
    const one = await place({ socket: socket() });
    const compose = await finished(one, [local]);
    one.server.compose(compose.id).artifact = { name: "disk.qcow2", content: CONTENT };
    await inStore(async (store, output) => {
      const results = await one.service.results(compose, wish({ store }, { targets: ["local"] }), never);
      expect(results.problems).toEqual([]);
      const [image] = imagesOf(results);
      expect(image?.artifact).toMatchObject({ size: CONTENT.length, checksum: CHECKSUM });
      expect(image?.mtime).toBe(Date.parse("2024-11-01T12:00:00Z") / 1000);
      expect(existsSync(join(output, "compose", image?.artifact.url ?? ""))).toBe(true);
    });
  });

  test("is received with a token that is good, and no other one", async () => {
    await using provider = Object.assign(await new TokenStandIn().start(), {
      [Symbol.asyncDispose]: () => provider.stop(),
    });
    provider.tenants.set("s3cret", "tenant");
    const tokens = new OAuthTokens({
      exchanger: client({ "allow-hosts": "127.0.0.1" }),
      endpoint: new URL(`${provider.server}/token`),
      clientId: "ci",
      grant: { kind: "refresh-token", refreshToken: "s3cret" },
      retry: QUICK,
    });
    const one = await place({ tokens: provider }, { tokens });
    const compose = await finished(one, [local]);
    one.server.compose(compose.id).artifact = { name: "disk.qcow2", content: CONTENT };
    let isFirst = true;
    one.server.misbehave = ({ path }) => {
      if (path.endsWith("/download") && isFirst) {
        isFirst = false;
        provider.revoke();
      }
      return false;
    };
    await inStore(async (store) => {
      const results = await one.service.results(compose, wish({ store }, { targets: ["local"] }), never);
      expect(imagesOf(results)[0]?.artifact.checksum).toBe(CHECKSUM);
    });
    expect(one.server.count("GET", "/download")).toBe(2);
  });

  test("and does not give away after all is an error", async () => {
    const one = await place();
    const compose = await finished(one, [local]);
    await inStore(async (store) => {
      const asking = one.service.results(compose, wish({ store }, { targets: ["local"] }), never);
      await expect(asking).rejects.toMatchObject({
        status: 400,
        message: expect.stringContaining("Artifact not found (IMAGE-BUILDER-COMPOSER-1022)"),
      });
    });
  });
});

describe("success is checked", () => {
  const good = () => s3(host.put(KEY, CONTENT));

  test.each([
    [
      "a target that is missing",
      [],
      {},
      ["the guest-image for x86_64: there is no result of the target aws.s3"],
    ],
    [
      "a second one of the kind",
      [s3("x")],
      { targets: ["aws.s3", "aws.s3"] },
      ["the guest-image for x86_64: there is no result of the target aws.s3"],
    ],
    [
      "a target without its result",
      [s3("")],
      {},
      ["the guest-image for x86_64: the target aws.s3 does not say url"],
    ],
    ["no target at all", [], { targets: [] }, ["the guest-image for x86_64 has gone nowhere"]],
  ] as const)("%s", async (_, uploads, image, problems) => {
    const one = await place();
    const results = await one.service.results(await finished(one, uploads), wish({}, image), never);
    expect(results).toMatchObject({ metadata: [], problems });
  });

  test("a compose that is not finished, or has vanished", async () => {
    const one = await place();
    const { compose } = await one.service.create(requestFor(), never);
    const results = await one.service.results(compose, wish(), never);
    expect(results.problems).toContain("the compose is not finished, but pending");
    const done = await finished(one, [good()]);
    one.server.composes.delete(done.id);
    expect((await one.service.results(done, wish(), never)).problems).toEqual([
      "the service has no such compose any more",
    ]);
  });

  test("an image without packages, and one whose log was lost", async () => {
    const one = await place();
    const compose = await finished(one, [good()]);
    one.server.compose(compose.id).packages = [];
    expect((await one.service.results(compose, wish(), never)).problems).toEqual([
      "there are no packages in the image",
    ]);
    one.server.compose(compose.id).packages = undefined;
    const results = await one.service.results(compose, wish(), never);
    expect(results.problems).toEqual([]);
    expect(results.notes[0]).toMatch(/^it is not known what is in the image: .*IMAGE-BUILDER-COMPOSER-1012/);
  });

  test("a type that productmd does not know needs words of the user's", async () => {
    const one = await place();
    const url = host.put("/bucket/disk.raw.zst", CONTENT);
    const compose = await finished(one, [s3(url)]);
    const image = { imageType: "minimal-raw" };
    expect((await one.service.results(compose, wish({}, image), never)).problems).toEqual([
      "the minimal-raw for x86_64 is not listed: it is not known what a file disk.raw.zst is to productmd; say its type and its format",
    ]);
    expect(host.count("GET")).toBe(0);
    const results = await one.service.results(
      compose,
      wish({}, { ...image, type: "raw", format: "raw" }),
      never,
    );
    expect(imagesOf(results)).toMatchObject([
      { type: "raw", artifact: { localPath: "Cloud/x86_64/images/Demo-Cloud-41-20241101.0.x86_64.zst" } },
    ]);
  });

  test("a commit of ostree is no image, and its id is a target", async () => {
    const one = await place();
    const compose = await finished(one, [good()], "iot-commit");
    one.server.misbehave = ({ path }, response) => {
      if (!path.endsWith("/metadata")) return false;
      response.end(
        JSON.stringify({
          id: compose.id,
          packages: [{ name: "a", version: "1", release: "1", arch: "noarch" }],
          ostree_commit: "c0ffee",
        }),
      );
      return true;
    };
    const results = await one.service.results(compose, wish({}, { imageType: "iot-commit" }), never);
    expect(results).toMatchObject({ metadata: [], problems: [] });
    expect(results.targets).toContainEqual({ target: "ostree", results: { commit: "c0ffee" } });
    expect(results.notes).toEqual([
      "the iot-commit for x86_64 is not listed: a commit of ostree is no image",
    ]);
  });
});
