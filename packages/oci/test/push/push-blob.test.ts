import { writeFileSync } from "node:fs";
import { TransferFailure } from "@compose-actions/transfer";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { UploadRegistry } from "../../../../test/support/registry/upload-registry.ts";
import { bytesBlob } from "../../src/blobs/bytes-blob.ts";
import type { UploadOptions } from "../../src/repositories.ts";
import type { BlobSource, Repository } from "../../src/repository.ts";
import { artifact, never } from "../support/artifacts.ts";
import { useRepositories } from "../support/repositories.ts";
import { rejection, scratch } from "../support/scratch.ts";

const make = scratch();
const registry = new UploadRegistry();
beforeAll(async () => void (await registry.start()));
afterEach(() => registry.reset());
afterAll(() => registry.close());

const MIB = 1024 * 1024;
const bytes = (size: number) => Buffer.alloc(size, "0123456789abcdef");

const repositories = (uploads: UploadOptions = {}, raw: Readonly<Record<string, string>> = {}) =>
  useRepositories(registry.host, { uploads }, raw);
const open = (uploads: UploadOptions = {}, raw: Readonly<Record<string, string>> = {}) =>
  repositories(uploads, raw).open(`${registry.host}/a/b`);

const file = (content: Buffer) => artifact(make(), content).blob;
const push = (
  repository: Repository,
  blob: BlobSource = file(bytes(1000)),
  others: readonly Repository[] = [],
) => repository.pushBlob(blob, { others, signal: never });
const failureOf = (promise: Promise<unknown>) => rejection(TransferFailure, promise);

describe("a blob", () => {
  test("is asked for, sent at once, and looked for", async () => {
    const blob = file(bytes(3 * MIB + 1));
    expect(await push(open(), blob)).toBe("pushed");
    expect(registry.seen).toEqual([
      "HEAD blobs/@",
      "POST blobs/uploads",
      "PUT blobs/uploads",
      "HEAD blobs/@",
    ]);
    expect(registry.blob("a/b", blob.digest)?.equals(bytes(3 * MIB + 1))).toBe(true);
    const put = registry.requests.find(({ method }) => method === "PUT");
    expect(put?.headers["content-length"]).toBe(String(3 * MIB + 1));
    expect(put?.headers["content-type"]).toBe("application/octet-stream");
    // What the registry put into the place stays as it is.
    expect(put?.path).toContain("?_state=s0%2Bx&digest=sha256%3A");
  });

  test("that is there is not sent, and asked for once", async () => {
    const blob = file(bytes(1000));
    const repository = open();
    registry.blobs.set(`a/b@${blob.digest}`, bytes(1000));
    expect(await push(repository, blob)).toBe("existing");
    expect(await push(repository, blob)).toBe("existing");
    expect(registry.seen).toEqual(["HEAD blobs/@"]);
  });

  test("may be empty, or of our own making", async () => {
    for (const blob of [file(Buffer.alloc(0)), bytesBlob(Buffer.from("{}"), "nothing")]) {
      for (const mode of ["auto", "chunked"] as const) {
        registry.reset();
        expect(await push(open({ mode }), blob)).toBe("pushed");
        expect(registry.blob("a/b", blob.digest)).toHaveLength(blob.size);
      }
    }
  });

  test("is sent in chunks when that is wanted", async () => {
    const blob = file(bytes(2500));
    expect(await push(open({ mode: "chunked", chunkSize: 1000 }), blob)).toBe("pushed");
    expect(registry.seen).toEqual([
      "HEAD blobs/@",
      "POST blobs/uploads",
      ...Array(3).fill("PATCH blobs/uploads"),
      "PUT blobs/uploads",
      "HEAD blobs/@",
    ]);
    const patches = registry.requests.filter(({ method }) => method === "PATCH");
    expect(patches.map(({ headers }) => headers["content-range"])).toEqual([
      "0-999",
      "1000-1999",
      "2000-2499",
    ]);
    expect(patches.map(({ headers }) => headers["content-length"])).toEqual(["1000", "1000", "500"]);
    // Each goes to the place that the answer before has named.
    expect(patches.map(({ path }) => path.replace(/^.*\?/, ""))).toEqual([
      "_state=s0%2Bx",
      "_state=s1%2Bx",
      "_state=s2%2Bx",
    ]);
    expect(registry.blob("a/b", blob.digest)?.equals(bytes(2500))).toBe(true);
  });

  test("tells of its bytes", async () => {
    for (const mode of ["monolithic", "chunked"] as const) {
      registry.reset();
      let sent = 0;
      const onBytes = (count: number) => {
        sent += count;
      };
      await open({ mode, chunkSize: 400_000 }).pushBlob(file(bytes(MIB)), {
        others: [],
        onBytes,
        signal: never,
      });
      expect(sent).toBe(MIB);
    }
  });

  test("that is pushed several times at once is sent once", async () => {
    const repository = open();
    const blob = file(bytes(1000));
    const outcomes = await Promise.all([
      push(repository, blob),
      push(repository, blob),
      push(repository, blob),
    ]);
    expect(outcomes.sort()).toEqual(["existing", "existing", "pushed"]);
    expect(registry.count("PUT", /./)).toBe(1);
  });

  test("is not sent when the run is over, and the registry keeps nothing of it by accident", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const pushing = open().pushBlob(file(bytes(8 * MIB)), {
      others: [],
      onBytes: () => stop.abort(reason),
      signal: stop.signal,
    });
    await expect(pushing).rejects.toBe(reason);
    expect(registry.blobs.size).toBe(0);
  });
});

