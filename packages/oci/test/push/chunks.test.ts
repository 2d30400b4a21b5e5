import { describe, expect, test } from "vitest";
import { bytes, chunked, failureOf, MIB, useUploads } from "../support/uploads.ts";

const { registry, open, file, push, arrives } = useUploads();

describe("a chunk", () => {
  test.each([201, 202, 204])("may be answered %i", async (status) => {
    registry.behaviour.patchStatus = status;
    await arrives(2500, chunked);
  });

  test("may be answered without a Range", async () => {
    registry.behaviour.range = () => undefined;
    await arrives(2500, chunked);
  });

  test("of one byte is not taken for none", async () => {
    await arrives(3, { mode: "chunked", chunkSize: 1 });
    expect(registry.count("PATCH", /./)).toBe(3);
  });

  test("may be taken in part", async () => {
    const blob = file(2500);
    let isShort = true;
    registry.behaviour.range = (upload) => {
      if (isShort && upload.bytes.length === 2000) {
        isShort = false;
        upload.bytes = upload.bytes.subarray(0, 1500);
      }
      return `0-${upload.bytes.length - 1}`;
    };
    expect(await push(open(chunked), blob)).toBe("pushed");
    expect(registry.requests.map(({ headers }) => headers["content-range"]).filter(Boolean)).toEqual([
      "0-999",
      "1000-1999",
      "1500-2499",
    ]);
    expect(registry.blob("a/b", blob.digest)?.equals(bytes(2500))).toBe(true);
  });

  test("whose Range does not move is asked for, and the answer counts", async () => {
    registry.behaviour.range = () => "0-999";
    await arrives(2500, { mode: "chunked", chunkSize: 1000 });
    expect(registry.count("PATCH", /./)).toBe(3);
  });

  test("whose Range never moves is sent all the same when chunks are wanted", async () => {
    registry.behaviour.range = () => "0-0";
    registry.behaviour.status = () => "0-0";
    await arrives(2500, chunked);
  });

  test("whose Range never moves makes the blob go at once otherwise", async () => {
    registry.behaviour.postHeaders = { "oci-chunk-max-length": "1000" };
    registry.behaviour.range = () => "0-999";
    registry.behaviour.status = () => "0-999";
    await arrives(2500, {});
    expect(
      registry.requests.filter(({ method }) => /PATCH|PUT/.test(method)).map(({ method }) => method),
    ).toEqual(["PATCH", "PATCH", "PUT"]);
  });

  test("is as large as the registry wants at least", async () => {
    registry.behaviour.postHeaders = { "oci-chunk-min-length": "1200" };
    await arrives(2500, chunked);
    expect(registry.requests.map(({ headers }) => headers["content-range"]).filter(Boolean)).toEqual([
      "0-1199",
      "1200-2399",
      "2400-2499",
    ]);
  });

  test("is as large as the registry takes at most", async () => {
    registry.behaviour.postHeaders = { "oci-chunk-max-length": "900" };
    await arrives(2500, chunked);
    expect(registry.count("PATCH", /./)).toBe(3);
    registry.requests.length = 0;
    // Nobody has asked for chunks, but the registry does.
    await arrives(2501, {});
    expect(registry.count("PATCH", /./)).toBe(3);
  });

  test("that is too large becomes smaller", async () => {
    for (const limit of ["maxBody", "maxChunk"] as const) {
      registry.reset();
      registry.behaviour[limit] = 4 * MIB;
      await arrives(9 * MIB, { mode: "chunked", chunkSize: 6 * MIB }, { retries: "0" });
      expect(registry.count("PATCH", /./)).toBe(4);
    }
  });

  test("that cannot become small enough makes the blob go at once", async () => {
    registry.behaviour.postHeaders = { "oci-chunk-max-length": String(2 * MIB) };
    registry.behaviour.maxChunk = 1;
    await arrives(3 * MIB, {});
    expect(registry.count("PUT", /./)).toBe(1);
  });

  test("that cannot become small enough fails when chunks are wanted", async () => {
    registry.behaviour.maxChunk = 1;
    expect(await failureOf(push(open(chunked), file(2500)))).toMatchObject({ status: 416 });
    expect(registry.count("PUT", /./)).toBe(0);
  });

  test("that the registry does not know of makes the blob go at once", async () => {
    registry.behaviour.postHeaders = { "oci-chunk-max-length": "1000" };
    registry.misbehaviour = (request, response) => {
      if (request.method !== "PATCH") return false;
      request.resume();
      response.writeHead(405).end();
      return true;
    };
    await arrives(2500, {});
  });
});

