import { randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { TransferFailure } from "@compose-actions/transfer";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { UploadRegistry } from "../../../../test/support/registry/upload-registry.ts";
import type { UploadOptions } from "../../src/repositories.ts";
import type { Repository } from "../../src/repository.ts";
import { artifact, never } from "../support/artifacts.ts";
import { loginInputs } from "../support/registries.ts";
import { useRepositories } from "../support/repositories.ts";
import { rejection, scratch } from "../support/scratch.ts";

const make = scratch();
const registry = new UploadRegistry();
beforeAll(async () => void (await registry.start()));
afterEach(() => registry.reset());
afterAll(() => registry.close());

const MIB = 1024 * 1024;
const LOGIN = "robot:s3cret-word";
const bytes = (size: number) => Buffer.alloc(size, "0123456789abcdef");

const open = (uploads: UploadOptions = {}, raw: Readonly<Record<string, string>> = {}) =>
  useRepositories(registry.host, { uploads }, raw).open(`${registry.host}/a/b`);
const file = (size: number) => artifact(make(), bytes(size)).blob;
const push = (repository: Repository, blob = file(1000)) =>
  repository.pushBlob(blob, { others: [], signal: never });
const failureOf = (promise: Promise<unknown>) => rejection(TransferFailure, promise);

/** Pushes a blob of so many bytes, and compares what the registry has then. */
async function arrives(size: number, uploads: UploadOptions, raw: Readonly<Record<string, string>> = {}) {
  const blob = file(size);
  expect(await push(open(uploads, raw), blob)).toBe("pushed");
  expect(registry.blob("a/b", blob.digest)?.equals(bytes(size))).toBe(true);
}

const chunked: UploadOptions = { mode: "chunked", chunkSize: 1000 };

describe("the Location of an upload", () => {
  test("may be relative", async () => {
    registry.behaviour.location = ({ id, repository, state }) =>
      `/v2/${repository}/blobs/uploads/${id}?_state=s${state}%2Bx`;
    await arrives(2500, chunked);
    registry.behaviour.location = ({ id, state }) => `${id}?_state=s${state}%2Bx`;
    await arrives(2501, {});
  });

  test("may be anywhere at the registry, and is asked with its credentials", async () => {
    registry.auth = { kind: "basic", login: LOGIN };
    registry.behaviour.location = ({ id, repository, state }) =>
      `/uploads-of-artifacts/v2/${repository}/blobs/uploads/${id}?_state=s${state}%2Bx`;
    registry.misbehaviour = (request) => {
      request.url = request.url?.replace("/uploads-of-artifacts", "") ?? "";
      return false;
    };
    await arrives(2500, chunked, loginInputs(LOGIN));
    expect(registry.count("PATCH", /^\/uploads-of-artifacts/)).toBe(3);
  });

  test("may be named once for all", async () => {
    const { location } = registry.behaviour;
    registry.behaviour.location = (upload, at) => (upload.state === 0 ? location(upload, at) : undefined);
    await arrives(2500, chunked);
  });

  test("must be named at the start", async () => {
    registry.behaviour.location = () => undefined;
    expect(await failureOf(push(open()))).toMatchObject({ failure: "protocol" });
  });

  describe("on another host", () => {
    const seen: { method: string; url: string; headers: IncomingHttpHeaders }[] = [];
    const stored = new Map<string, Buffer>();
    let refuses = false;
    const store = createServer(async (request, response) => {
      seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers });
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const url = new URL(request.url ?? "", "http://store.example");
      stored.set(url.searchParams.get("digest") ?? "", Buffer.concat(chunks));
      response.writeHead(refuses ? 500 : 201).end();
    });
    beforeAll(() => new Promise<void>((resolve) => store.listen(0, "127.0.0.1", resolve)));
    afterAll(() => void store.close());
    const storeHost = () => `127.0.0.1:${(store.address() as AddressInfo).port}`;

    test("gets the bytes and no credentials", async () => {
      registry.auth = { kind: "basic", login: LOGIN };
      registry.behaviour.location = () => `http://${storeHost()}/put?signature=x`;
      registry.misbehaviour = (request, response, path) => {
        const [, digest] = /\/blobs\/(sha256:[0-9a-f]+)$/.exec(path) ?? [];
        const blob = digest === undefined ? undefined : stored.get(digest);
        if (request.method !== "HEAD" || blob === undefined) return false;
        response.writeHead(200, { "content-length": blob.length }).end();
        return true;
      };
      const repository = open({}, { ...loginInputs(LOGIN), "allow-hosts": "127.0.0.1" });
      const blob = file(1000);
      expect(await push(repository, blob)).toBe("pushed");
      expect(stored.get(blob.digest)?.equals(bytes(1000))).toBe(true);
      const [put] = seen;
      expect(put?.headers.authorization).toBeUndefined();
      expect(put?.url).toMatch(/^\/put\?signature=x&digest=/);
      expect(registry.requests.every(({ authorization, path }) => path === "/v2/" || authorization)).toBe(
        true,
      );
    });

    test("is asked once, and not how far it is: then the blob is begun anew", async () => {
      registry.behaviour.location = () => `http://${storeHost()}/put?signature=x`;
      seen.length = 0;
      refuses = true;
      const error = await failureOf(push(open({}, { "allow-hosts": "127.0.0.1", retries: "2" })));
      refuses = false;
      expect(error).toMatchObject({ status: 500 });
      expect(seen.map(({ method }) => method)).toEqual(["PUT", "PUT", "PUT"]);
      expect(registry.count("POST", /./)).toBe(3);
    });

    test("is not asked when it is a private one", async () => {
      registry.behaviour.location = () => `http://${storeHost()}/put`;
      seen.length = 0;
      expect(await failureOf(push(open()))).toMatchObject({ failure: "forbidden-address" });
      expect(seen).toEqual([]);
    });
  });

  test.each([
    ["is no URL", "http://["],
    ["is a file", "file:///etc/passwd"],
    ["has a login in it", "http://user:password@127.0.0.1/"],
  ])("is not followed when it %s", async (_how, location) => {
    registry.behaviour.location = () => location;
    const error = await failureOf(push(open()));
    expect(error).toMatchObject({ failure: "redirect" });
    expect(error.message).not.toContain("password@");
    expect(registry.count("PUT", /./)).toBe(0);
  });
});

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

