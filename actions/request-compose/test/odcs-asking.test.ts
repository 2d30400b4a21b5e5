import { existsSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Certificates } from "../../../packages/services/test/support/certificates.ts";
import type { OdcsStandIn } from "../../../packages/services/test/support/odcs/stand-in.ts";
import { TAG, useOdcs } from "./support/odcs-servers.ts";
import { until, useRunner } from "./support/run.ts";

const runner = useRunner();
const odcs = useOdcs();

describe("asking", () => {
  test("twice: what failed is asked for anew, and another request is another compose", async () => {
    const server = await odcs.start();
    const given = { ...TAG, server: server.url, timeout: "30ms" };
    await runner.run(given);
    expect(server.store.rows).toHaveLength(1);
    server.store.fail(1, "it broke");
    await runner.run(given);
    expect(server.store.rows).toHaveLength(2);
    await runner.run({ ...given, source: "f42" });
    expect(server.store.rows).toHaveLength(3);
    await runner.run(given);
    expect(server.store.rows).toHaveLength(3);
    await runner.run({ ...given, "resume-within": "0" });
    expect(server.store.rows).toHaveLength(4);
  });

  test("whose answer is lost does not ask again", async () => {
    const server = await odcs.start();
    let isFirst = true;
    server.misbehave = ({ method }, response, serve) => {
      if (method !== "POST" || !isFirst) return false;
      isFirst = false;
      serve();
      response.destroy();
      return true;
    };
    const { result } = await runner.run({ ...TAG, server: server.url, wait: "false" });
    expect(result.composes).toMatchObject([{ id: "1", how: "found", verdict: "shown" }]);
    expect(server.store.rows).toHaveLength(1);
  });

  test("goes on with the compose of the run before, although the server fails at first", async () => {
    const server = await odcs.start();
    const given = { ...TAG, server: server.url, timeout: "30ms" };
    await runner.run(given);
    let failures = 2;
    server.misbehave = ({ method }, response) => {
      if (method !== "GET" || failures === 0) return false;
      failures -= 1;
      response.writeHead(503).end();
      return true;
    };
    const { result } = await runner.run({ ...given, preflight: "off" });
    expect(failures).toBe(0);
    expect(result.composes).toMatchObject([{ id: "1", how: "continued" }]);
    expect(server.store.rows).toHaveLength(1);
  });

  test.each(["true", "false"])(
    "reuses no finished compose whose files are gone, but an older one or a new one (wait: %s)",
    async (wait) => {
      const server = await odcs.start();
      const asking = { ...TAG, server: server.url, wait: "false", "resume-within": "0" };
      await runner.run(asking);
      await runner.run(asking);
      odcs.finish(server, 1);
      server.store.finish(2);
      const reusing = {
        ...TAG,
        server: server.url,
        reuse: "true",
        wait,
        "state-file": runner.path("o.json"),
      };
      const { result, failure } = await runner.run(reusing);
      expect(failure).toBeUndefined();
      expect(result.composes).toMatchObject([{ id: "1", how: "reused" }]);
      expect(runner.told.warnings.join()).toMatch(
        /compose 2 was asked for with the same request, but cannot be used: there is no metadata at .*; it is not reused/,
      );
      // It is looked at once.
      const looks = odcs.site.requests.filter((one) =>
        one.endsWith("/odcs-1/compose/metadata/composeinfo.json"),
      );
      expect(looks).toHaveLength(1);
      server.store.row(1).state = 3;
      const anew = await runner.run({ ...reusing, wait: "false", "state-file": runner.path("p.json") });
      expect(anew.result.composes).toMatchObject([{ id: "3", how: "created" }]);
    },
  );

  test("reuses a living compose that is the same", async () => {
    const server = await odcs.start();
    const other = { "state-file": runner.path("other.json") };
    await runner.run({ ...TAG, server: server.url, wait: "false", ...other });
    odcs.finish(server);
    const { result, failure } = await runner.run({ ...TAG, server: server.url, reuse: "true" });
    expect(failure).toBeUndefined();
    expect(result.composes).toMatchObject([{ id: "1", how: "reused", verdict: "good" }]);
    expect(server.store.rows).toHaveLength(1);
  });

  describe("for one that lives, but not for long enough", () => {
    const HOUR = 3600_000;
    async function shortLived() {
      const server = await odcs.start();
      await runner.run({ ...TAG, server: server.url, wait: "false", "seconds-to-live": "600" });
      odcs.finish(server);
      const given = { ...TAG, server: server.url, reuse: "true", "min-lifetime": "10h" };
      return { server, given: { ...given, "state-file": runner.path("other.json") } };
    }
    const left = (expires: string | undefined) => Date.parse(expires ?? "") - Date.now();
    /** The clean-up comes in between. */
    const expire = (server: OdcsStandIn): void => {
      server.misbehave = ({ method }) => {
        if (method === "PATCH") Object.assign(server.store.row(1), { state: 3, state_reason: "expired" });
        return false;
      };
    };

    test.each(["true", "false"])("renews it, with wait %s", async (wait) => {
      const { server, given } = await shortLived();
      const { result, failure, outputs } = await runner.run({ ...given, wait });
      expect(failure).toBeUndefined();
      expect(result.composes).toMatchObject([{ id: "1", how: "reused" }]);
      expect(outputs["compose-id"]).toBe("1");
      expect(left(outputs["expires"])).toBeGreaterThan(9 * HOUR);
      expect(server.store.rows).toHaveLength(1);
      expect([server.count("POST"), server.count("PATCH")]).toEqual([1, 1]);
    });

    test("waits for the one that the server makes in its place", async () => {
      const { server, given } = await shortLived();
      expire(server);
      const running = runner.run(given);
      await until(() => server.count("GET", "/composes/2") > 0);
      odcs.finish(server, 2);
      const { failure, outputs } = await running;
      expect(failure).toBeUndefined();
      expect(outputs).toMatchObject({ "compose-id": "2", state: "finished" });
      expect(left(outputs["expires"])).toBeGreaterThan(9 * HOUR);
      expect(server.count("POST")).toBe(1);
    });

    test("tells of the one that the server makes in its place, when nobody waits", async () => {
      const { server, given } = await shortLived();
      expire(server);
      const { failure, outputs, result } = await runner.run({ ...given, wait: "false" });
      expect(failure).toBeUndefined();
      expect(outputs).toMatchObject({ "compose-id": "2", state: "requested" });
      expect(result.composes).toMatchObject([{ id: "2", how: "created" }]);
      expect(server.count("POST")).toBe(1);
    });

    test("asks anew when it cannot be renewed, and nobody waits", async () => {
      const { server, given } = await shortLived();
      server.misbehave = ({ method }, response) =>
        method === "PATCH" && response.writeHead(403).end() !== undefined;
      const { outputs } = await runner.run({ ...given, wait: "false" });
      expect(outputs["compose-id"]).toBe("2");
      expect(server.count("POST")).toBe(2);
      expect(runner.told.warnings.join()).toContain("compose 1 could not be renewed, and is not reused");
    });
  });

  test("with a request in YAML, over which single inputs go", async () => {
    const server = await odcs.start();
    writeFileSync(
      runner.path("request.yaml"),
      "source:\n  type: tag\n  source: f41\n  sigkeys: [aaaaaaaa]\narches: [x86_64]\nlabel:\n",
    );
    await runner.run({
      service: "odcs",
      server: server.url,
      request: runner.path("request.yaml"),
      sigkeys: "bbbbbbbb, unsigned",
      flags: "no_deps",
      wait: "false",
    });
    expect(JSON.parse(server.requests.find(({ method }) => method === "POST")?.body ?? "")).toEqual({
      source: { type: "tag", source: "f41", sigkeys: ["bbbbbbbb", ""] },
      arches: ["x86_64"],
      flags: ["no_deps"],
    });
  });

  test("for the same content again", async () => {
    const server = await odcs.start();
    const lock = runner.path("lock.json");
    const running = runner.run({ ...TAG, server: server.url, "lock-output": lock });
    await until(() => server.count("GET", "/composes/1") > 0);
    odcs.finish(server);
    await running;
    expect(runner.json("lock.json")).toMatchObject({
      service: "odcs",
      composes: [
        { koji_event: 1496834159, source: ["f41"], request: { source: { type: "tag", source: ["f41"] } } },
      ],
    });
    await runner.run({ ...TAG, server: server.url, lock, wait: "false" });
    expect(server.store.row(2).koji_event).toBe(1496834159);
    const others = [{ source: "f42" }, { "source-type": "module", source: "a:b" }];
    for (const [index, other] of others.entries()) {
      const named = index === 0 ? 'tag "f42"' : 'module "a:b"';
      await expect(runner.run({ ...TAG, ...other, server: server.url, lock })).rejects.toMatchObject({
        exitCode: 2,
        message: `lock: it is of a compose from tag "f41", and the request is for one from ${named}`,
      });
    }
    expect(server.store.rows).toHaveLength(2);
    const written = runner.json("lock.json") as { composes: object[] };
    writeFileSync(
      lock,
      JSON.stringify({ ...written, composes: [{ ...written.composes[0], colour: "red" }] }),
    );
    const wish = { packages: "ed", wait: "false", "resume-within": "0" };
    await runner.run({ ...TAG, ...wish, server: server.url, lock });
    expect(runner.told.warnings).toContain(
      'packages: the request has ["ed"], and that of the lock had nothing: the content will be another',
    );
    expect(runner.told.warnings).toContain('lock: "colour" is not known, and not heeded');
  });

  test("with a client certificate, over TLS", async () => {
    using certificates = new Certificates();
    certificates.issue("client", "/CN=ci/O=Test");
    const tls = {
      key: certificates.pem("server.key"),
      cert: certificates.pem("server.pem"),
      ca: certificates.pem("ca.pem"),
      requestCert: true,
      rejectUnauthorized: false,
    };
    const server = await odcs.start({ backend: "ssl", users: { "CN=ci,O=Test": {} }, tls });
    const given = { ...TAG, server: server.url, wait: "false", "ca-file": certificates.path("ca.pem") };
    await expect(runner.run(given)).rejects.toMatchObject({ exitCode: 2 });
    const cert = `127.0.0.1 ${certificates.path("client.pem")} ${certificates.path("client.key")}`;
    const { outputs } = await runner.run({ ...given, "client-cert": cert });
    expect(outputs["compose-id"]).toBe("1");
    expect(server.store.row(1).owner).toBe("CN=ci,O=Test");
  });
});

