import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { artifact } from "../support/artifacts.ts";
import { failureOf, MIB, useUploads } from "../support/uploads.ts";

const { make, registry, open, file, push, arrives } = useUploads();

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