describe("a blob that is sent at once", () => {
  test("arrives as it is although its memory is used again while the registry takes its time", async () => {
    const content = randomBytes(12 * MIB);
    const { blob } = artifact(make(), content);
    registry.misbehaviour = (request) => {
      if (request.method === "PUT") {
        request.on("data", () => {
          request.pause();
          setTimeout(() => request.resume(), 1);
        });
        request.pause();
      }
      return false;
    };
    expect(await push(open(), blob)).toBe("pushed");
    expect(registry.blob("a/b", blob.digest)?.equals(content)).toBe(true);
  });

  test("and cut goes on at the very byte where the registry knows it", async () => {
    registry.behaviour.cuts = [MIB];
    await arrives(3 * MIB, {});
    expect(registry.count("POST", /./)).toBe(1);
    expect(registry.requests.map(({ headers }) => headers["content-range"]).filter(Boolean)).toEqual([
      `${MIB}-${3 * MIB - 1}`,
    ]);
  });

  test("and cut is sent again where the registry has lost it", async () => {
    registry.behaviour.cuts = [MIB];
    registry.behaviour.forgetsPlaces = true;
    await arrives(3 * MIB, {});
    expect(registry.count("POST", /./)).toBe(2);
  });

  test("is not gone on with when it must be sent at once", async () => {
    registry.behaviour.cuts = [MIB];
    await arrives(3 * MIB, { mode: "monolithic" });
    expect(registry.count("POST", /./)).toBe(2);
    expect(registry.count("GET", /uploads/)).toBe(0);
  });

  test("and lost twice is sent in chunks", async () => {
    registry.behaviour.forgetsPlaces = true;
    registry.behaviour.cuts = [MIB, MIB];
    await arrives(3 * MIB, { chunkSize: MIB });
    expect(registry.count("PATCH", /./)).toBe(3);
  });

  test("and is too large for a proxy is sent in chunks", async () => {
    registry.behaviour.maxBody = 2 * MIB;
    // That is another form, and no repetition.
    await arrives(5 * MIB, { chunkSize: 2 * MIB }, { retries: "0" });
    expect(registry.count("PATCH", /./)).toBe(3);
    registry.reset();
    registry.behaviour.maxBody = 2 * MIB;
    const error = await failureOf(push(open({ mode: "monolithic" }), file(5 * MIB)));
    expect(error).toMatchObject({ status: 413 });
    expect(registry.count("PATCH", /./)).toBe(0);
  });

  test.each([500, 502, 503, 504])("and stored is not sent again because the answer is %i", async (status) => {
    registry.misbehaviour = (request, response) => {
      if (request.method === "PUT") {
        // It does its work, and a proxy gives up waiting.
        response.writeHead = ((code: number) =>
          Object.getPrototypeOf(response).writeHead.call(response, code === 201 ? status : code)) as never;
      }
      return false;
    };
    await arrives(MIB, {});
    expect(registry.count("PUT", /./)).toBe(1);
    expect(registry.received).toBe(MIB);
  });

  test("and stored is not sent again because the answer is lost", async () => {
    registry.misbehaviour = (request, response) => {
      if (request.method === "PUT") {
        response.writeHead = (() => {
          request.socket.destroy();
          return response;
        }) as never;
      }
      return false;
    };
    await arrives(MIB, {});
    expect(registry.count("PUT", /./)).toBe(1);
  });

  test("and answered 5xx without being stored is sent again", async () => {
    let failures = 2;
    registry.misbehaviour = (request, response) => {
      if (request.method !== "PUT" || failures === 0) return false;
      failures -= 1;
      request.on("end", () => response.writeHead(500).end()).resume();
      return true;
    };
    await arrives(MIB, {});
    expect(registry.count("PUT", /./)).toBe(3);
  });

  test("waits as long as it is told to", async () => {
    let since = 0;
    registry.misbehaviour = (request, response) => {
      if (request.method !== "PUT" || since > 0) return false;
      since = performance.now();
      request.on("end", () => response.writeHead(429, { "retry-after": "1" }).end()).resume();
      return true;
    };
    await arrives(MIB, {});
    expect(performance.now() - since).toBeGreaterThan(900);
  });

  test("does not wait for an hour", async () => {
    registry.misbehaviour = (request, response) => {
      if (request.method !== "PUT") return false;
      request.on("end", () => response.writeHead(429, { "retry-after": "3600" }).end()).resume();
      return true;
    };
    expect(await failureOf(push(open()))).toMatchObject({ failure: "rate-limited", status: 429 });
  });

  test("is not sent to a registry that has stopped taking it", async () => {
    registry.misbehaviour = (request) => {
      if (request.method === "PUT") request.pause();
      return request.method === "PUT";
    };
    const error = await failureOf(push(open({}, { retries: "0", "idle-timeout": "200ms" }), file(32 * MIB)));
    expect(error).toMatchObject({ failure: "timeout", remedy: "again" });
  });

  test("is not sent to a registry that takes it too slowly", async () => {
    registry.misbehaviour = (request) => {
      if (request.method !== "PUT") return false;
      // A little now and then, so that it never stands still.
      const timer = setInterval(() => request.read(), 20);
      request.on("close", () => clearInterval(timer));
      return true;
    };
    const raw = { retries: "0", "low-speed-limit": "1G", "low-speed-time": "200ms" };
    const error = await failureOf(push(open({}, raw), file(32 * MIB)));
    expect(error).toMatchObject({ failure: "timeout", remedy: "again" });
    expect(error.message).toMatch(/bytes a second/);
  });

  test.each([401, 403])("ends when it is answered %i while it is sent", async (status) => {
    registry.misbehaviour = (request, response) => {
      if (request.method !== "PUT") return false;
      response.writeHead(status, { "www-authenticate": 'Basic realm="x"' }).end();
      return true;
    };
    const error = await failureOf(push(open(), file(16 * MIB)));
    expect(error).toMatchObject({ failure: "auth", status });
    expect(error.message).toContain("a/b");
    expect(registry.count("PUT", /./)).toBe(1);
  });
});