describe("a chunk that is cut", () => {
  test("is gone on with at the very byte", async () => {
    registry.behaviour.cuts = [0, 300_000];
    await arrives(2 * MIB, { mode: "chunked", chunkSize: MIB });
    expect(registry.count("POST", /./)).toBe(1);
    expect(registry.requests.map(({ headers }) => headers["content-range"]).filter(Boolean)).toEqual([
      `0-${MIB - 1}`,
      `${MIB}-${2 * MIB - 1}`,
      `${MIB + 300_000}-${2 * MIB - 1}`,
    ]);
    expect(registry.count("GET", /uploads/)).toBe(1);
  });

  test("is sent again when nothing of it was kept", async () => {
    registry.behaviour.cuts = [0, 300_000];
    registry.behaviour.keepsCutBytes = false;
    await arrives(2 * MIB, { mode: "chunked", chunkSize: MIB });
    expect(registry.count("POST", /./)).toBe(1);
    expect(registry.count("PATCH", /./)).toBe(3);
  });

  test("after one byte is not taken for one that was cut before any", async () => {
    registry.behaviour.cuts = [1, 1];
    await arrives(2500, chunked);
    expect(registry.count("POST", /./)).toBe(3);
  });

  test.each([404, 400])("begins the blob anew when the registry answers %i after that", async (status) => {
    registry.behaviour.cuts = [0, 300_000];
    registry.misbehaviour = (request, response, path) => {
      if (request.method !== "GET" || !path.includes("/uploads/u1")) return false;
      registry.fail(response, status, "BLOB_UPLOAD_INVALID");
      return true;
    };
    await arrives(2 * MIB, { mode: "chunked", chunkSize: MIB });
    expect(registry.count("POST", /./)).toBe(2);
  });

  test("begins the blob anew when the place is good no more", async () => {
    registry.behaviour.cuts = [0, 300_000];
    registry.behaviour.forgetsPlaces = true;
    await arrives(2 * MIB, { mode: "chunked", chunkSize: MIB });
    expect(registry.count("POST", /./)).toBe(2);
  });

  test("begins the blob anew when the registry says that it has more than there is", async () => {
    registry.behaviour.cuts = [0, 300_000];
    registry.behaviour.status = () => `0-${5 * MIB}`;
    await arrives(2 * MIB, { mode: "chunked", chunkSize: MIB });
    expect(registry.count("POST", /./)).toBe(2);
  });

  test("goes on where the registry is, even when that is behind", async () => {
    registry.behaviour.cuts = [0, 300_000];
    registry.behaviour.status = (upload) => {
      upload.bytes = upload.bytes.subarray(0, MIB / 2);
      return `0-${MIB / 2 - 1}`;
    };
    await arrives(2 * MIB, { mode: "chunked", chunkSize: MIB });
    expect(registry.count("POST", /./)).toBe(1);
  });

  test("is not tried for ever: without progress the retries count, and so do new beginnings", async () => {
    registry.behaviour.cuts = Array(100).fill(1);
    registry.behaviour.keepsCutBytes = false;
    const error = await failureOf(
      push(open({ mode: "chunked", chunkSize: 1000 }, { retries: "3" }), file(2500)),
    );
    expect(error.remedy).toBe("again");
    expect(registry.count("PATCH", /./)).toBe(4);
    registry.reset();
    // A MiB arrives each time before it is lost.
    registry.behaviour.cuts = Array(100)
      .fill(0)
      .flatMap(() => [0, 1]);
    registry.behaviour.forgetsPlaces = true;
    await failureOf(push(open({ mode: "chunked", chunkSize: MIB }, { retries: "3" }), file(3 * MIB)));
    expect(registry.count("POST", /./)).toBe(8);
  });
});
