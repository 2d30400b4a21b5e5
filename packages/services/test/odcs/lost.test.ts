import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { type OdcsRequest, readOdcsRequest, ServiceFailure } from "../../src/index.ts";
import { never } from "../support/client.ts";
import type { Misbehaviour } from "../support/odcs/stand-in.ts";
import { useOdcs } from "../support/odcs/use.ts";

const place = useOdcs();
const tag = (source = "f39"): OdcsRequest => readOdcsRequest({ source: { type: "tag", source } });

/** Requests for composes meet with this, for as often as it is said. */
function posts(behaviour: Misbehaviour, times = Number.POSITIVE_INFINITY): Misbehaviour {
  let left = times;
  return (seen, response, serve) => {
    if (seen.method !== "POST" || left <= 0) return false;
    left -= 1;
    return behaviour(seen, response, serve);
  };
}

const failureOf = (promise: Promise<unknown>): Promise<ServiceFailure> =>
  promise.then(
    () => Promise.reject(new Error("it did not fail")),
    (error: unknown) => error as ServiceFailure,
  );

describe("a request that arrived although its answer was lost", () => {
  test.each<[string, Misbehaviour]>([
    [
      "the connection broke",
      (_, response, serve) => {
        serve();
        response.destroy();
        return true;
      },
    ],
    [
      "the answer broke off",
      (_, response, serve) => {
        response.writeHead(200, { "content-length": "5000" }).write(serve().body.slice(0, 100));
        setTimeout(() => response.destroy(), 20);
        return true;
      },
    ],
    [
      "the answer is no whole JSON",
      (_, response, serve) => {
        response.end(serve().body.slice(0, 100));
        return true;
      },
    ],
    [
      "a proxy had no patience",
      (_, response, serve) => {
        serve();
        response
          .writeHead(504, { "content-type": "text/html" })
          .end("<html><title>504 Gateway Time-out</title></html>");
        return true;
      },
    ],
    [
      "the server in front was restarted",
      (_, response, serve) => {
        serve();
        response.writeHead(502).end();
        return true;
      },
    ],
  ])("%s: it is found, and not sent again", async (_, behaviour) => {
    const { server, service } = await place();
    await service.create(tag(), never);
    server.misbehave = posts(behaviour);
    const { compose, how } = await service.create(tag(), never);
    expect([compose.id, how]).toEqual(["2", "found"]);
    expect(server.store.rows).toHaveLength(2);
  });

  test("no answer at all: as well", async () => {
    const { server, service } = await place({}, {}, { "headers-timeout": "300ms" });
    server.misbehave = posts((_, __, serve) => {
      serve();
      return true;
    });
    expect(await service.create(tag(), never)).toMatchObject({ how: "found", compose: { id: "1" } });
    expect(server.store.rows).toHaveLength(1);
  });

  test("it arrives while it is being looked for", async () => {
    const { server, service } = await place({}, { searchMs: 5000 });
    server.misbehave = posts((_, response, serve) => {
      response.destroy();
      setTimeout(serve, 100);
      return true;
    });
    expect(await service.create(tag(), never)).toMatchObject({ how: "found", compose: { id: "1" } });
    expect(server.store.rows).toHaveLength(1);
  });

  test("the server restarts in the middle", async () => {
    const { server, service } = await place({}, { searchMs: 10_000 });
    server.misbehave = posts((_, __, serve) => {
      serve();
      void server.stop().then(() => setTimeout(() => void server.start(), 300));
      return true;
    });
    expect(await service.create(tag(), never)).toMatchObject({ how: "found", compose: { id: "1" } });
    expect(server.store.rows).toHaveLength(1);
  });

  test("that of somebody else, made at the same time, is not taken for ours", async () => {
    const { server, service } = await place({}, { owner: "unknown" });
    server.misbehave = posts((_, response, serve) => {
      serve();
      server.store.row(server.store.rows.length).owner = "somebody";
      response.destroy();
      return true;
    }, 1);
    expect(await service.create(tag(), never)).toMatchObject({ how: "created", compose: { id: "2" } });
  });

  test("nor one that is for something else, nor an older one", async () => {
    const { server, service } = await place();
    await service.create(tag(), never);
    server.misbehave = posts((seen, response, serve) => {
      Object.assign(seen, { body: seen.body });
      serve();
      server.store.row(2).source = "f40";
      response.destroy();
      return true;
    }, 1);
    expect(await service.create(tag(), never)).toMatchObject({ how: "created", compose: { id: "3" } });
  });

  test("one that a worker has already begun with is found, with what it found out", async () => {
    const { server, service } = await place();
    server.misbehave = posts((_, response, serve) => {
      serve();
      server.store.finish(1);
      Object.assign(server.store.row(1), { source: "nodejs:18:20240101:abcd" });
      response.destroy();
      return true;
    });
    const request = readOdcsRequest({ source: { type: "module", source: "nodejs:18" } });
    expect(await service.create(request, never)).toMatchObject({
      how: "found",
      compose: { id: "1", state: "finished" },
    });
  });
});