describe("what a registry says of a blob", () => {
  test.each(["0", "1", "5"])(
    "that it has other bytes is a wrong checksum, with %s retries",
    async (retries) => {
      const lie = { ...file(1000), digest: file(999).digest };
      const failure = await failureOf(push(open({}, { retries }), lie));
      expect(failure).toMatchObject({ failure: "checksum" });
    },
  );

  test("that is there with another size is not believed", async () => {
    const blob = file(1000);
    registry.blobs.set(`a/b@${blob.digest}`, bytes(999));
    expect(await push(open(), blob)).toBe("pushed");
    expect(registry.blob("a/b", blob.digest)?.equals(bytes(1000))).toBe(true);
  });

  test("that it took it is not believed when it has another size afterwards", async () => {
    registry.misbehaviour = (request, response) => {
      if (request.method !== "HEAD") return false;
      response.writeHead(200, { "content-length": "999" }).end();
      return true;
    };
    expect(await failureOf(push(open()))).toMatchObject({ failure: "size-mismatch" });
  });

  test("that it took it is not believed when it does not have it afterwards, not even later", async () => {
    registry.misbehaviour = (request, response) => {
      if (request.method !== "HEAD") return false;
      response.writeHead(404).end();
      return true;
    };
    expect(await failureOf(push(open()))).toMatchObject({ failure: "protocol" });
    expect(registry.count("HEAD", /./)).toBe(5);
  });

  test("may be late", async () => {
    let late = 3;
    registry.misbehaviour = (request, response) => {
      if (request.method !== "HEAD" || late === 0) return false;
      late -= 1;
      response.writeHead(404).end();
      return true;
    };
    await arrives(1000, {});
  });

  test("without its size is believed when it names the digest", async () => {
    const blob = file(1000);
    registry.misbehaviour = (request, response) => {
      if (request.method !== "HEAD") return false;
      response.writeHead(200, { "docker-content-digest": blob.digest, "transfer-encoding": "chunked" }).end();
      return true;
    };
    expect(await push(open(), blob)).toBe("existing");
  });

  test("without its size is not believed when it names another digest, or none", async () => {
    for (const headers of [{ "docker-content-digest": `sha256:${"0".repeat(64)}` }, {}]) {
      registry.reset();
      registry.misbehaviour = (request, response) => {
        if (request.method !== "HEAD" || registry.count("HEAD", /./) > 1) return false;
        response.writeHead(200, { ...headers, "transfer-encoding": "chunked" }).end();
        return true;
      };
      await arrives(1000, {});
    }
  });

  test("is a failure when it has stored another digest", async () => {
    registry.behaviour.digestHeader = () => `sha256:${"0".repeat(64)}`;
    expect(await failureOf(push(open()))).toMatchObject({ failure: "checksum", remedy: "never" });
  });

  test("does not matter when it is a digest of another kind, or none", async () => {
    registry.behaviour.digestHeader = () => `sha512:${"0".repeat(128)}`;
    await arrives(1000, {});
    registry.behaviour.digestHeader = () => undefined;
    await arrives(1001, {});
  });

  test("is a failure when it does not let us begin", async () => {
    registry.misbehaviour = (request, response) => {
      if (request.method !== "POST") return false;
      registry.fail(response, 404, "NAME_UNKNOWN", "no such repository");
      return true;
    };
    const error = await failureOf(push(open()));
    expect(error.message).toContain("NAME_UNKNOWN: no such repository");
  });
});

