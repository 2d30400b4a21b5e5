import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { FakeRegistry } from "../../../../test/support/registry/fake-registry.ts";
import type { RegistryRequest } from "../../src/registry/registry.ts";
import { loginInputs, never, openRegistries } from "../support/registries.ts";

const LOGIN = "robot:s3cret-word";
const fake = new FakeRegistry();
beforeAll(async () => void (await fake.start()));
afterEach(() => fake.reset());
afterAll(() => fake.close());

const pull = { repository: "a/b", actions: ["pull"] } as const;

function ask(request: Partial<RegistryRequest> = {}, raw: Readonly<Record<string, string>> = {}) {
  const { registries } = openRegistries([`${fake.host}/a/b`], raw);
  return registries
    .registry(fake.host)
    .request({ method: "GET", path: "manifests/latest", ...pull, ...request }, never);
}

/** Without what is asked to find out how the registry wants to be asked. */
const seen = () =>
  fake.requests.filter(({ path }) => path !== "/v2/").map(({ method, path }) => `${method} ${path}`);

describe("a request", () => {
  test("is given its answer, whatever the status", async () => {
    fake.push("a/b", [{ content: Buffer.from("x") }], { tag: "latest" });
    expect(await ask()).toMatchObject({ status: 200 });
    expect(await ask({ path: "manifests/none" })).toMatchObject({ status: 404 });
    expect(await ask({ method: "HEAD" })).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  });

  test.each([429, 500, 502, 503, 504, 408])("answered %i is sent again", async (status) => {
    fake.push("a/b", [{ content: Buffer.from("x") }], { tag: "latest" });
    let failures = 1;
    fake.misbehaviour = (_, response, path) => {
      if (path === "/v2/" || failures === 0) return false;
      failures -= 1;
      response.writeHead(status).end();
      return true;
    };
    expect(await ask()).toMatchObject({ status: 200 });
    expect(seen()).toHaveLength(2);
  });

  test("that cannot be sent is sent again, and in the end fails as what it is", async () => {
    fake.misbehaviour = (request, _, path) => path !== "/v2/" && request.socket.destroy() !== undefined;
    await expect(ask({}, { retries: "2" })).rejects.toMatchObject({ failure: "connection" });
    // A connection that had served before is replaced at once, and that is no attempt.
    expect(seen().length).toBeGreaterThanOrEqual(3);
  });

  test("gives up what stays so, and says what the registry says", async () => {
    fake.misbehaviour = (_, response, path) => {
      if (path === "/v2/") return false;
      response
        .writeHead(503)
        .end(JSON.stringify({ errors: [{ code: "UNAVAILABLE", message: "read-only\u001b[31m" }] }));
      return true;
    };
    const answer = await ask();
    expect(answer.status).toBe(503);
    const { registries } = openRegistries([]);
    expect(registries.registry(fake.host).failure(answer, "the tag latest")).toMatchObject({
      failure: "rate-limited",
      message: `${fake.host} answers 503 for the tag latest: UNAVAILABLE: read-only\\u{1b}[31m`,
    });
  });

  test.each([
    ["in seconds", () => "1"],
    ["as a date", () => new Date(Date.now() + 2000).toUTCString()],
  ])("waits as long as it is told %s", async (_, retryAfter) => {
    let since = 0;
    fake.misbehaviour = (_request, response, path) => {
      if (path === "/v2/" || since > 0) return false;
      since = performance.now();
      response.writeHead(429, { "retry-after": retryAfter() }).end();
      return true;
    };
    await ask();
    expect(performance.now() - since).toBeGreaterThan(900);
  });

  test("does not wait for ever", async () => {
    fake.misbehaviour = (_, response, path) => {
      if (path === "/v2/") return false;
      response.writeHead(429, { "retry-after": "999999" }).end();
      return true;
    };
    expect(await ask()).toMatchObject({ status: 429 });
    expect(seen()).toHaveLength(1);
  });

  test("with a streamed body, or with a part, is for its sender to send again", async () => {
    fake.misbehaviour = (request, response, path) => {
      if (path === "/v2/") return false;
      request.resume().on("end", () => response.writeHead(500).end());
      return true;
    };
    const body = { size: 1, open: () => Readable.from([Buffer.from("x")]) };
    expect(await ask({ method: "PUT", body })).toMatchObject({ status: 500 });
    expect(await ask({ method: "PATCH", body: Buffer.from("x") })).toMatchObject({ status: 500 });
    expect(seen()).toHaveLength(2);
    await ask({ method: "POST" });
    expect(seen()).toHaveLength(4);
  });

  test("takes no more than it is told", async () => {
    let sent = 0;
    fake.misbehaviour = (_, response, path) => {
      if (path === "/v2/") return false;
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16 * 1024))) sent += 16 * 1024;
      };
      response.on("drain", more).on("error", () => undefined);
      more();
      return true;
    };
    await expect(ask({ maxBytes: 100_000 })).rejects.toMatchObject({ failure: "too-large" });
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  test.each([
    ["does not answer", () => undefined],
    ["stops in the middle", (response: ServerResponse) => void response.writeHead(200).write("x")],
  ])("is given up when the registry %s", async (_, answer) => {
    fake.misbehaviour = (_request, response, path) => {
      if (path === "/v2/") return false;
      answer(response);
      return true;
    };
    const raw = { retries: "0", "headers-timeout": "300ms", "idle-timeout": "300ms" };
    await expect(ask({}, raw)).rejects.toMatchObject({ failure: "timeout" });
  });

  test("is given up when the registry is silent about who may ask", async () => {
    fake.misbehaviour = () => true;
    await expect(ask({}, { retries: "0", "headers-timeout": "300ms" })).rejects.toMatchObject({
      failure: "timeout",
    });
  });

  test("takes nothing that is encoded", async () => {
    fake.misbehaviour = (_, response, path) => {
      if (path === "/v2/") return false;
      response.writeHead(200, { "content-encoding": "gzip" }).end("x");
      return true;
    };
    await expect(ask()).rejects.toMatchObject({ failure: "encoding" });
  });

  test("ends when it is aborted, while it waits too", async () => {
    fake.misbehaviour = (_, response, path) => {
      if (path === "/v2/") return false;
      response.writeHead(429, { "retry-after": "100" }).end();
      return true;
    };
    const stop = new AbortController();
    const { registries } = openRegistries([]);
    const asking = registries
      .registry(fake.host)
      .request({ method: "GET", path: "manifests/x", ...pull }, stop.signal);
    setTimeout(() => stop.abort(new Error("stopped")), 200);
    await expect(asking).rejects.toThrow("stopped");
  });
});

