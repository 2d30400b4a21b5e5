import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loginInputs } from "../support/registries.ts";
import { bytes, chunked, failureOf, LOGIN, useUploads } from "../support/uploads.ts";

const { make, registry, open, file, push, arrives } = useUploads();

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