test("what goes wrong is told without the place of the upload, the login or a token", async () => {
  const failing: readonly (() => void)[] = [
    () => {
      registry.behaviour.maxChunk = 1;
    },
    () => {
      registry.behaviour.cuts = Array(50).fill(1);
    },
    () => {
      registry.misbehaviour = (request, response) => {
        if (request.method !== "PATCH") return false;
        request.resume();
        registry.fail(
          response,
          403,
          "DENIED",
          `${request.headers.authorization} may not write to ${request.url}`,
        );
        return true;
      };
    },
    () => {
      registry.misbehaviour = (request, response) => {
        if (request.method !== "PATCH") return false;
        request.resume();
        response.writeHead(500).end("\u001b[31m::error::secret");
        return true;
      };
    },
    () => {
      const { location } = registry.behaviour;
      registry.behaviour.location = (upload, at) =>
        upload.state === 0 ? location(upload, at) : "http://user:s3cret-word@127.0.0.1/x?signature=secret";
    },
  ];
  const secrets = ["s3cret", Buffer.from(LOGIN).toString("base64"), "signature", "\u001b", "user:"];
  for (const misbehave of failing) {
    registry.reset();
    registry.auth = { kind: "basic", login: LOGIN };
    misbehave();
    const raw = { ...loginInputs(LOGIN), retries: "1" };
    const { message } = await failureOf(
      push(open({ ...chunked, journalDirectory: make() }, raw), file(2500)),
    );
    for (const secret of secrets) expect(message).not.toContain(secret);
  }
});