describe("an answer 401 or 403", () => {
  test("names registry, scope, login and what to do", async () => {
    fake.auth = { kind: "basic", login: LOGIN };
    await expect(ask({ actions: ["pull", "push"] }, loginInputs("robot:wrong-word"))).rejects.toMatchObject({
      failure: "auth",
      status: 401,
      message: `${fake.host} answers 401 for the login "robot" (input registry-username), asked for repository:a/b:pull,push: UNAUTHORIZED: authentication required; check the password, and give "robot" the permission to push to the repository`,
    });
    await expect(ask()).rejects.toThrow(/answers 401 without a login.*give registry-username/);
  });

  test("shows no secret that the registry tells again", async () => {
    fake.misbehaviour = (request, response, path) => {
      if (path === "/v2/") return false;
      const { authorization } = request.headers;
      const message = `${LOGIN} sent ${authorization} and again ${authorization}`;
      response.writeHead(403).end(JSON.stringify({ errors: [{ code: "DENIED", message }] }));
      return true;
    };
    fake.auth = { kind: "basic", login: LOGIN };
    const answer = await ask({}, loginInputs(LOGIN)).catch((error: Error) => error.message);
    expect(answer).toContain("DENIED");
    expect(answer).not.toContain("s3cret-word");
    expect(answer).not.toContain(Buffer.from(LOGIN).toString("base64"));
  });
});

