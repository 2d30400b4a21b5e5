import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { never } from "../support/client.ts";
import { ImageHost } from "../support/osbuild/image-host.ts";
import {
  CHECKSUM,
  CONTENT,
  finished,
  imagesOf,
  KEY,
  s3,
  useStores,
  wish,
} from "../support/osbuild/results.ts";
import { useComposers } from "../support/osbuild-composer/use.ts";

const place = useComposers();
const inStore = useStores();
const SIGNED = "?X-Amz-Expires=21600&X-Amz-Signature=abc";
const host = new ImageHost();
beforeAll(() => host.start());
afterEach(() => {
  host.misbehave = undefined;
  host.requests.length = 0;
});
afterAll(() => host.stop());

describe("an image in S3", () => {
  test("that is public stays where it is, is received once, and listed by its URL", async () => {
    const one = await place();
    const url = host.put(KEY, CONTENT);
    const compose = await finished(one, [s3(url)]);
    const results = await one.service.results(compose, wish(), never);
    expect(results).toMatchObject({ problems: [], notes: [], resultUrl: undefined, repoFile: undefined });
    expect(results.targets).toEqual([
      { ...{ image: 1, imageType: "guest-image", arch: "x86_64" }, target: "aws.s3", results: { url } },
    ]);
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
