import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { FakeRegistry } from "../../../../test/support/registry/fake-registry.ts";
import { TokenServer } from "../../../../test/support/registry/token-server.ts";
import { loginInputs, never, type Opened, openRegistries } from "../support/registries.ts";

const [fake, tokens, evil] = [new FakeRegistry(), new TokenServer(), new TokenServer()];
const folder = mkdtempSync(join(tmpdir(), "tokens-"));
beforeAll(async () => {
  await Promise.all([fake.start(), tokens.start(), evil.start()]);
});
afterEach(() => {
  fake.reset();
  tokens.reset();
  evil.reset();
});
afterAll(async () => {
  await Promise.all([fake.close(), tokens.close(), evil.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** A registry that wants tokens for what is read. */
function useTokens(realm = tokens.realm): void {
  fake.push("a/b", [{ content: Buffer.from("x") }], { tag: "latest" });
  fake.push("c", [{ content: Buffer.from("x") }], { tag: "latest" });
  fake.auth = {
    kind: "bearer",
    realm,
    service: "fake",
    accepts: (token, { url = "" }) =>
      url === "/v2/" ||
      tokens.allows(token, `repository:${/^\/v2\/(.+)\/(?:manifests|blobs)\//.exec(url)?.[1]}:pull`),
  };
}

const get = ({ registries }: Opened, repository = "a/b", path = "manifests/latest") =>
  registries.registry(fake.host).request({ method: "GET", path, repository, actions: ["pull"] }, never);
const open = (raw: Readonly<Record<string, string>> = {}) => openRegistries([`${fake.host}/a/b`], raw);

describe("a token", () => {
  test("is had with the login, and serves all requests of its scope", async () => {
    useTokens();
    const opened = open(loginInputs(tokens.login));
    const answers = await Promise.all(Array.from({ length: 20 }, () => get(opened)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(tokens.requests).toEqual([
      {
        method: "GET",
        scopes: ["repository:a/b:pull"],
        service: "fake",
        authorization: `Basic ${Buffer.from(tokens.login).toString("base64")}`,
        refreshToken: null,
      },
    ]);
    await get(opened, "c");
    expect(tokens.requests.map(({ scopes }) => scopes)).toEqual([
      ["repository:a/b:pull"],
      ["repository:c:pull"],
    ]);
    // The password goes to the token server, and nowhere else.
    expect(fake.requests.filter(({ authorization }) => authorization?.startsWith("Basic"))).toEqual([]);
  });

  test("is had without a login where everybody may read", async () => {
    useTokens();
    tokens.isPublic = (repository) => repository === "a/b";
    expect(await get(open())).toMatchObject({ status: 200 });
    expect(tokens.requests[0]?.authorization).toBeUndefined();
    await expect(get(open(), "c")).rejects.toMatchObject({ failure: "auth", status: 401 });
  });

  test("for a mount is asked for both repositories", async () => {
    useTokens();
    const { registries } = open(loginInputs(tokens.login));
    await registries.registry(fake.host).request(
      {
        method: "POST",
        path: "blobs/uploads/",
        repository: "a/b",
        actions: ["pull", "push"],
        mountFrom: "c",
      },
      never,
    );
    expect(tokens.requests[0]?.scopes).toEqual(["repository:a/b:pull,push", "repository:c:pull"]);
  });

  test("may be called access_token", async () => {
    useTokens();
    tokens.misbehaviour = (_, response) => {
      tokens.tokens.set("acc", ["repository:a/b:pull"]);
      response.end(JSON.stringify({ access_token: "acc", token: "" }));
      return true;
    };
    expect(await get(open())).toMatchObject({ status: 200 });
  });

  test("is renewed before it runs out", async () => {
    useTokens();
    tokens.expiresIn = 1;
    const opened = open(loginInputs(tokens.login));
    await get(opened);
    await get(opened);
    expect(tokens.requests).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 800));
    await get(opened);
    expect(tokens.requests).toHaveLength(2);
    expect(
      fake.requests.filter(({ path, authorization }) => path !== "/v2/" && authorization === undefined),
    ).toEqual([]);
  });

  test.each([
    ["is not said", undefined],
    ["is nonsense", -5],
    ["is long past by the server's clock", 60],
  ])("is used for a while when its time %s", async (_, expiresIn) => {
    useTokens();
    tokens.misbehaviour = (_request, response) => {
      const token = `k${tokens.tokens.size}`;
      tokens.tokens.set(token, ["repository:a/b:pull"]);
      response.end(JSON.stringify({ token, expires_in: expiresIn, issued_at: "1999-01-01T00:00:00Z" }));
      return true;
    };
    const opened = open();
    await get(opened);
    await get(opened);
    expect(tokens.requests).toHaveLength(1);
  });

  test("that is refused before its time is replaced once", async () => {
    useTokens();
    const opened = open(loginInputs(tokens.login));
    await get(opened);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    tokens.tokens.clear();
    expect(await get(opened)).toMatchObject({ status: 200 });
    expect(tokens.requests).toHaveLength(2);
    tokens.tokens.clear();
    // It is young: the registry means it.
    await expect(get(opened)).rejects.toMatchObject({ failure: "auth" });
    expect(tokens.requests).toHaveLength(2);
  });

  test("is asked for as the registry says, where it calls things otherwise", async () => {
    useTokens();
    fake.misbehaviour = (request, response) => {
      if (tokens.allows(String(request.headers.authorization).slice(7), "aws:")) return false;
      fake.challenge(response, `Bearer realm="${tokens.realm}",service="fake",scope="aws:"`);
      return true;
    };
    tokens.misbehaviour = (_request, response) => {
      const { scopes = [] } = tokens.requests.at(-1) ?? {};
      tokens.tokens.set(`k${tokens.requests.length}`, scopes);
      response.end(JSON.stringify({ token: `k${tokens.requests.length}` }));
      return true;
    };
    expect(await get(open())).toMatchObject({ status: 200 });
    expect(tokens.requests.at(-1)?.scopes).toEqual(["repository:a/b:pull", "aws:"]);
  });
});

test("a token that the registry or its token server tells again is not shown", async () => {
  useTokens();
  fake.misbehaviour = (request, response, path) => {
    if (path === "/v2/" || request.headers.authorization === undefined) return false;
    const message = `you sent ${request.headers.authorization}`;
    response.writeHead(403).end(JSON.stringify({ errors: [{ code: "DENIED", message }] }));
    return true;
  };
  const error = await get(open(loginInputs(tokens.login))).catch(({ message }: Error) => message);
  const [token = ""] = tokens.tokens.keys();
  expect(token).not.toBe("");
  expect(error).toContain("you sent Bearer ***");
  tokens.misbehaviour = (request, response) => {
    const message = `you sent ${request.headers.authorization}`;
    response.writeHead(403).end(JSON.stringify({ errors: [{ code: "DENIED", message }] }));
    return true;
  };
  await expect(get(open(loginInputs(tokens.login)))).rejects.toThrow("you sent Basic ***");
});

describe("a refresh token", () => {
  const environment = () => {
    const file = join(folder, "config.json");
    writeFileSync(file, JSON.stringify({ auths: { [fake.host]: { identitytoken: tokens.refreshToken } } }));
    return { environment: { credentialFiles: [file] } };
  };

  test("is exchanged by POST, and is in no URL", async () => {
    useTokens();
    expect(await get(openRegistries([], {}, environment()))).toMatchObject({ status: 200 });
    expect(tokens.requests).toEqual([
      {
        method: "POST",
        scopes: ["repository:a/b:pull"],
        service: "fake",
        authorization: undefined,
        refreshToken: tokens.refreshToken,
      },
    ]);
  });

  test.each([404, 405])("falls back to GET when POST is answered %i", async (status) => {
    useTokens();
    tokens.misbehaviour = (request, response) => {
      if (request.method === "GET") {
        tokens.tokens.set("k", ["repository:a/b:pull"]);
        response.end(JSON.stringify({ token: "k" }));
      } else {
        response.writeHead(status).end();
      }
      return true;
    };
    expect(await get(openRegistries([], {}, environment()))).toMatchObject({ status: 200 });
    expect(tokens.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
  });
});

describe("a token server", () => {
  test.each([
    ["answers nonsense", 200, "<html>", "does not answer in JSON"],
    ["gives no token", 200, "{}", "without a token"],
    ["gives a token that would be another header", 200, '{"token":"a\\r\\nx: y"}', "without a token"],
    ["refuses", 403, '{"errors":[{"code":"DENIED","message":"not you"}]}', "answers 403: DENIED: not you"],
    ["is broken", 500, "", "answers 500"],
    ["is not there", 404, "", "answers 404"],
  ])("that %s fails the request, and is named", async (_, status, body, expected) => {
    useTokens();
    tokens.misbehaviour = (_request, response) => {
      response.writeHead(status).end(body);
      return true;
    };
    await expect(get(open(loginInputs(tokens.login)))).rejects.toThrow(expected);
    await expect(get(open(loginInputs(tokens.login)))).rejects.toThrow(
      /the token server 127\.0\.0\.1:\d+ .* for the login "robot"/,
    );
  });

  test("that fails for a moment is asked again", async () => {
    useTokens();
    tokens.misbehaviour = (_, response) => {
      if (tokens.requests.length > 1) return false;
      response.writeHead(503).end();
      return true;
    };
    expect(await get(open(loginInputs(tokens.login)))).toMatchObject({ status: 200 });
  });

  test("that sends us elsewhere gets no password there, and what comes from there is no token", async () => {
    useTokens();
    tokens.misbehaviour = (_, response) => {
      response.writeHead(307, { location: evil.realm }).end();
      return true;
    };
    const raw = { ...loginInputs(tokens.login), "allow-hosts": "127.0.0.1" };
    await expect(get(open(raw))).rejects.toThrow("redirects to another server");
    expect(evil.requests.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  test("answers with more than a token at no cost to us", async () => {
    useTokens();
    tokens.misbehaviour = (_, response) => {
      response.end(JSON.stringify({ token: "x".repeat(1024 * 1024) }));
      return true;
    };
    await expect(get(open())).rejects.toMatchObject({ failure: "too-large" });
  });
});

describe("a challenge", () => {
  test.each([
    ["a private address", "https://10.0.0.1/token"],
    ["the metadata service of a cloud", "http://169.254.169.254/latest/meta-data/"],
    ["a file", "file:///etc/passwd"],
    ["no URL", "basic-realm"],
  ])("that names %s as its realm is refused, and no password is sent", async (_, realm) => {
    useTokens(realm);
    await expect(get(open(loginInputs(tokens.login)))).rejects.toMatchObject({ failure: "auth" });
    expect(fake.requests.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  test.each([
    "",
    "Bearer",
    "Bearer realm=",
    '"',
    "Digest realm=x",
    "\u00ff\u00fe",
    `Bearer ${"x".repeat(9000)}`,
  ])("that is malformed ends in a plain refusal: %j", async (value) => {
    fake.misbehaviour = (_, response) => {
      fake.challenge(response, value);
      return true;
    };
    await expect(get(open(loginInputs(tokens.login)))).rejects.toMatchObject({ failure: "auth" });
  });

  test("with both Basic and Bearer is answered with a token", async () => {
    useTokens();
    fake.misbehaviour = (request, response) => {
      if (request.headers.authorization?.startsWith("Bearer ") === true) return false;
      response.writeHead(401, {
        "www-authenticate": ['Basic realm="x"', `Bearer realm="${tokens.realm}",service="fake"`],
      });
      response.end();
      return true;
    };
    expect(await get(open(loginInputs(tokens.login)))).toMatchObject({ status: 200 });
    expect(fake.requests.filter(({ authorization }) => authorization?.startsWith("Basic"))).toEqual([]);
  });

  test("with Basic and an evil realm is answered with the password, to the registry alone", async () => {
    fake.push("a/b", [{ content: Buffer.from("x") }], { tag: "latest" });
    fake.auth = { kind: "basic", login: tokens.login };
    fake.misbehaviour = (request, response) => {
      if (request.headers.authorization !== undefined) return false;
      fake.challenge(response, 'Bearer realm="https://10.0.0.1/t", Basic realm="x"');
      return true;
    };
    expect(await get(open(loginInputs(tokens.login)))).toMatchObject({ status: 200 });
  });

  test("is answered when it comes late: at a request, and not before", async () => {
    useTokens();
    fake.misbehaviour = (_, response, path) => {
      if (path !== "/v2/") return false;
      response.writeHead(404).end();
      return true;
    };
    expect(await get(open(loginInputs(tokens.login)))).toMatchObject({ status: 200 });
  });

  test("with insufficient_scope is a refusal", async () => {
    useTokens();
    fake.misbehaviour = (_, response, path) => {
      if (path === "/v2/") return false;
      fake.challenge(response, `Bearer realm="${tokens.realm}",error="insufficient_scope"`);
      return true;
    };
    await expect(get(open(loginInputs(tokens.login)))).rejects.toThrow(/answers 401 for the login "robot"/);
  });
});

describe("the login that a CI gives every job", () => {
  const environment = () => ({
    environment: {
      credentialFiles: [],
      own: { registry: fake.host, username: "job", password: "worthless" },
    },
  });

  test("does not keep anybody from reading what everybody may", async () => {
    useTokens();
    tokens.isPublic = () => true;
    const opened = openRegistries([], {}, environment());
    expect(await get(opened)).toMatchObject({ status: 200 });
    expect(opened.warnings).toEqual([expect.stringContaining("trying without a login")]);
  });

  test("is needed for writing", async () => {
    useTokens();
    tokens.isPublic = () => true;
    const { registries } = openRegistries([], {}, environment());
    const push = {
      method: "POST",
      path: "blobs/uploads/",
      repository: "a/b",
      actions: ["pull", "push"],
    } as const;
    await expect(registries.registry(fake.host).request(push, never)).rejects.toThrow(
      /"job" \(CI_REGISTRY_USER\)/,
    );
  });
});

test("cookies are not kept", async () => {
  fake.push("a/b", [{ content: Buffer.from("x") }], { tag: "latest" });
  fake.misbehaviour = (_, response) => {
    response.setHeader("set-cookie", "sid=1");
    return false;
  };
  const opened = open();
  await get(opened);
  await get(opened);
  expect(fake.requests.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined, undefined]);
});