describe("a Location that the registry gives", () => {
  const other: { authorization: string | undefined; path: string | undefined }[] = [];
  const elsewhere = createServer((request, response) => {
    other.push({ authorization: request.headers.authorization, path: request.url });
    request.resume();
    response.writeHead(401, { "www-authenticate": 'Basic realm="give it to me"' }).end();
  });
  beforeAll(() => new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", () => resolve())));
  afterEach(() => {
    other.length = 0;
  });
  afterAll(() => {
    elsewhere.closeAllConnections();
    elsewhere.close();
  });
  const url = () =>
    new URL(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/v2/a/b/blobs/uploads/1`);

  test("on another origin gets no credential, and its challenge is not answered", async () => {
    fake.auth = { kind: "basic", login: LOGIN };
    const raw = { ...loginInputs(LOGIN), "allow-hosts": "127.0.0.1" };
    await expect(ask({ method: "PUT", url: url(), body: Buffer.from("x") }, raw)).rejects.toThrow(
      /where 127\.0\.0\.1:\d+ sends us/,
    );
    expect(other).toEqual([{ authorization: undefined, path: "/v2/a/b/blobs/uploads/1" }]);
  });

  test("at an address inside is not asked unless that is allowed", async () => {
    await expect(ask({ method: "PUT", url: url(), body: Buffer.from("x") })).rejects.toMatchObject({
      failure: "forbidden-address",
    });
    expect(other).toEqual([]);
  });

  test("on its own origin gets the credential", async () => {
    fake.auth = { kind: "basic", login: LOGIN };
    fake.push("a/b", [{ content: Buffer.from("x") }], { tag: "latest" });
    const own = new URL(`http://${fake.host}/v2/a/b/manifests/latest`);
    expect(await ask({ url: own }, loginInputs(LOGIN))).toMatchObject({ status: 200 });
  });
});

describe("plain http", () => {
  const originOf = (name: string, raw: Record<string, string> = {}, named = [`${name}/x`]) =>
    openRegistries(named, raw).registries.registry(name).origin.origin;

  test.each(["localhost:5000", "127.0.0.1:5000", "[::1]:5000", "r.localhost"])(
    "is for %s by itself",
    (name) => {
      expect(originOf(name)).toBe(`http://${name}`);
      expect(originOf(name, { "plain-http": "false" })).toBe(`https://${name}`);
    },
  );

  test("is for another host only when that is asked for, and for that host alone", () => {
    expect(originOf("r.example:5000")).toBe("https://r.example:5000");
    expect(originOf("r.example:5000", { "plain-http": "true" })).toBe("http://r.example:5000");
    expect(originOf("s.example", { "plain-http": "true" }, ["r.example:5000/x"])).toBe("https://s.example");
    expect(originOf("s.example", { "plain-http": "true", registry: "s.example" }, [])).toBe(
      "http://s.example",
    );
    expect(originOf("s.example", { "plain-http": "true", registry: "r.example" })).toBe("https://s.example");
  });

  test.each(["a/b", "user:p@r.example", "r.example:", "", "r example"])(
    "registry cannot be %j",
    (registry) => {
      if (registry === "") return;
      expect(() => openRegistries([], { registry })).toThrow(/registry: the value is no registry/);
    },
  );
});

test("a registry inside is asked where metadata must name none, if it is the user who names it", async () => {
  fake.push("a/b", [{ content: Buffer.from("x") }], { tag: "latest" });
  const request = { method: "GET", path: "manifests/latest", ...pull } as const;
  const ask = (named: readonly string[], raw = {}) =>
    openRegistries(named, raw, { privateAddresses: "refused" })
      .registries.registry(fake.host)
      .request(request, never);
  expect(await ask([`oci://${fake.host}/a/b:latest`])).toMatchObject({ status: 200 });
  expect(await ask([], { registry: fake.host })).toMatchObject({ status: 200 });
  await expect(ask([])).rejects.toMatchObject({ failure: "forbidden-address" });
  await expect(ask(["oci://r.example/a/b"])).rejects.toMatchObject({ failure: "forbidden-address" });
});

test("docker.io is asked where its API is", () => {
  const { registries } = openRegistries([]);
  expect(registries.registry("docker.io").origin.href).toBe("https://registry-1.docker.io/");
});