describe("a request that did not arrive", () => {
  test("is sent again once that is sure", async () => {
    const { server, service } = await place();
    server.misbehave = posts((_, response) => {
      response.destroy();
      return true;
    }, 2);
    expect(await service.create(tag(), never)).toMatchObject({ how: "created", compose: { id: "1" } });
    expect(server.count("POST")).toBe(3);
    expect(server.count("GET", "per_page=50")).toBeGreaterThanOrEqual(2);
  });

  test("is given up after three times", async () => {
    const { server, service } = await place({}, { searchMs: 0 });
    server.misbehave = posts((_, response) => {
      response.writeHead(503).end();
      return true;
    });
    const failure = await failureOf(service.create(tag(), never));
    expect(failure).toMatchObject({ status: 503, isUncertain: false });
    expect(server.count("POST")).toBe(3);
  });

  test("a server that has too much to do is asked again without a search", async () => {
    const { server, service } = await place();
    server.misbehave = posts((_, response) => {
      response.writeHead(429, { "retry-after": "0" }).end();
      return true;
    }, 1);
    expect((await service.create(tag(), never)).how).toBe("created");
    expect(server.count("GET", "per_page=50")).toBe(0);
  });

  test("nothing is sent to a server that cannot be asked before", async () => {
    const { server, service } = await place();
    await server.stop();
    expect(await failureOf(service.create(tag(), never))).toMatchObject({ failure: "connection" });
    expect(server.requests).toHaveLength(0);
  });
});

describe("nobody can tell", () => {
  test("the server is gone for good", async () => {
    const { server, service } = await place();
    server.misbehave = posts((_, __, serve) => {
      serve();
      void server.stop();
      return true;
    });
    const failure = await failureOf(service.create(tag(), never));
    expect(failure).toBeInstanceOf(ServiceFailure);
    expect(failure.isUncertain).toBe(true);
    expect(failure.message).toContain("look before asking again");
  });

  test("the server refuses to be searched", async () => {
    const { server, service } = await place();
    server.misbehave = (seen, response, serve) => {
      if (seen.method === "POST") {
        serve();
        response.destroy();
        return true;
      }
      if (server.count("POST") === 0) return false;
      response.writeHead(403, { "content-type": "text/html" }).end("<html><title>Forbidden</title></html>");
      return true;
    };
    expect(await failureOf(service.create(tag(), never))).toMatchObject({
      isUncertain: true,
      message: expect.stringMatching(
        /the server does not tell whether there is a compose now: .*answers 403/,
      ),
    });
    expect(server.count("POST")).toBe(1);
  });

  test("the server has put what it found out in the place of what was asked for", async () => {
    const { server, service } = await place();
    server.misbehave = posts((_, response, serve) => {
      serve();
      server.store.finish(1);
      Object.assign(server.store.row(1), { source: "repo-1", arches: "x86_64 ppc64le" });
      response.destroy();
      return true;
    });
    const request = readOdcsRequest({ source: { type: "pulp", source: "rhel-9-baseos" } });
    const failure = await failureOf(service.create(request, never));
    expect(failure.isUncertain).toBe(true);
    expect(failure.message).toContain("compose 1 may be what came of it");
    expect(server.count("POST")).toBe(1);
  });
});

describe("the server's own errors", () => {
  test("a broker that is down leaves a compose that failed: it is found, and there is no second one", async () => {
    const { server, service } = await place();
    server.isBrokerDown = true;
    const { compose, how } = await service.create(tag(), never);
    expect(how).toBe("found");
    expect(compose).toMatchObject({ id: "1", state: "failed" });
    expect(compose.reason).toContain("Can not schedule compose 1");
    expect(server.count("POST")).toBe(1);
  });

  test("any other is not waited for", async () => {
    const { server, service } = await place({}, { searchMs: 60_000 });
    server.misbehave = posts((_, response) => {
      response.writeHead(500).end('{"error":"Internal Server Error","message":"boom","status":500}');
      return true;
    });
    expect(await failureOf(service.create(tag(), never))).toMatchObject({ status: 500, said: "boom" });
    expect(server.count("POST")).toBe(1);
  });
});

describe("being told to stop", () => {
  test("an answer that is on its way is still taken: what is made can be cancelled", async () => {
    const { server, service } = await place();
    const stop = new AbortController();
    server.misbehave = posts((_, response, serve) => {
      stop.abort(new Error("interrupted"));
      const { body } = serve();
      setTimeout(() => response.end(body), 100);
      return true;
    });
    expect(await service.create(tag(), stop.signal)).toMatchObject({ how: "created", compose: { id: "1" } });
  });

  test("nothing is looked for any more", async () => {
    const { server, service } = await place();
    const stop = new AbortController();
    server.misbehave = posts((_, response) => {
      stop.abort(new Error("interrupted"));
      response.destroy();
      return true;
    });
    await expect(service.create(tag(), stop.signal)).rejects.toThrow("interrupted");
    await expect(service.create(tag(), stop.signal)).rejects.toThrow("interrupted");
    expect(server.count("POST")).toBe(1);
  });
});

test("a redirect is not followed with what makes a compose", async () => {
  const target = createServer((_, response) => response.end("{}"));
  await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
  const to = `http://127.0.0.1:${(target.address() as AddressInfo).port}/`;
  let asked = 0;
  target.on("request", () => {
    asked += 1;
  });
  const { server, service } = await place();
  server.misbehave = posts((_, response) => {
    response.writeHead(308, { location: to }).end();
    return true;
  });
  const failure = await failureOf(service.create(tag(), never));
  expect(failure).toMatchObject({ status: 308, remedy: "never" });
  expect(failure.message).toContain(`it sends us to ${new URL(to).origin}`);
  expect(asked).toBe(0);
  target.close();
});