describe("refused", () => {
  const refusals: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ["a request that is none", { "source-type": "raw_config", source: "demo" }, /name#commit/],
    [
      "a raw config that the server does not have",
      { "source-type": "raw_config", source: "demo#main" },
      /no raw config/,
    ],
    [
      "metadata of a compose that will have no URL",
      { "target-dir": "private", output: "x" },
      /target directory "private" have no URL/,
    ],
    ["an operation without an id", { operation: "get" }, /compose-id: required/],
    ["a store for what stays where it is", { store: "directory", output: "x" }, /store is for images/],
    ["an id that is none", { operation: "wait", "compose-id": "x" }, /no id of a compose of ODCS/],
    ["two logins", { "auth-token": "tok-1", keytab: "/nowhere" }, /several logins/],
    [
      "a token over http",
      { server: "http://odcs.example.com", "auth-token": "tok" },
      /login \(token\) is not sent/,
    ],
    ["a token that is none", { "auth-token": "Bearer tok" }, /^auth-token: it holds blanks/],
    [
      "a certificate over http",
      { server: "http://odcs.example.com", auth: "certificate", "client-cert": "odcs.example.com x y" },
      /client-cert: x cannot be read|only shown over https/,
    ],
    [
      "a client without a token server",
      { "oauth-client-id": "ci" },
      /^oauth-client-id needs oauth-token-url$/,
    ],
    ["a secret without a token server", { "oauth-client-secret": "s3cret" }, /^oauth-client-secret needs/],
    [
      "a token server without a client",
      { "oauth-token-url": "https://sso.example.com" },
      /^oauth-client-id: /,
    ],
    [
      "a token server without a secret",
      { "oauth-token-url": "https://sso.example.com", "oauth-client-id": "ci" },
      /needs oauth-client-secret, or oauth-refresh-token/,
    ],
    [
      "a token server with a login in its URL",
      { "oauth-token-url": "https://u:p@sso.example.com", "oauth-client-id": "ci" },
      /^oauth-token-url: the URL holds/,
    ],
    [
      "a place that can hold no file",
      { "state-file": "/proc/x/y.json" },
      /^state-file: .* cannot be written/,
    ],
    ["a keytab that is not there", { keytab: "/nowhere" }, /\/nowhere/],
    ["a request that cannot be read", { request: "no-such-file.yaml" }, /ENOENT/],
  ];
  test.each(refusals)("%s", async (_, given, message) => {
    const server = await odcs.start();
    const running = runner.run({ ...TAG, server: server.url, ...given });
    await expect(running).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
    expect(server.count("POST")).toBe(0);
  });

  test("nothing is left to continue when the service is not there", async () => {
    const server = await odcs.start();
    await server.stop();
    const running = runner.run({ ...TAG, server: server.url, preflight: "off" });
    await expect(running).rejects.toMatchObject({ exitCode: 1 });
    expect(existsSync(runner.path("state.json"))).toBe(false);
  });

  test("who may not ask", async () => {
    const server = await odcs.start({ backend: "openidc", tokens: { "tok-1": { user: "me" } } });
    const running = runner.run({ ...TAG, server: server.url, "auth-token": "tok-1" });
    await expect(running).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/not in role/),
    });
    const unknown = runner.run({ ...TAG, server: server.url, "auth-token": "tok-2" });
    await expect(unknown).rejects.toMatchObject({ exitCode: 2 });
  });

  test("a wrong URL at once, although the server calls it its own error", async () => {
    const server = await odcs.start();
    const running = runner.run({ ...TAG, server: `${server.url}/elsewhere`, preflight: "off" });
    await expect(running).rejects.toMatchObject({ message: expect.stringMatching(/404|not found/i) });
    expect(server.requests.length).toBeLessThanOrEqual(2);
  });
});