describe("a blob that another repository has", () => {
  test("is taken from there", async () => {
    const all = repositories();
    const [one, other] = [all.open(`${registry.host}/one`), all.open(`${registry.host}/other/x`)];
    const blob = file(bytes(1000));
    await push(one, blob);
    registry.requests.length = 0;
    expect(await push(other, blob, [one, other])).toBe("mounted");
    expect(registry.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `HEAD /v2/other/x/blobs/${blob.digest}`,
      `POST /v2/other/x/blobs/uploads/?mount=${encodeURIComponent(blob.digest)}&from=one`,
      `HEAD /v2/other/x/blobs/${blob.digest}`,
    ]);
    expect(registry.blob("other/x", blob.digest)).toBeDefined();
  });

  test("is sent when the registry does not take it from there, in the upload that it begins instead", async () => {
    registry.behaviour.mounts = false;
    const all = repositories();
    const [one, other] = [all.open(`${registry.host}/one`), all.open(`${registry.host}/other`)];
    const blob = file(bytes(1000));
    await push(one, blob);
    registry.requests.length = 0;
    expect(await push(other, blob, [one])).toBe("pushed");
    expect(registry.seen).toEqual([
      "HEAD blobs/@",
      "POST blobs/uploads",
      "PUT blobs/uploads",
      "HEAD blobs/@",
    ]);
  });

  test("is sent when the registry says that it took it, and has not", async () => {
    const all = repositories();
    const [one, other] = [all.open(`${registry.host}/one`), all.open(`${registry.host}/other`)];
    const blob = file(bytes(1000));
    await push(one, blob);
    registry.misbehaviour = (request, response, path) => {
      if (request.method !== "POST" || !path.includes("mount=")) return false;
      response.writeHead(201).end();
      return true;
    };
    expect(await push(other, blob, [one])).toBe("pushed");
    expect(registry.blob("other", blob.digest)).toBeDefined();
  });

  test("is sent when the other repository must not be read", async () => {
    const all = repositories();
    const [one, other] = [all.open(`${registry.host}/one`), all.open(`${registry.host}/other`)];
    const blob = file(bytes(1000));
    await push(one, blob);
    registry.misbehaviour = (_, response, path) => {
      if (!path.includes("mount=")) return false;
      response.writeHead(403).end();
      return true;
    };
    expect(await push(other, blob, [one])).toBe("pushed");
  });

  test("is sent once when several want it at once", async () => {
    const all = repositories();
    const targets = ["one", "two", "three"].map((name) => all.open(`${registry.host}/${name}`));
    const blob = file(bytes(MIB));
    const outcomes = await Promise.all(targets.map((target) => push(target, blob, targets)));
    expect(outcomes.sort()).toEqual(["mounted", "mounted", "pushed"]);
    expect(registry.received).toBe(MIB);
  });

  test("is sent by another one when the first fails", async () => {
    const all = repositories({}, { retries: "0" });
    const targets = ["one", "two", "three"].map((name) => all.open(`${registry.host}/${name}`));
    const blob = file(bytes(1000));
    registry.misbehaviour = (request, response, path) => {
      if (request.method !== "POST" || !path.startsWith("/v2/one/")) return false;
      response.writeHead(500).end();
      return true;
    };
    const outcomes = await Promise.allSettled(targets.map((target) => push(target, blob, targets)));
    expect(outcomes[0]).toMatchObject({ status: "rejected" });
    expect(outcomes.slice(1).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
  });

  test("is not looked for in other registries", async () => {
    const elsewhere = useRepositories(registry.host).open(`${registry.host}/one`);
    const blob = file(bytes(1000));
    await push(elsewhere, blob);
    expect(await push(open(), blob, [elsewhere])).toBe("pushed");
    expect(registry.count("POST", /mount=/)).toBe(0);
  });
});

describe("a file that changes", () => {
  test("is no blob any more, and the upload is given back", async () => {
    const { blob } = artifact(make(), bytes(4 * MIB));
    let isChanged = false;
    const onBytes = () => {
      if (!isChanged) {
        isChanged = true;
        writeFileSync(blob.path, Buffer.alloc(4 * MIB));
      }
    };
    const error = await failureOf(open().pushBlob(blob, { others: [], onBytes, signal: never }));
    expect(error).toMatchObject({ failure: "changed", remedy: "never" });
    expect(registry.blobs.size).toBe(0);
    expect(registry.count("POST", /./)).toBe(1);
    expect(registry.count("DELETE", /./)).toBe(1);
  });

  test("is noticed when another one is sent under its digest", async () => {
    const lie = { ...bytesBlob(bytes(1000), "a lie"), digest: file(bytes(999)).digest };
    const error = await failureOf(push(open(), lie));
    expect(error).toMatchObject({ failure: "checksum", remedy: "never" });
    // It may have been the network.
    expect(registry.count("PUT", /./)).toBe(2);
  });
});
